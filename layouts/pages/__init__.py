"""One room for each page; no page imports another."""
