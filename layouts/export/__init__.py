"""Slides and workbooks of what a page shows."""
