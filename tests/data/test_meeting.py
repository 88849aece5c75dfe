"""Meetings in the address: what is presented, the way on, and figures that stay as they were."""

import pytest

from data.agendas import Agenda, SavedView
from data.meeting import Meeting, presenting, step_address
from data.pack import Pack
from data.packs import Packs
from data.question import Question
from data.view import View, presented
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


def test_what_is_no_version_is_told_like_anything_not_understood(demo_pack: Pack) -> None:
    question = Question.read("?present=yes&agenda=nobody&item=0", demo_pack.domain)

    assert question.view == View()
    assert question.ignored == ("present=yes", "agenda=nobody", "item=0")


def test_the_meeting_is_in_every_address_made_from_its_question(demo_pack: Pack) -> None:
    asked = f"?type=asb&present={NOW}&agenda=board&item=2"
    question = Question.read(asked, demo_pack.domain)

    assert question.query() == asked
    assert question.about(crime=["burglary"]) == asked.replace("asb", "burglary")
    assert presenting(question, "") == "?type=asb"
    assert presenting(question, "ba9876543210") == asked.replace(NOW, "ba9876543210")


@pytest.mark.parametrize(("item", "step"), [
    ("1", 1), ("2", 2), ("", 1), ("x", 1), ("3", 2), ("99999", 2),
])  # fmt: skip
def test_a_step_is_one_of_the_agenda(demo_pack: Pack, item: str, step: int) -> None:
    question = Question.read(f"?present={NOW}&agenda=board&item={item}", demo_pack.domain)

    found = Meeting.of(question)

    assert found is not None
    assert (found.agenda, found.step) == (demo_pack.domain.agendas[0], step)


def test_a_meeting_goes_through_its_agenda_and_ends_at_its_ends() -> None:
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


def test_a_view_alone_has_no_way_on(demo_pack: Pack) -> None:
    found = Meeting.of(Question.read(f"?present={NOW}", demo_pack.domain))

    assert found == Meeting(NOW, None, 1)
    assert (found.previous, found.next) == ("", "")
    assert Meeting.of(Question.read("?agenda=board&item=2", demo_pack.domain)) is None


def grown(small: Small, month: str) -> str:
    """Build the borough with one more burglary: the version of the new pack."""
    name = "street/2022-01/2022-01-test-street.csv"
    rows = (small.folder / name).read_text().rstrip().splitlines()
    small.write(name, "\n".join([*rows, rows[1].replace(rows[1][:64], f"{month:0>64}")]) + "\n")
    return small.build().version


def test_figures_do_not_change_in_a_meeting_and_expire_with_their_pack(small: Small) -> None:
    small.build().close()
    packs = Packs(small.folder / "packs")
    began = packs.current().version
    asked = f"?present={began}"

    second = grown(small, "2")

    assert (packs.current().version, packs.asked(asked).version) == (second, began)
    # Another process, which has never had the first pack open, finds it in the folder.
    other = Packs(small.folder / "packs")
    assert other.current().version == second
    assert other.asked(asked).version == began
    assert other.current().version == second

    third = grown(small, "3")
    fresh = Packs(small.folder / "packs")

    assert fresh.held(began) is None
    assert fresh.asked(asked).version == third
    assert fresh.asked(f"?present={second}").version == second
