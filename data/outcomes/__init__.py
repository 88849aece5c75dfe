"""Outcomes of crimes, by the month in which the crimes were recorded."""
