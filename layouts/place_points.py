"""The street points of a place: its map, and the list of those that lead."""

from typing import Any

import pandas as pd
from dash import html

from data.crime_types import CHOICE, CRIME_TYPES
from data.frames import each_row
from data.question import Question, join
from layouts import tables, words
from layouts.components import csv_file
from layouts.drawings import Drawing
from layouts.findings import NOT_HELD
from layouts.tables import Table

NO_NAME = "Street not named"
LISTED = 8
MAP_WIDTH, MAP_HEIGHT = 440, 300


def points_table(question: Question, points: pd.DataFrame) -> Table:
    """Every street point inside the place, most first; ``points`` as ``queries.street_points``."""
    rows = [
        (row.location if isinstance(row.location, str) else NO_NAME, int(row.n))
        for row in each_row(points)
    ]
    return Table(
        caption=f"Street points in {question.where}, {words.span(question.first, question.last)}",
        head=("On or near", "Incidents"),
        rows=rows,
    )


def points_part(question: Question, points: pd.DataFrame, n: int, csv_link: str) -> list[Any]:
    """The leading street points, and what is never drawn as a point."""
    chosen = {each for choice in question.filters.crime for each in CHOICE[choice].crime_types}
    hidden = [each.label.lower() for each in CRIME_TYPES if each.id in chosen and each.tier == "B"]
    never = f" Never shown by street: {join(hidden)}." if hidden else ""
    if not question.held:
        return [html.H3("Street points"), html.P(NOT_HELD, className="finding")]
    if points.empty:
        why = never.strip() or "Nothing matches."
        return [html.H3("No street points to list"), html.P(why, className="finding")]
    shown = int(points["n"].sum())
    half = int((points["n"].cumsum() < shown / 2).sum()) + 1
    title = (
        f"Half of what is shown by street is at {half} of {len(points)} points"
        if len(points) > 1
        else "All of it is at one point"
    )
    listed = points_table(question, points.head(LISTED))
    return [
        html.H3(title),
        html.P(
            f"{words.number(shown)} of {words.plural(n, question.incidents)}.{never} "
            "Points are near by, not the exact spot.",
            className="finding",
        ),
        tables.numbers(listed),
        csv_file(csv_link, f"Download all {len(points)} points (CSV)"),
    ]


def drawing(question: Question, points: pd.DataFrame, outline: Any) -> Drawing:
    """The map of a place: wards, its outline and the street points inside, sized by count."""
    largest = points.iloc[0] if len(points) else None
    name = question.where
    said = f"{words.plural(len(points), 'street points')} lie inside {name}."
    if largest is not None:
        where = largest["location"] if isinstance(largest["location"], str) else NO_NAME
        said += f" The largest is {where} with {words.number(int(largest['n']))}."
    return Drawing(
        title=f"Map of {name} with its wards and street points",
        description=said.replace("1 street points lie", "1 street point lies"),
        width=MAP_WIDTH,
        height=MAP_HEIGHT,
        points=points,
        around=outline,
    )


def map_part(drawn: Drawing, address: str) -> list[Any]:
    """The map, drawn by the server, as a picture."""
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
