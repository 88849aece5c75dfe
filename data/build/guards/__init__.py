"""What keeps a stray row, a missing part or a foreign area from becoming a wrong number."""
