"""Dash callbacks: from the URL to a question, its results and the parts of a page."""
