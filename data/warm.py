"""What every first answer about a pack would wait for, made before anyone asks."""

from data.hotspots import grid
from data.pack import Pack
from data.town_centres import town_centres
from geo.hotspots import METHODS


def warm(pack: Pack) -> None:
    """Make and hold the grids of a pack, and its town centres: a second's work on 17 districts."""
    for edition in pack.domain.editions:
        town_centres(pack, edition.id)
    for cell_m in {method.cell_m for method in METHODS.values()}:
        cells = grid(pack, cell_m)
        for field in (cells, cells.wider):
            # Each is worked out once, when first asked for.
            _held = field.neighbours, field.area_m2, field.bordering
