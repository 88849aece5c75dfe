"""The views of the Trends page: what they say, and the table that holds every mark."""

import pytest

from data.model.question import Question
from data.series.monthly_views import daily, per_thousand, rolling
from data.stats.drivers import Drivers, drivers
from layouts.base.words import USUAL
from layouts.pages.trends.driver_panel import driver_panel, part_links
from layouts.pages.trends.small_multiples import small_multiples
from layouts.pages.trends.view_links import VIEWS, split_links, split_of, view_links
from layouts.pages.trends.view_panels import (
    NO_PEOPLE,
    heat_panel,
    rolling_panel,
    view_panel,
)
from tests.domains import CHANCE, domain_of, m
from tests.texts import kinds, text_of

DOMAIN = domain_of()
FLAT = (10,) * 36


def ask(search: str = "", domain=DOMAIN) -> Question:
    return Question.from_query(search, domain)


@pytest.mark.parametrize(
    ("values", "title", "sentence"),
    [
        ((*[50] * 24, *[80] * 12), "Recorded crime rose in the twelve months to March 2023",
         "960 in the twelve months to March 2023: 360 more than in the twelve before, which is "
         f"more than {USUAL}."),
        ((*[80] * 24, *[50] * 12), "Recorded crime fell in the twelve months to March 2023",
         "600 in the twelve months to March 2023: 360 fewer than in the twelve before, which is "
         f"more than {USUAL}."),
        (FLAT,
         "Recorded crime: no change beyond normal variation in the twelve months to March 2023",
         "120 in the twelve months to March 2023: the same as in the twelve before."),
    ],
)  # fmt: skip
def test_rolling(values, title, sentence) -> None:
    panel = rolling_panel(ask("?view=rolling"), values, rolling(values))
    assert panel.title == title
    assert panel.sentence.startswith(sentence)
    assert panel.table.rows[10][1] is None
    assert panel.table.rows[11] == ("March 2021", sum(values[:12]))
    assert panel.figure.series[0].values == rolling(values)


def plain_drivers(parts: list[tuple[str, int, int]]) -> Drivers:
    return drivers(parts, CHANCE, lambda _name: CHANCE)


def test_rolling_ends_with_the_last_month_chosen() -> None:
    values = (*[50] * 12, *[80] * 12, *[10] * 12)
    panel = rolling_panel(ask("?view=rolling&period=2021-22"), values, rolling(values))
    assert panel.title == "Recorded crime rose in the twelve months to March 2022"


def test_rolling_with_gaps_has_no_sum_and_says_so() -> None:
    gaps = domain_of(missing=["2021-01", "2021-09", "2022-06", "2023-02"])
    values = tuple(5 if each in gaps.covered else None for each in gaps.months)
    panel = rolling_panel(ask("?view=rolling", gaps), values, rolling(values))
    assert panel.sentence.startswith("No twelve months in a row have data")


def test_a_day_and_a_rate() -> None:
    values = (30, 62, *[30] * 34)
    panel = view_panel(ask("?view=daily"), [("All crime", daily(values, DOMAIN))])
    assert panel.title == "Recorded crime, a day"
    assert panel.sentence.startswith("Highest 2.0 in May 2020, lowest 1.0 in")
    assert panel.table.rows[0] == ("April 2020", 1.0)
    rate = view_panel(ask("?view=rate"), [("All crime", per_thousand(FLAT, 5000))])
    assert rate.sentence == "2.00 throughout. One population is used for all years."
    none = view_panel(ask("?view=rate"), [("Pond", per_thousand(FLAT, None))])
    assert none.sentence == NO_PEOPLE
    assert {row[1] for row in none.table.rows} == {None}


def test_several_lines_are_told_apart_and_named() -> None:
    parts = [(name, tuple(float(n) for _ in range(36))) for n, name in enumerate("abcdef")]
    panel = view_panel(ask("?view=daily&split=area"), parts, "area")
    assert panel.title == "Recorded crime by area, a day"
    assert panel.sentence.startswith("f is highest at the end, 5.0.")
    assert panel.sentence.endswith(" The other 2 are pale; the numbers have all.")
    assert panel.table.columns == ("Month", *"fedcba")
    assert [each.text for each in panel.figure.texts] == ["c", "d", "e", "f"]


def test_the_heat_table_leaves_missing_months_blank() -> None:
    gaps = domain_of(missing=["2021-09"])
    values = tuple(month.month if month in gaps.covered else None for month in gaps.months)
    panel = heat_panel(ask("?view=heat", gaps), values)
    assert panel.figure.kind == "heat"
    assert panel.figure.series[1].values[5] is None
    assert panel.table.rows[1][6] is None
    assert [row[0] for row in panel.table.rows] == ["2020/21", "2021/22", "2022/23"]


@pytest.mark.parametrize("scale", ["shared", "own"])
def test_small_multiples(scale) -> None:
    parts = [("Small", (1,) * 36), ("Large", (*[8] * 35, 9)), ("Unheld", (None,) * 36)]
    blocks = small_multiples(ask(f"?view=small&scale={scale}"), parts, "crime type")
    figures = kinds(blocks, "Figure")
    assert [text_of(each).split(" up to ")[0].strip() for each in figures] == [
        "Large", "Small", "Unheld no data",
    ]  # fmt: skip
    alts = [each.alt for each in kinds(blocks, "Img")]
    assert alts[0] == "Large, month by month: from 8 to 9 a month"
    said = text_of(blocks)
    assert ("All share one scale, from 0 to 9 a month" in said) == (scale == "shared")
    small = kinds(blocks, "Img")[1].src
    own = kinds(small_multiples(ask("?view=small&scale=own"), parts, "area"), "Img")[1].src
    assert (small == own) == (scale == "own")


def test_views_are_links_and_the_present_one_is_marked() -> None:
    question = ask("?view=heat&split=area&type=asb")
    found = view_links(question)
    assert [text_of(each).strip() for each in found] == [*VIEWS.values(), "Harm"]
    marked = [each.href for each in found if getattr(each, "aria-current", None) == "true"]
    assert marked == ["?type=asb&split=area&view=heat"]
    assert found[0].href == "?type=asb&split=area"
    assert split_links(question) == []
    assert split_of(question.view) == "none"


def test_side_by_side_is_always_split() -> None:
    question = ask("?view=small")
    assert split_of(question.view) == "type"
    found = split_links(question)
    assert [text_of(each).strip() for each in found] == ["By type", "By area"]
    assert getattr(found[0], "aria-current", None) == "true"
    assert getattr(part_links(question)[0], "aria-current", None) == "true"


@pytest.mark.parametrize(
    ("parts", "title", "sentence"),
    [
        ([("Shoplifting", 400, 900), ("Robbery", 30, 20)],
         "Net +490: Shoplifting +500, all others −10",
         f"490 more than the year before, which is more than {USUAL}. Up: Shoplifting +500. Down: "
         "Robbery −10. 1 of 2 types makes up the whole rise."),
        ([("A", 100, 200), ("B", 100, 200), ("C", 100, 110)], "Net +210: A +100, all others +110",
         f"210 more than the year before, which is more than {USUAL}. Up: A +100, B +100 and "
         "C +10 (+210 in all). 3 of 3 types make up the whole rise."),
        ([("A", 10, 12), ("B", 5, 5)],
         "Recorded crime: no change beyond normal variation in 2022/23",
         "2 more than the year before, which is within normal variation. Its parts are in the "
         "chart."),
        ([("Shoplifting", 25, 86), ("Burglary", 400, 360)],
         "Recorded crime: no change beyond normal variation in 2022/23; shoplifting rose",
         "21 more than the year before, which is within normal variation. Its parts are in the "
         "chart."),
        ([*((name, 10, 100) for name in "ABCD"), ("E", 900, 540)],
         "Recorded crime: no change beyond normal variation in 2022/23; 5 of 5 types stand out",
         "The same as the year before. Its parts are in the chart."),
        ([], "Recorded crime: too few to tell a change in 2022/23",
         "Nothing was recorded before or now."),
        ([("A", 9, 100), ("B", 900, 500), ("C", 300, 200), ("D", 80, 20), ("E", 70, 5)],
         "Net −534: B −400, all others −134",
         f"534 fewer than the year before, which is more than {USUAL}. Up: A +91. Down: B −400, "
         "C −100, E −65 and 1 other (−625 in all). 3 of 5 types make up the whole fall."),
        ([("A", 0, 40)], "A: +40",
         f"40 more than the year before, which is more than {USUAL}. Up: A +40."),
    ],
)  # fmt: skip
def test_drivers_in_words(parts, title, sentence) -> None:
    panel = driver_panel(ask(), plain_drivers(parts))
    assert (panel.title, panel.sentence) == (title, sentence)
    assert len(panel.table.rows) == len(parts)


def test_how_few_parts_make_up_a_change_is_given_as_an_index() -> None:
    # One of two parts is enough: 0.50. Without a change there is none.
    moved = driver_panel(ask(), plain_drivers([("Shoplifting", 400, 900), ("Robbery", 30, 20)]))
    level = driver_panel(ask(), plain_drivers([("Shoplifting", 30, 40), ("Robbery", 30, 20)]))

    assert moved.how[0].startswith("Dispersion index: 0.50 (the share of the parts")
    assert not any("index" in each for each in level.how)


def test_many_parts_are_put_together_as_others_and_all_are_in_the_table() -> None:
    panel = driver_panel(
        ask("?parts=area"), plain_drivers([(f"W{n}", 100, 200 - n) for n in range(15)])
    )
    [bars] = panel.figure.series
    assert len(bars.values) == 10
    assert panel.figure.categories[-1] == "6 other wards"
    assert sum(bars.values) == sum(row[3] for row in panel.table.rows)
    assert len(panel.table.rows) == 15
    assert "Clear or possible: 15 of 15 wards" in panel.table.note


def test_without_a_year_before_nothing_drives_anything() -> None:
    question = ask("?period=2020-21")
    panel = driver_panel(question, None)
    assert (
        panel.sentence == "Not compared with the year before: there is no data for the year before."
    )
    assert panel.table.rows == []
    assert question.first == m("2020-04")
