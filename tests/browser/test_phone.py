"""On a phone: fingers on a map, wide tables as cards, a visit from filter to filter."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.test_every_page import check
from tests.browser.visit import PHONE

pytestmark = pytest.mark.browser

CENTRE = "[map.getCenter().lng, map.getCenter().lat]"


def test_one_finger_moves_the_page_and_two_move_the_map(visit: NewVisit) -> None:
    phone = visit("/hotspots", PHONE)
    chart = phone.page.locator(".js-plotly-plot:has(.maplibregl-canvas)")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = phone.page.context.new_cdp_session(phone.page)
    before, top = phone.map(CENTRE), phone.page.evaluate("scrollY")

    def drag(*fingers: float, up: int) -> None:
        """Put fingers down beside the middle of the map and move them up (pixels)."""
        for moved in range(0, up + 1, 10):
            points = [{"x": x + each, "y": y - moved} for each in fingers]
            kind = "touchMove" if moved else "touchStart"
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            phone.page.wait_for_timeout(16)
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    drag(0, up=150)
    phone.page.wait_for_function("top => scrollY > top + 100", arg=top)
    assert phone.map(CENTRE) == before

    drag(-30, 30, up=80)
    phone.page.wait_for_function(
        "before => Math.abs(before - [...document.querySelectorAll('.js-plotly-plot')]"
        ".find(each => each._fullLayout?.map)._fullLayout.map._subplot.map.getCenter().lat) > 1e-4",
        arg=before[1],
    )


def test_a_wide_table_becomes_cards_headed_by_their_row(visit: NewVisit) -> None:
    phone = visit("/marac", PHONE)
    fold = phone.page.locator(".more", has_text="Show the numbers").first
    phone.show_numbers(fold)
    row = fold.get_by_role("row").filter(has_text="2021/22")
    expect(fold.locator("table.as-cards")).to_be_visible()
    tops = row.locator("th, td").evaluate_all(
        "all => all.map(it => [it.getBoundingClientRect().top, it.dataset.label ?? 'head'])"
    )
    assert min(tops)[1] == "head"
    check(phone, "a table as cards")
    phone.fits()
    changes = phone.page.locator("#marac-changes table")
    expect(changes).to_have_class(re.compile("as-cards"))
    # What its hidden heads explain is explained in the first card.
    changes.get_by_role("button", name="By chance alone", exact=True).tap()
    expect(phone.page.get_by_role("dialog", name="By chance alone")).to_be_visible()
    edges = changes.locator("td").evaluate_all(
        """all => all.map(cell => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          const [outer, inner] = [cell, range].map(each => each.getBoundingClientRect().right);
          return Math.round(outer - inner);
        })"""
    )
    assert edges
    assert max(edges) <= 1


def test_a_long_wide_table_keeps_its_first_column_and_says_that_it_scrolls(visit: NewVisit) -> None:
    phone = visit("/trends", PHONE)
    table = phone.page.locator(".published table.sideways").first
    head = table.get_by_role("rowheader").first
    left = head.evaluate("it => it.getBoundingClientRect().left")
    table.evaluate("it => it.parentElement.scrollBy(300, 0)")
    assert head.evaluate("it => it.getBoundingClientRect().left") == left
    hint = table.locator("caption").evaluate("it => getComputedStyle(it, '::after').content")
    assert "sideways" in hint


def test_a_visit_by_phone(visit: NewVisit) -> None:
    phone = visit("/", PHONE)
    button = phone.page.locator("#filters-button")
    expect(button).to_have_text("Filters")
    expect(phone.control("Area")).to_be_hidden()
    button.tap()
    expect(button).to_have_attribute("aria-expanded", "true")
    phone.control("Crime type").tap()
    phone.option("Shoplifting").tap()
    phone.says("881 shoplifting offences in Wokingham")
    phone.page.keyboard.press("Escape")
    phone.choose("Period", "All months")
    phone.says("April 2020 to March 2023")
    expect(button).to_have_text("Filters (2 set)")
    button.tap()
    expect(phone.control("Area")).to_be_hidden()
    phone.follow("Trends")
    expect(phone.page).to_have_title(re.compile("^Trends"))
    phone.settle()
    assert phone.search == "?type=shoplifting&period=all"


CUT = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
  const edges = plot.getBoundingClientRect();
  return [...plot.querySelectorAll('text')].filter(it => {
    const own = it.getBoundingClientRect();
    return own.right > edges.right || own.left < edges.left;
  }).map(it => it.textContent);
})"""


def test_no_label_of_a_chart_is_cut_at_its_edge(visit: NewVisit) -> None:
    phone = visit("/outcomes", PHONE)
    phone.settle()
    labels = phone.page.locator(".js-plotly-plot text", has_text=re.compile(r"\d\.\d%"))
    expect(labels.nth(40)).to_be_attached()
    assert phone.page.evaluate(CUT) == []
