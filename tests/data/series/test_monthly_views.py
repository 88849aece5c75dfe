"""Other views of a monthly series, against plain sums and a calendar."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.question import Question
from data.series.monthly_views import (
    daily,
    latest,
    month_against_last_year,
    per_thousand,
    residents_of,
    rolling,
    twelve_against_twelve,
)
from data.stats.dispersion import Scatter
from data.stats.significance import change
from tests.domains import domain_of, quick

SERIES = st.lists(st.one_of(st.none(), st.integers(0, 900)), max_size=50)


@quick
@given(SERIES)
def test_rolling_is_the_sum_of_pandas(values) -> None:
    plain = pd.Series(values, dtype="float64").rolling(12).sum().to_list()
    assert rolling(tuple(values)) == tuple(None if pd.isna(each) else each for each in plain)


SCATTER = Scatter.of(["burglary"])


def test_a_day_of_february_is_a_twenty_eighth_or_ninth() -> None:
    domain = domain_of("2020-02", "2021-02", ["2020-05"])
    found = daily((29, 31, 30, None, *[0] * 8, 28), domain)
    assert found[:4] == (1, 1, 1, None)
    assert found[-1] == 1


def test_per_thousand() -> None:
    assert per_thousand((5, None, 0), 2500) == (2, None, 0)
    assert per_thousand((5, None), None) == (None, None)
    assert per_thousand((5,), 0) == (None,)


RESIDENTS = pd.DataFrame(
    {
        "slug": ["alder", "birch", "pond"], "name": ["Alder", "Birch", "Pond"],
        "kind": ["ward", "ward", "place"], "residents": [4000.0, 2500.0, None],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("search", "people"),
    [("", 6500), ("?area=alder", 4000), ("?area=alder&area=birch", 6500), ("?area=pond", None),
     ("?area=alder&area=pond", None)],
)  # fmt: skip
def test_residents_of(search, people) -> None:
    assert residents_of(Question.from_query(search, domain_of()), RESIDENTS) == people


def test_residents_without_a_population_are_not_known() -> None:
    blank = RESIDENTS.assign(residents=[4000.0, None, None])
    assert residents_of(Question.from_query("", domain_of()), blank) is None
    assert residents_of(Question.from_query("", domain_of()), RESIDENTS.head(0)) is None


def test_the_latest_twelve_months_against_the_twelve_before() -> None:
    domain = domain_of()
    values = (*[1] * 12, *[2] * 12, *range(12))
    assert twelve_against_twelve(values, domain, SCATTER, latest(domain)) == change(24, 66, SCATTER)
    assert month_against_last_year(values, domain, SCATTER, latest(domain)) == change(
        2, 11, SCATTER.over(1)
    )


def test_a_missing_month_forbids_the_comparison() -> None:
    gap = domain_of(missing=["2022-01"])
    values = tuple(5 if each in gap.covered else None for each in gap.months)
    assert twelve_against_twelve(values, gap, SCATTER, latest(gap)) is None
    assert month_against_last_year(values, gap, SCATTER, latest(gap)) == change(
        5, 5, SCATTER.over(1)
    )
    short = domain_of("2022-04", "2023-03")
    assert twelve_against_twelve((5,) * 12, short, SCATTER, latest(short)) is None
    assert month_against_last_year((5,) * 12, short, SCATTER, latest(short)) is None


def test_months_missing_at_the_end_are_passed_over() -> None:
    late = domain_of(missing=["2023-03"])
    values = tuple(5 if each in late.covered else None for each in late.months)
    assert month_against_last_year(values, late, SCATTER, latest(late)) == change(
        5, 5, SCATTER.over(1)
    )
    assert twelve_against_twelve(values, late, SCATTER, latest(late)) == change(60, 60, SCATTER)
