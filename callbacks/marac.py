"""Answers for the MARAC page."""

from callbacks.page import Answer, PageCallbacks
from data import marac, queries
from data.pack import Pack
from data.question import Question
from layouts import ids
from layouts.marac import NUMBERS, RATE
from layouts.marac_panels import lead, numbers_card, rate_panel


def answer(pack: Pack, question: Question) -> Answer:
    """The repeat rate by year, the numbers and what they amount to; filters do not apply."""
    del question
    years = marac.years(queries.marac(pack), queries.annual(pack))
    return Answer(
        panels={RATE: rate_panel(years)},
        parts={ids.LEAD: lead(years), NUMBERS: numbers_card(years)},
    )


PAGE = PageCallbacks({RATE: None}, (ids.LEAD, NUMBERS), answer)
