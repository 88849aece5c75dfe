"""Callbacks of the page "What is new"."""

from callbacks.page import Answer, PageCallbacks
from data.changes.snapshots import since_previous
from data.model.question import Question
from data.pack.pack import Pack
from layouts.pages.news import news


def answer(pack: Pack, _question: Question) -> Answer:
    """Return what changed since the pack that this one replaced."""
    return Answer(parts={news.BODY: news.body(since_previous(pack))})


PAGE = PageCallbacks({}, (news.BODY,), answer)
