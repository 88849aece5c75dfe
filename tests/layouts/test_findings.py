"""The titles and sentences of the panels, branch by branch."""

import pandas as pd
import pytest

from data import queries
from data.area_values import area_values
from data.question import Question
from data.trends import YearTotal, series, year_totals
from layouts import findings
from tests.domains import domain_of

PLAIN = domain_of()


def ask(search: str = "", domain=PLAIN) -> Question:
    return Question.read(search, domain)


def totals(*counts: int, partial: tuple[str, ...] = ()) -> list[YearTotal]:
    labels = ["2019/20", "2020/21", "2021/22", "2022/23"][-len(counts) :]
    return [
        YearTotal(label, n, label not in partial, 11 if label in partial else 12)
        for label, n in zip(labels, counts, strict=True)
    ]


@pytest.mark.parametrize(
    ("search", "name"),
    [
        ("", "All crime"),
        ("?type=burglary&type=robbery", "Burglary and robbery"),
        ("?type=asb-personal", "ASB: Personal"),
        ("?type=asb-personal&type=asb-community&type=drugs",
         "ASB: Personal, ASB: Community and drugs"),
        ("?type=asb&area=pond&area=alder", "Anti-social behaviour in Pond and Alder"),
    ],
)  # fmt: skip
def test_subject(search, name) -> None:
    assert findings.subject(ask(search)) == name


@pytest.mark.parametrize(
    ("counts", "title", "sentence"),
    [
        ((1415, 1227, 973), "All crime fell in each of the last two years",
         "973 in 2022/23: 254 fewer than the year before, which is more than chance would "
         "explain."),
        ((6783, 7403, 8244), "All crime rose in each of the last two years",
         "8,244 in 2022/23: 841 more than the year before, which is more than chance would "
         "explain."),
        ((152, 144, 266), "All crime rose in 2022/23",
         "266 in 2022/23: 122 more than the year before, which is more than chance would explain."),
        ((395, 511, 301), "All crime fell in 2022/23",
         "301 in 2022/23: 210 fewer than the year before, which is more than chance would "
         "explain."),
        ((42, 35, 34), "No real change in all crime in 2022/23",
         "34 in 2022/23: 1 fewer than the year before, which is within normal variation."),
        ((0, 0, 0), "No real change in all crime in 2022/23",
         "0 in 2022/23: the same as the year before."),
        ((5, 3, 1), "No real change in all crime in 2022/23",
         "1 in 2022/23: 2 fewer than the year before, which is within normal variation."),
    ],
)  # fmt: skip
def test_trend_over_whole_years(counts, title, sentence) -> None:
    assert findings.trend(ask(), totals(*counts)) == (title, sentence)


def test_trend_keeps_asb_in_capitals() -> None:
    title, _sentence = findings.trend(ask("?type=asb-personal"), totals(10, 10, 11))
    assert title == "No real change in ASB: Personal in 2022/23"


def test_trend_names_the_years_it_does_not_compare() -> None:
    title, sentence = findings.trend(ask(), totals(900, 100, 100, 300, partial=("2019/20",)))
    assert title == "All crime rose in 2022/23"
    assert sentence.endswith(" 2019/20 not compared: months are missing.")


def test_two_rises_with_a_gap_between_are_not_two_years_in_a_row() -> None:
    years = [
        YearTotal(f"20{start}/{start + 1}", n, start != 20, 12 if start != 20 else 3)
        for start, n in ((17, 100), (18, 300), (19, 300), (20, 50), (21, 300), (22, 600))
    ]
    assert findings.trend(ask(), years)[0] == "All crime rose in 2022/23"
    years[2] = YearTotal("2019/20", 900, True, 12)
    assert findings.trend(ask(), years)[0] == "All crime rose in 2022/23"


@pytest.mark.parametrize(
    ("domain", "sentence"),
    [
        (domain_of("2022-04", "2022-09"),
         "30 in 2022/23. There is no earlier whole year to compare."),
        (domain_of("2021-04", "2023-03", ["2021-08", "2022-08"]),
         "22 of 24 months are held. Gaps are months without data, so years are not compared."),
    ],
)  # fmt: skip
def test_trend_without_two_whole_years(domain, sentence) -> None:
    values = tuple(5 if month in domain.covered else None for month in domain.months)
    title, said = findings.trend(ask("?type=drugs", domain), year_totals(values, domain))
    assert (title, said) == ("Drugs, month by month", sentence)


def wards(*rows: tuple[str, int, float | None], before: tuple[int, ...] = ()) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["name", "n", "residents"])
    frame = frame.assign(
        kind="ward", code=frame["name"], slug=frame["name"].str.lower(), confidence="high",
        residents=frame["residents"].astype(float),
    )  # fmt: skip
    values = area_values(frame, frame.assign(n=before) if before else None)
    return values.assign(town_centre=False)


MANY = wards(*((name, n, 1000) for name, n in zip("ABCDEFGH", (40, 30, 20, 10, 0, 0, 0, 0),
                                                  strict=True)))  # fmt: skip


def test_where_there_are_many() -> None:
    assert findings.where(ask(), MANY) == (
        "A quarter of incidents fall in one ward of 8",
        "A, B and C have the most. All 100 crimes are mapped.",
    )


def test_where_the_first_wards_are_needed_together() -> None:
    even = wards(*((name, 10, 1000) for name in "ABCDEFGH"))
    assert findings.where(ask(), even)[0] == "A quarter of incidents fall in 2 wards of 8"
    few = wards(("A", 6, 1), ("B", 5, 1), ("C", 5, 1))
    assert findings.where(ask(), few) == (
        "Half of incidents fall in 2 wards of 3",
        "A, B and C have the most. All 16 crimes are mapped.",
    )


def test_where_there_is_one() -> None:
    one = wards(("B", 1, 1000), ("A", 0, 1000), ("C", 0, 1000))
    assert findings.where(ask("?type=burglary"), one) == (
        "Half of incidents fall in one ward of 3",
        "B has the most. The 1 burglary is mapped.",
    )


def test_where_there_is_none() -> None:
    none = wards(("A", 0, 1000), ("B", 0, 1000))
    assert findings.where(ask("?type=drugs"), none) == (
        "No incidents to map", "No drug offences are recorded in these months.",
    )  # fmt: skip


def test_where_some_areas_were_chosen() -> None:
    _title, sentence = findings.where(ask("?area=alder"), MANY)
    assert sentence == (
        "The map shows the whole borough. A, B and C have the most. All 100 crimes are mapped."
    )


def test_rates() -> None:
    frame = wards(("A", 100, 10_000), ("B", 60, 2_000), ("C", 9, 100), ("D", 5, None))
    assert findings.where(ask("?measure=rate"), frame) == (
        "B has the highest rate, 30.0 per 1,000 residents",
        "Testham as a whole: 14.0 per 1,000 residents. In town centres most people are not "
        "residents.",
    )


def test_rates_that_cannot_be_told() -> None:
    few = wards(("A", 9, 1000), ("B", 3, 1000))
    assert findings.where(ask("?measure=rate"), few) == (
        "Too few incidents for reliable rates",
        "Testham as a whole: 6.0 per 1,000 residents.",
    )
    nobody = wards(("A", 90, None), ("B", 30, None))
    assert findings.where(ask("?measure=rate"), nobody) == (
        "No rates to map", "No population has been loaded for these wards.",
    )  # fmt: skip


EIGHT = tuple((name, n, 1000) for name, n in zip("ABCDEFGH", (90, 10, 50, 5, 5, 5, 5, 5),
                                                 strict=True))  # fmt: skip


@pytest.mark.parametrize(
    ("before", "title", "sentence"),
    [
        ((30, 60, 50, 5, 5, 5, 5, 5), "2 of 8 wards changed beyond chance",
         "1 up and 1 down on the year before. Chance alone would mark about 1 of 8."),
        ((30, 10, 50, 5, 5, 5, 5, 5), "1 of 8 wards changed beyond chance",
         "1 up on the year before. Chance alone would mark about 1 of 8."),
        ((90, 60, 90, 5, 5, 5, 5, 5), "2 of 8 wards changed beyond chance",
         "2 down on the year before. Chance alone would mark about 1 of 8."),
        ((88, 12, 50, 5, 6, 5, 5, 0), "No ward changed beyond chance",
         "Every ward is within normal variation. Chance alone would mark about 1 of 8."),
    ],
)  # fmt: skip
def test_changes_of_wards(before, title, sentence) -> None:
    frame = wards(*EIGHT, before=before)
    assert findings.where(ask("?measure=change"), frame) == (title, sentence)


def test_changes_that_cannot_be_told() -> None:
    question = ask("?measure=change&period=2020-21")
    assert findings.where(question, wards(*EIGHT)) == (
        "Change cannot be mapped", "Not compared: no year before is held.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ward", "before", "lines"),
    [
        (("A", 0, 1000.0), None, ["0 incidents", "Under 10: too few for a reliable rate"]),
        (("A", 1, None), None, ["1 incident"]),
        (("A", 120, 10_000.0), 80,
         ["120 incidents", "12.0 per 1,000 residents (9.9 to 14.3)",
          "+40 on the year before: △ possible rise"]),
        (("A", 3, None), 3, ["3 incidents", "0 on the year before: ● normal variation"]),
    ],
)  # fmt: skip
def test_area_lines(ward, before, lines) -> None:
    frame = wards(ward, before=() if before is None else (before,))
    row = next(frame.itertuples(index=False))
    assert findings.area_lines(row, "incidents", "the year before") == lines


def test_area_lines_name_what_a_change_is_set_against_and_who_is_at_risk() -> None:
    frame = wards(("A", 120, 10_000.0), before=(80,)).assign(town_centre=True)
    lines = findings.area_lines(next(frame.itertuples(index=False)), "incidents", "2020/21")
    assert lines[2:] == [
        "Town centre: residents are not the population at risk",
        "+40 on 2020/21: △ possible rise",
    ]


@pytest.mark.parametrize("search", ["", "?type=asb&period=all", "?type=robbery&area=pond"])
@pytest.mark.parametrize("measure", ["count", "rate", "change"])
def test_no_sentence_of_a_pack_with_gaps_says_nan(gap_pack, search, measure) -> None:
    question = Question.read(f"{search or '?'}&measure={measure}", gap_pack.domain)
    values = queries.areas(gap_pack, question.filters)
    monthly = queries.by_month(gap_pack, question.filters.whole_series(question.domain))
    trend = year_totals(series(monthly, question.domain), question.domain)
    said = [
        *findings.where(question, values[values["kind"] == "ward"]),
        *findings.trend(question, trend),
    ]
    for row in values.itertuples(index=False):
        said += findings.area_lines(row, "incidents", question.baseline)
    for sentence in said:
        assert not {"nan", "inf", "none", "nat", "<na>"} & {
            each.strip(".,:;()%").lower() for each in sentence.split()
        }
