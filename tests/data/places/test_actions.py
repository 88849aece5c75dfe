"""The state of an action on a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.places.actions import STATES, Action, as_of, in_order, of_place
from tests.domains import domain_of, quick

BEGAN = date(2022, 6, 10)
PLAIN = Action("pond", "Pond", BEGAN, "Lights", "Council", "response")
DAYS = st.dates(date(2020, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("review", "ended", "today", "state"),
    [
        (None, None, date(2022, 6, 9), "planned"),
        (None, None, date(2022, 6, 10), "under way"),
        (None, None, date(2032, 6, 10), "under way"),
        (date(2022, 9, 1), None, date(2022, 7, 20), "under way"),
        (date(2022, 9, 1), None, date(2022, 7, 21), "due for review"),
        (date(2022, 9, 1), None, date(2022, 9, 1), "due for review"),
        (date(2022, 9, 1), None, date(2022, 9, 2), "overdue"),
        (date(2022, 9, 1), date(2022, 8, 1), date(2022, 7, 31), "due for review"),
        (date(2022, 9, 1), date(2022, 8, 1), date(2022, 8, 1), "done"),
        (date(2022, 9, 1), date(2022, 8, 1), date(2026, 11, 21), "done"),
        (date(2022, 9, 1), date(2023, 8, 1), date(2022, 9, 2), "overdue"),
        (date(2022, 7, 1), None, date(2022, 6, 9), "planned"),
        (BEGAN, BEGAN, BEGAN, "done"),
    ],
)
def test_the_state_of_an_action(review, ended, today, state) -> None:
    assert replace(PLAIN, review=review, ended=ended).state(today) == state


@st.composite
def some_actions(draw) -> Action:
    began = draw(DAYS)
    later = st.none() | st.integers(0, 900).map(lambda days: began + timedelta(days=days))
    return replace(PLAIN, began=began, review=draw(later), ended=draw(later))


@quick
@given(some_actions(), DAYS, DAYS)
def test_states_of_an_action_follow_in_order(action, one, other) -> None:
    earlier, later = sorted((one, other))

    if action.state(earlier) == "done":
        assert action.state(later) == "done"
    if action.state(later) == "planned":
        assert action.state(earlier) == "planned"
    assert (action.state(earlier) == "planned") == (earlier < action.began)


@quick
@given(st.lists(some_actions(), max_size=8), DAYS)
def test_a_list_goes_from_overdue_to_done(every, today) -> None:
    ordered = in_order(every, today)
    states = [STATES.index(each.state(today)) for each in ordered]

    assert sorted(map(repr, ordered)) == sorted(map(repr, every))
    assert states == sorted(states)


def test_the_longest_overdue_and_the_latest_done_stand_first() -> None:
    def action(text: str, **days: date) -> Action:
        return replace(PLAIN, text=text, **days)

    every = [
        action("done early", ended=date(2022, 7, 1)),
        action("no review", began=date(2022, 1, 1)),
        action("overdue little", review=date(2022, 12, 1)),
        action("done late", ended=date(2022, 8, 1)),
        action("overdue long", review=date(2022, 10, 1)),
        action("review far off", review=date(2023, 12, 1)),
    ]

    assert [each.text for each in in_order(every, date(2023, 1, 1))] == [
        "overdue long", "overdue little", "review far off", "no review", "done late", "done early",
    ]  # fmt: skip


def test_the_actions_of_one_place() -> None:
    mill = replace(PLAIN, place="mill")

    assert of_place([PLAIN, mill, PLAIN], "mill") == (mill,)


def test_a_demonstration_uses_the_day_after_its_last_month() -> None:
    today = date(2026, 11, 21)

    assert as_of(domain_of(), today) == today
    assert as_of(domain_of(demonstration=True), today) == date(2023, 4, 1)
