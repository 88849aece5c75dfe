"""What comes out of a printer: pages, words and the colours of maps."""

import io
import re
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from dashboard.pages import EVERY_PAGE
from layouts.base import theme
from layouts.maps.print_map import RING
from tests.browser.conftest import NewVisit
from tests.browser.visit import Visit, address

pytestmark = pytest.mark.browser
A4_LONG, A4_SHORT = 842, 595  # points


def pdf(seen: Visit) -> PdfReader:
    """The page as its browser prints it, on the paper that its style asks for."""
    return PdfReader(io.BytesIO(seen.page.pdf(prefer_css_page_size=True)))


def colours(reader: PdfReader) -> set[str]:
    """Every colour that something on the pages is filled or drawn with, as #rrggbb."""
    found = set()
    for page in reader.pages:
        texts = [page.get_contents().get_data()]
        waiting = [page.get("/Resources")]
        while waiting:
            forms = (waiting.pop().get_object().get("/XObject") or {}).values()
            for each in (form.get_object() for form in forms):
                if each.get("/Subtype") == "/Form":
                    texts.append(each.get_data())
                    waiting += [each["/Resources"]] if "/Resources" in each else []
        for text in texts:
            for levels in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", text):
                found.add("#" + "".join(f"{round(255 * float(each)):02X}" for each in levels))
    return found


def sizes(reader: PdfReader) -> set[tuple[int, int]]:
    return {
        (round(float(each.mediabox.width)), round(float(each.mediabox.height)))
        for each in reader.pages
    }


def overflowing(page: Page) -> list[str]:
    """What is wider than the part of a page it stands in."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.profile .card, .profile .facts')]
            .filter(it => it.scrollWidth > it.clientWidth + 1).map(it => it.id || it.innerText)"""
    )


@pytest.mark.parametrize(
    "path",
    ["wokingham-town-centre?type=crime-and-asb",
     *(pytest.param(each, marks=pytest.mark.verify) for each in (
         "norreys-estate", "cantley-park?type=asb", "bigshotte-park?buffer=800&period=all",
         "wargrave-station?type=robbery"))],
)  # fmt: skip
def test_a_profile_is_one_page_of_a4_with_everything_on_it(visit: NewVisit, path: str) -> None:
    seen = visit(f"/places/{path}")
    seen.page.wait_for_function("() => document.querySelector('#place-map-card img')?.complete")
    printed = pdf(seen)
    assert len(printed.pages) == 1
    assert sizes(printed) == {(A4_SHORT, A4_LONG)}
    said = " ".join(printed.pages[0].extract_text().split())
    stages = [said.find(each) for each in ("Scanning", "Analysis", "Response", "Assessment")]
    assert -1 not in stages
    assert stages == sorted(stages)
    for words in ("Problem profile", "of the borough", "Ratio (95%)", "What has been published",
                  "Where it is", "Community Safety Partnership", "Data to March 2023"):  # fmt: skip
        assert words in said
    for control in ("How far around", "Show the numbers", "Download", "Copy link"):
        assert control not in said
    assert {theme.ACCENT.upper(), RING} <= colours(printed)
    seen.page.emulate_media(media="print")
    seen.page.set_viewport_size({"width": 718, "height": 1040})
    assert overflowing(seen.page) == []


def ink(page: pypdfium2.PdfPage) -> float:
    """The share of a page that is not white, in a picture of it."""
    grey = page.render(scale=1).to_pil().convert("L")
    return 1 - grey.histogram()[255] / (grey.width * grey.height)


def print_whole(seen: Visit, pages: int) -> PdfReader:
    """Print a view: so many sheets on their side, none of them empty."""
    raw = seen.page.pdf(prefer_css_page_size=True)
    with pypdfium2.PdfDocument(raw) as document:
        assert len(document) == pages
        assert min(ink(page) for page in document) > 0.003
    printed = PdfReader(io.BytesIO(raw))
    assert sizes(printed) == {(A4_LONG, A4_SHORT)}
    return printed


def test_the_comparison_prints_on_four_pages(visit: NewVisit) -> None:
    print_whole(visit("/compare?type=asb"), 4)


@pytest.mark.parametrize(
    ("path", "sheets"), [("/", 1), pytest.param("/hotspots", 2, marks=pytest.mark.verify)]
)
def test_a_ward_map_is_fetched_for_paper_and_printed_with_its_fills(
    visit: NewVisit, path: str, sheets: int
) -> None:
    seen = visit(path)
    seen.control("Crime type").fill("anti")
    seen.page.keyboard.press("ArrowDown")
    seen.page.keyboard.press("Enter")
    seen.says("973 anti-social")
    assert not [each.url for each in seen.responses if "/print-map/" in each.url]
    printed = print_whole(seen, sheets)
    assert {each.upper() for each in (*theme.SEQUENTIAL, RING)} <= colours(printed)
    said = " ".join(printed.pages[0].extract_text().split())
    assert "Bigshotte Park" in said
    assert "5 km" in said
    # The drawing is on paper only: it is gone afterwards.
    expect(seen.page.locator(".paper svg")).to_have_count(0)
    asked = [each.url for each in seen.responses if "/print-map/" in each.url]
    assert [each.rpartition("?")[2] for each in asked] == ["type=asb"]


@pytest.mark.verify
@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.name)
def test_every_page_prints_without_controls_and_with_its_date(visit: NewVisit, page: Any) -> None:
    seen = visit(address(page))
    printed = pdf(seen)
    said = " ".join(" ".join(each.extract_text().split()) for each in printed.pages)
    assert "Data to March 2023" in said
    for control in ("Copy link", "Export", "Saved views", "Show the numbers", "Download records"):
        assert control not in said
    assert len(printed.pages) <= (40 if page.path == "/assessment" else 12)
    titles = seen.page.locator("main h1:not(.hidden)").all_inner_texts()
    assert [each for each in titles if each not in said] == []


def test_a_heading_stays_with_its_table(visit: NewVisit) -> None:
    headings = ("By ward", "By category and year", "What became of them")
    pages = [each.extract_text() for each in pdf(visit("/requests")).pages]
    for heading, cell in zip(headings, ("Emmbrook", "Abandoned vehicles", "Visited"), strict=True):
        [page] = [text for text in pages if f"{heading}\n" in text]
        assert cell in page.partition(f"{heading}\n")[2]


def test_a_drawing_is_the_map_on_screen(visit: NewVisit) -> None:
    seen = visit("/?type=asb&area=norreys&measure=change")
    codes = seen.map("graph.data[0].locations")
    placed = seen.map("[...graph.data[0].z]")
    scale = seen.map("graph.data[0].colorscale.map(each => each[1])")
    fills = seen.page.evaluate(
        """async () => (await (await fetch('/print-map/overview-map.svg' + location.search)).text())
            .match(/<path d="[^"]+" fill="[^"]+"/g).map(each => each.match(/fill="([^"]+)/)[1])"""
    )
    on_screen = sorted(scale[2 * each] for each in placed)
    assert len(codes) == 25
    assert sorted(fills[:25]) == on_screen


def test_lines_are_as_wide_as_their_card_and_links_are_spelt_out(visit: NewVisit) -> None:
    seen = visit("/trends")
    said = " ".join(each.extract_text() for each in pdf(seen).pages)
    assert "Every check is on the page on data and methods (/about)" in " ".join(said.split())
    seen.page.emulate_media(media="print")
    seen.page.wait_for_function(
        """() => { const all = [...document.querySelectorAll('.main-svg')];
            const wide = it => it.getBoundingClientRect().width;
            return all.length && all.every(it => it.hasAttribute('viewBox')
                && Math.abs(wide(it) - wide(it.closest('.chart'))) < 2); }"""
    )
    seen.page.emulate_media(media="screen")
    expect(seen.page.locator(".main-svg[viewBox]")).to_have_count(0)
