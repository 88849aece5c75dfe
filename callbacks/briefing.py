"""Callbacks of the briefing: each slot shows one card of another page."""

from collections.abc import Callable

from callbacks.page import Answer, PageCallbacks
from data.model.domain import Domain
from data.model.meetings import briefing as model
from data.model.question import Question
from data.pack.pack import Pack
from layouts.base import words
from layouts.base.panels import Panel
from layouts.pages.briefing import briefing
from layouts.pages.briefing.briefing import ARRANGE, COUNT, SLOTS
from layouts.shell.result import REFUSED

# The callbacks and the question of an address, and whether filters apply there.
Find = Callable[[str, str, Domain], tuple[PageCallbacks, Question, bool] | None]


def page(find: Find) -> PageCallbacks:
    """Return the callbacks; ``find`` returns None for an address without a page of cards."""

    def answer(pack: Pack, question: Question) -> Answer:
        items = model.from_param(question.view.brief) or ()
        panels = [_panel(pack, find, each) for each in items]
        left = [briefing.empty() for _ in SLOTS[len(items) :]]
        return Answer(
            panels=dict(zip(SLOTS, [*panels, *left], strict=True)),
            parts={
                COUNT: briefing.counted(items),
                ARRANGE: briefing.arranged(items, panels),
            },
        )

    return PageCallbacks(dict.fromkeys(SLOTS), (COUNT, ARRANGE), answer)


def _panel(pack: Pack, find: Find, item: model.Item) -> Panel:
    """Return the panel of an item as its own page shows it, under the same rules."""
    viewed = find(item.view.path, item.view.search, pack.domain)
    if viewed is None:
        return briefing.empty(briefing.GONE)
    callbacks, question, filtered = viewed
    if item.card not in callbacks.cards:
        return briefing.empty(briefing.GONE)
    if question.filters.refused:
        return briefing.empty("Nothing is counted", REFUSED)
    subject = words.subject(question) if filtered else question.domain.borough
    return briefing.shown(callbacks.answer(pack, question).panels[item.card], item, subject)
