"""Findings of areas: where most are, rates, changes and the lines of a map."""

from dataclasses import replace

import pandas as pd
import pytest

from data.model.domain import Area
from data.model.rows import rows
from data.series.trends import Period
from data.stats.area_values import AreaRow, area_values
from layouts.base import area_findings
from tests.domains import CHANCE, domain_of, plain_change
from tests.layouts.base.asked import ask


def wards(*rows: tuple[str, int, float | None], before: tuple[int, ...] = ()) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["name", "n", "residents"])
    frame = frame.assign(
        kind="ward", code=frame["name"], slug=frame["name"].str.lower(), confidence="high",
        residents=frame["residents"].astype(float),
    )  # fmt: skip
    return area_values(frame, frame.assign(n=before) if before else None, CHANCE)


MANY = wards(*((name, n, 1000) for name, n in zip("ABCDEFGH", (40, 30, 20, 10, 0, 0, 0, 0),
                                                  strict=True)))  # fmt: skip


def test_where_there_are_many() -> None:
    assert area_findings.where(ask(), MANY) == (
        "1 of 8 wards has 40% of recorded crimes and 12% of residents",
        "A, B and C have the most. All 100 recorded crimes are mapped.",
    )


def test_where_the_first_wards_are_needed_together() -> None:
    even = wards(*((name, 10, 1000) for name in "ABCDEFGH"))
    assert area_findings.where(ask(), even)[0] == (
        "2 of 8 wards have 25% of recorded crimes and 25% of residents"
    )
    few = wards(("A", 6, 1), ("B", 5, None), ("C", 5, 1))
    assert area_findings.where(ask(), few) == (
        "16 recorded crimes in 3 of 3 wards, at most 6 in one",
        "A, B and C have the most. All 16 recorded crimes are mapped.",
    )


def test_where_there_is_one() -> None:
    one = wards(("B", 1, 1000), ("A", 0, 1000), ("C", 0, 1000))
    assert area_findings.where(ask("?type=burglary"), one) == (
        "1 burglary in 1 of 3 wards",
        "B has the most. The 1 burglary is mapped.",
    )


@pytest.mark.parametrize(
    ("counts", "lead"),
    [
        ((3, 3, 1, 0, 0), "A, B and C have the most."),
        ((3, 3, 3, 0, 0), "A, B and C have the most, 3 each."),
        ((2, 2, 0, 0, 0), "A and B have the most, 2 each."),
        ((3, 3, 3, 3, 1), "4 wards have the most, 3 each."),
    ],
)
def test_areas_that_tie_have_the_most_each(counts, lead) -> None:
    frame = wards(*((name, n, 1000) for name, n in zip("ABCDE", counts, strict=True)))
    assert area_findings.where(ask(), frame)[1].startswith(f"{lead} All ")


def test_where_few_were_chosen_gives_counts_and_no_share() -> None:
    areas = tuple(Area(each.lower(), each, "ward", each) for each in "AB")
    question = ask("?type=robbery&area=a", domain_of(areas=areas))
    few = wards(("A", 1, 1000), ("B", 12, 1000))
    title, _sentence = area_findings.where(question, few, chosen=Period(1, None))
    assert title == "A: 1 of the borough's 13 robberies"


def test_where_there_is_none() -> None:
    none = wards(("A", 0, 1000), ("B", 0, 1000))
    assert area_findings.where(ask("?type=drugs"), none) == (
        "No incidents to map", "No drug offences are recorded in these months.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("search", "chosen", "title"),
    [
        ("?area=a", Period(40, None), "A: 40 recorded crimes, 40.0% of the borough's"),
        ("?area=b", Period(1, None), "B: 1 recorded crime, 1.0% of the borough's"),
        ("?area=a&area=b", Period(70, None), "A and B: 70 recorded crimes, 70.0% of the borough's"),
        ("?area=a&measure=rate", Period(40, None), "A: 40.0 per 1,000 residents"),
        (
            "?area=a&area=b&measure=rate",
            Period(70, None),
            "A and B: 70 recorded crimes, 70.0% of the borough's",
        ),
        (
            "?area=a&measure=change",
            Period(40, plain_change(80, 40)),
            "A: −40 on the year before, ▼ clear fall",
        ),
        ("?area=a&measure=change", Period(40, None), "A: change not compared"),
    ],
)
def test_where_some_areas_were_chosen(search, chosen, title) -> None:
    areas = tuple(Area(each.lower(), each, "ward", each) for each in "ABCDEFGH")
    question = ask(search, domain_of(areas=areas))
    found = area_findings.where(question, MANY, chosen=chosen)
    assert found[0] == title
    assert found[1].startswith("The map has all of Testham. ")


def test_rates() -> None:
    frame = wards(("A", 100, 10_000), ("B", 60, 2_000), ("C", 9, 100), ("D", 5, None))
    assert area_findings.where(ask("?measure=rate"), frame) == (
        "The highest rate is in B: 30.0 per 1,000 residents (95% interval 22.9 to 38.6)",
        "D has no population, so the borough has no rate. 1 ward has too few incidents for a rate.",
    )
    frame.loc[frame["name"] == "B", "town_centre"] = True
    assert area_findings.where(ask("?measure=rate"), frame)[1].endswith(
        "In town centres most people are not residents."
    )


def test_one_rate_alone_is_not_the_highest() -> None:
    frame = wards(("A", 10, 1000), ("B", 9, 100))
    assert area_findings.where(ask("?measure=rate"), frame)[0] == (
        "Only A has enough incidents for a rate: 10.0 per 1,000 residents "
        "(95% interval 4.8 to 18.4)"
    )


def test_rates_that_overlap_have_no_highest_and_the_months_are_given() -> None:
    frame = wards(("A", 100, 10_000), ("B", 110, 10_000), ("C", 90, 10_000), ("D", 20, 10_000))
    title, sentence = area_findings.where(ask("?measure=rate&from=2021-04&to=2022-01"), frame)
    # Byar's limits of 110: 110 (1 - 1/990 - 1.96/(3√110))³ and 111 (1 - 1/999 + 1.96/(3√111))³.
    assert title == (
        "Rates of 3 wards cannot be told apart; the highest is B, 11.0 per 1,000 residents in the "
        "10 months covered (95% interval 9.0 to 13.3)"
    )
    assert sentence == ("Testham as a whole: 8.0 per 1,000 residents in the 10 months covered.")


def test_rates_that_cannot_be_told() -> None:
    few = wards(("A", 9, 1000), ("B", 3, 1000))
    assert area_findings.where(ask("?measure=rate"), few) == (
        "Too few incidents for reliable rates",
        "Testham as a whole: 6.0 per 1,000 residents.",
    )
    nobody = wards(("A", 90, None), ("B", 30, None))
    assert area_findings.where(ask("?measure=rate"), nobody) == (
        "No rates to map", "No population has been loaded for these wards.",
    )  # fmt: skip


EIGHT = tuple((name, n, 1000) for name, n in zip("ABCDEFGH", (90, 10, 50, 5, 5, 5, 5, 5),
                                                 strict=True))  # fmt: skip


@pytest.mark.parametrize(
    ("before", "title", "sentence"),
    [
        (
            (30, 60, 50, 5, 5, 5, 5, 5),
            "Recorded crime rose in 1 and fell in 1 of 8 wards",
            "Clear or possible: 2 of 8 wards, 1 up and 1 down on the year before. Normal "
            "variation alone "
            "would give fewer than 1.",
        ),
        (
            (30, 10, 50, 5, 5, 5, 5, 5),
            "Recorded crime rose in 1 of 8 wards",
            "Clear or possible: 1 of 8 wards, up on the year before. Normal variation alone would "
            "give "
            "fewer than 1.",
        ),
        # One is marked, and does not stand out.
        (
            (90, 10, 75, 5, 5, 5, 5, 5),
            "No ward's change stands out among 8",
            "Clear or possible: 1 of 8 wards, down on the year before. Normal variation alone "
            "would give "
            "fewer than 1.",
        ),
        # Two are marked and one stands out.
        (
            (30, 10, 75, 5, 5, 5, 5, 5),
            "Recorded crime rose in 1 of 8 wards",
            "Clear or possible: 2 of 8 wards, 1 up and 1 down on the year before. Normal "
            "variation alone "
            "would give fewer than 1.",
        ),
        (
            (88, 12, 50, 5, 6, 5, 5, 0),
            "No ward changed beyond normal variation",
            "Normal variation alone would give fewer than 1.",
        ),
    ],
)
def test_changes_of_wards(before, title, sentence) -> None:
    frame = wards(*EIGHT, before=before)
    assert area_findings.where(ask("?measure=change"), frame) == (title, sentence)


def test_changes_that_could_not_be_marked() -> None:
    few = wards(("A", 1, 1000), ("B", 2, 1000), before=(4, 0))
    assert area_findings.where(ask("?measure=change"), few) == (
        "Too few incidents to tell a change in any ward",
        "Each has fewer than 6 in both periods together.",
    )


def test_changes_that_cannot_be_told() -> None:
    question = ask("?measure=change&period=2020-21")
    assert area_findings.where(question, wards(*EIGHT)) == (
        "Change cannot be mapped", "Not compared: there is no data for the year before.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ward", "before", "lines"),
    [
        (("A", 0, 1000.0), None, ["0 recorded crimes", "Under 10: too few for a reliable rate"]),
        (("A", 1, None), None, ["1 recorded crime"]),
        (("A", 120, 10_000.0), 80,
         ["120 recorded crimes", "12.0 per 1,000 residents (95% interval 9.9 to 14.3)",
          "+40 on the year before: △ possible rise"]),
        (("A", 3, None), 3, ["3 recorded crimes", "0 on the year before: ● too few to tell"]),
    ],
)  # fmt: skip
def test_area_lines(ward, before, lines) -> None:
    frame = wards(ward, before=() if before is None else (before,))
    row = rows(frame, AreaRow)[0]
    assert area_findings.area_lines(row, ask()) == lines


def test_area_lines_name_what_a_change_is_set_against_and_who_is_at_risk() -> None:
    frame = wards(("A", 120, 10_000.0), before=(80,)).assign(town_centre=True)
    lines = area_findings.area_lines(rows(frame, AreaRow)[0], replace(ask(), baseline="2020/21"))
    assert lines[2:] == [
        "Town centre: most people there are not residents",
        "+40 on 2020/21: △ possible rise",
    ]
