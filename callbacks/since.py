"""Callbacks of the page on what happened since each action."""

from datetime import date

from callbacks.page import Answer, PageCallbacks
from data.model.question import Question
from data.pack import queries
from data.pack.pack import Pack
from data.places.actions import as_of, in_order, listed
from data.places.assessment import since
from data.places.before_after import Since
from layouts.pages.places import action_words as say
from layouts.pages.places.since import BODY
from layouts.pages.places.since_panels import cards, panel


def every(pack: Pack) -> list[Since]:
    """Return what happened since each action.

    Actions with a verdict come first; within each part, those with a comparison place.
    """
    today = as_of(pack.domain, date.today())
    found = [since(pack, each, today) for each in in_order(listed(queries.actions(pack)), today)]
    undecided = say.UNDECIDED
    return sorted(found, key=lambda each: (each.answer == undecided, not each.action.comparison))


def answer(pack: Pack, _question: Question) -> Answer:
    """Return what happened since each action; filters do not apply."""
    demonstration, found = pack.domain.demonstration, every(pack)
    return Answer(
        parts={BODY: cards(found, demonstration=demonstration)},
        slides={
            f"since-{n}": panel(each, demonstration=demonstration)
            for n, each in enumerate(found, 1)
        },
    )


PAGE = PageCallbacks({}, (BODY,), answer)
"""The page of what happened since each action."""
