"""The register of actions on the page: what is said of each, and never more than is known."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import months
from data.actions import STATES, Action
from data.before_after import BeforeAfter, NotCompared, Windows
from data.displacement import Displacement
from layouts import action_panels, action_words
from layouts.markup import html_text
from layouts.tables import as_csv
from tests.domains import m, quick
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
WINDOWS = Windows(
    months.between(m("2021-06"), m("2022-03")), months.between(m("2022-06"), m("2023-03"))
)


def found(treated: tuple[int, int], comparison: tuple[int, int], **more) -> BeforeAfter:
    return BeforeAfter(LIGHTS, WINDOWS, Displacement(treated, comparison), **more)


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
    assert action_panels.ASSUMED in text_of(action_panels.by_stage([ABOUT], TODAY))
    assert "assumed" not in text_of(action_panels.by_stage([ABOUT], TODAY, ["assessment"]))


def test_a_list_without_actions_says_how_to_add_them() -> None:
    tree = action_panels.group_list((), TODAY)

    assert not kinds(tree, "Table")
    assert "No actions have been loaded." in text_of(tree)
    assert "“actions”" in text_of(tree)
    assert "docs/sources.md" in text_of(tree)


def test_the_list_as_csv() -> None:
    written = as_csv(action_panels.action_table([OVERDUE], TODAY), []).splitlines()

    assert written[1] == "Place,State,What,Lead,Began,Review by"
    assert written[2] == "Green,◆ overdue,A panel,not given,1 June 2022,15 March 2023"


def test_the_actions_of_a_place_stand_under_their_stages() -> None:
    tree = action_panels.by_stage(EVERY, TODAY)
    lists = kinds(tree, "Ul")

    assert [text_of(each) for each in kinds(tree, "H3")] == ["Response", "Assessment"]
    assert [len(kinds(each, "Li")) for each in lists] == [3, 1]
    assert text_of(kinds(lists[0], "Li")[0]) == (
        "Lights: on the path ✓ done, 31 August 2022Began 1 June 2022; Council"
    )
    assert text_of(lists[1]) == (
        "Visits ◇ due for reviewBegan 1 June 2022; review by 20 April 2023"
    )


def test_a_stage_without_actions_is_a_space_to_write_in() -> None:
    (space,) = kinds(action_panels.by_stage([LIGHTS], TODAY, ["scanning"]), "P")

    assert text_of(space) == "Nothing recorded yet."
    assert "unfilled" in space.className


FELL = found((131, 85), (83, 74))
CLEAR = found((123, 37), (74, 75))
ROSE = found((40, 60), (50, 40))


@pytest.mark.parametrize(
    ("result", "title", "sentences"),
    [
        (FELL, "● No change beyond chance, set against Mill Estate",
         "Anti-social behaviour incidents at Pond: 131 in 10 months before, 85 in 10 months after. "
         "At Mill Estate: 83 before, 74 after. Set against Mill Estate that is 37 fewer (95% "
         "interval −74.9 to +0.9), which is within normal variation. Something smaller would not "
         "show in counts like these."),
        (CLEAR, "▼ Clearly fewer, set against Mill Estate",
         "Anti-social behaviour incidents at Pond: 123 in 10 months before, 37 in 10 months after. "
         "At Mill Estate: 74 before, 75 after. Set against Mill Estate that is 87 fewer (95% "
         "interval −121.5 to −52.5), which is more than chance would explain. It does not show "
         "that the action was the cause."),
        (ROSE, "△ Possibly more, set against Mill Estate",
         "Anti-social behaviour incidents at Pond: 40 in 10 months before, 60 in 10 months after. "
         "At Mill Estate: 50 before, 40 after. Set against Mill Estate that is 30 more (95% "
         "interval +3.0 to +57.0), which may be more than chance. It does not show that the "
         "action was the cause."),
        (found((40, 40), (40, 40)), "● No change beyond chance, set against Mill Estate",
         "Anti-social behaviour incidents at Pond: 40 in 10 months before, 40 in 10 months after. "
         "At Mill Estate: 40 before, 40 after. Set against Mill Estate that is no difference (95% "
         "interval −24.8 to +24.8), which is within normal variation. Something smaller would not "
         "show in counts like these."),
        (found((4, 0), (3, 3)), "Before and after: too few incidents to say",
         "Anti-social behaviour incidents at Pond: 4 in 10 months before, 0 in 10 months after. At "
         "Mill Estate: 3 before, 3 after. That is 10 in all: too few to say whether the two "
         "differ."),
        (found((100, 20), (10, 10)), "Before and after: Mill Estate is too unlike to say",
         "Anti-social behaviour incidents at Pond: 100 in 10 months before, 20 in 10 months after. "
         "At Mill Estate: 10 before, 10 after. Before, one place had more than twice as many as "
         "the other, so Pond cannot be judged by Mill Estate."),
        (NotCompared("it is not finished"), "Before and after: not compared",
         "Not compared: it is not finished."),
    ],
)  # fmt: skip
def test_before_and_after_in_words(result, title, sentences) -> None:
    assert action_words.finding(result) == title
    assert action_words.told(result) == sentences


@pytest.mark.parametrize(
    ("others", "said"), [(1, "1 other action began"), (2, "2 other actions began")]
)
def test_other_actions_in_the_same_months_are_told(others, said) -> None:
    result = replace(FELL, others=(OPEN,) * others)

    assert action_words.told(result).endswith(
        f" {said} at these places in these months: what each did cannot be told apart."
    )


COUNTS = st.tuples(st.integers(0, 400), st.integers(0, 400))
CLAIMS = ("Clearly", "Possibly", "more than chance", "fewer", " more (")


@quick
@given(COUNTS, COUNTS)
def test_nothing_is_claimed_that_the_interval_does_not_allow(treated, comparison) -> None:
    result = found(treated, comparison)
    said = f"{action_words.finding(result)} {action_words.told(result)}"
    interval = result.counts.interval

    if interval is None or not result.counts.alike:
        assert not [each for each in CLAIMS if each in said]
        assert "interval" not in said
    elif interval[0] < 0 < interval[1]:
        assert "within normal variation" in said
        assert not [each for each in ("Clearly", "Possibly", "more than chance") if each in said]
    else:
        assert "more than chance" in said
        assert (" more, set" in said) == (interval[0] > 0)
        assert (" fewer, set" in said) == (interval[1] < 0)
        assert ("Clearly" in said) == (result.counts.verdict == "clear")
        assert "does not show that the action was the cause" in said


def body(result: BeforeAfter) -> list[list[str]]:
    tree = action_panels.before_after(LIGHTS, result)
    return [[text_of(cell).strip() for cell in row.children] for row in kinds(tree, "Tr")]


def test_before_and_after_as_a_table() -> None:
    assert body(CLEAR) == [
        ["Place", "Before", "After", "Change"],
        ["Pond", "123", "37", "−86"],
        ["Mill Estate (comparison)", "74", "75", "+1"],
        ["Set against the comparison", "–", "–", "−87"],
    ]
    caption = action_panels.before_after_table(CLEAR).caption
    assert caption == (
        "Anti-social behaviour incidents, June 2021 to March 2022 (before) and June 2022 to March "
        "2023 (after)"
    )


@pytest.mark.parametrize("result", [found((4, 0), (3, 3)), found((100, 20), (10, 10))])
def test_a_table_from_which_nothing_follows_ends_with_the_counts(result) -> None:
    assert [row[0] for row in body(result)] == ["Place", "Pond", "Mill Estate (comparison)"]


def test_a_demonstration_says_that_its_incidents_are_invented() -> None:
    plain = text_of(action_panels.before_after(LIGHTS, FELL))
    demo = text_of(action_panels.before_after(LIGHTS, FELL, demonstration=True))
    refused = action_panels.before_after(LIGHTS, NotCompared("x"), demonstration=True)

    assert "invented" not in plain
    assert action_words.INVENTED in demo
    assert "invented" not in text_of(refused)
    assert not kinds(refused, "Table")


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
        action_panels.by_stage([wicked], TODAY),
        action_panels.before_after(wicked, FELL),
    ]

    for tree in trees:
        assert "<script" not in html_text(tree)
        assert "&lt;script" in html_text(tree)
