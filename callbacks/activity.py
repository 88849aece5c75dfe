"""Callbacks of the page on the partnership's activity."""

from callbacks.page import Answer, PageCallbacks
from data.model.question import Question
from data.pack import queries
from data.pack.pack import Pack
from data.series.kpis import kpis
from layouts.pages.activity.activity import BODY
from layouts.pages.activity.activity_panels import body
from layouts.pages.activity.kpi_card import kpi_card
from layouts.published.unfiltered import unfiltered


def answer(pack: Pack, question: Question) -> Answer:
    """Return the board's measures, the aims with their activity, and funding; no filter applies."""
    frames = queries.strategy(pack), queries.annual(pack), queries.annual_checks(pack)
    watched = kpi_card(kpis(pack), example=pack.domain.demonstration)
    return Answer(parts={BODY: body(*frames, watched, unfiltered(question))})


PAGE = PageCallbacks({}, (BODY,), answer)
