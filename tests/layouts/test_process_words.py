"""What a chart says of its signals: a table of cases, and never more than the tests allow."""

import re

import numpy as np
import pandas as pd
import pytest

from data.causes import causes
from data.process import process
from data.question import Question
from data.trends import year_changes, year_totals
from layouts import findings, process_words
from layouts.process_chart import process_chart
from layouts.trend_panels import process_panel
from tests.domains import domain_of, m

CALM = (100, 104, 96, 101, 99, 103, 97, 100, 102, 98, 104, 96)
NONE = pd.DataFrame({"first_month": [], "last_month": [], "text": [], "limits_from": []})
NEVER = re.compile(r"\b(nan|inf|None|NaT)\b|  |\(\)|[{}]")


def notes(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["first_month", "last_month", "text", "limits_from"])
    for column in ("first_month", "last_month", "limits_from"):
        frame[column] = pd.to_datetime(frame[column])
    return frame


def said(values, first: str = "2020-04", given: pd.DataFrame = NONE) -> str:
    domain = domain_for(values, first)
    return process_words.standing_out(process(tuple(values), domain, given))


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
        (CALM * 3, "No month stands out from normal variation."),
        # No year before: season cannot be ruled out.
        (with_at(CALM, _5=160),
         "September 2020 lies above the upper limit; season cannot be ruled out."),
        (with_at(CALM, _5=40, _6=45),
         "September to October 2020 lie below the lower limit; season cannot be ruled out."),
        # A year before is held and differs: clearly, or perhaps.
        (with_at(CALM * 2, _17=170),
         "September 2021 lies above the upper limit, which is more than season or chance would "
         "explain."),
        (with_at(CALM * 2, _17=138),
         "September 2021 lies above the upper limit, which may be more than season and chance."),
        # As high a year before.
        (with_at(CALM * 3, _17=125, _29=126)[12:],
         "September 2022 lies above the upper limit; season cannot be ruled out."),
        ((7, 7, 8, 7), "No month stands out from normal variation. Limits are trial ones: they "
                       "rest on fewer than 12 months."),
        ((7, None, 8), "Too few months in a row are held for limits."),
        ((1, 0, 2, 1), "Fewer than 5 a month on average: limits mean little, and there are too few "
                       "whole quarters to show those instead. No month stands out from normal "
                       "variation. Limits are trial ones: they rest on fewer than 12 months."),
        ((1, 0, 2) * 12, "Fewer than 5 a month on average, so quarters are shown. No quarter "
                         "stands out from normal variation."),
        ((0,) * 36, "Fewer than 5 a month on average, so quarters are shown. No quarter stands "
                    "out from normal variation."),
    ],
)  # fmt: skip
def test_sentences(values, sentence) -> None:
    if "2022 lies above" in sentence:
        domain = domain_for(values, "2021-04")
        found = process(tuple(values), domain, NONE)
        lines = {process_words.cause_line(found, each) for each in found.causes}
        assert "Higher in September 2022, as in 2021" in lines
        return
    assert said(values) == sentence


def test_a_run_is_counted_in_words_and_told_from_its_first_month() -> None:
    higher = tuple(value + 40 for value in CALM)
    text = said((*CALM, *CALM, *higher))
    assert ("Twelve months in a row above average from April 2022, which is more than season or "
            "chance would explain.") in text  # fmt: skip


def test_a_season_that_comes_back_is_told_as_one() -> None:
    values = with_at(CALM * 3, _4=128, _5=128, _16=128, _17=128, _28=129, _29=128)
    found = process(tuple(values), domain_for(values), NONE)
    lines = [process_words.cause_line(found, each) for each in found.causes]
    assert "Higher in August to September 2022, as in 2021" in lines


def test_a_trend_is_told_by_its_months() -> None:
    values = (*range(10, 90, 10), *(85, 35) * 6)
    found = process(values, domain_for(values), NONE)
    assert any(
        process_words.cause_line(found, each)
        == "Nine months in a row rising, April to December 2020; season cannot be ruled out"
        for each in found.causes
    )


def test_new_limits_are_told_with_their_reason() -> None:
    values = (*CALM, *(value + 40 for value in CALM))
    given = notes(("2021-03", "2021-03", "New counting rules", "2021-04"))
    found = process(values, domain_for(values), given)
    assert process_words.anew(found) == ["Limits set anew from April 2021: New counting rules."]
    assert process_words.standing_out(found) == "No month stands out from normal variation."
    question = Question.read("", domain_for(values))
    legend = process_panel(question, values, given).legend
    assert "New counting rules" in str([each.children for each in legend])


def test_new_limits_in_the_middle_of_a_quarter_begin_with_it() -> None:
    given = notes(("2021-03", "2021-03", "New counting rules", "2021-05"))
    values = (1, 0, 2) * 12
    found = process(values, domain_for(values), given)
    assert found.quarters
    assert [(each.first, each.reason) for each in found.chart.phases] == [
        (0, ""), (4, "New counting rules"),
    ]  # fmt: skip


def test_every_mark_of_the_chart_is_a_row_of_the_table() -> None:
    values = with_at(CALM * 3, _5=160, _17=30)
    domain = domain_for(values)
    question = Question.read("", domain)
    panel = process_panel(question, tuple(values), NONE)
    drawn = {x for trace in panel.figure.data[2:] for x in trace.x}
    marked = {month for month, row in zip(domain.months, panel.table.rows, strict=True) if row[-1]}
    assert drawn == marked
    assert {m("2020-09"), m("2021-09")} <= drawn


def test_the_chart_leaves_gaps_open_and_draws_no_limit_below_zero() -> None:
    values = with_at((6, 9, 12, 7, 30, 5) * 4, _7=None)
    domain = domain_for(values)
    found = process(tuple(values), domain, NONE)
    figure = process_chart(found, domain, (domain.months[0], domain.months[-1]), NONE)
    assert figure.data[0].y[7] is None
    assert figure.data[0].connectgaps in (None, False)
    assert found.chart.phases[0].lower < 0
    assert {shape.line.dash for shape in figure.layout.shapes if shape.y0 == shape.y1} == {
        "dash", "dot",
    }  # fmt: skip
    assert len([s for s in figure.layout.shapes if s.line.dash == "dot"]) == 1


@pytest.mark.slow
def test_rose_and_fell_appear_only_with_a_verdict_beyond_chance() -> None:
    """Random series, steady and drifting, low and high, with and without gaps."""
    chance = np.random.default_rng(11)
    domain = domain_of()
    question = Question.read("", domain)
    told = 0
    for _ in range(300):
        level, drift = chance.choice((0.5, 4, 30, 600)), chance.choice((0, 0, 0.02, -0.02))
        values = [
            max(round(chance.normal(level * (1 + drift) ** n, level**0.5)), 0) for n in range(36)
        ]
        if chance.random() < 0.3:
            values[chance.integers(36)] = None
        holes = domain_for(values) if None in values else domain
        totals = year_totals(tuple(values), holes)
        tests = [test for _year, test in year_changes(totals) if test is not None]
        asked = Question.read("", holes) if None in values else question
        panel = process_panel(asked, tuple(values), NONE)
        said = f"{panel.title} {panel.sentence}"
        if re.search(r"\b(rose|fell)\b", said):
            told += 1
            assert tests[-1].verdict != "normal"
            assert ("rose" in said) == (tests[-1].difference > 0)
        found = process(tuple(values), holes, NONE)
        for cause in causes(found.chart, 4 if found.quarters else 12):
            line = process_words.cause_line(found, cause)
            assert ("more than season" in line) == (cause.kind == "change")
            if cause.kind == "change":
                assert cause.test.verdict != "normal"
                assert (cause.test.difference > 0) == cause.signal.high
        assert not NEVER.search(said), said
    assert told > 20


def test_findings_and_chart_agree_on_the_title() -> None:
    domain = domain_of()
    values = CALM * 3
    panel = process_panel(Question.read("", domain), values, NONE)
    title, sentence = findings.trend(Question.read("", domain), year_totals(values, domain))
    assert panel.title == title
    assert panel.sentence.startswith(sentence)
