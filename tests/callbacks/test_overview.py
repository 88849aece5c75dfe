"""The overview's tiles, map and ranking, also where months are missing."""

import re

import pytest

from callbacks import hotspots, overview
from data.model.question import Question
from layouts.base import ids
from layouts.base.findings import NOT_HELD
from layouts.pages.records.records import HEADING
from layouts.shell.result import result
from tests.callbacks.answers import answer, number_in
from tests.figures import checked
from tests.texts import kinds, text_of


def test_the_first_view(demo_pack) -> None:
    found = answer(demo_pack, "overview", "")
    assert text_of(found.parts[ids.TILES][0]) == (
        "All crime8,24411% more than the year before; likely 6 to 17%▲ clear rise"
    )
    assert text_of(found.parts[overview.NOTE]) == (
        "Clear or possible: 4 of 6 headlines without MARAC; in one district in four, one or more "
        "would "
        "be if nothing had changed. Clear: if nothing had changed, about 1 in 500 changes would be "
        "this large; "
        "possible: about 1 in 20."
    )
    assert text_of(found.parts[ids.TILES][1]) == (
        "ASB97321% fewer than the year before; likely 11 to 29%▼ clear fall"
    )
    assert text_of(found.parts[ids.TILES][6]).endswith(
        "36.3%33 of 91 high-risk domestic abuse cases; likely 27.1 to 46.5%"
        "● normal variationWhole borough, yearly"
    )
    assert text_of(found.parts[ids.NOW_LEAD]) == (
        "Recorded crime is up 11% on the year before in 2022/23, more than the usual ups and "
        "downs; "
        "shoplifting rose most, by 470; anti-social behaviour is clearly down 21%."
    )
    assert [each.href for each in found.parts[ids.TILES][:3]] == [
        "?", "?type=asb", "?type=burglary",
    ]  # fmt: skip
    assert [each.className for each in found.parts[ids.TILES]].count("tile chosen") == 1
    assert found.panels[overview.TREND].title == "Recorded crime rose in 2022/23"


@pytest.mark.parametrize("search", ["", "?type=asb&period=2021-22", "?type=burglary"])
def test_the_map_and_the_ranking_say_what_the_table_says(demo_pack, search) -> None:
    found = answer(demo_pack, "overview", search)
    rows = {row[0]: row for row in found.panels[overview.MAP].table.rows if row[1] == "ward"}
    order = sorted(rows.values(), key=lambda row: (-row[2], row[0]))
    lead = re.search(r"(?:^|\. )([^.]*) have the most", found.panels[overview.MAP].sentence)[1]
    assert lead == f"{order[0][0]}, {order[1][0]} and {order[2][0]}"
    lists = kinds(found.parts[ids.RANKING], "Ol")
    shown = [(text_of(link.children[0].children[0]), number_in(text_of(link.children[2])))
             for link in kinds(lists[1], "Link")]  # fmt: skip
    assert shown == [(row[0], row[2]) for row in order[:6]]
    total = sum(row[2] for row in order)
    needed = next(k for k in range(1, 26) if 4 * sum(row[2] for row in order[:k]) >= total)
    share = 100 * sum(row[2] for row in order[:needed]) / total
    said = f"{needed} of 25 wards {'has' if needed == 1 else 'have'} {share:.0f}% of "
    assert found.panels[overview.MAP].title.startswith(said)


@pytest.mark.parametrize("measure", ["count", "rate"])
def test_bars_of_places_and_of_wards_have_one_scale(demo_pack, measure) -> None:
    """A place with 814 incidents has a shorter bar than a ward with 981."""
    found = answer(demo_pack, "overview", f"?measure={measure}&period=2022-23")
    links = kinds(found.parts[ids.RANKING], "Link")
    values = [float(text_of(link.children[2]).replace(",", "")) for link in links]
    widths = [float(link.children[1].children.style["width"][:-1]) for link in links]
    bars = list(zip(values, widths, strict=True))
    longest = max(value for value, _width in bars)
    assert {value for value, width in bars if width == 100} == {longest}
    for value, width in bars:
        assert width == pytest.approx(100 * value / longest, abs=1)


def test_months_without_data_are_not_zeros(gap_pack) -> None:
    """Only missing months are chosen: nothing on screen may be a nought."""
    search = "?from=2021-06&to=2021-07"
    question = Question.from_query(search, gap_pack.domain)
    assert not question.is_covered
    assert text_of(result(0, question)).startswith(
        "No data on recorded crimes in Gapton for June to July 2021: nothing could be counted."
    )
    for measure in ("count", "rate", "change"):
        found = answer(gap_pack, "overview", f"{search}&measure={measure}")
        area = found.panels[overview.MAP]
        assert area.title == "No data to map"
        assert area.sentence == f"{NOT_HELD} A missing month is not zero."
        assert {row[2:] for row in area.table.rows} == {(None,) * 7 + ("not compared", None)}
        trace = checked(area.figure).data[0]
        assert (trace.z, trace.text) == (
            (0, 0),
            ("<b>Alder</b><br>No data", "<b>Birch</b><br>No data"),
        )
        assert [text_of(each) for each in area.legend][1] == "No data"
        assert text_of(found.parts[ids.RANKING]).endswith(
            "Nothing to rank. There is no data for the months chosen."
        )
    tiles = [text_of(each.children[1]) for each in found.parts[ids.TILES]]
    assert tiles == ["–"] * 6
    hot = answer(gap_pack, "hotspots", search).panels[hotspots.MAP]
    assert hot.sentence == f"{NOT_HELD} A missing month is not zero."
    assert answer(gap_pack, "records", search).parts[HEADING] == "No data for these months"


def test_months_held_in_part_are_counted(gap_pack) -> None:
    search = "?from=2021-05&to=2021-06&type=burglary"
    assert Question.from_query(search, gap_pack.domain).is_covered
    area = answer(gap_pack, "overview", search).panels[overview.MAP]
    assert [row[2] for row in area.table.rows if row[1] == "ward"] == [2, 1]
