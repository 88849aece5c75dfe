"""What happened since an action: one of four answers, and never more than the interval allows."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model import months
from data.places.actions import Action
from data.places.before_after import BeforeAfter, NotCompared, Since, Windows
from data.stats.displacement import Displacement
from layouts.base.markup import html_text
from layouts.base.words import USUAL
from layouts.pages.places import action_words, since_panels
from tests.domains import CHANCE, m, quick
from tests.texts import kinds, text_of

LIGHTS = Action(
    "pond", "Pond", date(2022, 6, 1), "Lights: on the path", "Council", "response",
    review=date(2022, 9, 1), ended=date(2022, 8, 31), comparison="mill-estate",
    comparison_name="Mill Estate",
)  # fmt: skip
OPEN = replace(LIGHTS, ended=None, text="Patrols", lead="", review=None)
WINDOWS = Windows(
    months.between(m("2021-06"), m("2022-03")), months.between(m("2022-06"), m("2023-03"))
)
FEWER, MORE, NONE, LATER = (
    "fewer than the comparison place", "more than the comparison place", "no clear difference",
    "cannot tell yet",
)  # fmt: skip


def found(treated: tuple[int, int], comparison: tuple[int, int], **more) -> Since:
    result = BeforeAfter(LIGHTS, WINDOWS, Displacement(treated, comparison, CHANCE), **more)
    return Since(LIGHTS, result, WINDOWS, treated)


FELL = found((131, 85), (83, 74))
CLEAR = found((123, 37), (74, 75))
ROSE = found((40, 60), (50, 40))
FEW, UNLIKE = found((4, 0), (3, 3)), found((100, 20), (10, 10))
LONE = replace(LIGHTS, comparison="", comparison_name="")
ALONE = Since(LONE, NotCompared("the file names no comparison place"), WINDOWS, (60, 20))
SOON = Since(OPEN, NotCompared("it is not finished"))


@pytest.mark.parametrize(
    ("since", "title", "sentences"),
    [
        (FELL, "● No clear difference",
         "Anti-social behaviour incidents at Pond: 131 in 10 months before, 85 in 10 months after. "
         "At Mill Estate: 83 before, 74 after. Set against Mill Estate: 37 fewer (95% "
         "interval −74.9 to +0.9), which is within normal variation. Something smaller would not "
         "show in counts like these."),
        (CLEAR, "▼ Fewer than the comparison place",
         "Anti-social behaviour incidents at Pond: 123 in 10 months before, 37 in 10 months after. "
         "At Mill Estate: 74 before, 75 after. Set against Mill Estate: 87 fewer (95% "
         "interval −121.5 to −52.5), which is more than "
         f"{USUAL}. It does not show that the action was the cause."),
        (ROSE, "△ More than the comparison place",
         "Anti-social behaviour incidents at Pond: 40 in 10 months before, 60 in 10 months after. "
         "At Mill Estate: 50 before, 40 after. Set against Mill Estate: 30 more (95% "
         "interval +3.0 to +57.0), which may be more than "
         f"{USUAL}. It does not show that the action was the cause."),
        (found((40, 40), (40, 40)), "● No clear difference",
         "Anti-social behaviour incidents at Pond: 40 in 10 months before, 40 in 10 months after. "
         "At Mill Estate: 40 before, 40 after. Set against Mill Estate: no difference (95% "
         "interval −24.8 to +24.8), which is within normal variation. Something smaller would not "
         "show in counts like these."),
        (FEW, "Cannot tell yet",
         "Anti-social behaviour incidents at Pond: 4 in 10 months before, 0 in 10 months after. At "
         "Mill Estate: 3 before, 3 after. That is 10 in all: too few to say whether the two "
         "differ."),
        (UNLIKE, "Cannot tell yet",
         "Anti-social behaviour incidents at Pond: 100 in 10 months before, 20 in 10 months after. "
         "At Mill Estate: 10 before, 10 after. Before, one place had more than twice as many as "
         "the other, so Pond cannot be judged by Mill Estate."),
        (ALONE, "No comparison place is named",
         "Anti-social behaviour incidents at Pond: 60 in 10 months before, 20 in 10 months after. "
         "No comparison place is named, so no verdict is possible."),
        (replace(SOON, action=replace(OPEN, comparison="")), "No comparison place is named",
         "No comparison place is named, so no verdict is possible."),
        (SOON, "Cannot tell yet", "Not compared: it is not finished."),
    ],
)  # fmt: skip
def test_what_happened_since_in_words(since, title, sentences) -> None:
    assert action_words.finding(since) == title
    assert action_words.sentence(since) == sentences


@pytest.mark.parametrize(
    ("others", "said"), [(1, "1 other action began"), (2, "2 other actions began")]
)
def test_other_actions_in_the_same_months_are_named(others, said) -> None:
    since = found((131, 85), (83, 74), others=(OPEN,) * others)

    assert action_words.sentence(since).endswith(
        f" {said} at these places in these months: what each did cannot be told apart."
    )


COUNTS = st.tuples(st.integers(0, 400), st.integers(0, 400))


@quick
@given(COUNTS, COUNTS)
def test_an_answer_is_one_of_four_and_the_one_that_the_interval_allows(treated, comparison) -> None:
    since = found(treated, comparison)
    assert isinstance(since.result, BeforeAfter)
    counts, said = since.result.counts, action_words.sentence(since)
    interval = counts.interval

    if interval is None or not counts.alike:
        assert since.answer == LATER
        assert USUAL not in said
        assert "interval" not in said
    elif interval[0] < 0 < interval[1]:
        assert since.answer == NONE
        assert "within normal variation" in said
    else:
        assert since.answer == (MORE if interval[0] > 0 else FEWER)
        assert USUAL in said
        assert "does not show that the action was the cause" in said


@quick
@given(COUNTS, COUNTS)
def test_places_exchanged_turn_the_answer_round(treated, comparison) -> None:
    turned = {FEWER: MORE, MORE: FEWER}
    answer = found(treated, comparison).answer
    assert found(comparison, treated).answer == turned.get(answer, answer)


def body(since: Since) -> list[list[str]]:
    tree = since_panels.card(since)
    return [[text_of(cell).strip() for cell in row.children] for row in kinds(tree, "Tr")]


def test_the_counts_as_a_table() -> None:
    assert body(CLEAR) == [
        ["Place", "Before", "After", "Change"],
        ["Pond", "123", "37", "−86"],
        ["Mill Estate (comparison)", "74", "75", "+1"],
        ["Difference of the changes", "–", "–", "−87"],
    ]
    assert since_panels.table(CLEAR).caption == (
        "Anti-social behaviour incidents, June 2021 to March 2022 (before) and June 2022 to March "
        "2023 (after)"
    )
    assert [row[0] for row in body(ALONE)] == ["Place", "Pond"]


@pytest.mark.parametrize("since", [FEW, UNLIKE])
def test_a_table_from_which_nothing_follows_ends_with_the_counts(since) -> None:
    assert [row[0] for row in body(since)] == ["Place", "Pond", "Mill Estate (comparison)"]


@pytest.mark.parametrize("since", [FELL, CLEAR, FEW, UNLIKE, ALONE, SOON])
def test_a_card_shows_an_interval_only_with_an_answer(since) -> None:
    tree = since_panels.card(since)
    pictures = [each for each in kinds(tree, "Div") if each.className == "reach"]

    assert bool(pictures) == (since.answer != LATER)


def test_intervals_of_a_page_have_one_scale_with_its_ends_and_zero() -> None:
    """37 fewer is drawn 37/87 as long as 87 fewer, on a scale that ends beyond −121.5."""
    every = [FELL, CLEAR, ALONE]
    tree = since_panels.cards(every)
    pictures = [each for each in kinds(tree, "Div") if each.className == "reach"]
    alone = [each for each in kinds(since_panels.card(FELL), "Div") if each.className == "reach"]
    ends = [(-74.9, 0.9, -37, 150), (-121.5, -52.5, -87, 150), (-74.9, 0.9, -37, 80)]
    for picture, (low, high, estimate, far) in zip([*pictures, *alone], ends, strict=True):
        span, dot, *labels = picture.children
        drawn = [float(span.style[each][:-1]) for each in ("left", "width")]
        assert drawn == pytest.approx([50 + 50 * low / far, 50 * (high - low) / far], abs=0.11)
        at = 50 + 50 * estimate / far
        assert float(dot.style["left"][:-1]) == pytest.approx(at, abs=0.051)
        said = [text_of(each) for each in labels]
        assert said == [f"{far} fewer", "0, no difference", f"{far} more"]
        assert f"on a scale of {far} on either side of 0" in getattr(picture, "aria-label")


def test_notes_on_all_actions_are_said_once_above_their_cards() -> None:
    every = [FELL, CLEAR, SOON]
    demo = text_of(since_panels.cards(every, demonstration=True))

    for note in (f"{action_words.EXAMPLE}. {action_words.INVENTED}", action_words.REGRESSION):
        assert demo.count(note) == 1
        assert demo.index(note) < demo.index("No clear difference")
    plain = text_of(since_panels.cards(every))
    assert plain.count(action_words.REGRESSION) == 1
    assert "invented" not in plain
    assert since_panels.notes([SOON], demonstration=True) == []


def test_the_page_begins_with_how_many_actions_have_each_answer() -> None:
    every = [FELL, CLEAR, SOON, FELL, ALONE]
    said = text_of(since_panels.cards(every, demonstration=True))
    assert said.startswith(action_words.EXAMPLE)
    counted = (
        "5 actions. Fewer than the comparison place: 1. No clear difference: 2. Cannot tell yet: "
        "1. No comparison place is named: 1."
    )
    assert said.index(action_words.INVENTED) < said.index(counted)
    assert text_of(since_panels.cards([SOON])).startswith("1 action. Cannot tell yet: 1. ")


def test_a_slide_of_a_demonstration_says_first_that_its_incidents_are_invented() -> None:
    slide = since_panels.panel(FELL, demonstration=True)
    assert slide.title.startswith(action_words.EXAMPLE)
    assert slide.sentence.startswith(f"{action_words.INVENTED} ● No clear difference. ")


def test_the_title_of_a_slide_is_short_and_its_sentence_has_the_whole_action() -> None:
    long = "New 3G pitch, and a boxing hub, as activities to offer to young people: every week"
    slide = since_panels.panel(replace(CLEAR, action=replace(CLEAR.action, text=long)))
    assert slide.title.endswith("New 3G pitch, and a boxing hub, as…")
    assert f"{long}. Began" in slide.sentence
    assert "Lights. Began" not in since_panels.panel(CLEAR).sentence


def test_a_slide_has_the_answer_as_its_title_and_both_places_as_bars() -> None:
    slide = since_panels.panel(CLEAR)

    assert slide.title == "▼ Fewer than the comparison place. Pond: Lights"
    assert slide.figure.categories == ["Pond", "Mill Estate (comparison)"]
    assert [(each.name, [*each.values]) for each in slide.figure.series] == [
        ("Before", [123, 74]), ("After", [37, 75]),
    ]  # fmt: skip
    assert action_words.REGRESSION in text_of(slide.legend)
    assert since_panels.panel(SOON).figure.empty


def test_without_actions_the_page_says_how_to_add_them() -> None:
    tree = since_panels.cards(())
    assert "No actions have been loaded." in text_of(tree)
    assert "Whoever looks after the dashboard" in text_of(tree)


def test_what_a_group_writes_is_shown_as_text_and_never_as_a_tag() -> None:
    wicked = replace(LIGHTS, text="<script>alert(1)</script>")
    tree = since_panels.cards([replace(FELL, action=wicked)])
    assert "<script" not in html_text(tree)
    assert "&lt;script" in html_text(tree)
