"""The menu of exports in a browser: with a mouse, by keyboard alone, stopped and refused."""

import io
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Route, expect

from tests import decks
from tests.browser.conftest import NewVisit
from tests.browser.test_every_page import SIZES, check
from tests.browser.visit import DESK, Size, Visit

pytestmark = pytest.mark.browser
PATIENCE_MS = 90_000


def menu(seen: Visit) -> Any:
    return seen.page.locator("details.export")


def box(seen: Visit) -> Any:
    return seen.page.locator("#export-said")


def opened(seen: Visit) -> Any:
    tools = seen.page.locator("#tools-button[aria-expanded=false]")
    if tools.is_visible():
        tools.click()
    seen.page.locator("details.export > summary").click()
    return menu(seen)


def test_the_menu_is_left_prints_and_sends_the_views_of_an_agenda(visit: NewVisit) -> None:
    seen = visit("/marac", allowed=(400,))
    shown = opened(seen)
    expect(shown.get_by_role("button", name="PowerPoint slides")).to_be_visible()
    seen.page.keyboard.press("Escape")
    expect(shown).not_to_have_attribute("open", re.compile(".*"))
    assert seen.focused()["name"].startswith("Export")

    seen.page.evaluate(
        "() => { window.printed = 0; window.print = () => { window.printed += 1; } }"
    )
    opened(seen).get_by_role("button", name="Print, or save as PDF").click()
    assert seen.page.evaluate("() => window.printed") == 1

    asked: list[Any] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.post_data_json)
        route.fulfill(status=400, json={"message": "No."})

    seen.page.route("**/exports", refuse)
    button = opened(seen).get_by_role("button", name=re.compile("^Board"))
    views = json.loads(button.get_attribute("data-views") or "")
    button.click()
    expect(box(seen)).to_have_text("No.")
    [request] = asked
    assert request["kind"] == "pptx"
    assert request["views"] == views


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
    assert waiting.value.suggested_filename == "wokingham-now.pptx"
    expect(box(keys)).to_contain_text("Ready: wokingham-now.pptx")
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


def test_a_board_member_gets_the_document_in_six_clicks(visit: NewVisit) -> None:
    """From the first page to the finished file, with every click counted and the time taken."""
    seen = visit("/", DESK)
    seen.page.evaluate(
        "() => { window.clicks = 0; addEventListener('click', () => { window.clicks += 1 }, true) }"
    )
    began = time.monotonic()
    seen.page.get_by_role("navigation", name="Pages").get_by_text("Assessment").click()
    expect(seen.page.get_by_role("heading", name="Priority matrix")).to_be_visible()
    with seen.page.expect_download(timeout=PATIENCE_MS) as waiting:
        opened(seen).get_by_role("button", name="Word document").click()
    assert waiting.value.suggested_filename == "wokingham-assessment.docx"
    assert 3 <= seen.page.evaluate("() => window.clicks") <= 6
    assert time.monotonic() - began < PATIENCE_MS / 1000
    made = Document(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    shown = seen.page.locator("#assessment-body h2").all_inner_texts()
    assert [each.text for each in made.paragraphs if each.style.name == "Heading 1"] == shown

    seen.page.get_by_role("link", name="Harm: weight 0").click()
    seen.settle()
    assert "weight_harm=0" in seen.page.url
    expect(seen.page.get_by_role("link", name="Harm: weight 0")).to_have_attribute(
        "aria-current", "true"
    )


@SIZES
def test_an_export_is_stopped_and_a_refusal_is_shown(visit: NewVisit, size: Size) -> None:
    seen = visit("/about", size, allowed=(429,))
    asked: list[str] = []

    def waits(route: Route) -> None:
        asked.append(route.request.method)
        progress = {"id": "a" * 32, "state": "waiting", "done": 0, "of": 1, "message": ""}
        route.fulfill(json=progress)

    seen.page.route("**/exports**", waits)
    seen.page.route("**/exports/**", waits)
    opened(seen).get_by_role("button", name="PowerPoint slides").click()
    expect(seen.page.get_by_role("progressbar", name="How far the export is")).to_be_visible()
    seen.page.get_by_role("button", name="Stop").click()
    expect(box(seen)).to_have_text("The export was stopped.")
    expect(seen.page.get_by_role("progressbar")).to_have_count(0)
    assert "DELETE" in asked
    seen.page.unroute_all()
    said = "Too many exports are waiting. Please try again in a minute."
    seen.page.route("**/exports", lambda route: route.fulfill(status=429, json={"message": said}))
    opened(seen).get_by_role("button", name="Excel workbook").click()
    expect(box(seen)).to_have_text(said)
    check(seen, "what became of an export")
    seen.fits()
    seen.page.unroute_all()
