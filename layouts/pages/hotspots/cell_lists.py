"""Ranked lists beside the layers made of squares, whose values the keyboard can reach."""

from collections.abc import Sequence
from typing import Any

import shapely

from data.hotspots.results import (
    Clusters,
    Density,
    GroupRow,
    Life,
    LifeRow,
    PeakRow,
)
from data.model.drawn_area import DrawnArea
from data.model.question import Question
from data.model.rows import rows
from layouts.base import components, words
from layouts.base.tables import Cell, shown
from layouts.base.unchecked import html
from layouts.pages.hotspots.cell_panels import continued, density, ground
from layouts.pages.hotspots.life_panels import LIVES, QUARTER

MOST_LISTED = 24
CHOOSE = "Choose one to see it on every page."


def peak_list(question: Question, layer: Density) -> list[Any]:
    """Return the densest spots; each links to a circle around it with the bandwidth as radius."""
    peaks = rows(layer.peaks, PeakRow)
    longest = max([row.density for row in peaks], default=1)
    return _listed(
        "Densest spots",
        "incidents per km² at the peak",
        [
            (
                row.name, "", row.density / longest, density(row.density), "",
                _choosing(question, DrawnArea.circle(row.lon, row.lat, layer.bandwidth_m)),
            )
            for row in peaks
        ],
    )  # fmt: skip


def cluster_list(question: Question, clusters: Clusters) -> list[Any]:
    """Return the clusters, most incidents first; those at the 90 % level only if no other is found.

    A cluster with most of its incidents across the border is in a sentence below the list; without
    other clusters it is left out here.
    """
    groups = rows(clusters.groups, GroupRow)
    own = [each for each in groups if not each.abroad]
    leading = own[:MOST_LISTED]
    longest = max([row.n for row in leading], default=1)
    heading = "Clusters (95% level or more)" if clusters.is_sure else "Clusters (90% level)"
    listed = _listed(
        heading if leading else "Clusters",
        f"{question.incidents} in squares that touch",
        [
            (
                f"Around {row.name}", ground(row), row.n / longest, words.number(row.n), "",
                _choosing(question, _outline(row.geometry)),
            )
            for row in leading
        ],
        len(own),
    )  # fmt: skip
    if not leading:
        return listed
    return listed + [
        html.P(continued(question, row), className="soft") for row in groups if row.abroad
    ]


def life_list(question: Question, life: Life) -> list[Any]:
    """Return the hotspots over time, each with a small line of its counts by quarter."""
    if life.hotspots.empty:
        return _listed("Hotspots over time", "", [])
    items = []
    for row in rows(life.hotspots.head(MOST_LISTED), LifeRow):
        said = ", ".join(_quarters(row.counts, row.hot))
        spark = components.sparkline(row.counts, f"By quarter: {said}", row.hot)
        about = f"{LIVES[row.life].label}: hot in {QUARTER.count(row.hot_quarters)}"
        href = _choosing(question, _outline(row.geometry))
        items.append(components.spark_row(f"Around {row.name}", about, spark, href))
    return [
        html.H2("Hotspots over time"),
        html.P(
            f"Each line is the quarters of one place, with a dot where it was hot. {CHOOSE}",
            className="soft",
        ),
        html.Ol(items, className="ranking sparks", **{"aria-label": "Hotspots over time"}),
        *_rest(len(life.hotspots)),
    ]


def _listed(heading: str, unit: str, items: Sequence[tuple], count: int = 0) -> list[Any]:
    """Return a ranked list of ``items``; ``count`` is the number of all, listed or not."""
    if not items:
        return [
            html.H2(heading),
            html.P("There are none: see why above the map.", className="soft"),
        ]
    shown = [(*row, False) for row in items]
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
    """Return the count of each quarter as text, and whether it was hot."""
    return [
        f"{shown(value)} (hot)" if marked else shown(value)
        for value, marked in zip(values, hot, strict=True)
    ]


def _outline(shape: shapely.Geometry) -> DrawnArea | None:
    """Return the outline of a group of squares as a drawn area; None if it cannot be one."""
    whole = shape if shape.geom_type == "Polygon" else shape.convex_hull
    return DrawnArea.shape([(x, y) for x, y in whole.exterior.coords[:-1]])


def _choosing(question: Question, drawn: DrawnArea | None) -> str | None:
    """Return the query string with this drawn area in place of areas; None without one."""
    return question.query_with(drawn=drawn, areas=()) if drawn else None
