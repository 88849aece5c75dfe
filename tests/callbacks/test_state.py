"""Controls and the URL follow each other, over HTTP too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks.state import changed, control_values
from data.crime_types import CHOICE
from data.filters import Filters
from data.question import Question
from data.view import View
from tests.domains import domain_of, m, quick

PLAIN = domain_of()
GAPS = domain_of("2020-04", "2022-09", ["2021-06", "2021-07"])


def ask(search: str = "", domain=PLAIN) -> Question:
    return Question.read(search, domain)


def after(search: str, control: str, value, domain=PLAIN) -> str:
    """The URL after one control was used."""
    question = ask(search, domain)
    return changed(question, control, control_values(question) | {control: value}).query()


@pytest.mark.parametrize(
    ("search", "control", "value", "query"),
    [
        ("", "crime", ["burglary"], "?type=burglary"),
        ("?type=burglary", "crime", ["burglary", "robbery"], "?type=burglary&type=robbery"),
        ("?type=burglary", "crime", [], ""),
        ("?type=burglary", "crime", None, ""),
        ("?type=burglary", "crime", ["burglary", "crime-and-asb"], "?type=crime-and-asb"),
        ("?type=asb", "areas", ["pond", "alder"], "?type=asb&area=pond&area=alder"),
        ("?area=pond&type=asb", "areas", [], "?type=asb"),
        ("", "period", "2021-22", "?period=2021-22"),
        ("?from=2021-05&to=2021-06", "period", "2021-22", "?period=2021-22"),
        ("?from=2021-05&to=2021-06", "period", "2022-23", ""),
        ("?period=2021-22", "period", "last-12", "?period=last-12"),
        ("", "first", "2022-06", "?from=2022-06&to=2023-03"),
        ("", "last", "2022-06", "?from=2022-04&to=2022-06"),
        ("?from=2021-05&to=2021-06", "last", "2022-03", "?from=2021-05&to=2022-03"),
        ("?from=2021-05&to=2021-06", "first", "2021-07", "?from=2021-06&to=2021-07"),
        ("?from=2021-05&to=2022-03", "first", "2021-04", "?period=2021-22"),
        ("?period=last-12", "first", "2021-04", "?from=2021-04&to=2023-03"),
        ("?type=asb&page=4", "measure", "rate", "?type=asb&measure=rate"),
        ("?measure=rate", "measure", "count", ""),
        ("?page=4&sort=ward", "crime", ["asb"], "?type=asb&sort=ward"),
        ("?from=2021-05&to=2021-06&area=pond", "areas", ["alder"],
         "?area=alder&from=2021-05&to=2021-06"),
    ],
)  # fmt: skip
def test_one_control_at_a_time(search, control, value, query) -> None:
    assert after(search, control, value) == query


@pytest.mark.parametrize("junk", [None, "", "nonsense", "2021-13"])
def test_a_month_that_is_none_is_the_end_of_the_pack(junk) -> None:
    assert after("?from=2021-05&to=2021-06", "first", junk) == "?from=2020-04&to=2021-06"
    assert after("?from=2021-05&to=2021-06", "last", junk) == "?from=2021-05&to=2023-03"


QUESTIONS = st.builds(
    Filters.of,
    st.sampled_from([PLAIN, GAPS]),
    crime=st.lists(st.sampled_from([*CHOICE]), max_size=3),
    areas=st.lists(st.sampled_from([*PLAIN.area_by_id]), max_size=3),
    period=st.sampled_from(["", "all", "last-12", "2021-22"]),
    first=st.sampled_from([None, m("2020-06"), m("2021-04"), m("2022-05")]),
    last=st.sampled_from([None, m("2020-06"), m("2022-03"), m("2022-05")]),
)


@quick
@given(QUESTIONS, st.sampled_from(["count", "rate", "change"]), st.sampled_from([PLAIN, GAPS]))
def test_using_a_control_as_it_stands_changes_nothing(filters, measure, domain) -> None:
    """Each control shows what the URL says: setting it to its own value is the same question."""
    again = Filters.from_query(filters.to_query(domain), domain)
    question = Question(domain, again, View(measure=measure))
    values = control_values(question)
    assert {*values} == {"crime", "areas", "period", "first", "last", "measure"}
    for control in values:
        # Named months read as those months, whatever the period was called.
        if control in ("first", "last") and again.period == "last-12":
            continue
        assert changed(question, control, values).query() == question.query(), control


def test_an_empty_crime_control_is_all_crime() -> None:
    assert control_values(ask())["crime"] == []
    assert control_values(ask("?type=crime-and-asb"))["crime"] == ["crime-and-asb"]
    assert control_values(ask("?period=last-12")) == {
        "crime": [], "areas": [], "period": "last-12", "first": "2022-04", "last": "2023-03",
        "measure": "count",
    }  # fmt: skip
