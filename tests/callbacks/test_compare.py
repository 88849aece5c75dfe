"""Two periods side by side: one scale, each its own numbers, and the words of the baseline."""

import re
from itertools import pairwise

import pytest

from callbacks import compare
from data.question import Question
from layouts.compare import AGAINST, BACK_TEST, BEFORE, CHANGE, NOW, RANKING
from layouts.markup import html_text
from tests.texts import kinds, text_of

USUAL = "the year before"


def compared(pack, search: str):
    return compare.answer(pack, Question.read(search, pack.domain))


@pytest.mark.parametrize("measure", ["count", "rate"])
@pytest.mark.parametrize("search", ["?type=asb", "?type=burglary&against=2020-21"])
def test_both_maps_share_their_classes(demo_pack, measure, search) -> None:
    found = compared(demo_pack, f"{search}&measure={measure}")
    before, now = found.panels[BEFORE], found.panels[NOW]
    assert html_text(before.legend) == html_text(now.legend)
    one, other = before.figure.data[0], now.figure.data[0]
    assert one.colorscale == other.colorscale
    assert (one.zmin, one.zmax) == (other.zmin, other.zmax)
    # A value has one class on whichever map: no class of one overlaps another of the other.
    values: dict[int, list[float]] = {}
    pattern = r"<br>([\d,]+) incident" if measure == "count" else r"<br>([\d.,]+) per"
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


def test_each_map_tells_of_its_own_stretch(demo_pack) -> None:
    found = compared(demo_pack, "?type=asb&against=2020-21")
    for key, total, title in (
        (BEFORE, 1415, "April 2020 to March 2021"), (NOW, 973, "April 2022 to March 2023"),
    ):  # fmt: skip
        panel = found.panels[key]
        assert panel.title == title
        assert panel.sentence.startswith(f"{total:,} anti-social behaviour incidents. Both maps")
        texts = panel.figure.data[0].text
        assert sum(int(re.search(r"<br>(\d+) incident", text)[1]) for text in texts) == total
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
    assert panel.table.head[6] == words[0].upper() + words[1:]
    texts = "".join(panel.figure.data[0].text)
    assert f"on {words}:" in texts
    other = {USUAL: "2020/21", "2020/21": USUAL}[words]
    assert other not in texts + panel.sentence + text_of(found.parts[RANKING])
    current = [
        text_of(each)
        for each in kinds(found.parts[AGAINST], "A")
        if getattr(each, "aria-current", None)
    ]
    assert current == [words[0].upper() + words[1:]]


def test_chosen_areas_are_outlined_and_the_maps_stay_whole(demo_pack) -> None:
    found = compared(demo_pack, "?type=asb&area=norreys")
    for key in (BEFORE, NOW, CHANGE):
        assert [*found.panels[key].figure.data[0].marker.line.width].count(3) == 1
    assert "The maps show the whole borough." in found.panels[NOW].sentence


@pytest.mark.parametrize(
    ("search", "reason"),
    [
        ("?period=2020-21", "No year before is held. Choose another period above."),
        ("?period=all", "More than 12 months are chosen. Choose another period above."),
    ],
)
def test_what_cannot_be_compared_says_why(demo_pack, search, reason) -> None:
    found = compared(demo_pack, search)
    for panel in found.panels.values():
        assert (panel.title, panel.sentence) == ("Not compared", reason)
        assert panel.table.rows == []
    assert found.parts[RANKING] == reason
    assert "two stretches are needed" in text_of(found.parts[BACK_TEST])


def test_missing_months_are_not_compared(gap_pack) -> None:
    for search in ("?period=2021-22", "?period=2022-23", "?from=2022-06&to=2022-07"):
        found = compared(gap_pack, search)
        assert found.panels[NOW].title == "Not compared"
        assert "onths are missing" in found.panels[NOW].sentence
    whole = compared(gap_pack, "?from=2022-04&to=2022-05")
    assert whole.panels[NOW].title == "April 2022 to May 2022"


def test_no_later_incident_is_no_test(gap_pack) -> None:
    found = compared(gap_pack, "?type=shoplifting&from=2022-04&to=2022-05")
    assert "Nothing to test: no shoplifting" in text_of(found.parts[BACK_TEST])


def test_the_back_test_in_words_is_that_of_its_table(demo_pack) -> None:
    found = compared(demo_pack, "?type=asb")
    said = text_of(found.parts[BACK_TEST])
    rows = [
        [text_of(cell).strip() for cell in row.children]
        for row in kinds(found.parts[BACK_TEST], "Tr")[1:]
    ]
    narrow = [row for row in rows if row[1] == "1% of the area"]
    best = max(narrow, key=lambda row: float(row[2]))
    match = re.search(
        r"By (.+), the hottest 1% of the area in April 2021 to March 2022 held (\d+)% of what came "
        r"in April 2022 to March 2023: (\d+) times",
        said,
    )
    assert match[1] == best[0].lower()
    assert int(match[2]) == round(float(best[2]))
    assert int(match[3]) == round(float(best[3]))
    for _method, share, rate, pai, most, pei in rows:
        area = float(share.partition("%")[0])
        assert float(pai) == pytest.approx(float(rate) / area, abs=0.11)
        assert float(pei) == pytest.approx(100 * float(pai) / float(most), abs=0.6)
