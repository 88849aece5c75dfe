"""The street points of a place: its map, and the list of those with most incidents."""

from typing import Any

import pandas as pd

from data.model.crime_types import CHOICE, CRIME_TYPES
from data.model.noun import Noun, either
from data.model.query_rows import PointRow
from data.model.question import Question, join
from data.model.rows import rows
from layouts.base import tables, words
from layouts.base.components import csv_file
from layouts.base.drawings import Drawing
from layouts.base.findings import NOT_HELD
from layouts.base.tables import Table
from layouts.base.unchecked import html

NO_NAME = "Street not named"
POINT = Noun("street point", "street points")
LISTED = 8
FEWEST_POINTS, FEWEST_SHOWN = 10, 20  # points and incidents needed to say how concentrated
MAP_WIDTH, MAP_HEIGHT = 440, 300


def points_table(question: Question, points: pd.DataFrame) -> Table:
    """Return all street points in the place; ``points`` is from ``incidents.street_points``."""
    return Table(
        caption=f"Street points in {question.where}, "
        f"{words.stretch(question.first, question.last)}",
        columns=("On or near", "Incidents"),
        rows=[(row.location or NO_NAME, row.n) for row in rows(points, PointRow)],
    )


def points_part(question: Question, points: pd.DataFrame, n: int, csv_link: str) -> list[Any]:
    """Return the street points with most incidents, and which types are never shown by street.

    ``n`` is the count of all incidents in the place, shown by street or not.
    """
    chosen = {each for choice in question.filters.crime for each in CHOICE[choice].crime_types}
    hidden = [each.label.lower() for each in CRIME_TYPES if each.id in chosen and each.tier == "B"]
    never = f" Never shown by street: {join(hidden)}." if hidden else ""
    if not question.is_covered:
        return [html.H3("Street points"), html.P(NOT_HELD, className="finding")]
    if points.empty:
        why = never.strip() or "Nothing matches."
        return [html.H3("No street points to list"), html.P(why, className="finding")]
    shown = int(points["n"].sum())
    half = int((points["n"].cumsum() < shown / 2).sum()) + 1
    if len(points) < FEWEST_POINTS or shown < FEWEST_SHOWN:
        most = question.incident.count(int(points["n"].max()))
        title = f"{POINT.count(len(points))}, at most {most} at one"
    else:
        have = either(half, "has", "have")
        title = f"{half} of {POINT.count(len(points))} {have} half of what is shown by street"
    listed = points_table(question, points.head(LISTED))
    return [
        html.H3(title),
        html.P(
            f"{words.number(shown)} of {question.incident.count(n)} "
            f"{either(shown, 'is', 'are')} shown by street.{never} "
            "Points are near by, not the exact spot.",
            className="finding",
        ),
        tables.render(listed),
        csv_file(csv_link, f"Download {POINT.count(len(points))} (CSV)"),
    ]


def drawing(question: Question, points: pd.DataFrame, outline: Any) -> Drawing:
    """Return the drawing of a place: wards, its ``outline`` and street points sized by count."""
    name = question.where
    said = f"{POINT.count(len(points), ('lies', 'lie'))} inside {name}."
    for row in rows(points.head(1), PointRow):
        said += f" The largest is {row.location or NO_NAME} with {words.number(row.n)}."
    return Drawing(
        title=f"Map of {name} with its wards and street points",
        description=said,
        width=MAP_WIDTH,
        height=MAP_HEIGHT,
        points=points,
        around=outline,
    )


def map_part(drawn: Drawing, address: str) -> list[Any]:
    """Return the map as an image, which the server draws at ``address``, with its legend."""
    return [
        html.Img(
            src=address, alt=f"{drawn.title}. {drawn.description}",
            width=drawn.width, height=drawn.height,
        ),
        html.Div(
            [
                html.Span([html.I(className="ring"), "Outline of the place"]),
                html.Span([html.I(className="dot"), "Street point, with its count"]),
                html.Span("Ward names in grey"),
            ],
            className="legend",
        ),
    ]  # fmt: skip
