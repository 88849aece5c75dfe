"""The result line: in words, what is being shown, what is left out, and the way back."""

from typing import Any

from dash import dcc, html

from data.domain import Area
from data.filters import Filters
from data.question import Question
from layouts import words


def result(n: int, question: Question) -> list[Any]:
    """The result line for so many matching incidents."""
    line: list[Any] = [
        html.B(words.number(n) if n else "No"),
        f" {words.singular(question.incidents) if n == 1 else question.incidents} in "
        f"{question.where}, {words.span(question.first, question.last)}.",
    ]
    if not question.held:
        line = [
            html.B("No data"),
            f" on {question.incidents} in {question.where} for "
            f"{words.runs(question.missing)}: nothing could be counted.",
        ]
    elif not n:
        line.append(" Try more months, a wider area or another crime type.")
    if question.ignored or question.chosen != Filters.of(question.domain):
        line += [" ", dcc.Link("Reset filters", href="?")]
    if place := only_place(question):
        address = f"/places/{place.id}{question.query(filters=question.filters.everywhere())}"
        line += [" ", dcc.Link(f"Open the profile of {place.name}", href=address)]
    said = words.notes(question)
    if said:
        line.append(html.Small(" ".join(said)))
    return line


def only_place(question: Question) -> Area | None:
    """The named place that is the whole area filter, on a page that is not its own."""
    if question.place or question.filters.drawn or len(question.filters.areas) != 1:
        return None
    area = question.domain.area_by_id[question.filters.areas[0]]
    return area if area.kind == "place" else None


def filters_set(question: Question) -> str:
    """What the filter button of a phone says: how many filters differ from the start."""
    plain = Filters.of(question.domain)
    now = question.chosen
    count = (now.crime != plain.crime) + now.narrowed + (now.period != plain.period)
    return f"Filters ({count} set)" if count else "Filters"
