"""Slides of every page, read back: the same numbers, and text that fits."""

import re
from dataclasses import replace
from datetime import date

import pytest
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

from dashboard.pages import EVERY_PAGE, PAGES
from data.model.meetings.agendas import SavedView
from data.model.view import VIEW_CHOICES
from layouts.base import tables as shown_tables
from layouts.base import theme
from layouts.base.legend import entries
from layouts.base.markup import plain_text
from layouts.export.deck_slides import native
from layouts.export.deck_style import HEIGHT, WIDTH
from layouts.export.fitting import CUT
from layouts.maps.map_picture import DPI
from layouts.pages.marac.marac import WINDOWS
from tests import decks
from tests.decks import boxes, charts, deck_of, export_of, tables

PLACE = "norreys-estate"
PAGES_ONCE = tuple(page.address(PLACE if page.of else "") for page in EVERY_PAGE)
MORE = (
    "/?type=asb&area=norreys&measure=change",
    *(f"/trends?view={view}&split=area" for view in VIEW_CHOICES["view"]),
    *(f"/hotspots?layer={layer}&type=asb" for layer in VIEW_CHOICES["layer"][2:]),
    "/?type=robbery&area=wargrave-station&from=2022-05&to=2022-05",
    "/?measure=harm", "/trends?measure=harm&area=norreys", "/peers?measure=harm",
)  # fmt: skip
REST = (
    *(f"{page.path}?type=asb&area=norreys&measure=change" for page in PAGES[1:5]),
    *(f"/trends?view={view}&split=none" for view in VIEW_CHOICES["view"]),
    "/?measure=rate", "/trends?measure=harm", "/trends?measure=harm&type=asb",
    "/places/wargrave-station?type=robbery", "/records?type=robbery&from=2022-05&to=2022-05",
)  # fmt: skip
VIEWS = (*PAGES_ONCE, *MORE, *(pytest.param(each, marks=pytest.mark.verify) for each in REST))
GAPS = ("/", "/trends", "/trends?split=area", "/trends?view=years", "/trends?view=heat",
        "/?from=2021-06&to=2021-07", "/places/pond?type=crime-and-asb", "/compare")  # fmt: skip
SMALLEST_FOOT, SMALLEST = 10, 12
SMALLEST_LABEL = 7


# The values of each native chart by card; on the Trends page they follow the view.
UNITS = {
    "overview-trend": "Incidents", "place-trend": "Incidents",
    "trends-annual": "Incidents", "trends-drivers": "Change on the year before",
    "marac-rate": "Repeat rate", "marac-chart": "Repeat rate",
    "marac-volume": "Cases per 10,000 women", "peers-funnel": "Incidents per 1,000 residents",
    "outcomes-cohorts": "Positive outcome", "outcomes-groups": "Share of crimes",
    "outcomes-types": "Positive outcome", "outcomes-wards": "Positive outcome",
    "place-assessment-1": "Incidents", "compare-verdict": "Incidents",
    "compare-types": "A against B, %",
}  # fmt: skip
VIEW_UNITS = {"rolling": "Incidents in twelve months", "daily": "Incidents a day",
              "rate": "Incidents per 1,000 residents"}  # fmt: skip
# Those of harm; a ward has the monthly chart of its count.
HARM_UNITS = {
    "trends-monthly": "Monthly mean = 100", "trends-annual": "Harm score",
    "peers-funnel": "Harm score per 1,000 residents",
}  # fmt: skip


def pairs(pack, address: str) -> list[tuple]:
    """Return each native chart of a view's slides with the card that it shows."""
    shown = {
        key: panel for key, panel in export_of(pack, address).panels.items()
        if key not in export_of(pack, address).maps and native(panel)
    }  # fmt: skip
    found = [each for slide in deck_of(pack, address).slides for each in charts(slide)]
    return [(key, shown[key], each) for key, each in zip(shown, found, strict=True)]


@pytest.mark.parametrize("address", VIEWS)
def test_every_text_fits_its_box_uncut_and_every_box_the_slide(demo_pack, address: str) -> None:
    panels = export_of(demo_pack, address).panels.values()
    legends = {each.text for panel in panels for each in entries(panel.legend)}
    # A panel may shorten its own title; labels of many bars are smaller, so that none touch.
    titles = {panel.title for panel in panels}
    labels = {each for panel in panels if native(panel)
              for series in panel.figure.series for each in series.labels}  # fmt: skip
    for slide in deck_of(demo_pack, address).slides:
        assert slide.shapes.title.text_frame.text
        assert slide.has_notes_slide
        for each in boxes(slide):
            assert not each.text.endswith(CUT) or each.text in legends | titles
            assert each.needed <= each.height + decks.HAIR, each
            least = SMALLEST_FOOT if each.text.startswith("Filters") else SMALLEST
            assert each.size >= (SMALLEST_LABEL if each.text in labels else least)
        for shape in slide.shapes:
            assert Emu(shape.left + shape.width).inches <= WIDTH + decks.HAIR, shape.name
            assert Emu(shape.top + shape.height).inches <= HEIGHT + decks.HAIR, shape.name
            assert min(shape.left, shape.top) >= 0


@pytest.mark.parametrize("address", VIEWS)
def test_native_charts_have_the_values_of_the_tables(demo_pack, address: str) -> None:
    for key, panel, found in pairs(demo_pack, address):
        decks.read_back(found, panel)
        view = re.search(r"view=(\w+)", address)
        unit = UNITS.get(key) or VIEW_UNITS.get(view[1] if view else "", "Incidents")
        if "measure=harm" in address and (key != "trends-monthly" or "area=" not in address):
            unit = HARM_UNITS.get(key, unit)
        assert found.value_axis.axis_title.text_frame.text == unit
        assert found.font.size.pt >= SMALLEST


def test_every_kind_of_chart_is_read_back(demo_pack) -> None:
    addresses = (
        "/", "/peers?type=burglary", "/trends", "/outcomes", "/marac", f"/places/{PLACE}",
        "/compare",
    )  # fmt: skip
    cards = {key for each in addresses for key, _panel, _found in pairs(demo_pack, each)}
    assert cards == {*UNITS, "trends-monthly"}


@pytest.mark.parametrize("address", GAPS)
def test_missing_values_are_gaps(gap_pack, address: str) -> None:
    for _key, panel, found in pairs(gap_pack, address):
        decks.read_back(found, panel)
        assert found._chartSpace.xpath("//c:dispBlanksAs/@val") == ["gap"]
    if address == "/":
        [(_key, _panel, found)] = pairs(gap_pack, address)
        missing = [each not in gap_pack.domain.covered for each in gap_pack.domain.months]
        assert [value is None for value in found.plots[0].series[0].values] == missing


@pytest.mark.parametrize(
    ("address", "key", "wrong"),
    [("/", "overview-trend", "Cases"), ("/trends", "trends-drivers", "Year before"),
     ("/marac", "marac-volume", "Cases"), ("/marac", "marac-rate", ""),
     ("/peers?type=burglary", "peers-funnel", "Upper limit")],
)  # fmt: skip
def test_a_wrong_name_is_found(demo_pack, address: str, key: str, wrong: str) -> None:
    panel = export_of(demo_pack, address).panels[key]
    renamed = replace(
        panel.figure, series=[replace(each, name=wrong) for each in panel.figure.series]
    )
    deck = decks.read(decks.deck([
        replace(export_of(demo_pack, address), panels={key: replace(panel, figure=renamed)}),
    ], demo_pack.domain))  # fmt: skip
    [found] = [each for slide in deck.slides for each in charts(slide)]
    with pytest.raises(AssertionError):
        decks.read_back(found, panel)


def test_a_heat_table_has_the_shades_of_the_screen(demo_pack) -> None:
    panel = export_of(demo_pack, "/trends?view=heat").panels["trends-monthly"]
    [grid] = [shape.table for shape in deck_of(demo_pack, "/trends?view=heat").slides[0].shapes
              if shape.has_table]  # fmt: skip
    counts = [(value, f"#{grid.cell(row, column).fill.fore_color.rgb}")
              for row, series in enumerate(panel.figure.series, 1)
              for column, value in enumerate(series.values, 1) if value is not None]  # fmt: skip
    darkest, lightest = max(counts), min(counts)
    assert (lightest[1], darkest[1]) == (theme.SEQUENTIAL[0], theme.SEQUENTIAL[2])
    assert len(counts) > 12


def in_columns(whole: list[list[str]], wide: int) -> list[list[list[str]]]:
    """Return the first columns of a table, and its name column with the last ones."""
    return [[row[:wide] for row in whole], [[row[0], *row[1 - wide :]] for row in whole]]


@pytest.mark.parametrize("address", VIEWS)
def test_tables_have_the_rows_of_the_page(demo_pack, address: str) -> None:
    export = export_of(demo_pack, address)
    page = [*export.every_table,
            *(panel.leading for panel in export.panels.values() if panel.leading)]  # fmt: skip
    text = [
        [list(each.columns), *([shown_tables.cell_text(each, n, cell) for n, cell in enumerate(row)]
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
    columns = {"count": "Incidents", "rate": "Per 1,000", "change": "Change", "harm": "Harm"}
    for measure in VIEW_CHOICES["measure"]:
        export = export_of(demo_pack, f"/?type=burglary&measure={measure}")
        panel = export.panels["overview-map"]
        assert panel.leading
        places = [panel.table.columns.index(each) for each in panel.leading.columns]
        rows = [tuple(row[place] for place in places) for row in panel.table.rows]
        assert {tuple(row) for row in panel.leading.rows} <= set(rows)
        at = panel.leading.columns.index(columns[measure])
        sizes = [abs(row[at]) for row in panel.leading.rows]
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
        decks.deck([export_of(demo_pack, "/?type=asb", note="Ask about summer")], demo_pack.domain)
    )
    slide = deck.slides[1]
    export = export_of(demo_pack, "/?type=asb")
    assert slide.shapes.title.text_frame.text == export.panels["overview-map"].title
    foot = next(each.text for each in boxes(slide) if each.text.startswith("Filters"))
    for words in ("anti-social behaviour incidents in Wokingham, April 2022 to March 2023",
                  "data to March 2023", demo_pack.version, "never shown by street",
                  "Open Government Licence", "simulated"):  # fmt: skip
        assert words in foot
    notes = slide.notes_slide.notes_text_frame.text
    for words in ("Note: Ask about summer", "vary more than random", "A missing month is not zero",
                  "small ones are given in words", "The number of recorded",
                  "Address: /?type=asb"):  # fmt: skip
        assert words in notes


def titles(deck) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def test_headline_figures_come_first_and_once(demo_pack) -> None:
    head = "Headline figures"
    assert [each.startswith(head) for each in titles(deck_of(demo_pack, "/?type=asb"))][:2] == [
        True, False,
    ]  # fmt: skip
    both = titles(deck_of(demo_pack, "/", "/?measure=rate"))
    assert [n for n, each in enumerate(both) if each.startswith(head)] == [1]


def test_the_list_of_views_has_the_date_of_the_data_and_of_the_slides(demo_pack) -> None:
    cover = deck_of(demo_pack, "/", "/trends").slides[0]
    said = " ".join(each.text for each in boxes(cover))
    today = date.today()
    assert "2 views. Data to March 2023; slides made on " in said
    assert f"{today.day} {today:%B %Y}." in said


def test_a_place_has_its_figures_its_response_and_its_assessment(demo_pack) -> None:
    found = titles(deck_of(demo_pack, f"/places/{PLACE}?type=asb"))
    assert found[0].startswith("Headline figures of Norreys Estate")
    response = next(n for n, each in enumerate(found) if each.startswith("Response. What we said"))
    after = [each for each in found[response + 1 :] if each.startswith("An example with made-up")]
    assert len(after) == 1
    rows = decks.tables(deck_of(demo_pack, f"/places/{PLACE}?type=asb").slides[response])[0]
    assert rows[0][:2] == ["State", "What"]
    assert any(row[0] == "◆ overdue" for row in rows)


def test_every_action_has_a_slide(demo_pack) -> None:
    found = titles(deck_of(demo_pack, "/since"))
    assert len(found) == 8
    assert all(each.startswith(("An example with made-up data: ", "Cannot tell yet. "))
               for each in found)  # fmt: skip


@pytest.mark.parametrize("layer", VIEW_CHOICES["layer"])
def test_no_slide_has_a_q_or_a_z(demo_pack, layer: str) -> None:
    for slide in deck_of(demo_pack, f"/hotspots?layer={layer}&type=asb").slides:
        for table in tables(slide):
            assert not re.search(r"Gi\*|\b[qz]\b", " ".join(table[0]))


def test_two_sides_are_one_slide_with_their_months_mirrored(demo_pack) -> None:
    address = "/compare?area=norreys&b_area=emmbrook"
    first = deck_of(demo_pack, address).slides[0]
    [chart] = charts(first)
    a, b = (each.values for each in chart.plots[0].series)
    assert min(a) >= 0 >= max(b)
    assert chart.value_axis.minimum_scale == -chart.value_axis.maximum_scale
    assert chart.value_axis.maximum_scale >= max(*a, *map(abs, b))
    assert chart.value_axis.tick_labels.number_format.count(";") == 1
    panel = export_of(demo_pack, address).panels["compare-verdict"]
    assert first.shapes.title.text_frame.text == panel.title
    said = " ".join(each.text for each in boxes(first))
    assert panel.sentence in said
    for side in ("A: recorded crimes in Norreys", "B: recorded crimes in Emmbrook"):
        assert side in said


@pytest.mark.parametrize("address", ["/compare", "/compare?type=asb&area=norreys"])
def test_each_of_two_maps_has_its_own_count_in_its_heading(demo_pack, address: str) -> None:
    panels = export_of(demo_pack, address).panels
    [slide] = [
        each for each in deck_of(demo_pack, address).slides if " and B: " in each.shapes.title.text
    ]
    said = [each.text for each in boxes(slide)]
    for key in ("compare-before", "compare-now"):
        first = plain_text(panels[key].sentence).partition(". ")[0]
        assert f"{panels[key].title}: {first}" in said
        assert sum(first in each for each in said) == 1
    assert any(each.startswith("Both maps have one scale.") for each in said)


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


def test_marac_slides_have_titles_and_no_empty_cards(
    demo_pack,
) -> None:
    assert not export_of(demo_pack, "/marac").panels[WINDOWS].table.rows
    slides = deck_of(demo_pack, "/marac").slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert not any("for partners" in each for each in titles)
    assert charts(slides[0])[0].value_axis.axis_title.text_frame.text == "Repeat rate"
    assert any(each.text.startswith("Average ") for each in boxes(slides[1]))


def test_a_slide_shows_the_latest_quarters_that_fit(demo_pack) -> None:
    [by_quarter, *others] = deck_of(demo_pack, "/requests").slides
    [[head, *_rows]] = tables(by_quarter)
    [whole] = [each for each in export_of(demo_pack, "/requests").tables if each.latest]
    assert 2 < len(head) < len(whole.columns)
    assert head == [whole.columns[0], *whole.columns[1 - len(head) :]]
    names = [slide.shapes.title.text_frame.text for slide in others]
    assert len(names) == len({*names})


def test_an_agenda_of_twenty_views_has_them_all_in_order(demo_pack) -> None:
    agenda = [SavedView(f"View {n}", each) for n, each in enumerate(["/marac", "/places"] * 10, 1)]
    found = [replace(export_of(demo_pack, each.address), view=each) for each in agenda]
    deck = decks.read(decks.deck(found, demo_pack.domain, agenda=agenda))
    slides = list(deck.slides)
    assert (deck.slide_width, deck.slide_height) == (12191695, 6858000)
    listed = [each.text for each in boxes(slides[0]) if re.match(r"\d+\.  View", each.text)]
    assert [int(each.partition(".")[0]) for each in listed] == list(range(1, 21))
    said = [next(each.text for each in boxes(slide) if re.match(r"\d+\. View", each.text))
            for slide in slides[1:]]  # fmt: skip
    numbers = [int(each.partition(".")[0]) for each in said]
    assert list(dict.fromkeys(numbers)) == list(range(1, 21))
    assert numbers == sorted(numbers)


def test_every_page_of_the_registry_is_tested() -> None:
    assert len(PAGES_ONCE) == len(set(PAGES_ONCE)) == len(EVERY_PAGE) >= len(PAGES) + 1
