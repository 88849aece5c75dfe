"""Answers for the accessibility statement."""

from callbacks.page import Answer, PageCallbacks
from data.pack import Pack
from data.question import Question
from layouts.accessibility import BODY, statement


def answer(_pack: Pack, question: Question) -> Answer:
    """The statement of the partnership whose dashboard it is."""
    return Answer(parts={BODY: statement(question.domain)})


PAGE = PageCallbacks({}, (BODY,), answer)
