"""Introduce the layers to each other: URL to question to answer to picture."""
