"""Callbacks of the page that compares two selections, A and B."""

from dataclasses import replace

from callbacks.page import Answer, PageCallbacks
from data.hotspots import hotspots
from data.model.comparison import BEFORE as YEAR_BEFORE
from data.model.comparison import against, against_of, earlier, side_b
from data.model.filters import Filters
from data.model.question import Question
from data.pack import incidents
from data.pack.pack import Pack
from data.series.side_counts import compared
from data.series.sides import Refused, Sides
from data.series.trends import Period
from data.stats.dispersion import Scatter
from data.stats.significance import change
from layouts.base import words
from layouts.maps.area_panels import ranking, ward_panel
from layouts.pages.compare import side_panels, side_types
from layouts.pages.compare.compare import (
    AGAINST,
    BACK_TEST,
    BEFORE,
    CHANGE,
    CHANGE_HEIGHT,
    MAPS,
    NOW,
    RANKING,
    SIDES,
    TYPES,
    VERDICT,
)
from layouts.pages.compare.compare_panels import back_test, nothing, pair
from layouts.pages.compare.side_controls import controls

# The cards that compare two periods, when the sides differ in something else: not shown.
NO_PERIODS = Answer(
    panels=dict.fromkeys((NOW, BEFORE, CHANGE), nothing()), parts={RANKING: "", BACK_TEST: ""}
)


def answer(pack: Pack, question: Question) -> Answer:
    """Return the verdict on both sides; if they are two periods, also maps and the back-test."""
    b, before = side_b(question), earlier(question)
    found = compared(pack, question.filters, b)
    if isinstance(found, Refused) and against_of(question) == YEAR_BEFORE:
        found = Refused(words.why_no_change(question) or found.reason)
    of_b = replace(question, filters=b)
    if isinstance(found, Sides):
        sides = {
            VERDICT: side_panels.verdict_panel(found, question, of_b),
            TYPES: side_types.types_panel(found, question, of_b),
        }
    else:
        sides = dict.fromkeys((VERDICT, TYPES), side_panels.refused(found.reason))
    maps = _periods(pack, question, before) if before else NO_PERIODS
    return Answer(
        panels={**sides, **maps.panels},
        parts={
            AGAINST: controls(question),
            SIDES: side_panels.tiles(found, question, of_b),
            **maps.parts,
        },
    )


def _periods(pack: Pack, question: Question, before: Filters) -> Answer:
    """Return both maps on one scale, the map of changes with its ranking, and the back-test."""
    question = against(question)
    values = incidents.areas(pack, question.filters, question.view.edition, before)
    alone = incidents.areas(pack, before, question.view.edition)
    totals = incidents.total(pack, before), incidents.total(pack, question.filters)
    of_a, of_b = pair(question, before, values, alone, totals)
    changes = replace(question, view=replace(question.view, measure="change"))
    scatter = Scatter.of(question.filters.crime, question.filters.length)
    chosen = Period(totals[1], change(*totals, scatter))
    return Answer(
        panels={
            NOW: of_a,
            BEFORE: of_b,
            CHANGE: ward_panel(changes, values, CHANGE_HEIGHT, chosen_areas=chosen),
        },
        parts={
            RANKING: ranking(changes, values),
            BACK_TEST: back_test(
                question, before, hotspots.back_test(pack, before, question.filters)
            ),
        },
    )


PAGE = PageCallbacks(
    {VERDICT: None, TYPES: None, **MAPS}, (AGAINST, SIDES, RANKING, BACK_TEST), answer
)
"""The page that compares two selections, and back-tests hotspot methods on two periods."""
