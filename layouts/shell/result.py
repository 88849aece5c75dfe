"""The result line: what is shown, what is left out, and a link that resets the filters."""

from typing import Any

from data.model import pages
from data.model.domain import Area
from data.model.filters import Filters
from data.model.question import Question
from layouts.base import words
from layouts.base.addresses import below
from layouts.base.unchecked import Link, html

REFUSED = "no area or no crime type of this link can be used."


def result(n: int, question: Question, chosen: Filters | None = None) -> list[Any]:
    """Return the result line for a number of matching incidents.

    ``chosen`` are the reader's filters, if the page replaces some of them.
    """
    line: list[Any] = [
        html.B(words.number(n) if n else "No"),
        f" {question.incident.form(n)} in {question.where}, "
        f"{words.stretch(question.first, question.last)}.",
    ]
    if question.filters.refused:
        line = [html.B("Nothing is counted", className="refused"), f": {REFUSED}"]
    elif not question.is_covered:
        line = [
            html.B("No data"),
            f" on {question.incidents} in {question.where} for "
            f"{words.runs(question.missing)}: nothing could be counted.",
        ]
    elif not n:
        line.append(" Try more months, a wider area or another crime type.")
    if question.ignored or (chosen or question.chosen) != Filters.of(question.domain):
        line += [" ", Link("Reset filters", href="?")]
    if place := only_place(question):
        query = question.query(filters=question.filters.everywhere())
        address = below(f"{pages.PLACE.address(place.id)}{query}")
        line += [" ", Link(f"Open the profile of {place.name}", href=address)]
    said = words.notes(question)
    if said:
        line.append(html.Small(" ".join(said)))
    return line


def only_place(question: Question) -> Area | None:
    """Return the named place if it alone is the area filter; None otherwise and on place pages."""
    if question.place or question.filters.drawn or len(question.filters.areas) != 1:
        return None
    area = question.domain.area_by_id[question.filters.areas[0]]
    return area if area.kind == "place" else None


def filters_set(question: Question, chosen: Filters | None = None) -> str:
    """Return the label of the filter button on a phone, with the number of filters set."""
    plain = Filters.of(question.domain)
    now = chosen or question.chosen
    count = (now.crime != plain.crime) + now.narrowed + (now.period != plain.period)
    return f"Filters ({count} set)" if count else "Filters"
