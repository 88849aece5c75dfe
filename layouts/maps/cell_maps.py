"""Maps of grid cells or density bands, drawn over the outlines of the wards."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd

from data.model.question import Question
from geo.areas import as_geojson
from layouts.base import theme
from layouts.base.classes import Class
from layouts.base.drawings import Drawing, of_shapes
from layouts.maps.maps import THIN, drawn_line, filled, laid_out, outlines, ward_names

BLANK = Class("#fff", "")
OUTLINES = {"opacity": 1, "line": THIN}
# The line is thin: at the zoom of a borough a square is only a few pixels wide.
CELLS = {"opacity": 0.85, "line": {"color": theme.INK, "width": 0.4}}


def on_paper(
    title: str, shapes: gpd.GeoDataFrame, classes: Sequence[Class], placed: Sequence[int]
) -> Drawing:
    """Return the map for paper; the arguments are those of ``cell_map``."""
    return of_shapes(title, shapes.geometry.tolist(), [classes[each].colour for each in placed])


def cell_map(
    question: Question,
    shapes: gpd.GeoDataFrame,
    classes: Sequence[Class],
    placed: Sequence[int],
    *,
    height: int,
    note: str = "",
) -> dict[str, Any]:
    """Return shapes filled by class over the outlines of the wards, with a note written on the map.

    ``shapes`` (EPSG:4326) has code, name and card (the hover text); ``placed`` has the index of
    each one's class.
    """
    version, extent = question.domain.version, question.domain.extent
    names = ward_names(question.domain)
    wards = filled(outlines(version), names, [BLANK], [0] * len(names), OUTLINES)
    cells = filled(as_geojson(shapes), shapes, classes, placed, CELLS)
    note_box = {
        "text": note, "xref": "paper", "yref": "paper", "x": 0.01, "y": 0.01, "xanchor": "left",
        "yanchor": "bottom", "showarrow": False, "bgcolor": "rgba(255,255,255,.85)",
        "font": {"size": 13, "color": theme.INK},
    }  # fmt: skip
    layout = {
        **laid_out(version, extent, height, question.extent),
        "selectionrevision": question.query(),
        "annotations": [note_box] if note else [],
    }
    drawn = question.filters.drawn
    traces = [wards, *([cells] if len(shapes) else []), *([drawn_line(drawn)] if drawn else [])]
    return {"data": traces, "layout": layout}
