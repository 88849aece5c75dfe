"""MARAC repeat rates: the published years and what chance alone would give."""

from itertools import pairwise

import pandas as pd
import pytest

from data import queries
from data.marac import MaracYear, count_change, rate_verdict, years
from data.significance import change


@pytest.fixture(scope="module")
def found(demo_pack):
    return years(queries.marac(demo_pack), queries.annual(demo_pack))


def year(cases: int, repeats: int | None, *, definition: str = "a", label: str = "2022/23"):
    return MaracYear(label, cases, repeats, None, definition)


def test_the_four_years(found) -> None:
    assert [(y.label, y.repeats, y.cases, y.children, y.published_rate) for y in found] == [
        ("2019/20", 34, 128, None, 26.5),
        ("2020/21", 52, 136, 165, 38.2),
        ("2021/22", 23, 75, 96, 30.6),
        ("2022/23", 33, 91, 82, 36.2),
    ]
    assert [round(100 * y.rate, 4) for y in found] == [26.5625, 38.2353, 30.6667, 36.2637]
    assert [[round(100 * end, 1) for end in y.interval] for y in found] == [
        [19.7, 34.8], [30.5, 46.6], [21.4, 41.8], [27.1, 46.5],
    ]  # fmt: skip
    assert {y.definition for y in found} == {"safelives-current"}


def test_no_year_is_wholly_inside_or_outside_the_band(found) -> None:
    assert [each.band for each in found] == ["unsure"] * 4


@pytest.mark.parametrize(
    ("repeats", "cases", "band"),
    [(340, 1000, "inside"), (10, 200, "below"), (120, 200, "above"), (280, 1000, "unsure"),
     (0, 5, "unsure"), (0, 50, "below"), (None, 90, "unsure"), (0, 0, "unsure")],
)  # fmt: skip
def test_band(repeats, cases, band) -> None:
    assert year(cases, repeats).band == band


def test_what_was_not_given_stays_unknown() -> None:
    assert (year(90, None).rate, year(90, None).interval) == (None, None)
    assert (year(0, 0).rate, year(0, 0).interval) == (None, None)
    assert year(40, 0).rate == 0
    periods = pd.DataFrame(
        {
            "period_start": pd.to_datetime(["2021-04-01", "2022-04-01"]),
            "cases": [40, 44],
            "repeat_cases": pd.array([None, 11], dtype="Int32"),
            "children": pd.array([7, None], dtype="Int32"),
            "definition_version": ["a", "a"],
        }
    )
    none = pd.DataFrame({"table_name": [], "measure": [], "year": [], "value": []}, dtype=object)
    assert years(periods, none) == [
        MaracYear("2021/22", 40, None, 7, "a", None),
        MaracYear("2022/23", 44, 11, None, "a", None),
    ]


def test_rate_verdicts(found) -> None:
    assert [rate_verdict(a, b) for a, b in pairwise(found)] == [
        "possible", "normal", "normal",  # p = 0.049, 0.29, 0.51
    ]  # fmt: skip


def test_rates_of_two_definitions_are_not_compared() -> None:
    assert rate_verdict(year(100, 10), year(100, 60)) == "clear"
    assert rate_verdict(year(100, 10), year(100, 60, definition="b")) is None
    assert rate_verdict(year(100, None), year(100, 60)) is None
    assert rate_verdict(year(100, 10), year(100, None)) is None


def test_count_change() -> None:
    assert count_change(136, 75) == change(136, 75)
    assert count_change(0, 0) == change(0, 0)
    assert count_change(None, 75) is None
    assert count_change(75, None) is None
