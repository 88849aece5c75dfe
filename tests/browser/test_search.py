"""The search of the header: places, wards, streets and pages from every page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.test_every_page import check
from tests.browser.visit import PHONE, Visit

pytestmark = pytest.mark.browser


def found(seen: Visit, text: str, name: str, group: str) -> None:
    """Type a text: the entry of that name and group is the first, and the one that Enter takes."""
    seen.page.keyboard.type(text)
    first = seen.page.locator("#find-list .group").first
    expect(first.locator(".group-label")).to_have_text(group)
    expect(first.locator(".option.active")).to_have_text(name)
    seen.page.keyboard.press("Enter")


def test_it_is_used_by_keyboard_where_no_filter_applies(visit: NewVisit) -> None:
    seen = visit("/marac?type=burglary")
    button = seen.page.get_by_role("button", name="Search", exact=True)
    seen.tab_to("Search")
    seen.page.keyboard.press("Enter")
    assert seen.focused()["id"] == "find-text"
    seen.page.keyboard.type("n")
    check(seen, "with the search open", covered=True)
    for _list_then_search in range(2):
        seen.page.keyboard.press("Escape")
    expect(seen.control("Search")).to_be_hidden()
    expect(button).to_be_focused()

    seen.page.keyboard.press("Enter")
    found(seen, "norreys estate", "Norreys Estate", "Named places")
    expect(seen.page).to_have_url(re.compile(r"/places/norreys-estate\?type=burglary$"))
    expect(seen.control("Search")).to_be_hidden()
    assert seen.focused()["id"] == "main"
    seen.settle()

    button.click()
    found(seen, "norreys", "Norreys", "Wards")
    seen.says("burglaries in Norreys")
    expect(seen.page).to_have_url(re.compile(r"/hotspots\?type=burglary&area=norreys$"))

    button.click()
    found(seen, "glossary", "Glossary", "Pages")
    expect(seen.page).to_have_url(re.compile(r"/glossary"))
    seen.settle()


def test_it_finds_a_street_from_the_menu_of_a_phone(visit: NewVisit) -> None:
    phone = visit("/marac", PHONE)
    expect(phone.control("Search")).to_be_hidden()
    phone.open_menu("Menu")
    phone.fits()
    phone.control("Search").tap()
    phone.page.keyboard.type("point 1")
    street = phone.page.locator("#find-list [role='group']", has_text="Streets").locator(".option")
    name = street.first.inner_text()
    street.first.tap()
    phone.says(f"{name} and 100 m around")
    expect(phone.page).to_have_url(re.compile(r"/hotspots\?street="))
    expect(phone.control("Search")).to_be_hidden()
