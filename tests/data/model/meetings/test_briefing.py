"""Briefings: one spelling in the address, and nothing else is accepted."""

from urllib.parse import quote

import pytest

from data.model.meetings.agendas import SavedView
from data.model.meetings.briefing import LONGEST_COMMENT, MOST, Item, from_param, to_param
from data.model.question import Question
from tests.domains import domain_of

ONE = Item("trends-monthly", SavedView("", "/trends?type=asb&area=norreys", "Ask why it rose."))
OTHER = Item("overview-map", SavedView("", "/"))
TEXT = "trends-monthly /trends?type=asb&area=norreys Ask why it rose.|overview-map /"


def test_items_are_parsed_from_their_parameter_in_order() -> None:
    assert from_param(TEXT) == (ONE, OTHER)
    assert to_param((ONE, OTHER)) == TEXT
    assert from_param("") == ()


@pytest.mark.parametrize("text", [
    "trends-monthly", "trends-monthly trends", "trends-monthly //evil.example/trends",
    "trends-monthly /\\evil.example", "Trends /trends", "../x /trends", "a /|", "|", "a / b|",
    "a /trends bell\x07", "a /trends \u202eback", f"a / {'x' * (LONGEST_COMMENT + 1)}",
    "|".join(["a /"] * (MOST + 1)), "|".join(["a /" + 600 * "x"] * 5),
])  # fmt: skip
def test_other_texts_are_no_briefing_and_are_named(text: str) -> None:
    question = Question.from_query(f"?brief={quote(text)}", domain_of())

    assert from_param(text) is None
    assert question.view.brief == ""
    assert len(question.ignored) == 1


def test_a_briefing_keeps_its_address() -> None:
    question = Question.from_query(f"?brief={quote(TEXT)}", domain_of())
    again = Question.from_query(question.query(), domain_of())

    assert question.ignored == ()
    assert again.view.brief == TEXT
