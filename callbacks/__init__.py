"""Dash callbacks: they read the question in the URL, query the pack and fill the page."""
