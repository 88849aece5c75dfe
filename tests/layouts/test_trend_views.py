"""The views of the Trends page: what they say, and the table that holds every mark."""

import re

import numpy as np
import pytest

from data.drivers import drivers
from data.monthly_views import daily, per_thousand, rolling
from data.question import Question
from layouts.driver_panel import driver_panel, part_links
from layouts.small_multiples import small_multiples
from layouts.view_links import VIEWS, split_links, split_of, view_links
from layouts.view_panels import NO_PEOPLE, heat_panel, rolling_panel, rolling_title, view_panel
from tests.domains import domain_of, m
from tests.texts import kinds, text_of

DOMAIN = domain_of()
FLAT = (10,) * 36


def ask(search: str = "", domain=DOMAIN) -> Question:
    return Question.read(search, domain)


@pytest.mark.parametrize(
    ("values", "title", "sentence"),
    [
        ((*[50] * 24, *[80] * 12), "All crime rose over the latest twelve months",
         "960 in the twelve months to March 2023: 360 more than the twelve before, which is more "
         "than chance would explain."),
        ((*[80] * 24, *[50] * 12), "All crime fell over the latest twelve months",
         "600 in the twelve months to March 2023: 360 fewer than the twelve before, which is more "
         "than chance would explain."),
        (FLAT, "All crime: no real change over the latest twelve months",
         "120 in the twelve months to March 2023: the same as the twelve before."),
    ],
)  # fmt: skip
def test_rolling(values, title, sentence) -> None:
    panel = rolling_panel(ask("?view=rolling"), values, rolling(values))
    assert panel.title == title
    assert panel.sentence.startswith(sentence)
    assert panel.table.rows[10][1] is None
    assert panel.table.rows[11] == ("March 2021", sum(values[:12]))
    assert panel.figure.data[0].y == rolling(values)


def test_a_rolling_title_names_a_direction_only_beyond_chance() -> None:
    chance = np.random.default_rng(5)
    for _ in range(200):
        before, after = chance.poisson(chance.choice((2, 40, 500)), 2).tolist()
        test = drivers([("a", before, after)]).whole
        named = re.search(r"\b(rose|fell)\b", rolling_title("All crime", test))
        assert bool(named) == (test.verdict != "normal")


def test_rolling_with_gaps_has_no_sum_and_says_so() -> None:
    gaps = domain_of(missing=["2021-01", "2021-09", "2022-06", "2023-02"])
    values = tuple(5 if each in gaps.covered else None for each in gaps.months)
    panel = rolling_panel(ask("?view=rolling", gaps), values, rolling(values))
    assert panel.sentence.startswith("No twelve months in a row are held")


def test_a_day_and_a_rate() -> None:
    values = (30, 62, *[30] * 34)
    panel = view_panel(ask("?view=daily"), [("All crime", daily(values, DOMAIN))])
    assert panel.title == "All crime, a day"
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
    assert panel.title == "All crime by area, a day"
    assert panel.sentence.startswith("f is highest at the end, 5.0.")
    assert panel.sentence.endswith(" The other 2 are pale; the numbers have all.")
    assert panel.table.head == ("Month", *"fedcba")
    assert [note.text for note in panel.figure.layout.annotations] == ["c", "d", "e", "f"]


def test_the_heat_table_leaves_missing_months_blank() -> None:
    gaps = domain_of(missing=["2021-09"])
    values = tuple(month.month if month in gaps.covered else None for month in gaps.months)
    panel = heat_panel(ask("?view=heat", gaps), values)
    trace = panel.figure.data[0]
    assert trace.z[1][5] is None
    assert trace.hoverongaps is False
    assert panel.table.rows[1][6] is None
    assert [row[0] for row in panel.table.rows] == ["2020/21", "2021/22", "2022/23"]


@pytest.mark.parametrize("scale", ["shared", "own"])
def test_small_multiples(scale) -> None:
    parts = [("Small", (1,) * 36), ("Large", (*[8] * 35, 9)), ("Unheld", (None,) * 36)]
    blocks = small_multiples(ask(f"?view=small&scale={scale}"), parts, "crime type")
    figures = kinds(blocks, "Figure")
    assert [text_of(each).split(" up to ")[0].strip() for each in figures] == [
        "Large", "Small", "Unheld not held",
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
    assert [text_of(each).strip() for each in found] == [*VIEWS.values()]
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
        ([("Shoplifting", 400, 900), ("Robbery", 30, 20)], "Shoplifting: +500 of the +490",
         "+490 on the year before, ▲ clear rise: Shoplifting +500. Without the change in 1 of 2 "
         "types there would be no rise (dispersion index 0.50)."),
        ([("A", 100, 200), ("B", 100, 200), ("C", 100, 110)], "3 of 3 types account for the +210",
         "+210 on the year before, ▲ clear rise: A +100, B +100 and C +10. Without the change in 3 "
         "of 3 types there would be no rise (dispersion index 1.00)."),
        ([("A", 10, 12), ("B", 5, 5)], "No real change in all crime to explain",
         "+2 on the year before, ● normal variation. Its parts are in the chart."),
        ([], "No real change in all crime to explain", "There were none in either period."),
        ([("A", 0, 40)], "A: +40 of the +40",
         "+40 on the year before, ▲ clear rise: A +40. Without the change in 1 of 1 type there "
         "would be no rise (dispersion index 1.00)."),
    ],
)  # fmt: skip
def test_drivers_in_words(parts, title, sentence) -> None:
    panel = driver_panel(ask(), drivers(parts))
    assert (panel.title, panel.sentence) == (title, sentence)
    assert len(panel.table.rows) == len(parts)


def test_many_parts_are_put_together_as_others_and_all_are_in_the_table() -> None:
    panel = driver_panel(ask("?parts=area"), drivers([(f"W{n}", 100, 200 - n) for n in range(15)]))
    bars = panel.figure.data[0]
    assert len(bars.x) == 10
    assert bars.y[0] == "6 other wards"
    assert sum(bars.x) == sum(row[3] for row in panel.table.rows)
    assert len(panel.table.rows) == 15
    assert "Of 15 rows, 15 are marked" in panel.table.note


def test_without_a_year_before_nothing_drives_anything() -> None:
    question = ask("?period=2020-21")
    panel = driver_panel(question, None)
    assert panel.sentence == "Not compared with the year before: no year before is held."
    assert panel.table.rows == []
    assert question.first == m("2020-04")
