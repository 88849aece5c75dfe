"""The page that compares the borough with similar ones."""
