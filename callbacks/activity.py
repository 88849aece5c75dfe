"""Answers for the page on what the partnership did."""

from callbacks.page import Answer, PageCallbacks
from data import queries
from data.pack import Pack
from data.question import Question
from layouts.activity import BODY
from layouts.activity_panels import body


def answer(pack: Pack, question: Question) -> Answer:
    """Each aim with what was done and the measures it should move; filters do not apply."""
    del question
    return Answer(
        parts={
            BODY: body(queries.strategy(pack), queries.annual(pack), queries.annual_checks(pack))
        }
    )


PAGE = PageCallbacks({}, (BODY,), answer)
