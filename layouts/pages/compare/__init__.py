"""The page that compares two periods and back-tests hotspot methods."""
