"""Domestic abuse and hate crime: findings, sums that may be made, and those that may not."""

import pandas as pd
import pytest
from scipy import stats

from data.model.query_rows import CheckRow
from data.pack import queries
from layouts.pages.marac import abuse_parts
from tests.texts import kinds, text_of

CRIME = "Domestic Abuse Incidents - Recorded Crime (ND)"


@pytest.fixture(scope="module")
def checks(demo_pack):
    return queries.annual_checks(demo_pack)


def test_domestic_abuse_crime_other_incidents_and_both(demo_annual) -> None:
    rows = abuse_parts.table(demo_annual, abuse_parts.ABUSE).rows
    assert [row[1:6] for row in rows] == [
        (473, 323, 395, "+72", "+22.3%"), (107, 79, 65, "−14", "−17.7%"),
        (580, 402, 460, "+58", "+14.4%"),
    ]  # fmt: skip
    assert [row[-1] for row in rows] == [
        "△ possible rise", "● normal variation", "● normal variation",
    ]  # fmt: skip
    assert stats.binomtest(460, 862, 0.5).pvalue == pytest.approx(0.052, abs=0.001)
    assert rows[2][0] == abuse_parts.TOGETHER


def test_what_is_said_of_domestic_abuse(demo_annual, checks) -> None:
    card = abuse_parts.abuse_card(demo_annual, checks, "/x.csv")
    heading, finding, *texts = [text_of(each) for each in card]
    assert heading == (
        "Domestic abuse: a possible rise in recorded crimes in 2022/23 does not stand out among 2 "
        "tests"
    )
    assert finding.endswith(
        "From 2020/21 to 2021/22 recorded crimes fell, and so did crimes and other "
        "incidents combined."
    )
    assert texts[0] == (
        "The report says “+72 more Domestic Abuse incidents”. Recorded crime only. With incidents "
        "that are not crimes it is 58 more."
    )
    assert texts[1].startswith(
        "The report says “sexual offences, domestic abuse and harassment have continued to see a "
        "rise”. 473 in 2020/21, 323 in 2021/22, 395 in 2022/23: it rose"
    )
    [table] = kinds(card, "Table")
    assert text_of(kinds(table, "Caption")) == "Domestic abuse "


def test_hate_strands_are_never_added_up(demo_annual, checks) -> None:
    card = abuse_parts.hate_card(demo_annual, checks, "/x.csv")
    said = text_of(card)
    assert said.startswith("Hate crime: nothing changed beyond normal variation in 2022/23")
    assert "never stacked or added up" in said
    assert (
        "Hate crime and incidents went from 312 to 304, which is within normal variation." in said
    )
    strands = [row[1:4] for row in abuse_parts.table(demo_annual, abuse_parts.HATE).rows[1:]]
    sums = {f"{sum(column):,}" for column in zip(*strands, strict=True)}
    assert sums == {"282", "352", "307"}
    assert not any(each in said for each in sums)
    assert len(kinds(card, "Tr")) == 8


def test_without_the_tables_the_card_says_what_to_add(demo_annual, checks) -> None:
    none = demo_annual.head(0)
    for card in (abuse_parts.abuse_card(none, checks.head(0), ""),
                 abuse_parts.hate_card(none, checks.head(0), "")):  # fmt: skip
        assert "No published figures have been loaded. Add an annual source" in text_of(card)
        assert not kinds(card, "Table")
    assert abuse_parts.table(none, abuse_parts.ABUSE) is None


def figures(rows: dict[str, dict[str, float]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"report": "R", "table_name": "domestic_abuse", "measure": measure, "position": place,
             "year": year, "value": value, "first_value": value, "first_report": "R",
             "published_change": 1.0, "published_percent": None}
            for place, (measure, years) in enumerate(rows.items())
            for year, value in years.items()
        ]
    )  # fmt: skip


def test_a_year_with_a_part_missing_has_no_total() -> None:
    held = figures({"A": {"2021/22": 60.0, "2022/23": 80.0}, "B": {"2022/23": 5.0}})
    rows = abuse_parts.table(held, abuse_parts.ABUSE).rows
    assert rows[2][:4] == (abuse_parts.TOGETHER, None, 85, None)
    assert rows[2][-2:] == ("not compared", None)


def test_one_year_and_one_measure() -> None:
    single = figures({"A": {"2022/23": 80.0}, "B": {"2022/23": 5.0}})
    assert abuse_parts.title(single, "domestic_abuse") == "Domestic abuse: no two years to compare"
    assert abuse_parts.table(single, "domestic_abuse").rows[2][1] == 85
    alone = figures({"A": {"2021/22": 60.0, "2022/23": 80.0}})
    assert len(abuse_parts.table(alone, "domestic_abuse").rows) == 1


def test_a_small_base_has_its_percentage_in_brackets_and_a_zero_none() -> None:
    held = figures({"A": {"2021/22": 0.0, "2022/23": 8.0}, "B": {"2021/22": 0.0, "2022/23": 1.0}})
    row = abuse_parts.table(held, "domestic_abuse").rows[2]
    assert row[3:5] == ("+9", None)
    few = figures({"A": {"2021/22": 3.0, "2022/23": 8.0}, "B": {"2021/22": 1.0, "2022/23": 1.0}})
    assert abuse_parts.table(few, "domestic_abuse").rows[2][4] == "(+125.0%)"


def test_only_the_latest_year_of_the_total_has_a_change() -> None:
    held = figures({"A": {"2020/21": 9.0, "2021/22": 60.0, "2022/23": 80.0},
                    "B": {"2020/21": 9.0, "2021/22": 20.0, "2022/23": 20.0}})  # fmt: skip
    total = abuse_parts.with_total(held).tail(3)
    assert total["published_change"].fillna(0).tolist() == [0, 0, 20]
    assert total["published_percent"].fillna(0).tolist() == [0, 0, 25]


def checked(**given: str | None) -> pd.DataFrame:
    row = dict.fromkeys(CheckRow._fields) | {"table_name": "domestic_abuse", "measure": CRIME}
    return pd.DataFrame([row | given])


def test_what_the_report_says_is_followed_by_whole_sentences() -> None:
    held = figures({CRIME: {"2021/22": 1300.0, "2022/23": 1304.0}})
    noted = checked(state="declared", quotation="other", note=None)
    assert abuse_parts.change_sentences(held, noted, "domestic_abuse") == [
        "The report says “other”."
    ]
    steady = checked(state="agrees", relation="direction", quotation="a rise")
    assert abuse_parts.change_sentences(held, steady, "domestic_abuse") == [
        "The report says “a rise”. Recorded crimes went from 1,300 to 1,304, which is within "
        "normal variation."
    ]
