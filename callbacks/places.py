"""Answers for the list of places."""

from datetime import date

from callbacks.page import Answer, PageCallbacks, csv_link
from data import actions, queries, trends
from data.filters import Filters
from data.pack import Pack
from data.place_shapes import overlapping
from data.question import Question
from data.trends import Series
from layouts.action_panels import group_list
from layouts.place_list import place_list, place_table
from layouts.places import ACTIONS, LIST, TABLE


def answer(pack: Pack, question: Question) -> Answer:
    """The ranked places, and the group's list of actions."""
    named = queries.places(pack)
    values = queries.areas(pack, question.filters)
    located = values[values["kind"] == "place"]
    total = queries.total(pack, question.filters.everywhere())
    today = actions.as_of(pack.domain, date.today())
    query = question.query()
    return Answer(
        parts={
            LIST: place_list(
                question,
                located,
                total,
                series=_months(pack, question.filters),
                overlaps=overlapping(pack),
                unlocated=named[(named["kind"] == "place") & ~named["located"]],
                csv_link=csv_link(TABLE, question),
            ),
            ACTIONS: group_list(
                queries.actions(pack),
                today,
                {
                    each.name: f"/places/{each.id}{query}"
                    for each in pack.domain.areas
                    if each.kind == "place"
                },
            ),
        },
        tables={TABLE: place_table(question, located, total)},
    )


def _months(pack: Pack, filters: Filters) -> dict[str, Series]:
    """Each place's months by its id."""
    places = tuple(each.id for each in pack.domain.areas if each.kind == "place")
    if not places:
        return {}
    asked = filters.everywhere().whole_series(pack.domain).among(*places)
    frame = queries.by_month_and_area(pack, asked)
    return dict(trends.split(frame, "slug", pack.domain))


PAGE = PageCallbacks({}, (LIST, ACTIONS), answer, (TABLE,))
