"""The page "What is new": what changed since the pack before."""
