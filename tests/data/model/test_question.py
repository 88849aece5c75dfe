"""A whole question: filters, view and what was not understood."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.filters import Filters
from data.model.question import Question, join
from data.model.view import View
from tests.domains import domain_of, m, quick

PLAIN = domain_of()
GAPS = domain_of("2020-04", "2022-09", ["2021-06", "2021-07"])


@quick
@given(st.one_of(st.none(), st.text()))
def test_any_text_is_a_question(search) -> None:
    question = Question.from_query(search, PLAIN)
    again = Question.from_query(question.query(), PLAIN)
    assert (again.filters, again.view) == (question.filters, question.view)
    assert again.ignored == ()


def test_the_extent_is_that_of_all_areas_chosen() -> None:
    boxes = {"alder": (-0.9, 51.4, -0.87, 51.42), "pond": (-0.88, 51.43, -0.86, 51.44)}
    areas = tuple(replace(each, bounds=boxes.get(each.id)) for each in PLAIN.areas)
    domain = replace(PLAIN, areas=areas)

    def extent(search: str) -> tuple[float, ...]:
        return Question.from_query(search, domain).extent

    assert extent("") == domain.extent
    assert extent("?area=alder") == boxes["alder"]
    assert extent("?area=alder&area=pond") == (-0.9, 51.4, -0.86, 51.44)
    west, south, east, north = extent("?drawn=-0.88500,51.41000,500")
    assert (west + east) / 2 == pytest.approx(-0.885, abs=1e-4)
    assert (north - south) * 111_200 == pytest.approx(1000, rel=0.02)


def test_reading_keeps_all_three() -> None:
    question = Question.from_query("?type=drugs&measure=rate&page=4&colour=red", PLAIN)
    assert question.filters == Filters.of(PLAIN, crime=["drugs"])
    assert question.view == View(measure="rate", page=4)
    assert question.ignored == ("colour=red",)
    assert question.query() == "?type=drugs&measure=rate&page=4"


@pytest.mark.parametrize(
    ("changes", "query"),
    [
        ({}, "?type=drugs&area=pond&period=2021-22&measure=rate"),
        ({"areas": ()}, "?type=drugs&period=2021-22&measure=rate"),
        ({"areas": ("alder", "elm")}, "?type=drugs&area=alder&period=2021-22&measure=rate"),
        ({"crime": ("asb",)}, "?type=asb&area=pond&period=2021-22&measure=rate"),
        ({"period": "all"}, "?type=drugs&area=pond&period=all&measure=rate"),
        (
            {"period": "", "last": m("2021-06")},
            "?type=drugs&area=pond&from=2021-04&to=2021-06&measure=rate",
        ),
    ],
)
def test_about_changes_filters_and_goes_to_the_first_page(changes, query) -> None:
    asked = "?type=drugs&area=pond&period=2021-22&measure=rate&page=7"
    assert Question.from_query(asked, PLAIN).query_with(**changes) == query


def test_about_keeps_chosen_months() -> None:
    question = Question.from_query("?from=2021-05&to=2021-08", PLAIN)
    assert question.query_with(areas=("pond",)) == "?area=pond&from=2021-05&to=2021-08"


@pytest.mark.parametrize(("asked", "last", "found"), [(1, 1, 1), (7, 3, 3), (2, 3, 2), (3, 3, 3)])
def test_a_page_that_exists(asked, last, found) -> None:
    question = Question.from_query(f"?page={asked}", PLAIN).on_page(last)
    assert question.view.page == found


def test_months_asked_for_and_missing() -> None:
    question = Question.from_query("?from=2021-05&to=2021-06", GAPS)
    assert (question.first, question.last) == (m("2021-05"), m("2021-06"))
    assert question.missing == (m("2021-06"),)
    assert Question.from_query("?period=all", GAPS).missing == (m("2021-06"), m("2021-07"))
    assert Question.from_query("?period=2020-21", GAPS).missing == ()


@pytest.mark.parametrize(
    ("search", "incidents", "where"),
    [
        ("", "recorded crimes", "Testham"),
        ("?type=asb&area=pond", "anti-social behaviour incidents", "Pond"),
        ("?type=crime-and-asb", "recorded crimes and anti-social behaviour incidents",
         "Testham"),
        ("?type=burglary&type=robbery&area=cedar&area=alder", "burglaries and robberies",
         "Alder and Cedar"),
        ("?type=drugs&type=asb-community&type=public-order&area=pond&area=alder&area=birch",
         "community anti-social behaviour incidents, drug offences and public order offences",
         "Pond, Alder and Birch"),
    ],
)  # fmt: skip
def test_what_and_where_in_words(search, incidents, where) -> None:
    question = Question.from_query(search, PLAIN)
    assert (question.incidents, question.where) == (incidents, where)


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_join(words, text) -> None:
    assert join(words) == text
