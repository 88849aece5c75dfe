"""Periods to choose, the default, and the year before."""

import pytest
from hypothesis import given

from data.model import months
from data.model.filters import Filters
from data.model.periods import default_period, nearest_comparable, periods
from tests.data.model.questions import GAPS, PLAIN, SHORT, questions
from tests.domains import domain_of, m, quick


def test_periods_of_a_complete_pack() -> None:
    assert periods(PLAIN) == {
        "2020-21": (m("2020-04"), m("2021-03")),
        "2021-22": (m("2021-04"), m("2022-03")),
        "2022-23": (m("2022-04"), m("2023-03")),
        "all": (m("2020-04"), m("2023-03")),
        "last-12": (m("2022-04"), m("2023-03")),
        "last-3": (m("2023-01"), m("2023-03")),
        "last-1": (m("2023-03"), m("2023-03")),
        "to-date": (m("2022-04"), m("2023-03")),
    }
    assert default_period(PLAIN) == "2022-23"


def test_periods_end_where_the_pack_does() -> None:
    """GAPS: September 2019 to October 2022, a month missing in each year but 2019/20."""
    assert periods(GAPS) == {
        "2019-20": (m("2019-09"), m("2020-03")),
        "2020-21": (m("2020-04"), m("2021-03")),
        "2021-22": (m("2021-04"), m("2022-03")),
        "2022-23": (m("2022-04"), m("2022-10")),
        "all": (m("2019-09"), m("2022-10")),
        "last-12": (m("2021-11"), m("2022-10")),
        "last-3": (m("2022-08"), m("2022-10")),
        "last-1": (m("2022-10"), m("2022-10")),
        "to-date": (m("2022-04"), m("2022-10")),
    }
    assert [year.complete for year in GAPS.years] == [False] * 4


def test_the_last_twelve_months_end_with_the_newest_that_is_held() -> None:
    domain = domain_of("2020-04", "2022-06", ["2022-05", "2022-06"])
    assert periods(domain)["last-12"] == (m("2021-05"), m("2022-04"))
    assert default_period(domain) == "last-12"


def test_fewer_than_twelve_months() -> None:
    assert periods(SHORT)["last-12"] == (m("2022-05"), m("2022-11"))
    assert default_period(SHORT) == "all"
    assert Filters.of(SHORT).to_query(SHORT) == ""


def test_a_year_without_any_month_is_not_offered() -> None:
    hole = [months.spell(each) for each in months.between(m("2021-04"), m("2022-03"))]
    domain = domain_of("2020-04", "2023-03", hole)
    assert [*periods(domain)] == ["2020-21", "2022-23", "all", "last-12", *NEWEST]


NEWEST = ("last-3", "last-1", "to-date")


@pytest.mark.parametrize(
    ("first", "last", "missing", "expected", "compared"),
    [
        ("2020-04", "2023-03", [], "2022-23", True),  # of the same months the financial year
        ("2020-04", "2023-06", [], "last-12", True),
        ("2021-03", "2022-11", [], "to-date", True),  # longer than three months
        ("2021-08", "2022-11", [], "last-3", True),
        ("2021-08", "2022-11", ["2021-10"], "last-1", True),
        ("2020-04", "2023-06", ["2023-06"], "last-12", True),
        # Nothing of these can be compared.
        ("2021-04", "2022-03", [], "2021-22", False),
        ("2021-05", "2022-03", [], "all", False),
        ("2021-03", "2022-11", ["2021-11"], "all", False),
    ],
)
def test_the_default_is_the_latest_period_that_can_be_compared(
    first, last, missing, expected, compared
) -> None:
    domain = domain_of(first, last, missing)
    filters = Filters.of(domain)

    assert filters.period == default_period(domain) == expected
    assert (filters.year_before(domain) is not None) == compared


@pytest.mark.parametrize(
    ("first", "last", "missing", "expected"),
    [
        ("2021-03", "2022-09", ["2021-06", "2021-07", "2021-08", "2021-09", "2021-10", "2022-05",
                                "2022-06", "2022-07", "2022-08"], ("2022-03", "2022-04")),
        ("2020-04", "2023-03", ["2023-03"], ("2022-03", "2023-02")),
        ("2021-04", "2022-03", [], None),
    ],
)  # fmt: skip
def test_the_nearest_months_that_can_be_compared(first, last, missing, expected) -> None:
    domain = domain_of(first, last, missing)
    span = nearest_comparable(domain)

    assert span == (expected and tuple(map(m, expected)))
    if span:
        assert Filters.of(domain, first=span[0], last=span[1]).year_before(domain)


def test_a_preset_stays_and_months_from_a_link_do_not_become_one() -> None:
    assert Filters.from_query("?period=last-1", PLAIN).to_query(PLAIN) == "?period=last-1"
    chosen = Filters.from_query("?from=2023-03&to=2023-03", PLAIN)
    assert chosen.to_query(PLAIN) == "?from=2023-03&to=2023-03"


# The year before.


@pytest.mark.parametrize(
    ("search", "before"),
    [
        ("", ("2021-04", "2022-03")),
        ("?period=2020-21", None),  # nothing earlier is held
        ("?period=all", None),
        ("?from=2021-04&to=2021-04", ("2020-04", "2020-04")),
        ("?from=2021-03&to=2021-04", None),  # one month too early
        ("?from=2021-05&to=2022-04", ("2020-05", "2021-04")),
        ("?from=2021-05&to=2022-05", None),  # thirteen months overlap
        ("?period=last-12", ("2021-04", "2022-03")),
    ],
)
def test_year_before(search, before) -> None:
    asked = Filters.from_query(search + "&type=drugs&area=alder", PLAIN)
    found = asked.year_before(PLAIN)
    assert (found and (months.spell(found.first_month), months.spell(found.last_month))) == before
    if found:
        assert (found.crime, found.areas) == (("drugs",), ("alder",))


@pytest.mark.parametrize(
    ("search", "comparable"),
    [
        ("?from=2022-08&to=2022-10", True),
        ("?from=2022-07&to=2022-10", False),  # July 2021 is missing
        ("?from=2022-03&to=2022-04", False),  # March 2022 is missing itself
        ("?from=2021-04&to=2021-05", False),  # May 2020 is missing
        ("?from=2021-04&to=2021-04", True),
        ("?period=2021-22", False),
    ],
)
def test_no_year_before_where_a_month_is_missing(search, comparable) -> None:
    assert (Filters.from_query(search, GAPS).year_before(GAPS) is not None) is comparable


@quick
@given(questions())
def test_the_year_before_is_whole_and_apart(question) -> None:
    asked, domain = question
    before = asked.year_before(domain)
    if before is not None:
        assert (before.first_month.year + 1, before.first_month.month) == (
            asked.first_month.year, asked.first_month.month,
        )  # fmt: skip
        assert before.last_month < asked.first_month
        held = {*months.between(before.first_month, before.last_month)}
        assert held | {*months.between(asked.first_month, asked.last_month)} <= domain.covered
