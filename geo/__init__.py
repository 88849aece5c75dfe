"""Measure the ground: coordinates, areas and what falls inside them. Knows no web, no database."""
