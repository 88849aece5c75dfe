"""Harm: counts of crimes with the weights of their types."""
