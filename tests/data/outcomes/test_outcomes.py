"""Cohorts and their ripeness, and who is compared with whom."""

from datetime import date

import pandas as pd
import pytest

from data.model.question import Question
from data.outcomes.cohorts import FORCE, PUBLISHED, Cohorts, Tally, ages
from data.outcomes.outcomes import Outcomes, outcomes
from data.stats.dispersion import Scatter
from data.stats.significance import change, wilson
from tests.domains import domain_of

BURGLARY, DRUGS = "burglary", "drugs"
ALDER, BIRCH = "E05000001", "E05000002"
Row = tuple[str, str, str, int, str, int]


def held(rows: list[Row], last: str = "2023-03", lost: tuple[str, ...] = ()) -> Cohorts:
    """Cohorts whose outcomes are held to a month, but for those ``lost``; each with a release."""
    columns = ["month", "ward_code", "crime_type", "within", "outcome_group", "n"]
    frame = pd.DataFrame(rows, columns=columns).assign(
        month=lambda found: pd.to_datetime(found["month"])
    )
    months = pd.date_range("2020-04-01", "2023-03-01", freq="MS")
    has = [each <= pd.Timestamp(last) and f"{each:%Y-%m}" not in lost for each in months]
    followed = pd.DataFrame({"month": months, "release": "2021-01", "held": has})
    return Cohorts(frame, ages(followed))


def crimes(
    month: str, ward: str, charged: int, other: int, *, kind: str = BURGLARY, within: int = 3
) -> list[Row]:
    """Crimes of which so many were charged; no suspect was found for the others."""
    return [(month, ward, kind, within, "charged", charged),
            (month, ward, kind, within, "no-suspect", other)]  # fmt: skip


def asked(rows: list[Row], query: str, **more: object) -> Outcomes:
    question = Question.from_query(query, domain_of())
    found = outcomes(held(rows, **more), question)
    assert found is not None
    return found


def test_a_cohort_is_ripe_when_the_outcomes_of_every_month_are_held() -> None:
    found = held([], last="2022-03", lost=("2021-08",)).ages

    ripe = {
        within: [f"{month:%Y-%m}" for month, age in found.items() if age.ripe(within)]
        for within in (3, 6, 12)
    }
    assert ripe[3][-5:] == ["2021-04", "2021-09", "2021-10", "2021-11", "2021-12"]
    assert ripe[6][-2:] == ["2021-01", "2021-09"]
    assert ripe[12] == ["2020-04", "2020-05", "2020-06", "2020-07"]
    assert found[date(2021, 8, 1)].followed is None
    assert found[date(2022, 3, 1)].followed == 0


@pytest.mark.parametrize(
    ("release", "month", "age", "ripe"),
    [
        ("2021-01", "2020-10", 3, True),
        ("2021-01", "2020-11", 2, False),
        ("final", "2020-10", None, False),
    ],
)
def test_the_age_at_a_release_decides_where_there_are_no_files(
    release: str, month: str, age: int | None, ripe: bool
) -> None:
    at = pd.Timestamp(month)
    [found] = ages(pd.DataFrame({"month": [at], "release": release, "held": False})).values()

    assert (found.released, found.ripe(PUBLISHED), found.ripe(3)) == (age, ripe, False)


def test_only_ripe_months_count() -> None:
    rows = [*crimes("2022-02", ALDER, 20, 80), *crimes("2022-03", ALDER, 50, 10)]
    found = asked(rows, "?from=2022-02&to=2022-03", last="2022-05")

    assert found.ripe == (date(2022, 2, 1),)
    assert (found.whole.own.positive, found.whole.own.crimes) == (20, 100)
    assert found.whole.own.interval("charged") == wilson(20, 100)
    assert [each.crimes for each in found.cohorts] == [100, 60]
    assert [each.age.ripe(3) for each in found.cohorts] == [True, False]


def test_the_borough_is_compared_with_the_rest_of_its_force_by_the_calibrated_rule() -> None:
    rows = [*crimes("2022-02", ALDER, 60, 40), *crimes("2022-02", FORCE, 260, 840)]

    whole = asked(rows, "?from=2022-02&to=2022-02&type=burglary").whole

    assert whole.others == Tally({"charged": 200, "no-suspect": 800})
    assert whole.test == change(200, 60, Scatter.of([BURGLARY], 1), (1000.0, 100.0))
    assert whole.test.verdict == "clear"


def test_nothing_is_compared_with_a_force_that_is_not_held() -> None:
    rows = [*crimes("2022-02", ALDER, 40, 60), *crimes("2022-02", FORCE, 50, 80)]

    found = asked(rows, "?from=2022-02&to=2022-02&type=burglary")

    assert (found.whole.others, found.whole.test) == (None, None)


def test_wards_count_no_type_of_tier_b_and_need_fifty_crimes() -> None:
    rows = [*crimes("2022-02", ALDER, 10, 40), *crimes("2022-02", BIRCH, 10, 39),
            *crimes("2022-02", ALDER, 500, 1, kind=DRUGS)]  # fmt: skip

    found = asked(rows, "?from=2022-02&to=2022-02")

    alder, birch, cedar = found.by_ward
    assert [each.name for each in found.by_ward] == ["Alder", "Birch", "Cedar"]
    assert (alder.own.crimes, birch.own.crimes, cedar.own.crimes) == (50, 49, 0)
    assert (alder.enough, birch.enough, alder.test) == (True, False, None)
    assert DRUGS not in found.ward_types
    assert asked(rows, "?from=2022-02&to=2022-02&type=drugs").by_ward == ()
    assert [each.own.crimes for each in found.by_type if each.own.crimes] == [99, 501]


def test_months_are_compared_with_the_same_ones_a_year_before_only_if_all_are_ripe() -> None:
    rows = [*crimes("2021-02", ALDER, 10, 90), *crimes("2022-02", ALDER, 40, 60)]
    query = "?from=2022-02&to=2022-02&type=burglary"

    before = asked(rows, query).before

    assert before is not None
    assert before.test == change(10, 40, Scatter.of([BURGLARY], 1), (100.0, 100.0))
    assert asked(rows, query, lost=("2021-03",)).before is None


def test_what_was_published_is_never_compared() -> None:
    rows = [*crimes("2020-06", ALDER, 40, 60, within=PUBLISHED),
            *crimes("2020-06", BIRCH, 90, 10, within=PUBLISHED)]  # fmt: skip

    found = asked(rows, "?from=2020-06&to=2020-12&within=12")

    assert (found.horizons, found.within) == ((PUBLISHED,), PUBLISHED)
    assert (found.whole.own.positive, found.whole.test, found.before) == (130, None, None)
    assert not any(each.test for each in (*found.by_type, *found.by_ward))
    assert found.releases == ("2021-01",)


def test_anti_social_behaviour_has_no_outcome() -> None:
    question = Question.from_query("?type=asb", domain_of())

    assert outcomes(held(crimes("2022-02", ALDER, 1, 1)), question) is None


@pytest.mark.parametrize(
    ("query", "noun"),
    [
        ("?type=crime-and-asb", "recorded crimes"),
        ("?type=all-crime", "recorded crimes"),
        ("?type=burglary&type=asb", "burglaries"),
        ("?type=burglary&type=drugs", "burglaries and drug offences"),
    ],
)
def test_the_crimes_are_named_without_anti_social_behaviour(query: str, noun: str) -> None:
    assert asked(crimes("2022-02", ALDER, 1, 1), query).crime.plural == noun
