"""Two periods side by side: one scale, each its own numbers, and the words of the baseline."""

import re
from itertools import pairwise

import pytest
from scipy import stats

from callbacks import compare
from data.model.question import Question
from layouts.base import theme
from layouts.base.markup import html_text
from layouts.pages.compare.compare import (
    AGAINST,
    BACK_TEST,
    BEFORE,
    CHANGE,
    NOW,
    RANKING,
    SIDES,
    TYPES,
    VERDICT,
)
from tests.figures import checked
from tests.texts import kinds, text_of

USUAL = "the year before"


def compared(pack, search: str):
    return compare.answer(pack, Question.from_query(search, pack.domain))


@pytest.mark.parametrize("measure", ["count", "rate"])
@pytest.mark.parametrize("search", ["?type=asb", "?type=burglary&against=2020-21"])
def test_both_maps_share_their_classes(demo_pack, measure, search) -> None:
    found = compared(demo_pack, f"{search}&measure={measure}")
    before, now = found.panels[BEFORE], found.panels[NOW]
    assert html_text(before.legend) == html_text(now.legend)
    one, other = checked(before.figure).data[0], checked(now.figure).data[0]
    assert one.colorscale == other.colorscale
    assert (one.zmin, one.zmax) == (other.zmin, other.zmax)
    # A value has one class on whichever map: no class of one overlaps another of the other.
    values: dict[int, list[float]] = {}
    pattern = r"<br>([\d,]+) (?:anti|burgl)" if measure == "count" else r"<br>([\d.,]+) per"
    for trace in (one, other):
        for text, place in zip(trace.text, trace.z, strict=True):
            line = re.search(pattern, text)
            if line:
                values.setdefault(place, []).append(float(line[1].replace(",", "")))
            else:
                assert measure == "rate"
                assert "Under 10: too few for a reliable rate" in text
    known = [values[place] for place in sorted(values)]
    assert len(known) > 1
    assert all(max(low) < min(high) for low, high in pairwise(known))


def test_a_stands_before_b_and_its_colour_is_no_rise_and_no_fall(demo_pack) -> None:
    found = compared(demo_pack, "?period=2022-23")
    assert [*found.panels].index(NOW) < [*found.panels].index(BEFORE)
    assert (found.panels[NOW].title[0], found.panels[BEFORE].title[0]) == ("A", "B")
    sides = {each.name: each.colour for each in found.panels[VERDICT].figure.series}
    assert not {*sides.values()} & {*theme.CHANGES}
    [bars] = found.panels[TYPES].figure.series
    for value, colour in zip(bars.values, bars.colours, strict=True):
        assert colour in {theme.STEADY, theme.RISE if value > 0 else theme.FALL}
    assert {theme.STEADY, theme.RISE, theme.FALL} == {*bars.colours}


def test_each_map_tells_of_its_own_stretch(demo_pack) -> None:
    found = compared(demo_pack, "?type=asb&against=2020-21")
    for key, total, title in (
        (NOW, 973, "A: April 2022 to March 2023"), (BEFORE, 1415, "B: April 2020 to March 2021"),
    ):  # fmt: skip
        panel = found.panels[key]
        assert panel.title == title
        assert panel.sentence.startswith(f"{total:,} anti-social behaviour incidents. Both maps")
        texts = checked(panel.figure).data[0].text
        assert sum(int(re.search(r"<br>(\d+) anti-social", text)[1]) for text in texts) == total
    rows = [row for row in found.panels[CHANGE].table.rows if row[1] == "ward"]
    assert (sum(row[2] for row in rows), sum(row[6] for row in rows)) == (973, 1415)
    assert all(row[7] == row[2] - row[6] for row in rows)


@pytest.mark.parametrize(
    ("search", "words"), [("?type=asb", USUAL), ("?type=asb&against=2020-21", "2020/21")]
)
def test_a_change_is_said_to_be_on_what_it_is_on(demo_pack, search, words) -> None:
    found = compared(demo_pack, search)
    panel = found.panels[CHANGE]
    assert f"on {words}" in panel.sentence
    assert text_of(panel.legend[0]) == f"Change on {words}"
    assert panel.table.columns[6] == words[0].upper() + words[1:]
    texts = "".join(checked(panel.figure).data[0].text)
    assert f"on {words}:" in texts
    other = {USUAL: "2020/21", "2020/21": USUAL}[words]
    assert other not in texts + panel.sentence + text_of(found.parts[RANKING])


def test_chosen_areas_are_outlined_and_the_maps_stay_whole(demo_pack) -> None:
    found = compared(demo_pack, "?type=asb&area=norreys")
    for key in (BEFORE, NOW, CHANGE):
        assert [*checked(found.panels[key].figure).data[0].marker.line.width].count(3) == 1
    assert " on the whole map." in found.panels[NOW].sentence


@pytest.mark.parametrize(
    ("search", "reason"),
    [
        ("?period=2020-21", "There is no data for the year before."),
        ("?period=all", "More than 12 months are chosen."),
        ("?type=asb&area=norreys&area=wescott&b_area=norreys,emmbrook",
         "They overlap, so that some incidents would count on both sides. Choose two that have no "
         "incident in common, or one that lies wholly in the other, over the same months."),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_says_why(demo_pack, search, reason) -> None:
    found = compared(demo_pack, search)
    for key in (VERDICT, TYPES):
        panel = found.panels[key]
        assert (panel.title, panel.sentence) == ("Not compared", reason)
        assert panel.table.rows == []
    assert "–" in text_of(found.parts[SIDES])
    # Maps and back-test are of two periods only.
    assert (found.parts[RANKING], found.parts[BACK_TEST]) == ("", "")


def test_missing_months_are_not_compared(gap_pack) -> None:
    for search in ("?period=2021-22", "?period=2022-23", "?from=2022-06&to=2022-07"):
        found = compared(gap_pack, search)
        assert found.panels[VERDICT].title == "Not compared"
        assert "onths are missing" in found.panels[VERDICT].sentence
    whole = compared(gap_pack, "?from=2022-04&to=2022-05")
    assert whole.panels[NOW].title == "A: April to May 2022"


@pytest.mark.parametrize(
    ("search", "title", "said"),
    [
        # 973 incidents against 1,227 the year before (published): 20.7 % fewer.
        ("?type=asb", "▼ Clearly fewer in 2022/23 (A) than in 2021/22 (B), by 21%",
         "A: 973 anti-social behaviour incidents. B: 1,227 anti-social behaviour incidents. A has "
         "20.7% fewer than B (95% interval "),
        ("?type=asb&against=same",
         "● A and B select the same incidents, so there is no difference",
         "A: 973 anti-social behaviour incidents. B: 973 anti-social behaviour incidents."),
        # 973 in twelve months against 1,227 in twelve: a month's worth of each is compared.
        ("?type=asb&from=2022-04&to=2023-03&b_from=2020-04&b_to=2022-03",
         "▼ Clearly fewer in 2022/23 (A) than in April 2020 to March 2022 (B), by 26% a month",
         "A: 973 anti-social behaviour incidents, 81.08 a month. B: 2,642 anti-social behaviour "
         "incidents, 110.08 a month. A has 26.3% fewer than B (95% interval "),
    ],
)  # fmt: skip
def test_one_verdict_in_words(demo_pack, search, title, said) -> None:
    panel = compared(demo_pack, search).panels[VERDICT]
    assert panel.title == title
    assert panel.sentence.startswith(said)


def test_wards_are_compared_by_residents_and_types_by_bars(demo_pack) -> None:
    found = compared(demo_pack, "?area=norreys&b_area=emmbrook")
    verdict, types = found.panels[VERDICT], found.panels[TYPES]
    assert " per 1,000 residents. B: " in verdict.sentence
    legend = text_of(verdict.legend)
    assert "Compared per 1,000 residents" in legend
    assert "Residents are not the people present" in legend
    assert verdict.figure.y.mirrored
    upper, lower = (each.values for each in verdict.figure.series)
    assert min(upper) >= 0 >= max(lower)
    head = list(types.table.columns)
    rows = {row[0]: dict(zip(head, row, strict=True)) for row in types.table.rows}
    whole = rows.pop("All chosen")
    assert sum(row["A"] for row in rows.values()) == whole["A"]
    bars = types.figure.series[0]
    assert len(bars.values) > 3
    for name, value, low, high in zip(
        types.figure.categories, bars.values, bars.low, bars.high, strict=True
    ):
        row = rows[name]
        rates = row["A per 1,000 residents"] / row["B per 1,000 residents"]
        assert value == pytest.approx(100 * (rates - 1)) == row["A against B, %"]
        assert low < value < high
        marked = row["Verdict"] not in {"● normal variation", "● too few to tell"}
        assert marked == (low > 0 or high < 0)


def test_other_months_are_set_side_by_side_and_the_same_months_in_full(demo_pack) -> None:
    year = compared(demo_pack, "?type=asb").panels[VERDICT].table
    assert [row[0] for row in year.rows][:2] == ["Apr", "May"]
    assert (sum(row[1] for row in year.rows), sum(row[2] for row in year.rows)) == (973, 1227)
    same = compared(demo_pack, "?type=asb&b_type=burglary").panels[VERDICT]
    assert len(same.table.rows) == 36
    assert same.table.rows[0][0] == "April 2020"
    assert "different types" in text_of(same.legend)
    longer = compared(demo_pack, "?type=asb&from=2022-04&to=2022-06&against=2020-21")
    rows = longer.panels[VERDICT].table.rows
    assert [row[1] is None for row in rows] == [False] * 3 + [True] * 9
    assert "season may make the difference" in text_of(longer.panels[VERDICT].legend)


def test_a_part_is_compared_with_the_rest(demo_pack) -> None:
    found = compared(demo_pack, "?type=crime-and-asb&area=norreys&b_area=borough")
    assert "in Wokingham, April 2022 to March 2023, without A" in text_of(found.parts[SIDES])
    rows = {row[0]: row[1] + row[2] for row in found.panels[TYPES].table.rows}
    assert (rows["Anti-social behaviour"], rows["All chosen"]) == (973, 973 + 8244)
    one = compared(demo_pack, "?type=asb&area=norreys&b_area=borough").panels[TYPES]
    assert (one.table.rows, one.figure.empty, one.legend) == ([], True, ())


def test_the_lists_of_b_show_what_is_chosen(demo_pack) -> None:
    search = "?b_type=burglary&b_area=norreys&against=2020-21"
    lists = kinds(compared(demo_pack, search).parts[AGAINST], "Select")
    chosen = {
        getattr(each, "data-param"): [
            option.value for option in kinds(each, "Option") if getattr(option, "selected", False)
        ]
        for each in lists
    }
    assert chosen == {
        "b_type": ["burglary"], "b_area": ["norreys"], "against": ["2020-21"],
        "b_from": ["2020-04"], "b_to": ["2021-03"],
    }  # fmt: skip
    usual = kinds(compared(demo_pack, "").parts[AGAINST], "Select")
    assert [
        option.value for each in usual[:3] for option in kinds(each, "Option")
        if getattr(option, "selected", False)
    ] == ["", "", "before"]  # fmt: skip


def test_no_later_incident_is_no_test(gap_pack) -> None:
    found = compared(gap_pack, "?type=shoplifting&from=2022-04&to=2022-05")
    assert "Nothing to test: no shoplifting" in text_of(found.parts[BACK_TEST])


def test_the_back_test_in_words_is_that_of_its_table(demo_pack) -> None:
    found = compared(demo_pack, "?type=asb")
    said = text_of(found.parts[BACK_TEST])
    rates, indices = (
        [[text_of(cell).strip() for cell in row.children] for row in kinds(table, "Tr")[1:]]
        for table in kinds(found.parts[BACK_TEST], "Table")
    )
    rows = [[*rate, *index[2:]] for rate, index in zip(rates, indices, strict=True)]
    assert [row[:2] for row in rates] == [row[:2] for row in indices]
    narrow = [row for row in rows if row[1] == "1% of the area"]
    best = max(narrow, key=lambda row: float(row[2]))
    match = re.search(
        r"In Wokingham, (.+) in April 2021 to March 2022 chose 1% of the ground. It held (\d+)% of "
        r"anti-social behaviour incidents in April 2022 to March 2023: (\d+) times an even spread "
        r"over settled ground. Methods with (\d+) to (\d+)% cannot be told apart.",
        said,
    )
    assert match[1] == best[0].lower()
    assert int(match[2]) == round(float(best[2]))
    assert int(match[3]) == round(float(best[4]))
    hits = round(973 * float(best[2]) / 100)
    low, high = stats.binomtest(hits, 973).proportion_ci(method="wilson")
    assert [int(match[4]), int(match[5])] == [round(100 * low), round(100 * high)]
    for _method, share, rate, pai, settled, most, pei in rows:
        assert 0 < float(settled) < float(pai)
        area = float(share.partition("%")[0])
        assert float(pai) == pytest.approx(float(rate) / area, abs=0.11)
        assert float(pei) == pytest.approx(100 * float(pai) / float(most), abs=0.6)
