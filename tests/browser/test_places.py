"""From the list of places to a profile, around it and back, by keyboard and by link."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.test_journeys import IN_2022, IN_PLACE, YEAR, stored
from tests.browser.visit import PHONE, Site, csv_rows

pytestmark = pytest.mark.browser


def test_a_place_is_opened_by_keyboard_and_its_surroundings_too(
    visit: NewVisit, site: Site
) -> None:
    keys = visit("/places?type=asb")
    keys.tab_to("Norreys Estate")
    keys.page.keyboard.press("Enter")
    count = len(stored(site.pack, f"crime_type.id = 'asb' AND {IN_2022} AND {IN_PLACE}",
                     "Norreys Estate"))  # fmt: skip
    keys.says(f"{count} anti-social behaviour incidents in Norreys Estate, {YEAR}.")
    expect(keys.page).to_have_url(re.compile(r"/places/norreys-estate\?type=asb$"))
    expect(keys.page).to_have_title("Norreys Estate - Wokingham community safety")
    expect(keys.page.locator("header nav [aria-current]")).to_have_text("Places")
    expect(keys.control("Area")).to_be_hidden()
    expect(keys.control("Crime type")).to_be_visible()
    slider = keys.page.get_by_role("slider", name="How far around")
    expect(slider).to_have_attribute("aria-valuetext", "its own outline")
    slider.focus()
    for _ in range(3):
        keys.page.keyboard.press("ArrowRight")
    keys.says("incidents in 200 m around the middle of Norreys Estate")
    assert keys.search == "?type=asb&buffer=200"
    expect(slider).to_be_focused()
    expect(keys.page.locator(".slider output")).to_have_text("200 m")
    keys.page.keyboard.press("Home")
    keys.says(f"{count} anti-social behaviour incidents in Norreys Estate,")
    assert keys.search == "?type=asb"
    keys.page.go_back()
    keys.says("200 m around the middle of Norreys Estate")
    expect(slider).to_have_attribute("aria-valuetext", "200 m")


def test_a_profile_by_link_says_the_same_everywhere(visit: NewVisit, site: Site) -> None:
    linked = visit("/places/norreys-estate?type=asb&buffer=400&area=norreys")
    facts = linked.page.locator("#place-facts dd")
    n = facts.first.inner_text()
    linked.says(f"{n} anti-social behaviour incidents in 400 m around")
    fold = linked.page.locator("main .more")
    linked.show_numbers(fold)
    months = fold.locator("tbody tr").all()
    year = months[24:36]
    assert sum(int(each.locator("td").first.inner_text()) for each in year) == int(n)
    rows = linked.download(linked.page.get_by_role("link", name="Download records"))
    assert len(rows) - 1 == int(n)
    _status, _headers, raw = site.get("/download/norreys-estate/place-mix.csv?buffer=400")
    mixed = {row[0]: row[1] for row in csv_rows(raw)}
    assert mixed["Anti-social behaviour"] == n
    shown = linked.page.locator(".mix tr", has_text="Anti-social behaviour").locator("td").first
    expect(shown).to_have_text(n)
    picture = linked.page.locator("#place-map-card img")
    assert picture.evaluate("it => it.complete && it.naturalWidth > 0")
    linked.page.get_by_role("link", name="All places").click()
    linked.says("973 anti-social behaviour incidents in Wokingham")


def test_the_result_line_offers_the_profile_of_the_one_place_chosen(visit: NewVisit) -> None:
    chosen = visit("/trends?type=asb&area=norreys-estate")
    offer = chosen.status.get_by_role("link", name="Open the profile of Norreys Estate")
    offer.click()
    expect(chosen.page.get_by_role("heading", level=1)).to_have_text("Norreys Estate")
    chosen.settle()
    assert chosen.search == "?type=asb"


def test_one_profile_after_another_shows_each(visit: NewVisit) -> None:
    walk = visit("/places/norreys-estate")
    walk.page.get_by_role("link", name="All places").click()
    walk.says("8,244 recorded crimes in Wokingham")
    walk.page.get_by_role("link", name="Cantley Park").first.click()
    walk.says("crimes in Cantley Park")
    expect(walk.page.locator("#place-lead")).to_contain_text("crimes in April 2022")
    expect(walk.page.locator("#place-map-card img")).to_have_attribute(
        "alt", re.compile("^Map of Cantley Park")
    )
    walk.page.go_back()
    walk.says("8,244 recorded crimes in Wokingham")


def test_the_slider_works_by_finger(visit: NewVisit) -> None:
    phone = visit("/places/cantley-park", PHONE)
    slider = phone.page.get_by_role("slider", name="How far around")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    phone.page.touchscreen.tap(box["x"] + box["width"] - 3, box["y"] + box["height"] / 2)
    phone.says("800 m around the middle of Cantley Park")
