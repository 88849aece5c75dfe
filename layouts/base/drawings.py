"""The content of a drawn map as a value; ``print_map`` adds the shapes when it draws the map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
import shapely

from data.model.domain import WARDS

PAPER_WIDTH, PAPER_HEIGHT = 640, 500


@dataclass(frozen=True)
class Drawing:
    """What a map shows. The shapes of areas and places are added when it is drawn.

    ``fills`` are colours by the code of an area of ``edition``; ``chosen`` codes have a heavy
    line. ``points`` has lon, lat and n: circles with an area in proportion to n. With ``around``,
    an outline in metres (EPSG:27700), the map shows its surroundings and names the areas there;
    without it, the whole borough. ``over`` are further shapes in degrees (EPSG:4326), each with its
    colour, drawn over the areas. ``width`` and ``height`` are in pixels.
    """

    title: str
    description: str
    width: int
    height: int
    fills: Mapping[str, str] = field(default_factory=dict)
    chosen: frozenset[str] = frozenset()
    points: pd.DataFrame | None = None
    around: shapely.Polygon | None = None
    edition: str = WARDS.id
    over: Sequence[tuple[shapely.Geometry, str]] = ()


def of_areas(
    title: str, areas: pd.DataFrame, colours: Sequence[str], edition: str = WARDS.id
) -> Drawing:
    """Return the map for paper: areas (code, chosen) of one edition, each in its colour."""
    return Drawing(
        title=title,
        description="The numbers are in the table of the same card.",
        width=PAPER_WIDTH,
        height=PAPER_HEIGHT,
        fills=dict(zip(areas["code"], colours, strict=True)),
        chosen=frozenset(areas.loc[areas["chosen"], "code"]),
        edition=edition,
    )


def of_shapes(title: str, shapes: Sequence[shapely.Geometry], colours: Sequence[str]) -> Drawing:
    """Return the map for paper: coloured shapes (EPSG:4326) over the outlines of wards."""
    return Drawing(
        title=title,
        description="The numbers are in the table of the same card.",
        width=PAPER_WIDTH,
        height=PAPER_HEIGHT,
        over=tuple(zip(shapes, colours, strict=True)),
    )
