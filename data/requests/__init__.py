"""Counts of council requests, and the control of what they disclose."""
