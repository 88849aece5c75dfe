"""Compute what the first answers about a pack need, when it is opened."""

from data.hotspots.hotspots import grid
from data.pack.pack import Pack
from data.pack.town_centres import town_centres
from geo.hotspots import METHODS


def preload(pack: Pack) -> None:
    """Compute and cache the grids and town centres of a pack: a second for 17 districts."""
    for edition in pack.domain.editions:
        town_centres(pack, edition.id)
    for cell_m in {method.cell_m for method in METHODS.values()}:
        cells = grid(pack, cell_m)
        for field in (cells, cells.wider):
            # Cached properties, computed at first access.
            _cached = field.neighbours, field.area_m2, field.bordering
