"""The MARAC page in a browser: what the public sees of it, and what only partners would."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.visit import DESK, PHONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_public_sees_published_years_and_no_card_for_partners(visit: NewVisit, size) -> None:
    seen = visit("/marac", size)
    expect(seen.page.locator("#marac-finer + .card")).to_be_hidden()
    expect(seen.page.locator("#marac-changes h2")).to_have_text(
        "Nothing changed beyond chance in 2022/23"
    )
    expect(seen.page.locator("#marac-numbers tbody tr")).to_have_count(5)
    expect(seen.page.locator("#domestic-abuse h2")).to_be_visible()
    wide = seen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
