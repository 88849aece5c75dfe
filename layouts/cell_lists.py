"""Ranked lists beside the layers made of cells: the keyboard's way to every value on the map."""

from collections.abc import Sequence
from typing import Any

import shapely
from dash import html

from data.drawn import Drawn
from data.frames import each_row
from data.layers import Clusters, Density, Life
from data.question import Question
from layouts import components, words
from layouts.cell_panels import LEVELS, density
from layouts.life_panels import LIVES, by_quarter, told
from layouts.tables import Cell, shown

MOST_LISTED = 24
ACROSS = "; incidents across the border count in the test"
CHOOSE = "Choosing one makes it the area of every page."


def peak_list(question: Question, found: Density) -> list[Any]:
    """The densest spots; choosing one asks about a circle of the bandwidth around it."""
    rows = [*each_row(found.peaks)]
    longest = max([row.density for row in rows], default=1)
    return _listed(
        "Densest spots",
        "incidents per km² at the peak",
        [
            (
                row.name, "", row.density / longest, density(row.density), "",
                _choosing(question, Drawn.circle(row.lon, row.lat, found.bandwidth_m)),
            )
            for row in rows
        ],
    )  # fmt: skip


def cluster_list(question: Question, found: Clusters) -> list[Any]:
    """The groups of significant squares, the surest first, then most incidents."""
    exact = question.filters.points_may_be_shown
    groups = found.groups if exact else found.groups.assign(n=found.groups["around"])
    rows = [*each_row(groups.head(MOST_LISTED))]
    longest = max([row.n for row in rows], default=1)
    return _listed(
        "Where it is beyond chance",
        f"incidents in squares that touch{'' if exact else ', and those beside them'}",
        [
            (
                row.name,
                f"{words.plural(row.squares, 'squares')}, {LEVELS[row.level].label.lower()}"
                + (f"; {words.number(row.around)} with those beside" if exact else "")
                + (ACROSS if row.across else ""),
                row.n / max(longest, 1), words.number(row.n), "",
                _choosing(question, _outline(row.geometry)),
            )
            for row in rows
        ],
        len(found.groups),
    )  # fmt: skip


def life_list(question: Question, found: Life) -> list[Any]:
    """The squares that were hotspots, each with the line of its quarters that shows why."""
    if found.answer.too_few or found.cells.empty:
        return _listed("Hotspots over time", "", [])
    items = []
    for row in list(each_row(found.cells))[:MOST_LISTED]:
        said = ", ".join(_quarters(by_quarter(question, row), row.hot))
        spark = components.sparkline(told(question, row), f"By quarter: {said}", row.hot)
        about = f"{LIVES[row.life].label}: hot in {words.plural(row.hot_quarters, 'quarters')}"
        href = _choosing(question, _square(row.geometry))
        items.append(components.spark_row(row.name, about, spark, href))
    return [
        html.H2("Hotspots over time"),
        html.P(
            f"Each line is the quarters of one square, with a dot where it was hot. {CHOOSE}",
            className="soft",
        ),
        html.Ol(items, className="ranking sparks", **{"aria-label": "Hotspots over time"}),
        *_rest(len(found.cells)),
    ]


def _listed(heading: str, unit: str, rows: Sequence[tuple], count: int = 0) -> list[Any]:
    if not rows:
        return [
            html.H2(heading),
            html.P("There are none: see why above the map.", className="soft"),
        ]
    shown = [(*row, False) for row in rows]
    return [
        html.H2(heading),
        html.P(f"By {unit}. {CHOOSE}", className="soft"),
        components.ranked_rows(shown, heading),
        *_rest(count),
    ]


def _rest(count: int) -> list[Any]:
    if count <= MOST_LISTED:
        return []
    more = words.number(count - MOST_LISTED)
    return [html.P(f"{more} more are in the numbers under the map.", className="soft")]


def _quarters(values: Sequence[Cell], hot: Sequence[bool | None]) -> list[str]:
    """Each quarter in words, and whether it was hot where its number does not say so."""
    return [
        f"{shown(value)} (hot)" if marked and not isinstance(value, str) else shown(value)
        for value, marked in zip(values, hot, strict=True)
    ]


def _square(shape: shapely.Geometry) -> Drawn | None:
    """The box of a cell as a drawn area; nothing where the border leaves too little of it."""
    west, south, east, north = shape.bounds
    return Drawn.shape([(west, south), (east, south), (east, north), (west, north)])


def _outline(shape: shapely.Geometry) -> Drawn | None:
    """The outline of a group of squares as a drawn area."""
    whole = shape if shape.geom_type == "Polygon" else shape.convex_hull
    return Drawn.shape([(x, y) for x, y in whole.exterior.coords[:-1]])


def _choosing(question: Question, drawn: Drawn | None) -> str | None:
    return question.about(drawn=drawn, areas=()) if drawn else None
