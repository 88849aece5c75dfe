"""The register of actions on the page: what is said of each, and never more than is known."""

from dataclasses import replace
from datetime import date

import pytest

from data.places.actions import STATES, Action
from layouts.base.markup import html_text
from layouts.base.tables import as_csv
from layouts.pages.places import action_panels, action_words
from tests.domains import m
from tests.texts import kinds, text_of

TODAY = date(2023, 4, 1)
LIGHTS = Action(
    "pond", "Pond", date(2022, 6, 1), "Lights: on the path", "Council", "response",
    review=date(2022, 9, 1), ended=date(2022, 8, 31), comparison="mill-estate",
    comparison_name="Mill Estate",
)  # fmt: skip
OPEN = replace(LIGHTS, ended=None, text="Patrols", lead="", review=None)
OVERDUE = replace(OPEN, review=date(2023, 3, 15), text="A panel", place_name="Green")
DUE = replace(OPEN, review=date(2023, 4, 20), text="Visits", stage="assessment")
ABOUT = replace(LIGHTS, assumed=True)
EVERY = (LIGHTS, OPEN, OVERDUE, DUE)


@pytest.mark.parametrize(
    ("day", "assumed", "text"),
    [(date(2022, 6, 1), False, "1 June 2022"), (date(2022, 6, 1), True, "about June 2022"),
     (date(2022, 12, 31), False, "31 December 2022"), (None, True, "not set")],
)  # fmt: skip
def test_a_day_that_is_assumed_is_not_given_to_the_day(day, assumed, text) -> None:
    assert action_words.day(day, assumed) == text


@pytest.mark.parametrize(
    ("action", "text"),
    [
        (OVERDUE, "◆ overdue"),
        (DUE, "◇ due for review"),
        (OPEN, "◐ under way"),
        (replace(OPEN, ended=date(2023, 5, 31)), "◐ under way, to end 31 May 2023"),
        (replace(OPEN, began=date(2023, 5, 1)), "○ planned"),
        (LIGHTS, "✓ done, 31 August 2022"),
        (ABOUT, "✓ done, about August 2022"),
    ],
)
def test_a_state_is_a_shape_and_words(action, text) -> None:
    assert action_words.state(action, TODAY) == text


def test_no_two_states_have_the_same_shape() -> None:
    assert len({*action_words.SHAPES.values()}) == len(STATES) == len(action_words.SHAPES)


@pytest.mark.parametrize(
    ("every", "title", "sentence"),
    [
        (EVERY, "1 of 4 actions is overdue for review",
         "1 overdue, 1 due for review, 1 under way and 1 done."),
        ((OVERDUE, OVERDUE, LIGHTS), "2 of 3 actions are overdue for review",
         "2 overdue and 1 done."),
        ((DUE, LIGHTS), "1 of 2 actions is due for review", "1 due for review and 1 done."),
        ((LIGHTS,), "no action is overdue", "1 done."),
        ((OVERDUE,), "1 of 1 action is overdue for review", "1 overdue."),
    ],
)  # fmt: skip
def test_the_finding_of_a_list(every, title, sentence) -> None:
    assert action_words.summary(every, TODAY) == (
        f"What we said we would do: {title}", f"On 1 April 2023: {sentence}",
    )  # fmt: skip


def test_the_list_of_the_group() -> None:
    tree = action_panels.group_list(EVERY, TODAY, {"Pond": "/places/pond"})
    (table,) = kinds(tree, "Table")
    rows = [[text_of(cell).strip() for cell in row.children] for row in kinds(table, "Tr")]

    assert text_of(kinds(table, "Caption")).strip() == "Actions as they stood on 1 April 2023"
    assert rows == [
        ["Place", "State", "What", "Lead", "Began", "Review by"],
        ["Green", "◆ overdue", "A panel", "not given", "1 June 2022", "15 March 2023"],
        ["Pond", "◇ due for review", "Visits", "not given", "1 June 2022", "20 April 2023"],
        ["Pond", "◐ under way", "Patrols", "not given", "1 June 2022", "not set"],
        ["Pond", "✓ done, 31 August 2022", "Lights: on the path", "Council", "1 June 2022",
         "1 September 2022"],
    ]  # fmt: skip
    assert [each.scope for each in kinds(table, "Th")] == ["col"] * 6 + ["row"] * 4
    assert [(each.href, each.children) for each in kinds(table, "Link")] == [
        ("/places/pond", "Pond")
    ] * 3
    (region,) = (each for each in kinds(tree, "Div") if each.className == "scroll")
    assert (region.tabIndex, region.role) == (0, "region")
    assert "assumed" not in text_of(tree)


def test_assumed_dates_are_said_to_be() -> None:
    assert action_panels.ASSUMED in text_of(action_panels.group_list([ABOUT], TODAY))


def test_a_list_without_actions_says_how_to_add_them() -> None:
    tree = action_panels.group_list((), TODAY)

    assert not kinds(tree, "Table")
    assert "No actions have been loaded." in text_of(tree)
    assert "Whoever looks after the dashboard" in text_of(tree)


def test_the_list_as_csv() -> None:
    written = as_csv(action_panels.action_table([OVERDUE], TODAY), []).splitlines()

    assert written[0] == "Place,State,What,Lead,Began,Review by"
    assert written[1] == "Green,◆ overdue,A panel,not given,1 June 2022,15 March 2023"


def test_the_actions_of_a_place_stand_under_their_stages() -> None:
    lists = [action_panels.stage_list(EVERY, each, TODAY) for each in action_panels.FROM_ACTIONS]

    assert [len(kinds(each, "Li")) for each in lists] == [3, 1]
    assert text_of(kinds(lists[0], "Li")[0]) == (
        "Lights: on the path ✓ done, 31 August 2022Began 1 June 2022; Council"
    )
    assert text_of(lists[1]) == (
        "Visits ◇ due for reviewBegan 1 June 2022; review by 20 April 2023"
    )


def test_a_stage_without_actions_is_a_space_to_write_in() -> None:
    (space,) = kinds(action_panels.stage_list([LIGHTS], "scanning", TODAY), "P")

    assert text_of(space) == "Nothing recorded yet."
    assert "unfilled" in space.className


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Hotspot Action Plan: regular meetings", "Hotspot Action Plan"),
        ("Police interviews; safe accommodation", "Police interviews"),
        ("Partial closure order", "Partial closure order"),
        ("Referral to youth justice, work with families", "Referral to youth justice, work…"),
        ("x" * 40, "x" * 32 + "…"),
    ],
)
def test_a_label_for_a_chart(text, label) -> None:
    assert action_words.short(text) == label


def test_marks_stand_at_the_months_in_which_actions_began() -> None:
    later = replace(OPEN, began=date(2022, 9, 30))

    assert action_panels.marks([later, LIGHTS, OPEN, OVERDUE]) == [
        action_panels.Mark(m("2022-06"), "Lights and 2 more"),
        action_panels.Mark(m("2022-09"), "Patrols"),
    ]
    assert action_panels.marks([]) == []


def test_what_a_group_writes_is_shown_as_text_and_never_as_a_tag() -> None:
    wicked = replace(LIGHTS, text="<script>alert(1)</script>", lead="<b>Us</b>")
    trees = [
        action_panels.group_list([wicked], TODAY),
        action_panels.stage_list([wicked], wicked.stage, TODAY),
    ]

    for tree in trees:
        assert "<script" not in html_text(tree)
        assert "&lt;script" in html_text(tree)
