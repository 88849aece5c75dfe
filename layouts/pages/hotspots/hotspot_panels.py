"""Hotspot panels: the ward map with street points, and the list of leading points."""

from dataclasses import replace
from typing import Any

import pandas as pd

from data.model.crime_types import CHOICE, CRIME_TYPES
from data.model.drawn_area import DrawnArea
from data.model.noun import Noun
from data.model.query_rows import PointRow
from data.model.question import Question, join
from data.model.rows import rows
from data.series.trends import Period
from geo.concentration import generalised_gini, share_holding
from layouts.base import tables, words
from layouts.base.addresses import below
from layouts.base.explained import how_we_know
from layouts.base.findings import NOT_HELD
from layouts.base.panels import Panel
from layouts.base.slider import slider
from layouts.base.tables import Table
from layouts.base.unchecked import Link, html
from layouts.maps import maps
from layouts.maps.area_panels import ward_panel
from layouts.pages.hotspots import layers
from layouts.pages.hotspots.hotspots import MAP_HEIGHT

POINT = Noun("street point", "street points")
FEWEST_POINTS = 10
# Incidents per point: with fewer, half of them are at many points however concentrated they are.
HARDLY = 2
NO_NAME = "Street not named"
LISTED = 12
BANDWIDTHS = (200, 800, 50)
AROUND_M = 250
LEFT_OUT = "Types that are never shown by street are left out."


def hotspot_panel(
    question: Question,
    values: pd.DataFrame,
    points: pd.DataFrame,
    total: int,
    chosen: Period | None = None,
) -> Panel:
    """Return the ward map with a circle for each street point.

    ``points`` is the answer of ``incidents.street_points``; ``total`` all matching incidents;
    ``chosen`` the count and change of the areas chosen, if any.
    """
    cards = [
        f"<b>{row.location or NO_NAME}</b>, {row.ward}<br>{question.incident.count(row.n)}"
        for row in rows(points, PointRow)
    ]
    points = points.assign(card=cards)
    panel = ward_panel(question, values, MAP_HEIGHT, points=points, chosen_areas=chosen)
    return replace(
        panel,
        print_map=panel.print_map
        and replace(panel.print_map, points=points.head(maps.MOST_POINTS)),
        sentence=mapped(question, points, total),
        legend=[
            *panel.legend,
            html.Span([html.I(className="dot"), "Street point, sized by count"]),
        ],
    )


def settings(question: Question, points: pd.DataFrame) -> list[Any]:
    """Return the buttons that draw or clear an area, and the settings of the layer.

    ``points`` is the answer of ``incidents.street_points``.
    """
    tools: list[Any] = [
        html.Button(
            "Draw a box",
            type="button",
            className="draw",
            **{"data-draw": "select", "aria-pressed": "false"},
        ),
        html.Button(
            "Draw around",
            type="button",
            className="draw",
            **{"data-draw": "lasso", "aria-pressed": "false"},
        ),
    ]
    drawn = question.filters.drawn
    if drawn and not drawn.street:
        clear = question.query_with(drawn=None)
        tools.append(Link("Clear the drawn area", href=clear or "?", className="button draw"))
    held = question.filters.length - len(question.missing)
    if question.view.layer == layers.POINTS and held > 1 and len(points):
        address = below(f"/months/{question.domain.version}.json")
        opens: Any = {"type": "button", "aria-expanded": "false", "data-months": address}
        tools.append(html.Button("Month by month", className="draw", **opens))
    if question.view.layer == layers.DENSITY:
        tools.append(slider("bandwidth", "Bandwidth", stops=BANDWIDTHS, plain="400"))
    return tools


def concentration_card(question: Question, points: pd.DataFrame) -> list[Any]:
    """Return the share of street points that holds half of the incidents.

    Or that there are too few points, or fewer than ``HARDLY`` incidents per point, to say.
    """
    heading = html.H2("How concentrated is it?")
    n = points["n"].to_numpy()
    if not question.is_covered:
        return [heading, html.P(NOT_HELD, className="soft")]
    if len(n) < FEWEST_POINTS:
        return [
            heading,
            html.P("Too few street points with incidents to say.", className="soft"),
        ]
    half, quarter = share_holding(n, 0.5), share_holding(n, 0.25)
    spread = generalised_gini(n)
    shown, points_ = int(n.sum()), POINT.count(len(n))
    hardly = shown < HARDLY * len(n)
    finding: list[Any] = [
        "Half of these incidents are at ",
        html.B(f"{100 * half:.0f}%"),
        f" of the {points_} with any; a quarter are at {100 * quarter:.0f}%.",
    ]
    if hardly:
        finding = [f"Hardly: {question.incident.count(shown)} at {points_}."]
    return [
        heading,
        html.P(finding, className="finding"),
        *([] if question.filters.points_may_be_shown else [html.P(LEFT_OUT, className="soft")]),
        how_we_know(
            f"Generalised Gini coefficient: {spread:.2f} (0 = spread as evenly as the number of "
            "incidents allows, 1 = all at one point)."
        ),
    ]


def mapped(question: Question, points: pd.DataFrame, total: int) -> str:
    """Return how many of the ``total`` incidents have a circle, and why the others have none."""
    if not question.is_covered:
        return f"{NOT_HELD} A missing month is not zero."
    said = _circles(question, int(points["n"].head(maps.MOST_POINTS).sum()), total)
    chosen = {each for choice in question.filters.crime for each in CHOICE[choice].crime_types}
    hidden = [each.label.lower() for each in CRIME_TYPES if each.id in chosen and each.tier == "B"]
    if hidden:
        said += f" Never drawn as points, to protect people: {join(hidden)}."
    if len(points) > maps.MOST_POINTS:
        said += (
            f" Only the {words.number(maps.MOST_POINTS)} largest of {words.number(len(points))} "
            "points are drawn."
        )
    return said


def _circles(question: Question, shown: int, total: int) -> str:
    """Return what the colours of areas show, and how many of the chosen incidents have a circle."""
    noun = question.area.plural[0].upper() + question.area.plural[1:]
    every = question.incident.count(total)
    some = words.number(shown) if shown else "none"
    if question.filters.narrowed:
        circles = f" Circles show {some} of {every} in {question.where}." if total else ""
        return f"{noun} are coloured for the whole borough.{circles}"
    circles = "them too" if shown == total else f"{some} of them"
    return f"{noun} show all {every}; circles show {circles}."


def top_points(question: Question, points: pd.DataFrame) -> list[Any]:
    """Return the street points with most incidents; each links to a circle around it."""
    if not question.is_covered:
        return [html.H2("Street points"), html.P(NOT_HELD, className="soft")]
    if points.empty:
        return [
            html.H2("Street points"),
            html.P(
                f"No {question.incidents} to list."
                if question.filters.points_may_be_shown
                else f"{LEFT_OUT} Nothing else matches.",
                className="soft",
            ),
        ]
    leading = rows(points.head(LISTED), PointRow)
    around = [DrawnArea.circle(row.lon, row.lat, AROUND_M) for row in leading]
    return [
        html.H2("Street points with the most incidents"),
        tables.render(
            Table(
                caption=f"The busiest {len(leading)} of {POINT.count(len(points))}",
                columns=("On or near", "Ward", "Incidents"),
                rows=[(row.location or NO_NAME, row.ward, row.n) for row in leading],
                text_columns=2,
            ),
            links=[question.query_with(drawn=each, areas=()) if each else None for each in around],
        ),
        html.P(
            f"Choose one to see everything within {AROUND_M} m. Points are where police "
            "plot incidents, to protect privacy: near a place, not the exact spot."
            + ("" if question.filters.points_may_be_shown else f" {LEFT_OUT}"),
            className="soft",
        ),
    ]
