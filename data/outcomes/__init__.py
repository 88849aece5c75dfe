"""Outcomes of crimes by the month in which they were recorded."""
