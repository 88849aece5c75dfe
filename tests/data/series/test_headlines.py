"""The headline figures of the overview, against the published report and against gaps."""

import csv
from importlib.resources import files

import pytest

from data.model.question import Question
from data.pack import incidents
from data.series import trends
from data.series.headlines import HEADLINES, by_type, everything, headlines, with_chosen

# Independently of the code: the rows of the report that each headline adds up.
ROWS = {
    "all-crime": ["All crime (Excluding fraud)"],
    "asb": ["Total"],
    "burglary": ["Residential Burglary - Dwelling", "Residential Burglary - Sheds / Garages"],
    "vehicle-crime": ["Theft of Vehicle", "Theft from Vehicle"],
    "violence-and-sexual-offences": [
        "Violence with injury", "Violence without Injury (Excluding Harassment)", "Harassment",
        "Rape", "Non-Rape Sexual Offences",
    ],
    "shoplifting": ["Shoplifting"],
}  # fmt: skip


@pytest.fixture(scope="module")
def report() -> dict:
    path = files("data").joinpath("reference", "annual_figures.csv")
    with path.open(encoding="utf-8") as text:
        rows = [row for row in csv.DictReader(text) if row["published_change"]]
    return {row["measure"]: row for row in rows}


def found(pack, search: str):
    question = Question.from_query(search, pack.domain)
    frame = incidents.by_month_and_type(pack, everything(question))
    return {each.crime[0]: each for each in headlines(frame, question)}


@pytest.mark.parametrize("choice", HEADLINES)
@pytest.mark.parametrize("year", ["2020/21", "2021/22", "2022/23"])
def test_headlines_are_the_published_totals(demo_pack, report, year, choice) -> None:
    n = sum(int(report[measure][year]) for measure in ROWS[choice])
    # Whatever crime type is chosen: the tiles show all of them.
    each = found(demo_pack, f"?period={year.replace('/', '-')}&type=robbery")[choice]
    assert each.n == n
    if year == "2020/21":
        assert each.change is None
    else:
        last = {"2021/22": "2020/21", "2022/23": "2021/22"}[year]
        before = sum(int(report[measure][last]) for measure in ROWS[choice])
        assert (each.change.before, each.change.after) == (before, n)
    assert len(each.series) == 36
    assert sum(each.series) == sum(
        int(report[measure][every])
        for measure in ROWS[choice]
        for every in ("2020/21", "2021/22", "2022/23")
    )


def test_all_months_have_no_year_before(demo_pack) -> None:
    every = found(demo_pack, "?period=all")
    assert every["all-crime"].n == 6783 + 7403 + 8244
    assert [each.change for each in every.values()] == [None] * 6


def test_chosen_areas_narrow_the_headlines(demo_pack) -> None:
    one = found(demo_pack, "?area=norreys")["all-crime"]
    asked = Question.from_query("?area=norreys", demo_pack.domain)
    assert one.n == incidents.total(demo_pack, asked.filters) < 8244


def test_missing_months_are_gaps_and_in_no_total(gap_pack) -> None:
    year = found(gap_pack, "?period=2021-22")
    # Ten months: 3 burglaries, 1 drugs and 1 bicycle theft each, and 3 of ASB.
    assert {choice: each.n for choice, each in year.items()} == {
        "all-crime": 50, "asb": 30, "burglary": 30, "vehicle-crime": 0,
        "violence-and-sexual-offences": 0, "shoplifting": 0,
    }  # fmt: skip
    assert [each.change for each in year.values()] == [None] * 6
    series = year["all-crime"].series
    assert (len(series), series[14:16], series.count(None)) == (30, (None, None), 2)
    assert year["shoplifting"].series[13:17] == (0, None, None, 0)


def test_a_change_where_both_stretches_are_held(gap_pack) -> None:
    each = found(gap_pack, "?from=2022-08&to=2022-09")["all-crime"]
    assert (each.n, each.change.before, each.change.after) == (11, 10, 11)
    missing = found(gap_pack, "?from=2022-07&to=2022-09")["all-crime"]
    assert (missing.n, missing.change) == (16, None)


def test_only_missing_months_count_nothing(gap_pack) -> None:
    each = found(gap_pack, "?from=2021-06&to=2021-07")["all-crime"]
    assert (each.n, each.change) == (0, None)
    assert sum(value or 0 for value in each.series) == 28 * 5 + 1


@pytest.mark.parametrize(
    ("search", "first"),
    [
        ("?type=robbery", ("robbery",)), ("?type=asb-personal", ("asb-personal",)),
        ("?type=drugs&type=robbery", ("drugs", "robbery")), ("?type=shoplifting", ("all-crime",)),
        ("", ("all-crime",)),
    ],
)  # fmt: skip
def test_the_chosen_types_always_have_a_headline(demo_pack, search, first) -> None:
    question = Question.from_query(search, demo_pack.domain)
    monthly = incidents.by_month(demo_pack, question.filters.whole_series(demo_pack.domain))
    values = trends.series(monthly, demo_pack.domain)
    six = headlines(incidents.by_month_and_type(demo_pack, everything(question)), question)

    shown = with_chosen(six, question, values, trends.chosen_period(values, question))

    assert len(shown) == len(HEADLINES)
    assert shown[0].crime == first
    own = next(each for each in shown if each.crime == question.filters.crime)
    assert own.n == incidents.total(demo_pack, question.filters) > 0
    assert sum(own.series) == sum(values)


def test_changes_by_type_add_up_to_the_whole(demo_pack) -> None:
    question = Question.from_query("", demo_pack.domain)
    frame = incidents.by_month_and_type(demo_pack, everything(question))

    types = by_type(frame, question)

    assert sum(test.difference for _label, test in types) == 8244 - 7403
    assert [label for label, _test in types if label.startswith("Anti")] == []
