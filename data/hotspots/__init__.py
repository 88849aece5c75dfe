"""Hotspots: grid cells, density, clusters and their life cycle."""
