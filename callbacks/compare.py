"""Answers for the page that sets two periods side by side."""

from dataclasses import replace

from callbacks.page import Answer, PageCallbacks
from data import hotspots, queries
from data.compared import against, comparable, earlier
from data.pack import Pack
from data.question import Question
from layouts import words
from layouts.area_panels import ranking, ward_panel
from layouts.compare import AGAINST, BACK_TEST, BEFORE, CHANGE, CHANGE_HEIGHT, MAPS, NOW, RANKING
from layouts.compare_panels import against_links, back_test, nothing, pair


def answer(pack: Pack, question: Question) -> Answer:
    """Both maps on one scale, the map of changes with its ranking, and the back-test."""
    before = earlier(question)
    links = against_links(question, comparable(question))
    question = against(question)
    if before is None:
        empty = nothing(question, words.why_no_change(question) or "the two cannot be compared")
        return Answer(
            panels=dict.fromkeys((BEFORE, NOW, CHANGE), empty),
            parts={
                AGAINST: links,
                RANKING: empty.sentence,
                BACK_TEST: back_test(question, None, None),
            },
        )
    values = queries.areas(pack, question.filters, question.view.edition, before)
    first, second = pair(question, before, values)
    changes = replace(question, view=replace(question.view, measure="change"))
    return Answer(
        panels={
            BEFORE: first,
            NOW: second,
            CHANGE: ward_panel(changes, values, CHANGE_HEIGHT),
        },
        parts={
            AGAINST: links,
            RANKING: ranking(changes, values),
            BACK_TEST: back_test(
                question, before, hotspots.back_test(pack, before, question.filters)
            ),
        },
    )


PAGE = PageCallbacks(MAPS, (AGAINST, RANKING, BACK_TEST), answer)
