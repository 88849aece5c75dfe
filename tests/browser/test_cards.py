"""What can be done with a card: its picture, its data, a link to it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.visit import csv_rows

pytestmark = pytest.mark.browser
CARD = "section.card:has(h2)"


def test_a_card_gives_its_picture_its_data_and_a_link(visit: NewVisit) -> None:
    seen = visit("/trends?type=asb")
    seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = seen.page.locator(CARD).nth(1)
    title = card.locator("h2").inner_text()
    with seen.page.expect_download() as waiting:
        card.get_by_role("button", name="Picture").click()
    assert waiting.value.suggested_filename == f"{title}.png"
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")

    with seen.page.expect_download() as waiting:
        card.get_by_role("link", name="Data").click()
    assert "type=asb" in waiting.value.url
    assert len(csv_rows(Path(waiting.value.path()).read_bytes())) > 2

    card.get_by_role("button", name="Link").click()
    expect(card.get_by_role("button", name="Copied")).to_be_visible()
    address = seen.page.evaluate("() => navigator.clipboard.readText()")
    assert address == f"{seen.page.url}#{card.get_attribute('id')}"
    linked = visit(address.removeprefix(seen.site.address))
    expect(linked.page.locator(CARD).nth(1)).to_be_in_viewport()
