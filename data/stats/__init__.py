"""Statistics of counts and rates, from values alone: no pack, no question."""
