"""Hotspot panels: the ward map with street points, and the list of leading points."""

from dataclasses import replace
from typing import Any

import pandas as pd
from dash import dcc, html

from data.crime_types import CHOICE, CRIME_TYPES
from data.drawn import Drawn
from data.frames import each_row
from data.question import Question, join
from geo.concentration import generalised_gini, share_holding
from layouts import layers, maps, tables, words
from layouts.area_panels import ward_panel
from layouts.findings import NOT_HELD
from layouts.hotspots import MAP_HEIGHT
from layouts.panels import Panel
from layouts.slider import slider
from layouts.tables import Table

FEWEST_POINTS = 10
NO_NAME = "Street not named"
LISTED = 12
BANDWIDTHS = (200, 800, 50)
AROUND_M = 250
LEFT_OUT = "Types that are never shown by street are left out."


def hotspot_panel(
    question: Question, values: pd.DataFrame, points: pd.DataFrame, total: int
) -> Panel:
    """The ward map with a circle for each street point.

    ``points`` is the answer of ``queries.street_points``; ``total`` all matching incidents.
    """
    cards = [
        f"<b>{row.location if isinstance(row.location, str) else NO_NAME}</b>, {row.ward}<br>"
        f"{words.plural(int(row.n), 'incidents')}"
        for row in each_row(points)
    ]
    panel = ward_panel(question, values, MAP_HEIGHT, points=points.assign(card=cards))
    return replace(
        panel,
        printed=panel.printed and replace(panel.printed, points=points.head(maps.MOST_POINTS)),
        sentence=mapped(question, points, total),
        legend=[
            *panel.legend,
            html.Span([html.I(className="dot"), "Street point, sized by count"]),
        ],
    )


def settings(question: Question) -> list[Any]:
    """The ways to draw an area, and what can be set for the layer."""
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
    if question.filters.drawn:
        clear = question.about(drawn=None)
        tools.append(dcc.Link("Clear the drawn area", href=clear or "?", className="button draw"))
    if question.view.layer == layers.DENSITY:
        tools.append(slider("bandwidth", "Bandwidth", stops=BANDWIDTHS, plain="400"))
    return tools


def concentration_card(question: Question, points: pd.DataFrame) -> list[Any]:
    """How few street points hold half of the incidents, beside what is known of other cities."""
    heading = html.H2("How concentrated is it?")
    n = points["n"].to_numpy()
    if not question.held:
        return [heading, html.P(NOT_HELD, className="soft")]
    if len(n) < FEWEST_POINTS:
        return [
            heading,
            html.P("Too few street points with incidents to say.", className="soft"),
        ]
    half, quarter = share_holding(n, 0.5), share_holding(n, 0.25)
    spread = generalised_gini(n)
    return [
        heading,
        html.P(
            [
                html.B(f"{100 * half:.0f}%"),
                f" of the {words.number(len(n))} street points with any {question.incidents} hold "
                f"half of them; {100 * quarter:.0f}% hold a quarter.",
            ],
            className="finding",
        ),
        *([] if question.filters.points_may_be_shown else [html.P(LEFT_OUT, className="soft")]),
        html.P(
            f"Concentration beyond what so few incidents force: {spread:.2f} on a scale from 0 "
            "(as even as can be) to 1 (all at one point); the generalised Gini coefficient.",
            className="soft",
        ),
        html.P(
            "In the cities that Weisburd studied, 2.1 to 6.0% of street segments hold half of "
            "crime. He counted all segments; here only points with an incident are known, so the "
            "shares are larger and not to be set side by side as they are.",
            className="soft",
        ),
    ]


def mapped(question: Question, points: pd.DataFrame, total: int) -> str:
    """How many of the incidents have a circle, and why the others have none."""
    if not question.held:
        return f"{NOT_HELD} A missing month is not zero."
    noun = f"{question.area_noun[0].upper()}{question.area_noun[1:]}s"
    whole = f" {noun} are coloured for the whole borough." if question.filters.narrowed else ""
    shown = int(points["n"].head(maps.MOST_POINTS).sum())
    said = (
        f"{words.plural(total, question.incidents)} counted by {question.area_noun}, "
        f"{words.number(shown)} of them with a circle.{whole}"
    )
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


def top_points(question: Question, points: pd.DataFrame) -> list[Any]:
    """The leading street points as a table: name, ward, count, and a link to what lies around."""
    if not question.held:
        return [html.H2("Street points"), html.P(NOT_HELD, className="soft")]
    if points.empty:
        return [
            html.H2("Street points"),
            html.P(
                "There are none to list: either nothing matches, or the type is one that is never "
                "shown by street.",
                className="soft",
            ),
        ]
    leading = [*each_row(points.head(LISTED))]
    rows = [
        (row.location if isinstance(row.location, str) else NO_NAME, row.ward, int(row.n))
        for row in leading
    ]
    around = [Drawn.circle(row.lon, row.lat, AROUND_M) for row in leading]
    return [
        html.H2("Street points with the most incidents"),
        tables.numbers(
            Table(
                caption=f"The {len(rows)} leading of {words.number(len(points))} points",
                head=("On or near", "Ward", "Incidents"),
                rows=rows,
                words=2,
            ),
            links=[question.about(drawn=each, areas=()) if each else None for each in around],
        ),
        html.P(
            f"Choosing one asks for everything within {AROUND_M} m of it. Points are where police "
            "plot incidents, to protect privacy: near a place, not the exact spot."
            + ("" if question.filters.points_may_be_shown else f" {LEFT_OUT}"),
            className="soft",
        ),
    ]
