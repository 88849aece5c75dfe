"""What a chart says of its signals: a table of cases, and never more than the tests allow."""

import re

import numpy as np
import pandas as pd
import pytest

from data.model.query_rows import NoteRow
from data.model.question import Question
from data.series.process import process
from data.series.trends import chosen_period
from data.stats.causes import causes
from layouts.base import findings, theme
from layouts.charts.process_chart import process_chart
from layouts.pages.trends import process_words
from layouts.pages.trends.trend_panels import process_panel
from tests.domains import CHANCE, domain_of, m

CALM = (100, 104, 96, 101, 99, 103, 97, 100, 102, 98, 104, 96)
NONE = pd.DataFrame(columns=[*NoteRow._fields])
NEVER = re.compile(r"\b(nan|inf|None|NaT)\b|  |\(\)|[{}]")


def notes(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["first_month", "last_month", "text", "limits_from"])
    frame["series"] = "all"
    for column in ("first_month", "last_month", "limits_from"):
        frame[column] = pd.to_datetime(frame[column])
    return frame


def said(values, first: str = "2020-04", given: pd.DataFrame = NONE) -> str:
    domain = domain_for(values, first)
    return process_words.standing_out(process(tuple(values), domain, given, CHANCE))


def domain_for(values, first: str = "2020-04"):
    year, month = int(first[:4]), int(first[5:])
    ends = year * 12 + month - 1 + len(values) - 1
    months = [f"{(year * 12 + month - 1 + n) // 12}-{(month - 1 + n) % 12 + 1:02d}"
              for n in range(len(values))]  # fmt: skip
    missing = [each for each, value in zip(months, values, strict=True) if value is None]
    return domain_of(first, f"{ends // 12}-{ends % 12 + 1:02d}", missing)


def with_at(values, **places: int | None):
    changed = [*values]
    for place, value in places.items():
        changed[int(place[1:])] = value
    return changed


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (CALM * 3, ["Dashed: average, 100. Dotted: limits, 88 and 112."]),
        ((30, 2, 30, 2) * 9, ["Dashed: average, 16. Dotted: upper limit, 90."]),
        ((2, 1) * 3, []),
    ],
)
def test_the_levels_are_named_with_their_values(values, sentence) -> None:
    drawn = process(tuple(values), domain_for(values), NONE, CHANCE)
    assert process_words.levels(drawn) == sentence


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (CALM * 3, "No month is beyond normal variation."),
        # No year before: season cannot be ruled out.
        (with_at(CALM, _5=160),
         "September 2020 lies above the upper limit; season cannot be ruled out. No signal "
         "in the 6 months after September 2020: 6 below the average."),
        (with_at(CALM, _5=40, _6=45),
         "September to October 2020 lie below the lower limit; season cannot be ruled out. No "
         "signal in the 5 months after October 2020: 5 above the average."),
        # A year before is held and differs: clearly, or perhaps.
        (with_at(CALM * 2, _17=170),
         "September 2021 lies above the upper limit: more than the season explains. No signal "
         "in the 6 months after September 2021: 1 above the average, 5 below the average."),
        (with_at(CALM * 2, _17=138),
         "September 2021 lies above the upper limit: perhaps more than the season explains. No "
         "signal in the 6 months after September 2021: 2 above the average, 4 below the average."),
        # As high a year before.
        (with_at(CALM * 3, _17=125, _29=126)[12:],
         "September 2022 lies above the upper limit; season cannot be ruled out."),
        ((7, 7, 8, 7), "No month is beyond normal variation. Limits are provisional: they "
                       "rest on fewer than 12 months."),
        ((7, None, 8), "Too few months in a row have data for limits."),
        ((1, 0, 2, 1), "Fewer than 5 a month on average: too few for limits."),
        ((0,) * 9 + (1,), "Fewer than 5 a month on average: too few for limits."),
        ((2, 1, 3) * 12, "Fewer than 5 a month on average, so quarters are shown. No quarter "
                         "is beyond normal variation."),
        ((1, 0, 2) * 12, "Quarters are shown. Fewer than 5 a quarter on average: too few for "
                         "limits."),
    ],
)  # fmt: skip
def test_sentences(values, sentence) -> None:
    if "2022 lies above" in sentence:
        domain = domain_for(values, "2021-04")
        found = process(tuple(values), domain, NONE, CHANCE)
        lines = {process_words.cause_line(found, each) for each in found.causes}
        assert "Higher in September 2022, as in 2021" in lines
        return
    assert said(values) == sentence


def test_of_several_signals_the_latest_is_named_and_a_step_suggested() -> None:
    higher = tuple(value + 40 for value in CALM)
    text = said((*CALM, *CALM, *higher))
    assert text == (
        "April 2022 to March 2023 lie above the upper limit: more than the season explains. 12 "
        "other signals are marked in the chart. A step is suggested from April "
        "2022: 12 months in a row lie above the average. If the reason is known, note it with the "
        "month to recalculate limits from."
    )


def test_one_or_two_other_signals_are_named() -> None:
    text = said(with_at(CALM * 3, _5=160, _17=170))
    assert text.startswith("September 2021 lies above the upper limit: perhaps") or "Also: " in text
    assert "Also: September 2020 lies above the upper limit" in text
    assert "other signal" not in text


def test_the_shapes_of_the_legend_have_the_colour_of_the_marks() -> None:
    values = tuple(with_at(CALM * 2, _17=170))
    found = process(values, domain_for(values), NONE, CHANCE)
    [[shape, meaning]] = process_words.key(found)
    assert (shape.children, meaning) == ("◆", " beyond the limits")
    marks = [each for each in process_chart(found, domain_for(values), (m("2020-04"), m("2021-03")),
                                            NONE).series if each.symbol]  # fmt: skip
    assert {theme.legible(each.colour) for each in marks} == {shape.style["color"]}


def test_a_signal_in_the_chosen_months_comes_before_later_ones() -> None:
    values = with_at(CALM * 2, _5=160, _17=170)
    found = process(tuple(values), domain_for(values), NONE, CHANCE)
    chosen = process_words.standing_out(found, m("2020-07"), m("2020-09"))
    assert chosen.startswith("September 2020 lies above the upper limit; season cannot")
    none = process_words.standing_out(found, m("2020-04"), m("2020-05"))
    assert none.startswith("No signal in the chosen months. The latest: Higher in September 2021")


def test_a_season_that_comes_back_is_told_as_one() -> None:
    values = with_at(CALM * 3, _4=128, _5=128, _16=128, _17=128, _28=129, _29=128)
    found = process(tuple(values), domain_for(values), NONE, CHANCE)
    lines = [process_words.cause_line(found, each) for each in found.causes]
    assert "Higher in August to September 2022, as in 2021" in lines


def test_a_trend_is_told_by_its_months() -> None:
    values = (*range(10, 90, 10), *(85, 35) * 6)
    found = process(values, domain_for(values), NONE, CHANCE)
    assert any(
        process_words.cause_line(found, each)
        == "Nine months in a row rising, April to December 2020; season cannot be ruled out"
        for each in found.causes
    )


def test_new_limits_are_told_with_their_reason() -> None:
    values = (*CALM, *(value + 40 for value in CALM))
    given = notes(("2021-03", "2021-03", "New counting rules", "2021-04"))
    found = process(values, domain_for(values), given, CHANCE)
    assert process_words.recalculated(found) == [
        "Limits recalculated from April 2021: New counting rules."
    ]
    assert process_words.standing_out(found) == "No month is beyond normal variation."
    question = Question.from_query("", domain_for(values))
    legend = process_panel(question, values, given).legend
    assert "New counting rules" in str([each.children for each in legend])


def test_new_limits_in_the_middle_of_a_quarter_begin_with_it() -> None:
    given = notes(("2021-03", "2021-03", "New counting rules", "2021-05"))
    values = (2, 1, 3) * 12
    found = process(values, domain_for(values), given, CHANCE)
    assert found.quarters
    assert [(each.first, each.reason) for each in found.chart.phases] == [
        (0, ""), (4, "New counting rules"),
    ]  # fmt: skip


def test_every_mark_of_the_chart_is_a_row_of_the_table() -> None:
    values = with_at(CALM * 3, _5=160, _17=30)
    domain = domain_for(values)
    question = Question.from_query("", domain)
    panel = process_panel(question, tuple(values), NONE)
    marks = [each for each in panel.figure.series if each.symbol]
    drawn = {
        month
        for each in marks
        for month, value in zip(domain.months, each.values, strict=True)
        if value is not None
    }
    marked = {month for month, row in zip(domain.months, panel.table.rows, strict=True) if row[-1]}
    assert drawn == marked
    assert {m("2020-09"), m("2021-09")} <= drawn


def test_the_chart_leaves_gaps_open_and_draws_no_limit_below_zero() -> None:
    values = with_at((6, 9, 12, 7, 30, 5) * 4, _7=None)
    domain = domain_for(values)
    found = process(tuple(values), domain, NONE, CHANCE)
    chart = process_chart(found, domain, (domain.months[0], domain.months[-1]), NONE)
    assert chart.series[0].values[7] is None
    assert found.chart.phases[0].lower < 0
    assert [each.name for each in chart.series if each.level] == ["Average", "Upper limit"]
    table = process_panel(Question.from_query("", domain), tuple(values), NONE).table
    assert {row[3] for row in table.rows} == {"–"}


def test_new_limits_are_a_line_of_their_own() -> None:
    values = (*[10, 12] * 12, *[30, 34] * 6)
    domain = domain_for(values)
    given = notes(("2022-04", "2022-04", "New system", "2022-04"))
    found = process(values, domain, given, CHANCE)
    chart = process_chart(found, domain, (domain.months[0], domain.months[-1]), NONE)
    average = next(each for each in chart.series if each.name == "Average")
    assert average.runs() == [(0, 23, 11), (24, 35, 32)]


@pytest.mark.slow
def test_rose_and_fell_appear_only_with_a_verdict_beyond_chance() -> None:
    """Random series, steady and drifting, low and high, with and without gaps."""
    chance = np.random.default_rng(11)
    domain = domain_of()
    question = Question.from_query("", domain)
    named = 0
    for _ in range(300):
        level, drift = chance.choice((0.5, 4, 30, 600)), chance.choice((0, 0, 0.02, -0.02))
        values = [
            max(round(chance.normal(level * (1 + drift) ** n, level**0.5)), 0) for n in range(36)
        ]
        if chance.random() < 0.3:
            values[chance.integers(36)] = None
        holes = domain_for(values) if None in values else domain
        asked = Question.from_query("", holes) if None in values else question
        panel = process_panel(asked, tuple(values), NONE)
        said = f"{panel.title} {panel.sentence}"
        if re.search(r"\b(rose|fell)\b", said):
            named += 1
            test = chosen_period(tuple(values), asked).change
            assert test.verdict != "normal"
            assert ("possibly" in panel.title) == (test.verdict == "possible")
            assert ("rose" in said) == (test.difference > 0)
        found = process(tuple(values), holes, NONE, CHANCE)
        for cause in causes(found.chart, CHANCE, 4 if found.quarters else 12):
            line = process_words.cause_line(found, cause)
            assert ("more than the season" in line) == (cause.kind == "change")
            if cause.kind == "change":
                assert cause.test.verdict != "normal"
                assert (cause.test.difference > 0) == cause.signal.high
        assert not NEVER.search(said), said
    assert named > 20


def test_findings_and_chart_agree_on_the_title() -> None:
    domain = domain_of()
    values = CALM * 3
    panel = process_panel(Question.from_query("", domain), values, NONE)
    title, sentence = findings.trend(Question.from_query("", domain), values)
    assert panel.title == title
    assert panel.sentence.startswith(sentence)
