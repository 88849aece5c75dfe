"""Meetings in the address: the pack presented, the next step, and figures that do not change."""

import os
from pathlib import Path

import pytest

from data.model.meetings.agendas import Agenda, SavedView
from data.model.meetings.presentation import Meeting, presenting, step_address
from data.model.question import Question
from data.model.view import View, presented
from data.pack import publish
from data.pack.pack import Pack
from data.pack.packs import Expired, Packs
from tests.conftest import Small

NOW = "0123456789ab"
FIVE = Agenda("five", "Five", tuple(SavedView(each, f"/trends?type={each}") for each in "abcde"))


@pytest.mark.parametrize(("search", "version"), [
    ("", ""), (None, ""), (f"?present={NOW}", NOW), (f"?type=asb&present={NOW}&item=2", NOW),
    ("?present=yes", ""), (f"?present={NOW}0", ""), (f"?present={NOW.upper()}", ""),
    ("?present=../../etc/p", ""), ("?present=*", ""),
])  # fmt: skip
def test_only_a_version_is_presented(search: str | None, version: str) -> None:
    assert presented(search) == version


def test_an_invalid_version_is_reported_as_not_understood(demo_pack: Pack) -> None:
    question = Question.from_query("?present=yes&agenda=nobody&item=0", demo_pack.domain)

    assert question.view == View()
    assert question.ignored == ("present=yes", "agenda=nobody", "item=0")


def test_the_meeting_is_in_every_address_made_from_its_question(demo_pack: Pack) -> None:
    asked = f"?type=asb&present={NOW}&agenda=board&item=2"
    question = Question.from_query(asked, demo_pack.domain)

    assert question.query() == asked
    assert question.query_with(crime=["burglary"]) == asked.replace("asb", "burglary")
    assert presenting(question, "") == "?type=asb"
    assert presenting(question, "ba9876543210") == asked.replace(NOW, "ba9876543210")


@pytest.mark.parametrize(("item", "step"), [
    ("1", 1), ("2", 2), ("", 1), ("x", 1), ("3", 2), ("99999", 2),
])  # fmt: skip
def test_a_step_is_one_of_the_agenda(demo_pack: Pack, item: str, step: int) -> None:
    question = Question.from_query(f"?present={NOW}&agenda=board&item={item}", demo_pack.domain)

    found = Meeting.of(question)

    assert found is not None
    assert (found.agenda, found.step) == (demo_pack.domain.agendas[0], step)


def test_a_meeting_has_no_step_beyond_its_agenda() -> None:
    steps = [Meeting(NOW, FIVE, each) for each in range(1, 6)]

    assert [each.previous for each in steps] == [
        "",
        *(step_address(FIVE, NOW, n) for n in (1, 2, 3, 4)),
    ]
    assert [each.next for each in steps] == [
        *(step_address(FIVE, NOW, n) for n in (2, 3, 4, 5)),
        "",
    ]
    assert step_address(FIVE, NOW, 3) == f"/trends?type=c&present={NOW}&agenda=five&item=3"


def test_a_step_of_a_plain_address_has_one_question_mark() -> None:
    agenda = Agenda("a", "A", (SavedView("Start", "/"),))

    assert step_address(agenda, NOW) == f"/?present={NOW}&agenda=a&item=1"


def test_a_single_view_has_no_next_step(demo_pack: Pack) -> None:
    found = Meeting.of(Question.from_query(f"?present={NOW}", demo_pack.domain))

    assert found == Meeting(NOW, None, 1)
    assert (found.previous, found.next) == ("", "")
    assert Meeting.of(Question.from_query("?agenda=board&item=2", demo_pack.domain)) is None


def grown(small: Small, month: str) -> str:
    """Build the borough with one more burglary: the version of the new pack."""
    name = "street/2022-01/2022-01-test-street.csv"
    rows = (small.folder / name).read_text().rstrip().splitlines()
    small.write(name, "\n".join([*rows, rows[1].replace(rows[1][:64], f"{month:0>64}")]) + "\n")
    return small.build().version


def test_figures_do_not_change_in_a_meeting_and_expire_with_their_pack(
    small: Small, built_before: Path
) -> None:
    packs = Packs(built_before)
    began = packs.current().version
    asked = f"?present={began}"

    second = grown(small, "2")

    assert (packs.current().version, packs.for_search(asked).version) == (second, began)
    # Another process, without the first pack open, finds it in the folder.
    other = Packs(small.folder / "packs")
    assert other.current().version == second
    assert other.for_search(asked).version == began
    assert other.current().version == second

    for path in publish.of_version(small.folder / "packs", began):
        os.utime(path, (0, 0))  # replaced more than a day ago
    third = grown(small, "3")
    fresh = Packs(small.folder / "packs")

    assert fresh.find(began) is None
    assert fresh.for_search(asked, or_current=True).version == third
    with pytest.raises(Expired):  # files and numbers are refused
        fresh.for_search(asked)
    assert fresh.for_search(f"?present={second}").version == second
