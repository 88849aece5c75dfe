"""The menu of exports in a browser: with a mouse, by keyboard alone, stopped and refused."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Route, expect

from dashboard.pages import EVERY_PAGE
from tests import decks
from tests.browser.conftest import NewVisit
from tests.browser.test_access import SIZES, check
from tests.browser.visit import DESK, Size, Visit, address

pytestmark = pytest.mark.browser
PATIENCE_MS = 90_000


def menu(seen: Visit) -> Any:
    return seen.page.locator("details.export")


def box(seen: Visit) -> Any:
    return seen.page.locator("#export-said")


def opened(seen: Visit) -> Any:
    seen.page.locator("details.export > summary").click()
    return menu(seen)


@pytest.mark.parametrize("page", EVERY_PAGE[::5], ids=lambda page: page.name)
def test_every_page_has_the_menu_and_it_can_be_left(visit: NewVisit, page: Any) -> None:
    seen = visit(address(page))
    shown = opened(seen)
    expect(shown.get_by_role("button", name="PowerPoint slides")).to_be_visible()
    seen.page.keyboard.press("Escape")
    expect(shown).not_to_have_attribute("open", re.compile(".*"))
    assert seen.focused()["name"].startswith("Export")


def test_slides_by_keyboard_alone_are_those_of_the_view(visit: NewVisit) -> None:
    keys = visit("/?type=asb")
    keys.page.evaluate(
        """() => { window.heard = []; new MutationObserver(() =>
            window.heard.push(document.querySelector('#export-said').textContent)).observe(
            document.querySelector('#export-said'), {childList: true, characterData: true}); }"""
    )
    keys.tab_to("Export")
    keys.page.keyboard.press("Enter")
    keys.tab_to("PowerPoint slides")
    with keys.page.expect_download(timeout=PATIENCE_MS) as waiting:
        keys.page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "wokingham-overview.pptx"
    expect(box(keys)).to_contain_text("Ready: wokingham-overview.pptx")
    # Said once when it begins and once when it ends, and the focus is where it can go on.
    assert keys.page.evaluate("() => window.heard.length") == 2
    assert keys.focused()["name"].startswith("Export")
    deck = decks.read(Path(waiting.value.path()).read_bytes())
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    for card in ("overview-map", "overview-trend"):
        assert keys.page.locator(f"#{card}-title").inner_text() in titles
    keys.tab_to("Close")
    keys.page.keyboard.press("Enter")
    expect(box(keys)).to_be_empty()
    assert keys.focused()["name"].startswith("Export")


def test_the_workbook_holds_the_table_on_screen(visit: NewVisit) -> None:
    seen = visit("/trends?type=asb")
    fold = seen.page.locator("main .more").first
    seen.show_numbers(fold)
    rows = fold.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    with seen.page.expect_download(timeout=PATIENCE_MS) as waiting:
        opened(seen).get_by_role("button", name="Excel workbook").click()
    sheet = load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes())).worksheets[1]
    found = [row[1].value for row in list(sheet.iter_rows())[1:]]
    assert found == [int(row[1].replace(",", "")) for row in rows]


def test_an_agenda_is_exported_whole(visit: NewVisit) -> None:
    seen = visit("/marac")
    button = opened(seen).get_by_role("button", name=re.compile("^Board"))
    views = json.loads(button.get_attribute("data-views") or "")
    with seen.page.expect_download(timeout=PATIENCE_MS) as waiting:
        button.click()
    assert waiting.value.suggested_filename == "wokingham-board.pptx"
    first = decks.read(Path(waiting.value.path()).read_bytes()).slides[0]
    said = [each.text for each in decks.boxes(first)]
    for place, view in enumerate(views, 1):
        assert f"{place}.  {view['title']}" in said


def test_an_export_is_stopped_and_a_refusal_is_told(visit: NewVisit) -> None:
    seen = visit("/about", allowed=(429,))
    asked: list[str] = []

    def waits(route: Route) -> None:
        asked.append(route.request.method)
        told = {"id": "a" * 32, "state": "waiting", "done": 0, "of": 1, "said": ""}
        route.fulfill(json=told)

    seen.page.route("**/exports**", waits)
    seen.page.route("**/exports/**", waits)
    opened(seen).get_by_role("button", name="PowerPoint slides").click()
    expect(seen.page.get_by_role("progressbar", name="How far the export is")).to_be_visible()
    seen.page.get_by_role("button", name="Stop").click()
    expect(box(seen)).to_have_text("The export was stopped.")
    expect(seen.page.get_by_role("progressbar")).to_have_count(0)
    seen.page.wait_for_timeout(600)
    assert "DELETE" in asked
    seen.page.unroute_all()
    said = "Too many exports are waiting. Please try again in a minute."
    seen.page.route("**/exports", lambda route: route.fulfill(status=429, json={"said": said}))
    opened(seen).get_by_role("button", name="Excel workbook").click()
    expect(box(seen)).to_have_text(said)
    seen.page.unroute_all()


@SIZES
def test_the_menu_breaks_no_rule_of_wcag_and_fits(visit: NewVisit, size: Size) -> None:
    seen = visit("/marac", size)
    opened(seen)
    check(seen, "menu of exports")
    seen.fits()
    seen.page.route("**/exports", lambda route: route.fulfill(status=400, json={"said": "No."}))
    seen.page.on("console", lambda _message: None)
    seen.allowed = frozenset({400})
    menu(seen).get_by_role("button", name="Excel workbook").click()
    expect(box(seen)).to_have_text("No.")
    check(seen, "what became of an export")
    seen.fits()


def test_print_is_asked_of_the_browser(visit: NewVisit) -> None:
    seen = visit("/marac", DESK)
    seen.page.evaluate(
        "() => { window.printed = 0; window.print = () => { window.printed += 1; } }"
    )
    opened(seen).get_by_role("button", name="Print, or save as PDF").click()
    assert seen.page.evaluate("() => window.printed") == 1
