"""Every page answers every question: numbers, words and outputs of its panels."""

from itertools import product

import pytest

from callbacks import about, overview
from layouts.base.panels import Panel, fill, numbers, outputs
from tests.callbacks.answers import (
    GAP_SEARCHES,
    GAP_VIEWS,
    PAGES,
    SEARCHES,
    VIEWS,
    answer,
    reads_well,
)
from tests.texts import text_of


@pytest.mark.parametrize(("name", "search"), [
    *product(["overview", "hotspots", "compare", "trends", "records"], SEARCHES),
    *product(["trends"], VIEWS),
])  # fmt: skip
def test_every_page_answers_every_question(demo_pack, name, search) -> None:
    found = answer(demo_pack, name, search)
    assert {*found.panels} == {*PAGES[name].cards}
    assert {*found.parts} == {*PAGES[name].parts}
    reads_well(found)


@pytest.mark.parametrize(("name", "search"), [
    *product(["overview", "hotspots", "compare", "trends", "records"], GAP_SEARCHES),
    *product(["trends"], GAP_VIEWS), ("marac", ""), ("about", ""),
])  # fmt: skip
def test_every_page_answers_with_gaps_and_without_report_or_marac(gap_pack, name, search) -> None:
    found = answer(gap_pack, name, search)
    assert {*found.panels} == {*PAGES[name].cards}
    assert {*found.parts} == {*PAGES[name].parts}
    reads_well(found)


def test_pages_without_filters(demo_pack) -> None:
    found = answer(demo_pack, "about", "")
    reads_well(found)
    filtered = answer(demo_pack, "about", "?type=drugs")
    assert text_of([*found.parts.values()]) == text_of([*filtered.parts.values()])


def test_about(demo_pack, gap_pack) -> None:
    said = text_of(answer(demo_pack, "about", "").parts[about.BODY])
    assert "36 of 36 months have data, April 2020 to March 2023." in said
    assert "173,945 residents in 25 wards" in said
    assert "It now holds the demonstration set." in said
    assert "26,045" in said
    gaps = text_of(answer(gap_pack, "about", "").parts[about.BODY])
    assert "28 of 30 months have data" in gaps
    assert "Missing: June to July 2021." in gaps
    assert "This set does not say which." in gaps
    assert "demonstration" not in gaps.lower()


def test_a_card_is_filled_in_the_order_of_its_outputs(demo_pack) -> None:
    panel = answer(demo_pack, "overview", "").panels[overview.TREND]
    assert isinstance(panel, Panel)
    head, figure, legend = fill("k", panel, {"data": []})
    assert head == (
        f'<h2 id="k-title">{panel.title}</h2>'
        f'<p id="k-finding" class="finding">{panel.sentence}</p>'
    )  # fmt: skip
    assert (figure, legend) == ({"data": []}, "")
    assert [(each.component_id, each.component_property) for each in outputs("k")] == [
        ("k-head", "data-html"), ("k-graph", "figure"), ("k-legend", "data-html"),
    ]  # fmt: skip


def test_the_numbers_of_a_card_as_html(demo_pack) -> None:
    panel = answer(demo_pack, "overview", "").panels[overview.TREND]
    text = numbers("k", panel, "/download/k.csv?type=asb")
    assert text.count("<tr>") == 37
    assert f'<th scope="row">April 2020</th><td>{panel.table.rows[0][1]:,}</td>' in text
    assert 'href="/download/k.csv?type=asb"' in text
    assert f"<caption>{panel.table.caption}</caption>" in text
