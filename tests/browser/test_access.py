"""States of pages within WCAG 2.2 AA, and the keyboard: the focus, its order, menus."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.test_every_page import SIZES, check
from tests.browser.visit import DESK, PHONE, Size, Visit

pytestmark = pytest.mark.browser


def area_list(seen: Visit) -> None:
    seen.control("Area").click()
    expect(seen.option("Bigshotte Park")).to_be_visible()


def area_search(seen: Visit) -> None:
    seen.control("Area").fill("norr")
    expect(seen.option("Norreys Estate")).to_be_visible()
    seen.page.keyboard.press("ArrowDown")


def area_not_found(seen: Visit) -> None:
    seen.control("Area").fill("zzz")
    expect(seen.page.locator("#areas [role=status]")).to_have_text("Nothing has that name")


def crime_list(seen: Visit) -> None:
    seen.control("Crime type").click()
    expect(seen.option("Robbery")).to_be_visible()


@SIZES
def test_no_open_list_breaks_a_rule_of_wcag(visit: NewVisit, size: Size) -> None:
    seen = visit("/records?type=burglary&area=norreys", size)
    button = seen.page.locator("#filters-button")
    if button.is_visible():
        button.click()
    for opened in (area_list, area_search, area_not_found, crime_list):
        opened(seen)
        check(seen, opened.__name__, covered=True)
        seen.control("Area").fill("")
        seen.page.keyboard.press("Escape")
    seen.page.locator(".demo summary").click()
    expect(seen.page.get_by_role("link", name="More about the data")).to_be_visible()
    check(seen, "demonstration badge")


MENUS = {
    DESK: {"Months": ".months > div", "Saved views": ".agendas", "Export": ".export-choices"},
    PHONE: {"Menu": "#pages", "Tools": "#tools"},
}


@pytest.mark.parametrize("size", MENUS, ids=["desk", "phone"])
def test_a_menu_closes_on_escape_and_when_you_go_elsewhere(visit: NewVisit, size: Size) -> None:
    seen = visit("/records", size)
    for opened, shown in MENUS[size].items():
        button = seen.page.get_by_text(opened, exact=True)
        menu = seen.page.locator(shown)
        button.click()
        expect(menu).to_be_visible()
        check(seen, f"{opened} is open", covered=True)
        seen.fits()
        seen.page.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        button.click()
        expect(menu).to_be_visible()
        seen.page.locator("footer p").first.click(position={"x": 2, "y": 2})
        expect(menu).to_be_hidden()


STATES = {
    "nothing matches": "/?type=robbery&area=wargrave-station&from=2022-05&to=2022-05",
    "split by area": "/trends?split=area&type=asb",
    "not understood": "/?type=witchcraft",
    "no such page": "/nowhere",
}
MORE_STATES = {
    "change": "/?measure=change",
    "no matching records": "/records?type=robbery&area=wargrave-station&from=2022-05&to=2022-05",
    "split by type": "/trends?split=type",
    "sorted": "/records?sort=ward&order=up&page=3",
    "no such place": "/places/nowhere",
    "a wide buffer": "/places/cantley-park?buffer=800&type=burglary",
    "no such incidents": "/places/wargrave-station?type=robbery",
}


@pytest.mark.parametrize(
    ("size", "states"),
    [(DESK, STATES), pytest.param(DESK, MORE_STATES, marks=pytest.mark.verify),
     pytest.param(PHONE, STATES | MORE_STATES, marks=pytest.mark.verify)],
    ids=["desk", "desk-more", "phone"],
)  # fmt: skip
def test_no_state_breaks_a_rule_of_wcag(
    visit: NewVisit, size: Size, states: dict[str, str]
) -> None:
    first, *others = states.items()
    seen = visit(first[1], size, allowed=(404,))
    check(seen, first[0])
    for state, path in others:
        seen.go(path)
        check(seen, state)


def test_one_status_line_announces_the_result_and_the_way_back(visit: NewVisit) -> None:
    seen = visit("/")
    status = seen.page.get_by_role("status").filter(has_text=re.compile(r"\w"))
    expect(status).to_have_count(1)
    seen.status.evaluate("it => { window.line = it; }")
    seen.tile("ASB").click()
    seen.says("973 anti-social behaviour incidents")
    # The same element says it: a new one would not be announced.
    assert seen.page.evaluate("() => window.line === document.querySelector('#status')")
    expect(status).to_have_count(1)
    # The link that goes away with the filter does not take the focus with it.
    seen.status.get_by_role("link", name="Reset filters").focus()
    seen.page.keyboard.press("Enter")
    seen.says("8,244 recorded crimes")
    assert seen.focused()["id"] == "main"


@pytest.mark.parametrize(
    ("path", "stops"),
    [
        ("/", {".tile:nth-child(3)": "Enter", ".measure input": "ArrowRight"}),
        ("/hotspots", {".ranking li:nth-child(4) a": "Enter"}),
        ("/records", {"#records-pager a": "Enter", ".records th:nth-child(3) a": "Enter"}),
    ],
)
def test_the_focus_stays_where_it_is_when_a_filter_changes(
    visit: NewVisit, path: str, stops: dict[str, str]
) -> None:
    keys = visit(path)
    for stop, key in stops.items():
        url = keys.page.url
        keys.page.locator(stop).first.focus()
        before = keys.focused()
        keys.page.keyboard.press(key)
        expect(keys.page).not_to_have_url(url)
        keys.settle()
        after = keys.focused()
        assert after["tag"] == before["tag"]
        if key == "Enter":
            assert after["where"] == before["where"]
            assert after["name"].split("\n")[0] == before["name"].split("\n")[0]


def test_the_skip_link_comes_first_and_the_focus_goes_on_in_reading_order_and_out(
    visit: NewVisit,
) -> None:
    seen = visit("/")
    stops: list[dict[str, Any]] = []
    for _ in range(90):
        seen.page.keyboard.press("Tab")
        stop = seen.page.evaluate(
            """() => { const it = document.activeElement; if (it === document.body) return null;
              const box = it.getBoundingClientRect();
              return {name: (it.getAttribute('aria-label') || it.innerText || '').split('\\n')[0],
                      top: box.top + scrollY, seen: it.matches(':focus-visible'),
                      main: Boolean(it.closest('main')), foot: Boolean(it.closest('footer'))}; }"""
        )
        if stop is None:
            break
        stops.append(stop)
    names = [each["name"] for each in stops]

    assert names[:3] == ["Skip to the main content", "Wokingham", "Now"]
    in_order = [
        "Data and methods", "Demonstration data", "Crime type", "Area", "Period", "Months",
        "Download records", "Saved views", "Present", "Copy link", "Briefing",
        "All crime", "Show the numbers",
    ]  # fmt: skip
    places = [names.index(each) for each in in_order]
    assert places == sorted(places)
    assert all(each["seen"] for each in stops)
    assert [each["foot"] for each in stops] == sorted(each["foot"] for each in stops)
    assert names[-1] == "Accessibility statement"

    seen.page.keyboard.press("Tab")
    assert seen.focused()["name"] == "Skip to the main content"
    expect(seen.page.locator(".skip")).to_be_in_viewport()
    seen.page.keyboard.press("Enter")
    assert seen.focused()["id"] == "main"
    seen.page.keyboard.press("Tab")
    assert seen.focused()["where"] == "overview-signals"


def test_a_value_is_filtered_for_and_read_by_keyboard_alone(visit: NewVisit) -> None:
    seen = visit("/trends")
    seen.tab_to("Crime type")
    seen.page.keyboard.type("burgl")
    seen.page.keyboard.press("ArrowDown")
    seen.page.keyboard.press("Enter")
    seen.says("264 burglaries in Wokingham")
    seen.page.keyboard.press("Escape")
    seen.tab_to("Show the numbers")
    seen.page.keyboard.press("Enter")
    table = seen.page.locator("#trends-monthly-numbers table")
    expect(table).to_be_visible()
    seen.page.keyboard.press("Tab")
    assert seen.focused()["where"] == "trends-monthly-numbers"
    expect(table.get_by_role("row", name=re.compile("^March 2023"))).to_have_count(1)
    seen.tab_to("Download these numbers (CSV)")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_term_is_explained_by_keyboard_and_touch_and_is_no_part_of_the_text(
    visit: NewVisit, size: Size
) -> None:
    seen = visit("/hotspots?type=asb&layer=clusters", size)
    term = seen.page.locator("#hotspots-map").get_by_role("button", name="cluster", exact=True)
    meaning = seen.page.get_by_role("dialog", name="Cluster")
    beside = seen.page.locator("#hotspots-map h2")
    term.scroll_into_view_if_needed()
    if size == PHONE:
        term.tap()
    else:
        term.focus()
        seen.page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    expect(meaning).to_be_focused()
    expect(meaning).to_contain_text("Squares whose surroundings are busier")
    box = meaning.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    check(seen, "a term is explained", covered=True)
    seen.page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(term).to_be_focused()
    (term.tap if size == PHONE else term.click)()
    expect(meaning).to_be_visible()
    (beside.tap if size == PHONE else beside.click)()
    expect(meaning).to_be_hidden()
    assert term.inner_text() == "cluster"
