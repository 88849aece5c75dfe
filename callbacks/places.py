"""Callbacks of the list of places."""

from datetime import date

from callbacks.page import Answer, PageCallbacks, csv_link
from data.model import pages
from data.model.filters import Filters
from data.model.question import Question
from data.pack import incidents, queries
from data.pack.pack import Pack
from data.places import actions
from data.places.place_shapes import overlapping
from data.series import trends
from data.series.trends import Series
from layouts.base.addresses import below
from layouts.pages.places.action_panels import group_list
from layouts.pages.places.place_list import place_list, place_table
from layouts.pages.places.places import ACTIONS, LIST, TABLE


def answer(pack: Pack, question: Question) -> Answer:
    """Return the ranked places and the group's list of actions."""
    named = queries.places(pack)
    values = incidents.areas(pack, question.filters)
    located = values[values["kind"] == "place"]
    total = incidents.total(pack, question.filters.everywhere())
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
                actions.listed(queries.actions(pack)),
                today,
                {
                    each.name: below(f"{pages.PLACE.address(each.id)}{query}")
                    for each in pack.domain.areas
                    if each.kind == "place"
                },
            ),
        },
        tables={TABLE: place_table(question, located, total)},
    )


def _months(pack: Pack, filters: Filters) -> dict[str, Series]:
    """Return the monthly series of each named place by its id."""
    places = tuple(each.id for each in pack.domain.areas if each.kind == "place")
    if not places:
        return {}
    filters_of_places = filters.everywhere().whole_series(pack.domain).with_areas(*places)
    frame = incidents.by_month_and_area(pack, filters_of_places)
    return dict(trends.split(frame, "slug", pack.domain))


PAGE = PageCallbacks({}, (LIST, ACTIONS), answer, (TABLE,))
