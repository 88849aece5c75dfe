"""The yearly assessment: its sections, the priority matrix and the weights."""
