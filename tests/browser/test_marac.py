"""The MARAC page in a browser: what the public sees of it, and what only partners would."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit

pytestmark = pytest.mark.browser


def test_the_public_sees_published_years_and_no_card_for_partners(visit: NewVisit) -> None:
    seen = visit("/marac")
    expect(seen.page.locator("#marac-finer + .card")).to_be_hidden()
    expect(seen.page.locator("#marac-changes h2")).to_have_text(
        "Nothing changed beyond normal variation in 2022/23"
    )
    expect(seen.page.locator("#marac-numbers tbody tr")).to_have_count(5)
    expect(seen.page.locator("#domestic-abuse h2")).to_be_visible()
