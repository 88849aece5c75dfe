"""What changed between two packs of a borough: months, revised counts and outcomes, verdicts."""
