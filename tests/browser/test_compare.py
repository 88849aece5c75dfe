"""A and B by keyboard, on a desk and on a phone, and what happened since an action."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.test_every_page import check, show_all_numbers
from tests.browser.visit import DESK, PHONE, Size

pytestmark = pytest.mark.browser


def test_any_two_selections_by_keyboard(visit: NewVisit) -> None:
    seen = visit("/compare?type=asb&type=burglary")
    title = seen.page.locator("#compare-verdict-title")
    expect(title).to_contain_text("fewer in 2022/23 (A) than in 2021/22 (B), by ")
    first = seen.page.locator("#compare-sides .side-a dd").inner_text()
    total = int(first.split()[0].replace(",", ""))
    area = seen.page.get_by_label("Area of B")
    area.focus()
    area.select_option("Norreys")
    expect(title).not_to_contain_text("2021/22 (B)")
    seen.settle()
    assert "b_area=norreys" in seen.search
    # The list that comes with the answer has the focus, so that the next key counts too.
    assert seen.focused()["id"] == "b-area"
    expect(seen.page.locator("#compare-sides")).to_contain_text("without B")
    expect(seen.page.locator("#compare-before")).to_be_hidden()
    swap = seen.page.get_by_role("link", name="Swap A and B")
    swap.focus()
    seen.page.keyboard.press("Enter")
    seen.says("in Norreys")
    expect(seen.page.locator("#compare-sides .side-b")).to_contain_text("without A")
    rows = seen.download(seen.page.locator("#compare-types").get_by_role("link", name="Data"))
    assert rows[0][:3] == ["Crime type", "A", "B"]
    assert int(rows[-1][1]) + int(rows[-1][2]) == total


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_sides_that_overlap_fit_and_break_no_rule(visit: NewVisit, size: Size) -> None:
    seen = visit("/compare?type=asb&area=norreys&area=wescott&b_area=norreys,emmbrook", size)
    show_all_numbers(seen)
    check(seen, "overlapping sides")
    seen.fits()


def test_the_maps_of_two_periods_come_back_and_move_together(visit: NewVisit) -> None:
    # So wide that the sentence above one map has a line and that above the other has two.
    seen = visit("/compare?type=asb&area=norreys&b_type=burglary", (1920, 1080))
    expect(seen.page.locator("#compare-now")).to_be_hidden()
    seen.page.get_by_label("Type of B").select_option("As in A")
    seen.page.get_by_label("Months of B").select_option("The year before A")
    expect(seen.page.locator("#compare-now")).to_be_visible()
    seen.settle()
    widths = seen.page.evaluate(
        "() => [...document.querySelectorAll('.linked .main-svg')].map(it => it.clientWidth)"
    )
    assert min(widths) > 300
    tops = seen.page.evaluate(
        "() => [...document.querySelectorAll('.linked .chart')].map(it => it.offsetTop)"
    )
    assert tops[0] == tops[1]
    every = "[...document.querySelectorAll('.linked .js-plotly-plot')]"
    maps = f"{every}.map(each => each._fullLayout.map._subplot.map)"
    seen.page.evaluate(f"() => {maps}[0].jumpTo({{center: [-0.84, 51.42], zoom: 12}})")
    one, other = seen.page.evaluate(
        f"() => {maps}.map(map => [map.getCenter().toArray(), map.getZoom()])"
    )
    assert one == other
    assert one[0] == pytest.approx([-0.84, 51.42])


def test_what_happened_since_each_action(visit: NewVisit) -> None:
    seen = visit("/trends")
    seen.tab_to("Actions")
    seen.page.keyboard.press("Enter")
    seen.settle()
    cards = seen.page.locator(".since")
    expect(cards).to_have_count(8)
    answers = [each.inner_text() for each in seen.page.locator(".since h2").all()]
    allowed = re.compile(
        r"(?:[▲▼△▽●] )?(Fewer than the comparison place|More than the comparison place|"
        r"No clear difference|Cannot tell yet|No comparison place is named)"
    )
    assert all(map(allowed.fullmatch, answers))
    above = seen.page.locator("main").inner_text()
    assert above.index("An example with made-up data.") < above.index(answers[0])


def test_a_list_is_used_by_typing_and_changes_the_page_once(visit: NewVisit) -> None:
    seen = visit("/compare?type=asb")
    before = seen.page.evaluate("() => history.length")
    kind = seen.page.get_by_label("Type of B")
    kind.focus()
    seen.page.keyboard.type("Shop", delay=100)
    assert kind.evaluate("it => it.selectedOptions[0].label") == "Shoplifting"
    assert "b_type" not in seen.search
    seen.page.keyboard.press("Enter")
    expect(seen.page).to_have_url(re.compile(r"b_type=shoplifting"))
    seen.settle()
    assert seen.page.evaluate("() => history.length") == before + 1
    # Without Enter it is taken after a moment, and at once when the list is left.
    expect(kind).to_be_focused()
    seen.page.keyboard.type("Rob", delay=100)
    expect(seen.page).to_have_url(re.compile(r"b_type=robbery"))
    seen.settle()
    expect(kind).to_be_focused()
    seen.page.keyboard.type("Burg", delay=50)
    seen.page.keyboard.press("Tab")
    expect(seen.page).to_have_url(re.compile(r"b_type=burglary"))
    seen.settle()
    period = seen.control("Period")
    period.focus()
    seen.page.keyboard.press("ArrowDown")
    chosen = period.input_value()
    seen.page.keyboard.press("Tab")
    expect(seen.page).to_have_url(re.compile(f"period={chosen}"))
