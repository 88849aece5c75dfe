"""Geometry and spatial statistics: coordinates, areas, grids and hotspots. No web, no database."""
