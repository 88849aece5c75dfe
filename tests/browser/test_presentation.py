"""In the room: saved views, and going through an agenda of them in a meeting."""

import re
import tomllib

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.test_every_page import check
from tests.browser.visit import DESK, Site, Visit

pytestmark = pytest.mark.browser


def test_a_saved_view_is_two_keys_away_and_closes_its_menu(visit: NewVisit) -> None:
    seen = visit("/marac")
    menu = seen.page.locator("details.saved")
    seen.page.get_by_text("Saved views", exact=True).focus()
    seen.page.keyboard.press("Enter")
    expect(menu.get_by_role("heading", name="Tasking Group")).to_be_visible()
    seen.tab_to("Norreys Estate: anti-social behaviour")
    seen.page.keyboard.press("Enter")

    expect(seen.page).to_have_url(re.compile(r"/places/norreys-estate\?type=asb$"))
    seen.settle()
    expect(menu).not_to_have_attribute("open", "")
    expect(seen.page.locator("h1")).to_have_text("Norreys Estate")


def test_the_address_is_copied_and_as_the_lines_of_a_saved_view(visit: NewVisit) -> None:
    seen = visit("/?type=asb&period=2021-22")
    seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    seen.page.get_by_role("button", name="Copy link").click()
    expect(seen.page.get_by_text("Link copied")).to_be_visible()
    assert seen.page.evaluate("() => navigator.clipboard.readText()") == seen.page.url
    seen.page.get_by_text("Saved views", exact=True).click()
    seen.page.get_by_role("button", name="Copy as a saved view").click()
    expect(seen.page.locator("#copied")).to_have_text(re.compile("Lines copied"))

    lines = seen.page.evaluate("() => navigator.clipboard.readText()")

    [view] = tomllib.loads(lines)["view"]
    assert view == {
        "agenda": "Board",
        "title": seen.page.locator("main .card h2").first.inner_text(),
        "address": "/?type=asb&period=2021-22",
    }


def heading(seen: Visit) -> str:
    """The heading of the step, which must have the focus."""
    seen.settle()
    expect(seen.page.locator("#meeting-heading")).to_be_focused()
    return seen.focused()["name"]


def test_the_views_of_an_agenda_are_presented_by_keyboard_alone(visit: NewVisit) -> None:
    seen = visit("/?type=asb")
    seen.tab_to("Saved views")
    seen.page.keyboard.press("Enter")
    seen.tab_to("Present Board")
    seen.page.keyboard.press("Enter")
    here = seen.page.locator("#meeting-heading")
    first, last = "1 of 2: The year at a glance", "2 of 2: What drove the change"
    expect(here).to_have_text(first)
    assert heading(seen) == first
    steps = (("ArrowRight", last), ("ArrowLeft", first), ("PageDown", last), ("PageDown", last),
             ("PageUp", first), ("PageDown", last))  # fmt: skip
    for key, said in steps:  # there is none after the last
        seen.page.keyboard.press(key)
        expect(here).to_have_text(said)
        assert heading(seen) == said
        expect(seen.page.locator("header, .bar, footer").locator("visible=true")).to_have_count(0)
        expect(seen.page.locator("h1").locator("visible=true")).to_have_count(1)
    seen.page.keyboard.press("Escape")
    expect(seen.page).to_have_url(f"{seen.site.address}/trends")
    expect(seen.page.get_by_role("banner")).to_be_visible()
    expect(seen.page.locator("#present")).to_be_focused()
    expect(seen.control("Crime type")).to_be_visible()


def test_any_page_is_presented_and_left_as_it_was(visit: NewVisit) -> None:
    for path in ("/places/norreys-estate?type=asb", "/records?type=burglary&page=2"):
        seen = visit(path)
        seen.tab_to("Present")
        seen.page.keyboard.press("Enter")
        expect(seen.page).to_have_url(re.compile(r"[?&]present=[0-9a-f]{12}$"))
        heading(seen)
        seen.fits()
        seen.page.keyboard.press("Escape")
        expect(seen.page).to_have_url(f"{seen.site.address}{path}")
        seen.settle()
        expect(seen.page.locator("#meeting")).to_be_hidden()


def test_what_needs_the_keys_keeps_them(visit: NewVisit, site: Site) -> None:
    version = site.pack.name.split("-")[1]
    seen = visit(f"/places/norreys-estate?type=asb&present={version}&agenda=board&item=1")
    slider = seen.page.locator("input[data-param]")
    slider.focus()
    seen.page.keyboard.press("ArrowRight")
    expect(seen.page).to_have_url(re.compile("buffer=100"))
    expect(seen.page.locator("#meeting-heading")).to_have_text(re.compile("^1 of 2"))
    seen.go(f"/hotspots?present={version}&agenda=board&item=1")
    seen.page.locator(".maplibregl-canvas").first.focus()
    seen.page.keyboard.press("ArrowRight")
    seen.page.keyboard.press("Alt+ArrowDown")
    expect(seen.page.locator("#meeting-heading")).to_have_text(re.compile("^1 of 2"))
    seen.page.locator("#meeting-heading").focus()
    seen.page.keyboard.press("ArrowRight")
    expect(seen.page.locator("#meeting-heading")).to_have_text(re.compile("^2 of 2"))
    # No letter is a shortcut.
    seen.page.locator("#meeting-heading").focus()
    before = seen.page.url
    for key in "abcdefghijklmnopqrstuvwxyz0123456789 .,-/?":
        seen.page.keyboard.press("Space" if key == " " else key)
    assert seen.page.url == before


WHOLE = """() => [...document.querySelectorAll('section.card')]
  .filter(card => card.checkVisibility()).map(card => {
    const box = card.getBoundingClientRect();
    const chart = card.querySelector('.js-plotly-plot').getBoundingClientRect();
    return [card.id, box.left >= 0 && box.top >= 0 && box.bottom <= innerHeight,
            card.scrollHeight <= card.clientHeight, box.width > innerWidth * .9, chart.height];
  })"""


def test_a_view_that_names_a_panel_shows_it_alone_and_whole(visit: NewVisit, site: Site) -> None:
    version = site.pack.name.split("-")[1]
    seen = visit(f"/trends?panel=trends-monthly&present={version}")
    heights = []
    for size in (DESK, (1920, 1080)):
        seen.page.set_viewport_size({"width": size[0], "height": size[1]})
        seen.page.wait_for_function(
            "() => Math.abs(document.querySelector('[data-alone] .dash-graph').clientHeight - "
            "document.querySelector('[data-alone] .js-plotly-plot')._fullLayout.height) < 1"
        )
        [(card, *fits, height)] = seen.page.evaluate(WHOLE)
        assert (card, *fits) == ("trends-monthly", True, True, True)
        heights.append(height)
    assert heights[0] < heights[1]
    seen.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    seen.page.keyboard.press("Escape")
    expect(seen.page).to_have_url(f"{site.address}/trends?panel=trends-monthly")
    seen.settle()
    expect(seen.page.locator("#trends-annual")).to_be_visible()


def test_figures_that_are_no_longer_kept_are_not_shown(visit: NewVisit) -> None:
    seen = visit("/trends?type=asb&present=0123456789ab&agenda=board&item=2")
    expect(seen.page.get_by_role("heading", name="no longer kept")).to_be_visible()
    expect(seen.page.locator("main")).to_be_hidden()
    check(seen, "expired")

    seen.page.get_by_role("link", name="Go on with today's figures").click()

    expect(seen.page.locator("#meeting-heading")).to_have_text("2 of 2: What drove the change")
    expect(seen.page.locator("main")).to_be_visible()
    assert f"present={seen.site.pack.name.split('-')[1]}" in seen.page.url
