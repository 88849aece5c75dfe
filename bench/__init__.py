"""Measure how fast files are read, the server answers and a browser redraws on this machine."""
