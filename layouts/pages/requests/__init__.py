"""The page of council requests."""
