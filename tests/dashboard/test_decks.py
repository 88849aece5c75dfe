"""Slides of every page, read back: the same numbers, in boxes that hold them."""

import re

import pytest
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

from dashboard.pages import EVERY_PAGE, PAGES
from data.view import VIEW_CHOICES
from layouts import tables as shown_tables
from layouts.chart_of import chart_of
from layouts.charted import Chart
from layouts.deck_style import HEIGHT, WIDTH
from layouts.map_picture import DPI
from layouts.marac import WINDOWS
from tests import decks
from tests.decks import boxes, charts, deck_of, handout_of, tables

PLACE = "norreys-estate"
PAGES_ONCE = tuple(page.address(PLACE if page.of else "") for page in EVERY_PAGE)
MORE = (
    *(f"{page.path}?type=asb&area=norreys&measure=change" for page in PAGES[:5]),
    *(f"/trends?view={view}&split={split}" for view in VIEW_CHOICES["view"]
      for split in ("none", "area")),
    *(f"/hotspots?layer={layer}&type=asb" for layer in VIEW_CHOICES["layer"][2:]),
    "/?type=robbery&area=wargrave-station&from=2022-05&to=2022-05", "/?measure=rate",
    "/places/wargrave-station?type=robbery", "/records?type=robbery&from=2022-05&to=2022-05",
)  # fmt: skip
VIEWS = (*PAGES_ONCE, *(pytest.param(each, marks=pytest.mark.slow) for each in MORE))
GAPS = ("/", "/trends", "/trends?split=area", "/trends?view=years", "/trends?view=heat",
        "/?from=2021-06&to=2021-07", "/places/pond?type=crime-and-asb", "/compare")  # fmt: skip
SMALLEST_FOOT, SMALLEST = 10, 12


def native(found: Chart) -> list[tuple]:
    """Each series of a chart as PowerPoint should hold it."""
    return [(each.name, each.values) for each in found.series]


def held(chart) -> list[tuple]:
    return [(each.name, tuple(each.values)) for each in chart.plots[0].series]


@pytest.mark.parametrize("address", VIEWS)
def test_every_box_holds_its_words_and_lies_on_the_slide(demo_pack, address: str) -> None:
    for slide in deck_of(demo_pack, address).slides:
        assert slide.shapes.title.text_frame.text
        assert slide.has_notes_slide
        for each in boxes(slide):
            assert each.needed <= each.height + decks.HAIR, each
            assert each.size >= (SMALLEST_FOOT if each.text.startswith("Filters") else SMALLEST)
        for shape in slide.shapes:
            assert Emu(shape.left + shape.width).inches <= WIDTH + decks.HAIR, shape.name
            assert Emu(shape.top + shape.height).inches <= HEIGHT + decks.HAIR, shape.name
            assert min(shape.left, shape.top) >= 0


@pytest.mark.parametrize("address", VIEWS)
def test_native_charts_hold_the_values_of_the_page(demo_pack, address: str) -> None:
    handout = handout_of(demo_pack, address)
    wanted = [found for key, panel in handout.panels.items()
              if key not in handout.maps and (found := chart_of(panel))]  # fmt: skip
    found = [each for slide in deck_of(demo_pack, address).slides for each in charts(slide)]
    assert [held(each) for each in found] == [native(each) for each in wanted]
    for chart, given in zip(found, wanted, strict=True):
        assert chart.category_axis.axis_title.text_frame.text == given.across
        assert chart.value_axis.axis_title.text_frame.text == given.y.title != ""
        assert chart.font.size.pt >= SMALLEST


@pytest.mark.parametrize("address", VIEWS)
def test_charts_say_what_the_figure_and_the_table_say(demo_pack, address: str) -> None:
    for panel in handout_of(demo_pack, address).panels.values():
        chart = chart_of(panel)
        if chart is None:
            continue
        drawn = [
            value
            for trace in panel.figure.data
            for value in (trace.x if getattr(trace, "orientation", None) == "h" else trace.y)
            if value is not None
        ]
        levels = len([each for each in panel.figure.layout.shapes if each.y0 == each.y1])
        plain = chart.series[: len(chart.series) - levels]
        assert sorted(value for each in plain for value in each.values if value is not None) == (
            sorted(drawn)
        )
        columns = {head: [row[place] for row in panel.table.rows]
                   for place, head in enumerate(panel.table.head)}  # fmt: skip
        for each in chart.series:
            if each.name in columns and len(columns[each.name]) == len(each.values):
                told = [value if isinstance(value, int | float) else None
                        for value in columns[each.name]]  # fmt: skip
                assert each.values == pytest.approx(told, abs=0.06) or each.dash != "solid"


@pytest.mark.parametrize("address", GAPS)
def test_what_is_missing_stays_a_gap(gap_pack, address: str) -> None:
    handout = handout_of(gap_pack, address)
    found = [each for slide in deck_of(gap_pack, address).slides for each in charts(slide)]
    wanted = [chart for key, panel in handout.panels.items()
              if key not in handout.maps and (chart := chart_of(panel))]  # fmt: skip
    assert [held(each) for each in found] == [native(each) for each in wanted]
    for each in found:
        assert each._chartSpace.xpath("//c:dispBlanksAs/@val") == ["gap"]
    if address == "/trends":
        line = wanted[0].series[0]
        assert None in line.values
        assert 0 not in [value for value in line.values if value is None]
        months = dict(zip(wanted[0].categories, line.values, strict=True))
        missing = [each for each in gap_pack.domain.months if each not in gap_pack.domain.covered]
        assert missing
        assert [months[each] for each in missing if each in months].count(None) == len(
            [each for each in missing if each in months]
        )


def in_columns(whole: list[list[str]], wide: int) -> list[list[list[str]]]:
    """A table in its first so many columns, and with its name and its last ones."""
    return [[row[:wide] for row in whole], [[row[0], *row[1 - wide :]] for row in whole]]


@pytest.mark.parametrize("address", VIEWS)
def test_tables_hold_the_rows_of_the_page(demo_pack, address: str) -> None:
    handout = handout_of(demo_pack, address)
    page = [*handout.every_table,
            *(panel.leading for panel in handout.panels.values() if panel.leading)]  # fmt: skip
    text = [
        [list(each.head), *([shown_tables.cell_text(each, n, cell) for n, cell in enumerate(row)]
                            for row in each.rows)]
        for each in page
    ]  # fmt: skip
    for slide in deck_of(demo_pack, address).slides:
        more = next((each.text_frame.text for each in slide.shapes if each.name == "More"), "")
        for table in decks.tables(slide):
            wide = len(table[0])
            whole = [each for each in text if table in in_columns(each[: len(table)], wide)]
            said = [
                (f"{len(each) - len(table):,} more row" in more, "column" in more)
                == (len(each) > len(table), len(each[0]) > wide)
                for each in whole
            ]
            assert any(said)


def test_leading_rows_are_rows_of_the_table(demo_pack) -> None:
    for measure in VIEW_CHOICES["measure"]:
        handout = handout_of(demo_pack, f"/?type=burglary&measure={measure}")
        panel = handout.panels["overview-map"]
        assert panel.leading
        places = [panel.table.head.index(each) for each in panel.leading.head]
        rows = [tuple(row[place] for place in places) for row in panel.table.rows]
        assert {tuple(row) for row in panel.leading.rows} <= set(rows)
        at = {"count": "Incidents", "rate": "Per 1,000", "change": "Change"}[measure]
        sizes = [abs(row[panel.leading.head.index(at)]) for row in panel.leading.rows]
        assert sizes == sorted(sizes, reverse=True)


def test_charts_maps_and_tables_have_a_text_alternative(demo_pack) -> None:
    kinds = set()
    for slide in deck_of(demo_pack, "/?type=asb", "/trends", "/places/norreys-estate").slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                said = shape._element.xpath(".//p:cNvPr/@descr")[0]
                assert len(said) > 20
                kinds.add(shape.name)
    assert kinds == {"Chart", "Map", "Table"}


@pytest.mark.parametrize("address", ["/", "/compare", "/places/norreys-estate"])
def test_maps_have_at_least_200_dots_an_inch(demo_pack, address: str) -> None:
    found = [
        shape for slide in deck_of(demo_pack, address).slides for shape in slide.shapes
        if shape.shape_type == MSO_SHAPE_TYPE.PICTURE
    ]  # fmt: skip
    assert found
    for shape in found:
        across, down = shape.image.size
        assert across / Emu(shape.width).inches >= DPI - 1
        assert across / down == pytest.approx(shape.width / shape.height, rel=0.01)


def test_a_slide_says_its_filters_date_suppression_licence_and_meaning(demo_pack) -> None:
    deck = decks.read(
        decks.deck([handout_of(demo_pack, "/?type=asb", note="Ask about summer")], demo_pack.domain)
    )
    slide = deck.slides[0]
    handout = handout_of(demo_pack, "/?type=asb")
    assert slide.shapes.title.text_frame.text == handout.panels["overview-map"].title
    foot = next(each.text for each in boxes(slide) if each.text.startswith("Filters"))
    for words in ("anti-social behaviour incidents in Wokingham, April 2022 to March 2023",
                  "data to March 2023", demo_pack.version, "never shown by street",
                  "Open Government Licence", "simulated"):  # fmt: skip
        assert words in foot
    notes = slide.notes_slide.notes_text_frame.text
    for words in ("Note: Ask about summer", "exact test", "A missing month is not zero",
                  "held back", "The number of recorded", "Address: /?type=asb"):  # fmt: skip
        assert words in notes


def test_charts_can_be_edited_and_are_of_the_right_kind(demo_pack) -> None:
    kinds = {}
    for slide in deck_of(demo_pack, "/trends", "/marac").slides:
        for shape in slide.shapes:
            if shape.has_chart:
                kinds[slide.shapes.title.text_frame.text] = shape.chart.chart_type
                book = shape.chart.part.chart_workbook.xlsx_part.blob
                assert book[:2] == b"PK"
    found = list(kinds.values())
    assert found[:3] == [
        XL_CHART_TYPE.LINE, XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.BAR_CLUSTERED,
    ]  # fmt: skip
    assert len(found) > 3


def test_the_intervals_of_the_repeat_rate_are_those_of_the_page(demo_pack) -> None:
    panel = handout_of(demo_pack, "/marac").panels["marac-rate"]
    series = next(each for each in chart_of(panel).series if each.above)
    place = next(n for n, head in enumerate(panel.table.head) if "interval" in head)
    said = [row[place] for row in panel.table.rows if row[place]]
    for value, below, above, text in zip(
        series.values, series.below, series.above, said, strict=True
    ):
        low, high = map(float, re.findall(r"[\d.]+", text))
        assert (value - below, value + above) == pytest.approx((low, high), abs=0.051)
    slides = deck_of(demo_pack, "/marac").slides
    chart = next(each for slide in slides for each in charts(slide))
    plus = chart._chartSpace.xpath("//c:errBars/c:plus//c:v")
    assert [float(each.text) for each in plus] == pytest.approx(series.above)


def test_marac_slides_name_what_they_show_and_leave_out_a_card_that_holds_nothing(
    demo_pack,
) -> None:
    assert not handout_of(demo_pack, "/marac").panels[WINDOWS].table.rows
    slides = deck_of(demo_pack, "/marac").slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert not any("for partners" in each for each in titles)
    assert charts(slides[0])[0].value_axis.axis_title.text_frame.text == "Repeat rate"
    assert any(each.text.startswith("Average ") for each in boxes(slides[1]))


def test_of_more_quarters_than_a_slide_has_room_for_the_latest_are_shown(demo_pack) -> None:
    [by_quarter, *others] = deck_of(demo_pack, "/requests").slides
    [[head, *_rows]] = tables(by_quarter)
    [whole] = [each for each in handout_of(demo_pack, "/requests").tables if each.latest]
    assert 2 < len(head) < len(whole.head)
    assert head == [whole.head[0], *whole.head[1 - len(head) :]]
    names = [slide.shapes.title.text_frame.text for slide in others]
    assert len(names) == len({*names})


def test_an_agenda_of_twenty_views_has_them_all_in_order(demo_pack) -> None:
    addresses = [*PAGES_ONCE[:8], *MORE[:12]]
    deck = deck_of(demo_pack, *addresses)
    slides = list(deck.slides)
    assert (deck.slide_width, deck.slide_height) == (12191695, 6858000)
    listed = [each.text for each in boxes(slides[0]) if re.match(r"\d+\.  View", each.text)]
    assert [int(each.partition(".")[0]) for each in listed] == list(range(1, 21))
    said = [next(each.text for each in boxes(slide) if re.match(r"\d+\. View", each.text))
            for slide in slides[1:]]  # fmt: skip
    numbers = [int(each.partition(".")[0]) for each in said]
    assert list(dict.fromkeys(numbers)) == list(range(1, 21))
    assert numbers == sorted(numbers)


def test_every_page_of_the_registry_is_tried() -> None:
    assert len(PAGES_ONCE) == len(set(PAGES_ONCE)) == len(EVERY_PAGE) >= len(PAGES) + 1
