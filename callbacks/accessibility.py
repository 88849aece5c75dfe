"""Callbacks of the accessibility statement."""

from callbacks.page import Answer, PageCallbacks
from data.model.question import Question
from data.pack.pack import Pack
from layouts.pages.about.accessibility import BODY, statement


def answer(_pack: Pack, question: Question) -> Answer:
    """Return the statement for the partnership of the pack."""
    return Answer(parts={BODY: statement(question.domain)})


PAGE = PageCallbacks({}, (BODY,), answer)
