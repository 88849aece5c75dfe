"""Callbacks of the page on what happened since each action."""

from datetime import date

from callbacks.page import Answer, PageCallbacks
from data.model.question import Question
from data.pack import queries
from data.pack.pack import Pack
from data.places.actions import as_of, in_order, listed
from data.places.assessment import since
from layouts.pages.places.since import BODY
from layouts.pages.places.since_panels import cards, panel


def answer(pack: Pack, _question: Question) -> Answer:
    """Return what happened since each action, those with a verdict first; filters do not apply."""
    today, demonstration = as_of(pack.domain, date.today()), pack.domain.demonstration
    every = [since(pack, each, today) for each in in_order(listed(queries.actions(pack)), today)]
    every.sort(key=lambda each: each.answer == "cannot tell yet")
    return Answer(
        parts={BODY: cards(every, demonstration=demonstration)},
        slides={
            f"since-{n}": panel(each, demonstration=demonstration)
            for n, each in enumerate(every, 1)
        },
    )


PAGE = PageCallbacks({}, (BODY,), answer)
"""The page of what happened since each action."""
