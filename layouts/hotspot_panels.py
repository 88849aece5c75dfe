"""Hotspot panels: the ward map with street points, and the list of leading points."""

from dataclasses import replace
from typing import Any

import pandas as pd
from dash import html

from data.crime_types import CHOICE, CRIME_TYPES
from data.frames import each_row
from data.question import Question, join
from layouts import maps, tables, words
from layouts.area_panels import ward_panel
from layouts.findings import NOT_HELD
from layouts.hotspots import MAP_HEIGHT
from layouts.panels import Panel
from layouts.tables import Table

NO_NAME = "Street not named"
LISTED = 12


def hotspot_panel(
    question: Question, values: pd.DataFrame, points: pd.DataFrame, total: int
) -> Panel:
    """The ward map with a circle for each street point.

    ``points`` is the answer of ``queries.street_points``; ``total`` all matching incidents.
    """
    panel = ward_panel(question, values, MAP_HEIGHT)
    cards = [
        f"<b>{row.location if isinstance(row.location, str) else NO_NAME}</b>, {row.ward}<br>"
        f"{words.plural(int(row.n), 'incidents')}"
        for row in each_row(points)
    ]
    return replace(
        panel,
        figure=maps.with_points(panel.figure, points.assign(card=cards)),
        printed=panel.printed and replace(panel.printed, points=points.head(maps.MOST_POINTS)),
        sentence=mapped(question, points, total),
        legend=[
            *panel.legend,
            html.Span([html.I(className="dot"), "Street point, sized by count"]),
        ],
    )


def mapped(question: Question, points: pd.DataFrame, total: int) -> str:
    """How many of the incidents have a circle, and why the others have none."""
    if not question.held:
        return f"{NOT_HELD} A missing month is not zero."
    shown = int(points["n"].head(maps.MOST_POINTS).sum())
    said = (
        f"{words.plural(total, question.incidents)} counted by ward, "
        f"{words.number(shown)} of them with a circle."
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


def top_points(points: pd.DataFrame) -> list[Any]:
    """The leading street points as a table: name, ward and count."""
    if points.empty:
        return [
            html.H2("Street points"),
            html.P(
                "There are none to list: either nothing matches, or the type is one that is never "
                "shown by street.",
                className="soft",
            ),
        ]
    rows = [
        (row.location if isinstance(row.location, str) else NO_NAME, row.ward, int(row.n))
        for row in each_row(points.head(LISTED))
    ]
    return [
        html.H2("Street points with the most incidents"),
        tables.numbers(
            Table(
                caption=f"The {len(rows)} leading of {words.number(len(points))} points",
                head=("On or near", "Ward", "Incidents"),
                rows=rows,
                words=2,
            )
        ),
        html.P(
            "Points are where the police plot incidents, to protect privacy: near a place, not the "
            "exact spot.",
            className="soft",
        ),
    ]
