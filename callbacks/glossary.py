"""Answers for the glossary."""

from callbacks.page import Answer, PageCallbacks
from data.pack import Pack
from data.question import Question
from layouts.glossary import BODY, body


def answer(_pack: Pack, _question: Question) -> Answer:
    """The same words whatever is asked."""
    return Answer(parts={BODY: body()})


PAGE = PageCallbacks({}, (BODY,), answer)
