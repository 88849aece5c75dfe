"""Comparison with similar boroughs."""
