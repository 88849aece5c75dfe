"""Sentences: nothing, one and many."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.domain import WARDS, Edition
from data.model.measures import MEASURES
from data.model.question import Question
from data.series.headlines import HEADLINES, Headline
from layouts.base import words
from layouts.base.words import USUAL
from layouts.export.file_notes import file_notes
from layouts.shell.result import filters_set, result
from tests.domains import domain_of, m, quick
from tests.domains import plain_change as change
from tests.texts import text_of

PLAIN = domain_of()


def ask(search: str = "", domain=PLAIN) -> Question:
    return Question.from_query(search, domain)


GAPS = domain_of("2020-04", "2022-09", ["2021-06", "2021-07", "2022-05"])


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0, 0, "0"), (1234567, 0, "1,234,567"), (-1234, 0, "−1,234"), (47.449, 1, "47.4"),
     (-0.5, 1, "−0.5"), (999.95, 1, "1,000.0")],
)  # fmt: skip
def test_number(value, decimals, text) -> None:
    assert words.number(value, decimals) == text


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (5, "+5"), (-5, "−5"), (1200, "+1,200")])
def test_signed(value, text) -> None:
    assert words.signed(value) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [("2022-04", "2023-03", "April 2022 to March 2023"), ("2022-04", "2022-04", "April 2022")],
)
def test_span(first, last, text) -> None:
    assert words.stretch(m(first), m(last)) == text


@pytest.mark.parametrize(
    ("missing", "text"),
    [
        ([], ""),
        (["2021-06"], "June 2021"),
        (["2021-06", "2021-07"], "June to July 2021"),
        (["2021-12", "2022-01"], "December 2021 to January 2022"),
        (["2021-06", "2021-08"], "June 2021 and August 2021"),
        (["2021-06", "2021-07", "2021-10", "2022-05"], "June to July 2021, October 2021 and "
         "May 2022"),
        ([f"2021-{month:02d}" for month in (1, 3, 5, 7, 9, 11)] + ["2022-01", "2022-03"],
         "January 2021, March 2021, May 2021, July 2021, September 2021, November 2021 and "
         "2 more stretches"),
        ([f"2021-{month:02d}" for month in (1, 3, 5, 7, 9, 11)] + ["2022-01"],
         "January 2021, March 2021, May 2021, July 2021, September 2021, November 2021 and "
         "1 more stretch"),
    ],
)  # fmt: skip
def test_runs(missing, text) -> None:
    assert words.runs([m(each) for each in missing]) == text


@pytest.mark.parametrize(
    ("before", "after", "verdict", "amount", "compared"),
    [
        (100, 100, "● normal variation", "0.0%", "the same as the year before"),
        (100, 101, "● normal variation", "+1.0%",
         "1 more than the year before, which is within normal variation"),
        (1227, 973, "▼ clear fall", "−20.7%",
         f"254 fewer than the year before, which is more than {USUAL}"),
        (411, 881, "▲ clear rise", "+114.4%",
         f"470 more than the year before, which is more than {USUAL}"),
        (165, 219, "△ possible rise", "+32.7%",
         f"54 more than the year before, which may be more than {USUAL}"),
        (57, 33, "▽ possible fall", "−42.1%",
         f"24 fewer than the year before, which may be more than {USUAL}"),
        (49, 90, "▲ clear rise", "+41",
         f"41 more than the year before, which is more than {USUAL}"),
        (0, 0, "● too few to tell", "0", "no change from 0"),
        (9, 10, "● too few to tell", "+1", "1 more than the year before, too few to tell"),
        (9, 9, "● too few to tell", "0", "the same as the year before, too few to tell"),
        (0, 9, "△ possible rise", "+9",
         f"9 more than the year before, which may be more than {USUAL}"),
        (35, 34, "● normal variation", "−1",
         "1 fewer than the year before, which is within normal variation"),
    ],
)  # fmt: skip
def test_changes_in_words(before, after, verdict, amount, compared) -> None:
    found = change(before, after)
    assert words.verdict(found) == verdict
    assert words.amount(found) == amount
    assert words.compared(found) == compared


@quick
@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_no_sentence_says_inf_or_nan(before, after) -> None:
    found = change(before, after)
    said = f"{words.verdict(found)} {words.amount(found)} {words.compared(found)}".lower()
    assert not {"inf", "nan", "none", "%%"} & {*said.replace("%", " ").replace(",", " ").split()}
    assert ("%" in words.amount(found)) is (before >= 50)


@pytest.mark.parametrize(
    ("search", "domain", "why"),
    [
        ("", PLAIN, ""),
        ("?period=all", PLAIN, "more than 12 months are chosen"),
        ("?from=2021-05&to=2022-05", PLAIN, "more than 12 months are chosen"),
        ("?period=2020-21", PLAIN, "there is no data for the year before"),
        ("?period=2021-22", GAPS, "months are missing"),
        ("?from=2022-06&to=2022-07", GAPS, "months are missing"),
        ("?from=2022-08&to=2022-09", GAPS, ""),
    ],
)
def test_why_no_change(search, domain, why) -> None:
    assert words.why_no_change(Question.from_query(search, domain)) == why


def test_why_agrees_with_whether() -> None:
    """A reason is given exactly where no year before is."""
    for first in GAPS.months:
        for last in GAPS.months:
            question = Question.from_query(f"?from={first:%Y-%m}&to={last:%Y-%m}", GAPS)
            comparable = question.filters.year_before(GAPS) is not None
            assert bool(words.why_no_change(question)) is not comparable


@pytest.mark.parametrize(
    ("search", "domain", "notes"),
    [
        ("", PLAIN, []),
        ("?from=2021-06&to=2021-06", GAPS,
         ["1 month has no data and is left out: June 2021.",
          "Not compared with the year before: months are missing."]),
        ("?from=2021-05&to=2021-08", GAPS,
         ["2 months have no data and are left out: June to July 2021.",
          "Not compared with the year before: months are missing."]),
        ("?colour=red&type=arson", PLAIN,
         ["Not understood in the link: colour=red, type=arson."]),
    ],
)  # fmt: skip
def test_notes(search, domain, notes) -> None:
    assert words.notes(Question.from_query(search, domain)) == notes


@pytest.mark.parametrize(
    ("n", "search", "text"),
    [
        (8244, "", "8,244 recorded crimes in Testham, April 2022 to March 2023."),
        (1227, "?type=asb&period=2021-22",
         "1,227 anti-social behaviour incidents in Testham, April 2021 to March 2022. "
         "Reset filters"),
        (1, "?type=robbery&area=pond", "1 robbery in Pond, April 2022 to March 2023. "
         "Reset filters Open the profile of Pond"),
        (0, "?type=robbery&area=pond&from=2022-05&to=2022-05",
         "No robberies in Pond, May 2022. Try more months, a wider area or another crime type. "
         "Reset filters Open the profile of Pond"),
        (3, "?type=robbery&area=pond&area=alder",
         "3 robberies in Pond and Alder, April 2022 to March 2023. Reset filters"),
    ],
)  # fmt: skip
def test_result_line(n, search, text) -> None:
    assert text_of(result(n, Question.from_query(search, PLAIN))).strip() == text


def test_result_line_names_what_is_left_out() -> None:
    said = text_of(result(3, Question.from_query("?from=2021-05&to=2021-06&x=1", GAPS)))
    assert "1 month has no data and is left out: June 2021." in said
    assert "Not understood in the link, so ignored: x=1." in said


@pytest.mark.parametrize(
    ("search", "text"),
    [("", "Filters"), ("?measure=rate", "Filters"), ("?type=drugs", "Filters (1 set)"),
     ("?type=drugs&area=pond&area=alder&period=all", "Filters (3 set)")],
)  # fmt: skip
def test_filters_set(search, text) -> None:
    assert filters_set(Question.from_query(search, PLAIN)) == text


def test_tile_labels_and_legend_headings() -> None:
    names = [words.tile_label(Headline((each,), 0, None, ())) for each in HEADLINES]
    assert names == [
        "All crime", "ASB", "Burglary", "Vehicle crime", "Violence and sexual offences",
        "Shoplifting",
    ]  # fmt: skip
    assert [words.measure_words(each, ask()) for each in MEASURES.values()] == [
        "Recorded crimes by ward", "Recorded crimes per 1,000 residents",
        "Change on the year before", "Harm score by ward",
    ]  # fmt: skip
    lsoas = Edition("lsoa-2011", "lsoa", "2011", current=False, label="LSOAs 2011")
    other = replace(
        ask("?edition=lsoa-2011", replace(PLAIN, editions=(WARDS, lsoas))), baseline="2020/21"
    )
    assert [words.measure_words(MEASURES[each], other) for each in ("count", "change")] == [
        "Recorded crimes by LSOA", "Change on 2020/21",
    ]  # fmt: skip


def test_file_notes() -> None:
    demo = domain_of(demonstration=True)
    said = file_notes(Question.from_query("?type=drugs&area=pond", demo))
    assert said[0] == "Filters: drug offences in Pond, April 2022 to March 2023"
    assert said[1] == (
        "Source: Testham Community Safety Partnership dashboard, data to March 2023, "
        "pack abcdef012345"
    )
    assert any(each.startswith("Demonstration data: ") for each in said)
    assert "Ward boundaries are schematic" in said
    assert said[-1].startswith("Licence: Contains public sector information")
    plain = file_notes(Question.from_query("", PLAIN))
    assert len(plain) == 3
    assert not any("Demonstration" in each for each in plain)
    gaps = file_notes(Question.from_query("?from=2021-05&to=2021-06", GAPS))
    assert "1 month has no data and is left out: June 2021." in gaps


@pytest.mark.parametrize(
    ("search", "missing", "unit"),
    [
        ("?period=2021-22", [], "per 1,000 residents"),
        ("?from=2021-06&to=2022-05", [], "per 1,000 residents"),
        ("?period=2021-22", ["2021-06"], "per 1,000 residents in the 11 months covered"),
        ("?from=2021-06&to=2021-06", [], "per 1,000 residents in the 1 month covered"),
        ("?period=all", [], "per 1,000 residents in the 36 months covered"),
    ],
)
def test_a_rate_names_its_months_unless_they_are_one_whole_year(search, missing, unit) -> None:
    domain = domain_of(missing=missing)
    assert words.per_residents(Question.from_query(search, domain)) == unit
