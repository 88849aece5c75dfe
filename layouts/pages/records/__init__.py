"""The page that lists matching incidents."""
