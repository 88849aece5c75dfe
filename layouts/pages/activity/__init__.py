"""The page of partnership activity under each aim of the strategy."""
