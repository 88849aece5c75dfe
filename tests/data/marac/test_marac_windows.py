"""Twelve months ending each quarter: sums against plain addition, gaps, definitions, safety."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.demo import demo_marac
from data.marac.marac import MaracYear
from data.marac.marac_windows import (
    DEFINITION,
    FEW,
    MISSING,
    PUBLISHED,
    counts,
    edition,
    safe_rows,
    windows,
    windows_of,
    with_published,
)
from data.model import months
from data.model.disclosure import TIERS, Rule, SafeCount
from tests.domains import quick

PARTNER = TIERS["D"].partner
START = date(2020, 4, 1)


def period(start: date, length: int, cases: int, *, repeats=None, definition="a", children=None):
    return {
        "period_start": start,
        "period_end": months.shift(start, length) - timedelta(days=1),
        "cases": cases, "repeat_cases": repeats, "children": children, "source": "",
        "definition_version": definition,
    }  # fmt: skip


def quarters(cases, start: date = START, **more) -> pd.DataFrame:
    return pd.DataFrame(
        [period(months.shift(start, 3 * n), 3, each, **more) for n, each in enumerate(cases)]
    )


def monthly(cases, start: date = START) -> pd.DataFrame:
    return pd.DataFrame(
        [period(months.shift(start, n), 1, each, repeats=each // 2) for n, each in enumerate(cases)]
    )


@quick
@given(st.lists(st.integers(0, 60), min_size=1, max_size=14))
def test_windows_of_quarters_are_sums_of_four(cases) -> None:
    found = windows(quarters(cases, repeats=1))
    assert len(found) == max(len(cases) - 3, 0)
    for n, row in enumerate(found.to_dict("records")):
        assert row["cases"] == sum(cases[n : n + 4])
        assert row["repeat_cases"] == 4
        assert row["period_end"] == months.shift(START, 3 * n + 11)
        assert row["period_start"] == months.shift(START, 3 * n)


@quick
@given(st.lists(st.integers(0, 20), min_size=12, max_size=40), st.integers(0, 11))
def test_months_end_with_quarters_only(cases, later) -> None:
    start = months.shift(START, later)
    found = windows(monthly(cases, start))
    for row in found.to_dict("records"):
        assert row["period_end"].month in {3, 6, 9, 12}
        first = (row["period_start"].year - start.year) * 12 + row["period_start"].month
        at = first - start.month
        assert row["cases"] == sum(cases[at : at + 12])


def test_a_missing_quarter_is_missing_from_every_window_that_holds_it() -> None:
    frame = quarters([10] * 12).drop(index=5).reset_index(drop=True)
    found = windows(frame)
    gaps = [n for n, row in enumerate(found.to_dict("records")) if row["reason"] == MISSING]
    assert gaps == [2, 3, 4, 5]
    assert found["cases"].isna().tolist() == [n in gaps for n in range(9)]


def test_two_definitions_are_never_joined() -> None:
    frame = pd.concat(
        [quarters([10] * 5), quarters([20] * 5, months.shift(START, 15), definition="b")]
    )
    found = windows(frame)
    assert found["reason"].tolist() == ["", "", *[DEFINITION] * 3, "", ""]
    assert [None if pd.isna(each) else int(each) for each in found["cases"]] == [
        40, 40, None, None, None, 80, 80,
    ]  # fmt: skip
    assert found["definition_version"].tolist() == ["a", "a", "", "", "", "b", "b"]


def test_one_figure_that_is_not_known_leaves_the_sum_unknown() -> None:
    frame = quarters([10, 10, 10, 10, 10], repeats=3)
    frame["repeat_cases"] = pd.array([3, None, 3, 3, 3], dtype="Int64")
    assert [pd.isna(each) for each in windows(frame)["repeat_cases"]] == [True, True]
    assert windows(frame)["cases"].tolist() == [40, 40]


def test_years_quarters_and_none() -> None:
    assert windows(pd.DataFrame()).empty
    years = pd.DataFrame([period(START, 12, 50), period(months.shift(START, 12), 12, 60)])
    assert windows(years)["cases"].tolist() == [50, 60]
    assert windows(years)["reason"].tolist() == ["", ""]
    assert windows(quarters([10, 10, 10])).empty


def rows_of(frame: pd.DataFrame, rule: Rule = PARTNER) -> pd.DataFrame:
    """The pack's table for a return, as a pack gives it back."""
    found = windows(frame)
    rows = safe_rows(found, counts(found), rule)
    return rows.assign(
        period_start=pd.to_datetime(rows["period_start"]),
        period_end=pd.to_datetime(rows["period_end"]),
    )


@quick
@given(st.lists(st.integers(0, 40), min_size=4, max_size=12))
def test_what_the_pack_holds_is_rounded(cases) -> None:
    frame = quarters(cases)
    frame["repeat_cases"] = [each // 3 for each in cases]
    found, rows = windows(frame), rows_of(frame)
    assert len(rows) == 3 * len(found)
    exact = {(pd.Timestamp(row["period_end"]), name): row[name]
             for row in found.to_dict("records") for name in ("cases", "repeat_cases")}  # fmt: skip
    few = {name for (_end, name), true in exact.items() if true <= 12}
    for row in rows.to_dict("records"):
        if row["measure"] == "children" or row["measure"] in few:
            assert pd.isna(row["n"])
            assert row["reason"] == (FEW if row["measure"] in few else "")
            continue
        true = exact[row["period_end"], row["measure"]]
        assert row["least"] <= true <= row["most"]
        assert row["most"] - row["least"] == 5


def test_a_rate_follows_from_the_counts_as_shown() -> None:
    frame = quarters([9, 9, 9, 9, 0], repeats=4)
    first, second = windows_of(rows_of(frame))
    assert (first.cases, first.repeats) == (SafeCount(33, 31, 36), SafeCount(15, 13, 18))
    assert first.rate == pytest.approx(15 / 33)
    assert first.label == "March 2021"
    assert not first.exact
    assert second.rate == pytest.approx(15 / 27)


def test_a_measure_that_is_ever_small_is_left_out_of_every_window() -> None:
    few = quarters([9] * 6, repeats=4)
    few.loc[5, "repeat_cases"] = 0  # 16, 16 and then 12
    found = windows_of(rows_of(few))
    assert [(each.repeats.words, each.rate, each.note) for each in found] == [
        ("not held", None, FEW)
    ] * 3
    assert {each.cases.words for each in found} == {"about 33"}
    exact = windows_of(rows_of(few, Rule()))
    assert exact[2].rate == pytest.approx(12 / 36)


def test_no_cases_have_no_rate() -> None:
    none = windows_of(rows_of(quarters([0] * 4, repeats=0), Rule()))
    assert [(each.cases.words, each.rate) for each in none] == [("0", None)]


def test_the_edition_is_the_last_year_with_figures() -> None:
    assert edition(windows(quarters([9] * 11))) == 2021
    assert edition(windows(quarters([9] * 4, months.shift(START, 3)))) == 2020
    assert edition(windows(quarters([9] * 5, months.shift(START, -3)))) == 2020


def test_a_published_year_is_shown_exactly() -> None:
    rows = rows_of(quarters([9, 9, 9, 9, 9], repeats=3))
    year = MaracYear("2020/21", 36, 12, None, "a", None, START, date(2021, 3, 31))
    first, second = with_published(windows_of(rows), [year])
    assert (first.cases.words, first.repeats.words, first.children.words) == (
        "36", "12", "not held",
    )  # fmt: skip
    assert first.note == PUBLISHED
    assert first.exact
    assert second.cases.words == "about 33"
    other = MaracYear("2020/21", 36, 12, None, "b", None, START, date(2021, 3, 31))
    assert with_published(windows_of(rows), [other])[0].cases.words == "about 33"
    gap = quarters([9] * 6).drop(index=1)
    assert with_published(windows_of(rows_of(gap)), [year])[0].rate is None


@quick
@given(st.integers(0, 1000), st.integers(1, 200), st.data())
def test_simulated_quarters_add_up_to_their_year(seed, cases, data) -> None:
    repeats = data.draw(st.integers(0, cases))
    children = data.draw(st.none() | st.integers(0, 300))
    years = pd.DataFrame(
        {
            "period_start": ["2016-04-01", "2021-04-01"],
            "cases": [84, cases], "repeat_cases": [None, repeats], "children": [None, children],
            "definition_version": ["?", "a"],
        }
    )  # fmt: skip
    made = demo_marac.quarterly(years, np.random.default_rng(seed))
    assert made["period_start"].tolist() == [
        date(2021, 4, 1), date(2021, 7, 1), date(2021, 10, 1), date(2022, 1, 1),
    ]  # fmt: skip
    assert made["period_end"].tolist()[-1] == date(2022, 3, 31)
    assert made["cases"].sum() == cases
    assert made["repeat_cases"].sum() == repeats
    assert (made["repeat_cases"] <= made["cases"]).all()
    if children is None:
        assert made["children"].tolist() == [""] * 4
    else:
        assert made["children"].sum() == children
