"""Callbacks of the glossary."""

from callbacks.page import Answer, PageCallbacks
from data.model.question import Question
from data.pack.pack import Pack
from layouts.base.glossary import BODY, body


def answer(_pack: Pack, _question: Question) -> Answer:
    """Return the glossary, which depends on neither pack nor question."""
    return Answer(parts={BODY: body()})


PAGE = PageCallbacks({}, (BODY,), answer, plain=True)
