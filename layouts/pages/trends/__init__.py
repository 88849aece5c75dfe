"""The page of trends: monthly charts, control charts, drivers, small multiples."""
