"""The page on outcomes in a browser: the choice of the horizon, and its groups."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.visit import PHONE

pytestmark = pytest.mark.browser
LOW, WIDE = 110, 900  # pixels


def test_a_card_with_nothing_to_show_is_as_high_as_its_words(visit: NewVisit) -> None:
    seen = visit("/outcomes?type=robbery")
    box = seen.page.locator("#outcomes-wards").bounding_box()
    assert box
    assert box["height"] < LOW
    none = visit("/outcomes?type=asb")
    expect(none.page.locator("#outcomes-lead")).to_contain_text("is not a crime")
    assert (
        none.page.locator("main section.card:visible h2").all_inner_texts()[0] == "How to read it"
    )
    # A chart that is drawn later has the width of its card.
    none.page.get_by_label("Clear crime type").click()
    expect(none.page.locator("#outcomes-cohorts .js-plotly-plot")).to_be_visible()
    none.settle()
    drawn = none.page.locator("#outcomes-cohorts .main-svg").first.bounding_box()
    assert drawn
    assert drawn["width"] > WIDE


def test_a_longer_horizon_is_chosen_by_its_link(visit: NewVisit) -> None:
    seen = visit("/outcomes?period=2021-22", PHONE)
    title = seen.page.locator("#outcomes-cohorts-title")
    expect(title).to_contain_text("had a positive outcome within 3 months")
    seen.page.get_by_role("link", name="Within 12 months").click()
    expect(title).to_contain_text("had a positive outcome within 12 months")
    expect(seen.page.locator("#outcomes-within [aria-current]")).to_have_text("Within 12 months")
    expect(seen.page.get_by_text("Suspect charged; Suspect charged as part")).to_be_visible()
    seen.fits()
