"""The ways to draw a series as links: each sets the address, and the current one is marked."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from data.model.measures import MEASURES
from data.model.question import Question
from data.model.view import View
from layouts.base.unchecked import html

HARM = "harm"
SPLITS = {"none": "Together", "type": "By type", "area": "By area"}
VIEWS = {
    "months": "Month by month",
    "rolling": "Rolling 12 months",
    "years": "Year over year",
    "heat": "Month by year",
    "rate": "Per 1,000",
    "daily": "Per day",
    "small": "Side by side",
}
SCALES = {"shared": "One scale", "own": "Own scale"}
# The views that can have a line or a chart for each type or area.
DIVIDED = ("months", "rolling", "rate", "daily", "small")


def split_of(view: View) -> str:
    """Return how a view splits the series: "none", "type" or "area".

    The view "small" is always split, by type unless by area; views not in ``DIVIDED`` never are.
    """
    if view.view not in DIVIDED:
        return "none"
    return "type" if view.view == "small" and view.split == "none" else view.split


def links(
    question: Question, field: str, labels: Mapping[str, str], now: str | None = None
) -> list[Any]:
    """Return a link for each value of a field of the view, with the current one marked.

    ``labels`` has the text of each value; ``now`` is the current value if it is not the field's.
    """
    now = getattr(question.view, field) if now is None else now
    return [
        html.A(
            label,
            href=question.query(view=replace(question.view, **{field: value})) or "?",
            **{"data-link": "", "aria-current": "true" if value == now else None},
        )
        for value, label in labels.items()
    ]


def split_links(question: Question) -> list[Any]:
    """Return the ways to split the line; empty for harm and for views of one series."""
    if question.view.view not in DIVIDED or question.view.measure == HARM:
        return []
    labels = {each: SPLITS[each] for each in SPLITS if each != "none"}
    labels = labels if question.view.view == "small" else SPLITS
    return links(question, "split", labels, split_of(question.view))


def view_links(question: Question) -> list[Any]:
    """Return links to the views of the count, and to harm, which is set as the measure."""
    harm = question.view.measure == HARM
    count = replace(question, view=replace(question.view, measure="count")) if harm else question
    return [
        *links(count, "view", VIEWS, "" if harm else None),
        *links(question, "measure", {HARM: MEASURES[HARM].label}, HARM if harm else "none"),
    ]
