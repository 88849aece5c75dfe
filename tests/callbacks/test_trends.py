"""The trends page: sentences, tables, splits, parts and gaps."""

import re

import pytest

from data.model import months
from data.model.question import Question
from data.model.view import VIEW_CHOICES
from data.pack import incidents
from layouts.base.words import USUAL
from layouts.pages.trends.trends import (
    ANNUAL,
    DRIVERS,
    MONTHLY,
    PARTS,
    PUBLISHED,
    SMALL,
    SPLIT,
    VIEWS,
)
from tests.callbacks.answers import SEARCHES, answer, number_in
from tests.texts import text_of

# The points of 2022/23 by name: months, or quarters where counts are low.
LAST_YEAR = {
    *(months.label(each) for each in months.between(*months.year_span(2022))),
    "April to June 2022", "July to September 2022", "October to December 2022",
    "January to March 2023",
}  # fmt: skip


@pytest.mark.parametrize("search", [each for each in SEARCHES if "view=" not in each])
def test_the_numbers_of_a_sentence_are_those_of_the_table(demo_pack, search) -> None:
    found = answer(demo_pack, "trends", search)
    annual = found.panels[ANNUAL].table.rows
    (year, n, _months, change, _ratio, verdict, _by_chance) = annual[-1]
    before = annual[-2][1]
    assert change == n - before
    said = f"{100 * change / before:+.1f}%" if before >= 50 else f"{change:+d}" if change else "0"
    said = said.replace("-", "−").replace("+0.0%", "0.0%")
    last = f"{year}: {said} on the year before, {verdict}."
    first = "2020/21 is not compared. " if "2020" in search else ""
    assert found.panels[ANNUAL].sentence == f"{first}{last}"
    if "split" not in search:
        question = Question.from_query(search, demo_pack.domain)
        monthly = found.panels[MONTHLY]
        chosen = incidents.total(demo_pack, question.filters)
        assert number_in(re.match(r"([\d,]+) (?:in|from) ", monthly.sentence)[1]) == chosen
        of_year = [row for row in monthly.table.rows if row[0] in LAST_YEAR]
        assert len(of_year) in {12, 4}
        assert sum(row[1] for row in of_year) == n
        year_before = question.filters.year_before(demo_pack.domain)
        difference = re.search(r": ([\d,]+) (more|fewer)", monthly.sentence)
        if difference:
            sign = 1 if difference[2] == "more" else -1
            earlier = incidents.total(demo_pack, year_before)
            assert sign * number_in(difference[1]) == chosen - earlier
        else:
            assert ("Not compared" in monthly.sentence) == (year_before is None)
    overlay = answer(demo_pack, "trends", f"{search or '?'}&view=years").panels[MONTHLY]
    for label, month, peak in re.findall(r"(\w{3}) in (\d{4}/\d\d) \(([\d,]+)\)",
                                         overlay.sentence):  # fmt: skip
        column = overlay.table.columns.index(month)
        row = next(row for row in overlay.table.rows if row[0] == label)
        assert row[column] == number_in(peak) == max(row[column] for row in overlay.table.rows)


def test_a_split_adds_up_to_the_whole(demo_pack) -> None:
    whole = answer(demo_pack, "trends", "?type=crime-and-asb").panels[MONTHLY].table.rows
    by_type = answer(demo_pack, "trends", "?type=crime-and-asb&split=type").panels[MONTHLY]
    by_area = answer(demo_pack, "trends", "?type=crime-and-asb&split=area").panels[MONTHLY]
    assert len(by_type.table.columns) == 15
    assert len(by_area.table.columns) == 26
    for panel in (by_type, by_area):
        assert [sum(row[1:]) for row in panel.table.rows] == [row[1] for row in whole]


def test_a_category_of_asb_is_in_the_split_by_type(demo_pack) -> None:
    panel = answer(demo_pack, "trends", "?type=asb-personal&type=burglary&split=type").panels[
        MONTHLY
    ]
    assert panel.table.columns == ("Month", "Burglary", "ASB: Personal")
    assert sum(row[2] for row in panel.table.rows) == 296 + 217 + 172
    assert "Monthly counts of 2 crime types" in panel.sentence


def test_shoplifting_drove_the_rise(demo_pack) -> None:
    panel = answer(demo_pack, "trends", "").panels[DRIVERS]
    assert panel.title == "Net +841: Shoplifting +470, all others +371"
    rise = f"841 more than the year before, which is more than {USUAL}. Up: Shoplifting +470"
    assert panel.sentence.startswith(rise)
    assert sum(row[3] for row in panel.table.rows) == 841
    by_ward = answer(demo_pack, "trends", "?parts=area").panels[DRIVERS]
    assert sum(row[3] for row in by_ward.table.rows) == 841
    assert len(by_ward.table.rows) == 25
    said = text_of(answer(demo_pack, "trends", "").parts[PUBLISHED])
    assert "Of the +841 in All crime (Excluding fraud), Shoplifting is +470" in said
    assert "+181 is in kinds that the report does not list." in said


def test_a_single_type_has_no_parts_but_wards(demo_pack) -> None:
    found = answer(demo_pack, "trends", "?type=asb&parts=type")
    assert len(found.panels[DRIVERS].table.rows) == 25
    assert sum(row[3] for row in found.panels[DRIVERS].table.rows) == 973 - 1227
    assert found.parts[PARTS] == []
    assert len(answer(demo_pack, "trends", "?type=asb&type=drugs").parts[PARTS]) == 2


@pytest.mark.parametrize("view", VIEW_CHOICES["view"])
def test_the_view_in_the_address_is_the_one_that_is_drawn(demo_pack, view) -> None:
    found = answer(demo_pack, "trends", f"?view={view}")
    marked = [text_of(each) for each in found.parts[VIEWS]
              if getattr(each, "aria-current", None) == "true"]  # fmt: skip
    assert len(marked) == 1
    assert bool(found.parts[SMALL]) == (view == "small")
    assert found.panels[MONTHLY].figure.kind == ("heat" if view == "heat" else "lines")
    if view == "rate":
        people = 173945
        assert found.panels[MONTHLY].table.rows[-1][1] == pytest.approx(
            656 / people * 1000, abs=0.005
        )


def test_drivers_have_every_ward_of_the_borough_and_of_a_part_those_with_incidents(
    demo_pack,
) -> None:
    """The same wards as on the map, whose changes are corrected together with theirs."""
    query = "?type=possession-of-weapons&parts=area"
    whole = answer(demo_pack, "trends", query).panels[DRIVERS].table
    assert len(whole.rows) == 25
    assert (0, 0) in {row[1:3] for row in whole.rows}
    part = answer(demo_pack, "trends", f"{query}&area=norreys").panels[DRIVERS].table
    assert [row[0] for row in part.rows] == ["Norreys"]


def test_missing_months_are_gaps_in_every_chart(gap_pack) -> None:
    found = answer(gap_pack, "trends", "?type=crime-and-asb")
    assert found.panels[MONTHLY].figure.series[0].values[13:17] == (8, None, None, 8)
    assert found.panels[MONTHLY].table.rows[14][:2] == ("June 2021", None)
    years = answer(gap_pack, "trends", "?type=crime-and-asb&view=years").panels[MONTHLY]
    assert years.figure.series[1].values[:4] == (8, 8, None, None)
    [bars] = found.panels[ANNUAL].figure.series
    assert bars.values == [96, 80, 49]
    assert bars.hatched == [False, True, True]
    assert [row[3:] for row in found.panels[ANNUAL].table.rows] == [
        (None, None, "not compared", None),
    ] * 3  # fmt: skip
    split = answer(gap_pack, "trends", "?type=crime-and-asb&split=type").panels[MONTHLY]
    assert {row[1:] for row in split.table.rows[14:16]} == {(None,) * 14}
    for series in split.figure.series:
        assert series.values[14:16] == (None, None)


def test_the_published_report(demo_pack, gap_pack) -> None:
    said = text_of(answer(demo_pack, "trends", "").parts[PUBLISHED])
    assert "changes; if nothing had changed, fewer than 2 would be." in said
    assert "(+125.0%)" in said  # Religious, on a base of 4
    assert "No annual report has been loaded." in text_of(
        answer(gap_pack, "trends", "").parts[PUBLISHED]
    )


def test_split_links(demo_pack) -> None:
    links = answer(demo_pack, "trends", "?type=asb&split=type").parts[SPLIT]
    assert [text_of(each) for each in links] == ["Together", "By type", "By area"]
    assert [each.href for each in links] == [
        "?type=asb", "?type=asb&split=type", "?type=asb&split=area",
    ]  # fmt: skip
    assert [getattr(each, "aria-current") for each in links] == [None, "true", None]
