"""The views of the Trends page in a browser: names stay legible where there is little room."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisit
from tests.browser.visit import DESK, PHONE

pytestmark = pytest.mark.browser
GRAPH = "document.querySelector('.js-plotly-plot')._fullLayout"


def share_for_the_plot(page: Page) -> float:
    """How much of its card's width the first chart gives to the plot itself."""
    return page.evaluate(f"{GRAPH}._size.w / {GRAPH}.width")


@pytest.mark.parametrize(
    "view",
    ["split=type", *(pytest.param(each, marks=pytest.mark.verify)
                     for each in ("view=years", "view=rate&split=area"))],
)  # fmt: skip
def test_names_stand_at_the_ends_of_lines_or_below_on_a_phone(visit: NewVisit, view: str) -> None:
    desk = visit(f"/trends?{view}&type=burglary&type=robbery&type=drugs", size=DESK).page
    assert not desk.evaluate(f"{GRAPH}.showlegend")
    assert desk.locator(".js-plotly-plot").first.locator(".annotation").count() >= 3
    phone = visit(f"/trends?{view}&type=burglary&type=robbery&type=drugs", size=PHONE).page
    assert phone.evaluate(f"{GRAPH}.showlegend")
    assert phone.locator(".js-plotly-plot").first.locator(".legend .traces").count() >= 3
    assert share_for_the_plot(phone) > 0.75


def test_limits_are_named_on_a_phone_too(visit: NewVisit) -> None:
    phone = visit("/trends", size=PHONE).page
    # Below the chart, where they cross no line.
    expect(phone.locator("#trends-monthly-legend")).to_contain_text("Dotted: limits")
    assert share_for_the_plot(phone) > 0.75
