"""The question and its one spelling."""

from datetime import date
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data import months
from data.crime_types import CHOICE, CHOICES
from data.domain import Domain
from data.drawn import NOWHERE, Drawn
from data.filters import Filters, default_period, periods
from data.view import VIEW_CHOICES, View, choices, ignored
from tests.domains import domain_of, m, quick

PLAIN = domain_of()
GAPS = domain_of("2019-09", "2022-10", ["2020-05", "2021-06", "2021-07", "2022-03"])
SHORT = domain_of("2022-05", "2022-11", asb_categories=False)
ONE = domain_of("2022-05", "2022-05")
DOMAINS = st.sampled_from([PLAIN, GAPS, SHORT, ONE])
MANY = st.lists(st.sampled_from(["nonsense", *CHOICE, *PLAIN.area_by_id]), max_size=5)
DRAWN = st.sampled_from(
    [None, Drawn.circle(-0.823, 51.4168, 400),
     Drawn.shape([(-0.84, 51.41), (-0.82, 51.41), (-0.82, 51.42)])]
)  # fmt: skip
MONTHS = st.one_of(st.none(), st.dates(date(2018, 1, 1), date(2025, 1, 1)))
PERIODS = st.sampled_from(
    ["", "all", "last-12", "custom", "2019-20", "2020-21", "2021-22", "2022-23", "1999-00"]
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Filters, Domain]:
    """Any question that can be asked of some pack."""
    domain = draw(DOMAINS)
    first, last = draw(MONTHS), draw(MONTHS)
    asked = Filters.of(
        domain,
        crime=draw(MANY),
        areas=draw(MANY),
        period=draw(PERIODS),
        first=first and first.replace(day=1),
        last=last and last.replace(day=1),
        drawn=draw(DRAWN),
    )
    return asked, domain


VIEWS = st.builds(
    View,
    **{key: st.sampled_from(allowed) for key, allowed in VIEW_CHOICES.items()},
    page=st.integers(1, 999_999),
)


@quick
@given(questions(), VIEWS)
def test_a_question_is_read_as_it_was_spelt(question, view) -> None:
    asked, domain = question
    search = asked.to_query(domain, **view.to_fields())
    assert Filters.from_query(search, domain) == asked
    assert View.from_query(search, domain) == view
    assert ignored(search, domain) == ()


@quick
@given(questions())
def test_a_question_is_in_its_canonical_form(question) -> None:
    """Asked once more in its own words it stays the same, and its months lie in the pack."""
    asked, domain = question
    if asked.period == "custom":
        again = Filters.of(domain, crime=asked.crime, areas=asked.areas,
                           first=asked.first_month, last=asked.last_month,
                           drawn=asked.drawn)  # fmt: skip
        assert (asked.first_month, asked.last_month) not in periods(domain).values()
    else:
        again = Filters.of(domain, crime=asked.crime, areas=asked.areas, period=asked.period,
                           drawn=asked.drawn)  # fmt: skip
        assert (asked.first_month, asked.last_month) == periods(domain)[asked.period]
    assert again == asked
    assert asked.crime
    assert domain.months[0] <= asked.first_month <= asked.last_month <= domain.months[-1]


SEARCHES = st.one_of(
    st.text(),
    st.text("?&=;%+ tpyearicod-0123456789#\x00é٣"),
    st.lists(
        st.tuples(
            st.sampled_from(["type", "area", "period", "from", "to", "page", *VIEW_CHOICES, "x"]),
            st.one_of(st.text(max_size=8), st.sampled_from(["burglary", "all", "2022-01", "2"])),
        ),
        max_size=6,
    ).map(lambda pairs: "?" + "&".join(f"{key}={value}" for key, value in pairs)),
)


@quick
@given(SEARCHES, DOMAINS)
def test_any_text_is_a_question(search, domain) -> None:
    asked, view = Filters.from_query(search, domain), View.from_query(search, domain)
    assert Filters.from_query(asked.to_query(domain), domain) == asked
    assert view.page >= 1
    for key, allowed in choices(domain).items():
        assert getattr(view, key) in allowed or getattr(view, key) == getattr(View(), key) == ""
    assert len(ignored(search, domain)) <= 5


@quick
@given(SEARCHES, DOMAINS)
def test_what_is_ignored_changes_nothing(search, domain) -> None:
    """The answer stays the same without the parts that are named as ignored."""
    named = ignored(search, domain)
    pairs = parse_qsl(search.removeprefix("?"))
    left = urlencode([(key, value) for key, value in pairs if f"{key}={value}"[:60] not in named])
    once = {key: [each for each, _value in pairs].count(key) for key in ("period", "from", "to")}
    assume(len(named) < 5 and max(once.values()) < 2)
    if "period" not in {each.partition("=")[0] for each in named}:
        assert Filters.from_query(left, domain) == Filters.from_query(search, domain)


def test_nothing_asked_is_the_default() -> None:
    asked = Filters.of(PLAIN)
    assert asked == Filters(("all-crime",), (), "2022-23", date(2022, 4, 1), date(2023, 3, 1))
    assert asked.to_query(PLAIN) == ""
    assert Filters.from_query("", PLAIN) == Filters.from_query("?", PLAIN) == asked


@pytest.mark.parametrize(
    ("search", "canonical"),
    [
        ("?type=all-crime", ""),
        ("?type=all-crime&type=burglary", ""),
        ("?type=burglary&type=crime-and-asb&type=all-crime", "?type=crime-and-asb"),
        ("?type=asb&type=all-crime", "?type=all-crime&type=asb"),
        ("?type=crime-and-asb&type=asb-personal&type=asb", "?type=crime-and-asb"),
        ("?type=asb-personal&type=asb", "?type=asb"),
        ("?type=robbery&type=burglary&type=robbery", "?type=burglary&type=robbery"),
        ("?type=asb-environmental&type=asb-personal", "?type=asb-personal&type=asb-environmental"),
        ("?type=Burglary", ""),
        ("?type=burglary'; DROP TABLE incident; --", ""),
        ("?area=birch&area=alder&area=alder&area=elm", "?area=alder&area=birch"),
        ("?area=birch&area=mill-estate", "?area=mill-estate&area=birch"),
        ("?period=2022-23", ""),
        ("?period=2021-22", "?period=2021-22"),
        ("?period=1999-00", ""),
        ("?from=2022-04&to=2023-03", ""),
        ("?from=2021-04&to=2022-03", "?period=2021-22"),
        ("?from=2022-03&to=2021-04", "?period=2021-22"),
        ("?from=2020-04&to=2023-03", "?period=all"),
        ("?from=1990-01&to=2050-01", "?period=all"),
        ("?from=2022-01", "?from=2022-01&to=2023-03"),
        ("?from=2022-04", ""),
        ("?to=2021-02", "?from=2020-04&to=2021-02"),
        ("?from=2021-09&to=2021-05", "?from=2021-05&to=2021-09"),
        ("?from=2021-05&to=2021-05", "?from=2021-05&to=2021-05"),
        ("?from=2025-01&to=2026-01", "?from=2023-03&to=2023-03"),
        ("?from=2021-13&to=2021-05", "?from=2020-04&to=2021-05"),
        ("?from=2021-5&to=May", ""),
        ("?period=2020-21&from=2022-01&to=2022-02", "?period=2020-21"),
        ("?period=2020-21&period=2021-22", "?period=2021-22"),
        ("?period=last-12", "?period=last-12"),
        ("?to=2021-05&type=drugs&area=alder&from=2021-05",
         "?type=drugs&area=alder&from=2021-05&to=2021-05"),
        ("?" + "&".join(["type=robbery"] * 101), ""),
    ],
)  # fmt: skip
def test_canonical_form(search, canonical) -> None:
    assert Filters.from_query(search, PLAIN).to_query(PLAIN) == canonical


def test_parameters_are_what_the_macro_reads() -> None:
    asked = Filters.from_query("?type=asb-community&type=robbery&area=pond&area=alder", PLAIN)
    assert asked.parameters(PLAIN) == {
        "first_month": date(2022, 4, 1),
        "last_month": date(2023, 3, 1),
        "crime_types": ["robbery"],
        "asb_categories": ["nuisance"],
        "areas": ["pond", "E05000001"],
        "drawn": NOWHERE,
    }
    assert len(Filters.of(PLAIN).parameters(PLAIN)["crime_types"]) == 13


def test_the_same_question_over_other_months_areas_or_types() -> None:
    asked = Filters.from_query("?type=robbery&area=pond&from=2021-05&to=2021-06", PLAIN)
    assert asked.whole_series(PLAIN).to_query(PLAIN) == "?type=robbery&area=pond&period=all"
    assert asked.everywhere().to_query(PLAIN) == "?type=robbery&from=2021-05&to=2021-06"
    assert asked.of_crime("asb", "drugs").crime == ("asb", "drugs")


# Periods.


def test_periods_of_a_complete_pack() -> None:
    assert periods(PLAIN) == {
        "2020-21": (m("2020-04"), m("2021-03")),
        "2021-22": (m("2021-04"), m("2022-03")),
        "2022-23": (m("2022-04"), m("2023-03")),
        "all": (m("2020-04"), m("2023-03")),
        "last-12": (m("2022-04"), m("2023-03")),
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
    }
    assert default_period(GAPS) == "all"
    assert [year.complete for year in GAPS.years] == [False] * 4


def test_the_last_twelve_months_end_with_the_newest_that_is_held() -> None:
    domain = domain_of("2020-04", "2022-06", ["2022-05", "2022-06"])
    assert periods(domain)["last-12"] == (m("2021-05"), m("2022-04"))
    assert default_period(domain) == "2021-22"


def test_fewer_than_twelve_months() -> None:
    assert periods(SHORT)["last-12"] == (m("2022-05"), m("2022-11"))
    assert default_period(SHORT) == "all"
    assert Filters.of(SHORT).to_query(SHORT) == ""


def test_a_year_without_any_month_is_not_offered() -> None:
    hole = [months.spell(each) for each in months.between(m("2021-04"), m("2022-03"))]
    domain = domain_of("2020-04", "2023-03", hole)
    assert [*periods(domain)] == ["2020-21", "2022-23", "all", "last-12"]


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


# What is not understood.


@pytest.mark.parametrize(
    ("search", "named"),
    [
        ("", ()),
        ("?type=burglary&area=alder&period=all&measure=rate&split=type&sort=ward&order=up&page=2",
         ()),
        ("?type=arson", ("type=arson",)),
        ("?colour=red&area=elm", ("colour=red", "area=elm")),
        ("?period=1999-00", ("period=1999-00",)),
        ("?from=2021-13&to=May", ("from=2021-13", "to=May")),
        ("?from=1990-01&to=2050-01", ()),
        ("?measure=harm&split=ward&sort=date&order=desc",
         ("measure=harm", "split=ward", "sort=date", "order=desc")),
        ("?page=0", ("page=0",)),
        ("?page=-1", ("page=-1",)),
        ("?page=two", ("page=two",)),
        ("?page=²", ("page=²",)),
        ("?page=٣", ("page=٣",)),
        ("?page=1234567", ("page=1234567",)),
        ("?a=1&b=2&c=3&d=4&e=5&f=6", ("a=1", "b=2", "c=3", "d=4", "e=5")),
        (f"?type={'x' * 200}", (f"type={'x' * 55}",)),
        ("?type=", ()),
        ("?type=crime-and-asb&type=burglary", ()),
    ],
)  # fmt: skip
def test_ignored(search, named) -> None:
    assert ignored(search, PLAIN) == named


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("165", 165), ("999999", 999999), ("0", 1), ("-1", 1), ("", 1), ("1e3", 1),
     ("1234567", 1), ("²", 1), ("٣", 1), (" 2", 1)],
)  # fmt: skip
def test_page(text, number) -> None:
    assert View.from_query(f"?page={text}", PLAIN).page == number


def test_asb_categories_that_nobody_records_are_not_understood() -> None:
    """No incident has one, so the answer would be a zero that nobody counted."""
    asked = Filters.from_query("?type=asb-personal&type=burglary", SHORT)
    assert asked.crime == ("burglary",)
    assert ignored("?type=asb-personal", SHORT) == ("type=asb-personal",)
    assert Filters.from_query("?type=asb-personal", SHORT) == Filters.of(SHORT)
    assert [each for each in CHOICES if each.id not in SHORT.choices] == [
        CHOICE[f"asb-{each}"] for each in ("personal", "community", "environmental")
    ]
    assert [*PLAIN.choices.values()] == [*CHOICES]


def test_view_defaults_are_spelt_by_leaving_them_out() -> None:
    assert View().to_fields() == {}
    assert View(measure="rate", page=3).to_fields() == {"measure": "rate", "page": "3"}
    assert Filters.of(PLAIN).to_query(PLAIN, **View(measure="rate").to_fields()) == "?measure=rate"
