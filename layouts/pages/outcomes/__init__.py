"""The page of outcomes by month of recording."""
