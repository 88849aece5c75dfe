"""Answers are kept for the day: the states of actions depend on it."""

from datetime import date
from pathlib import Path

import pytest
from dash import Dash, html

from callbacks import page
from data.model.question import Question
from data.pack.pack import Pack
from data.pack.packs import Packs
from tests.dashboard.over_http import page_callback, post


def test_an_answer_is_computed_again_on_the_next_day(
    small_packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[date] = []
    today = date(2024, 3, 1)

    class Calendar(date):
        @classmethod
        def today(cls) -> date:
            return today

    def answer(_pack: Pack, _question: Question) -> page.Answer:
        days.append(today)
        return page.Answer(parts={"body": today.isoformat()})

    monkeypatch.setattr(page, "date", Calendar)
    app = Dash("test", suppress_callback_exceptions=True)
    app.layout = html.Div()
    page.PageCallbacks({}, ("body",), answer).register(
        app, Packs(small_packs), lambda _path, search, domain: Question.from_query(search, domain)
    )
    client = app.server.test_client()
    callback = page_callback(client, "body")
    for _ in range(2):
        assert "2024-03-01" in post(client, callback, "").text
    today = date(2024, 3, 2)
    assert "2024-03-02" in post(client, callback, "").text
    assert days == [date(2024, 3, 1), today]
