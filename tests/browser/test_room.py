"""In the room: saved views, and going through an agenda of them in a meeting."""

import re
import tomllib

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.visit import DESK, PHONE, Size

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_saved_view_is_two_keys_away_and_closes_its_menu(visit: NewVisit, size: Size) -> None:
    seen = visit("/marac", size)
    menu = seen.page.locator("details.saved")
    seen.page.get_by_text("Saved views", exact=True).focus()
    seen.page.keyboard.press("Enter")
    expect(menu.get_by_role("heading", name="Tasking Group")).to_be_visible()
    seen.fits()
    seen.tab_to("Norreys Estate: anti-social behaviour")
    seen.page.keyboard.press("Enter")

    expect(seen.page).to_have_url(re.compile(r"/places/norreys-estate\?type=asb$"))
    seen.settle()
    expect(menu).not_to_have_attribute("open", "")
    expect(seen.page.locator("h1")).to_have_text("Norreys Estate")


def test_copied_lines_are_a_saved_view_of_what_is_on_screen(visit: NewVisit) -> None:
    seen = visit("/?type=asb&period=2021-22")
    seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    seen.page.get_by_role("button", name="Copy as a saved view").click()
    expect(seen.page.locator("#copied")).to_have_text(re.compile("Lines copied"))

    lines = seen.page.evaluate("() => navigator.clipboard.readText()")

    [view] = tomllib.loads(lines)["view"]
    assert view == {
        "agenda": "Board",
        "title": seen.page.locator("main .card h2").first.inner_text(),
        "address": "/?type=asb&period=2021-22",
    }
