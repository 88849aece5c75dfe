"""Questions from query strings and back, in their canonical form."""

from datetime import date
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.model.drawn_area import NO_AREA
from data.model.filters import Filters
from data.model.periods import PRESETS, periods
from data.model.view import VIEW_CHOICES, View, choices, ignored
from tests.data.model.questions import DOMAINS, PLAIN, VIEWS, questions
from tests.domains import quick


@quick
@given(questions(), VIEWS)
def test_a_question_is_parsed_from_its_query_string(question, view) -> None:
    asked, domain = question
    search = asked.to_query(domain, **view.to_fields())
    assert Filters.from_query(search, domain) == asked
    assert View.from_query(search, domain) == view
    assert ignored(search, domain) == ()


def fixed(domain) -> dict:
    """The named periods that a new pack does not move, and the last twelve months."""
    moving = {*PRESETS} - {"last-12"}
    return {name: span for name, span in periods(domain).items() if name not in moving}


@quick
@given(questions())
def test_a_question_is_in_its_canonical_form(question) -> None:
    """Parsed from its own query string it is the same, and its months are in the pack."""
    asked, domain = question
    if asked.period == "custom":
        again = Filters.of(domain, crime=asked.crime, areas=asked.areas,
                           first=asked.first_month, last=asked.last_month,
                           drawn=asked.drawn)  # fmt: skip
        assert (asked.first_month, asked.last_month) not in fixed(domain).values()
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
def test_ignored_parameters_change_nothing(search, domain) -> None:
    """The question is the same without the parts that are reported as ignored."""
    named = ignored(search, domain)
    pairs = parse_qsl(search.removeprefix("?"))
    left = urlencode([(key, value) for key, value in pairs if f"{key}={value}"[:60] not in named])
    once = {key: [each for each, _value in pairs].count(key) for key in ("period", "from", "to")}
    assume(len(named) < 5 and max(once.values()) < 2)
    assume(not Filters.from_query(search, domain).refused)
    if "period" not in {each.partition("=")[0] for each in named}:
        assert Filters.from_query(left, domain) == Filters.from_query(search, domain)


def test_an_empty_query_string_is_the_default() -> None:
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
        ("?type=Burglary", "?area=unusable"),
        ("?type=burglary'; DROP TABLE incident; --", "?area=unusable"),
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
        ("?period=1999-00&from=2021-05&to=2021-09", "?from=2021-05&to=2021-09"),
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
        "missing": [],
        "areas": ["pond", "E05000001"],
        "drawn": NO_AREA,
    }
    assert len(Filters.of(PLAIN).parameters(PLAIN)["crime_types"]) == 13


def test_the_same_question_over_other_months_areas_or_types() -> None:
    asked = Filters.from_query("?type=robbery&area=pond&from=2021-05&to=2021-06", PLAIN)
    assert asked.whole_series(PLAIN).to_query(PLAIN) == "?type=robbery&area=pond&period=all"
    assert asked.everywhere().to_query(PLAIN) == "?type=robbery&from=2021-05&to=2021-06"
    assert asked.with_crime("asb", "drugs").crime == ("asb", "drugs")
