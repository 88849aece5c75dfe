"""WCAG 2.2 AA as far as a machine can tell, on every page, at both sizes, with menus open."""

import re
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dashboard.pages import AT_FOOT
from dashboard.pages import EVERY_PAGE as REGISTRY
from tests.browser.conftest import NewVisit
from tests.browser.visit import DESK, PHONE, Size, Visit, address

pytestmark = pytest.mark.browser

AXE: Any = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
EVERY_PAGE = pytest.mark.parametrize("page", REGISTRY, ids=lambda page: page.name)


def check(seen: Visit, state: str) -> None:
    """Fail when axe finds anything wrong with the page as it now is."""
    seen.settle()
    found = Axe().run(seen.page, options=AXE)
    assert any(rule["id"] == "target-size" for rule in found.response["passes"])
    assert not found.response["violations"], f"{state}: {found.generate_report()}"


def open_filters(seen: Visit) -> None:
    """On a phone, open the filters; on a desk they are always open."""
    button = seen.page.locator("#filters-button")
    if button.is_visible() and button.get_attribute("aria-expanded") != "true":
        button.click()


@SIZES
@EVERY_PAGE
def test_no_page_breaks_a_rule_of_wcag(visit: NewVisit, page: Any, size: Size) -> None:
    seen = visit(f"{address(page)}?type=asb&area=norreys-estate", size)
    for fold in seen.page.locator("main .more:visible").all():
        seen.show_numbers(fold)
    check(seen, "with the numbers shown")


def area_list(seen: Visit) -> None:
    seen.control("Area").click()
    expect(seen.option("Bigshotte Park")).to_be_visible()


def area_search(seen: Visit) -> None:
    seen.control("Area").fill("norr")
    expect(seen.option("Norreys Estate")).to_be_visible()
    seen.page.keyboard.press("ArrowDown")


def area_not_found(seen: Visit) -> None:
    seen.control("Area").fill("zzz")
    expect(seen.page.get_by_text("Nothing has that name")).to_be_visible()


def crime_list(seen: Visit) -> None:
    seen.control("Crime type").click()
    expect(seen.option("Robbery")).to_be_visible()


def period_list(seen: Visit) -> None:
    seen.control("Period").click()
    expect(seen.option("2021/22")).to_be_visible()


def months_panel(seen: Visit) -> None:
    seen.page.get_by_text("Months", exact=True).click()
    expect(seen.control("From")).to_be_visible()


def month_list(seen: Visit) -> None:
    months_panel(seen)
    seen.control("From").click()
    expect(seen.option("June 2021")).to_be_visible()


MENUS = (area_list, area_search, area_not_found, crime_list, period_list, months_panel, month_list)


@SIZES
def test_no_open_menu_breaks_a_rule_of_wcag(visit: NewVisit, size: Size) -> None:
    seen = visit("/records?type=burglary&area=norreys", size)
    for menu in MENUS:
        seen.page.reload()
        seen.settle()
        open_filters(seen)
        menu(seen)
        check(seen, menu.__name__)
    # The last list may lie over the badge.
    seen.page.reload()
    seen.settle()
    seen.page.locator(".demo summary").click()
    expect(seen.page.get_by_role("link", name="More about the data")).to_be_visible()
    check(seen, "demonstration badge")


STATES = {
    "change": "/?measure=change",
    "nothing matches": "/?type=robbery&area=wargrave-station&from=2022-05&to=2022-05",
    "no matching records": "/records?type=robbery&area=wargrave-station&from=2022-05&to=2022-05",
    "split by type": "/trends?split=type",
    "split by area": "/trends?split=area&type=asb",
    "not understood": "/?type=witchcraft",
    "sorted": "/records?sort=ward&order=up&page=3",
    "no such page": "/nowhere",
    "no such place": "/places/nowhere",
    "a wide buffer": "/places/cantley-park?buffer=800&type=burglary",
    "no such incidents": "/places/wargrave-station?type=robbery",
}


@SIZES
def test_no_state_breaks_a_rule_of_wcag(visit: NewVisit, size: Size) -> None:
    seen = visit("/about", size, allowed=(404,))
    for state, path in STATES.items():
        seen.go(path)
        check(seen, state)


@EVERY_PAGE
def test_every_page_is_named_and_ordered(visit: NewVisit, page: Any) -> None:
    seen = visit(address(page))
    expect(seen.page.locator("h1")).to_have_count(1)
    name, here = ("Norreys Estate", "Places") if page.of else (page.name, page.name)
    where = "footer" if page in AT_FOOT else "header"
    expect(seen.page).to_have_title(f"{name} - Wokingham community safety")
    expect(seen.page.locator("html")).to_have_attribute("lang", "en-GB")
    for landmark in ("banner", "main", "contentinfo"):
        expect(seen.page.get_by_role(landmark)).to_have_count(1)
    expect(seen.page.locator(f"{where} nav [aria-current]")).to_have_text(here)
    levels = seen.page.locator("h1, h2, h3, h4").evaluate_all(
        "all => all.filter(it => it.checkVisibility()).map(it => Number(it.tagName[1]))"
    )
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in seen.page.locator("table").all():
        assert table.locator("caption").count() == 1
        assert table.locator("th").count() > 0


def test_the_skip_link_comes_first_and_leads_to_the_main_content(visit: NewVisit) -> None:
    keys = visit("/")
    keys.page.keyboard.press("Tab")
    assert keys.focused()["name"] == "Skip to the main content"
    expect(keys.page.locator(".skip")).to_be_in_viewport()
    keys.page.keyboard.press("Enter")
    assert keys.focused()["id"] == "main"
    keys.page.keyboard.press("Tab")
    assert keys.focused()["where"] == "tiles"


def test_one_status_line_announces_the_result(visit: NewVisit) -> None:
    seen = visit("/")
    status = seen.page.get_by_role("status").filter(has_text=re.compile(r"\w"))
    expect(status).to_have_count(1)
    seen.status.evaluate("it => { window.line = it; }")
    seen.tile("ASB").click()
    seen.says("973 anti-social behaviour incidents")
    # The same element says it: a new one would not be announced.
    assert seen.page.evaluate("() => window.line === document.querySelector('#status')")
    expect(status).to_have_count(1)


@pytest.mark.parametrize(
    ("path", "stop", "key"),
    [
        ("/", ".tile:nth-child(3)", "Enter"),
        ("/", ".ranking li:nth-child(2) a", "Enter"),
        ("/hotspots", ".ranking li:nth-child(4) a", "Enter"),
        ("/", ".measure input", "ArrowRight"),
        ("/records", "#records-pager a", "Enter"),
        ("/records", ".records th:nth-child(3) a", "Enter"),
    ],
)
def test_the_focus_stays_where_it_is_when_a_filter_changes(
    visit: NewVisit, path: str, stop: str, key: str
) -> None:
    keys = visit(path)
    keys.page.locator(stop).first.focus()
    before = keys.focused()
    keys.page.keyboard.press(key)
    expect(keys.page).to_have_url(re.compile(r"\?"))
    keys.settle()
    after = keys.focused()
    assert after["tag"] == before["tag"]
    if key == "Enter":
        assert after["where"] == before["where"]
        assert after["name"].split("\n")[0] == before["name"].split("\n")[0]


def test_the_way_out_of_a_filter_does_not_lose_the_focus(visit: NewVisit) -> None:
    keys = visit("/?type=asb")
    keys.status.get_by_role("link", name="Reset filters").focus()
    keys.page.keyboard.press("Enter")
    keys.says("8,244 crimes")
    assert keys.focused()["id"] == "main"


# How the element with the focus looks, with what may show the focus for it.
LOOK = """() => {
  const shown = it => { const style = getComputedStyle(it);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow,
            style.borderColor, style.borderWidth].join(); };
  const it = document.activeElement, all = [];
  for (let each = it; each && each !== document.body && all.length < 5; each = each.parentElement)
    all.push(shown(each));
  return {name: it.getAttribute('aria-label') ?? it.innerText?.split('\\n')[0] ?? it.id,
          tag: it.tagName, all: all.join(';')};
}"""


@EVERY_PAGE
def test_the_focus_can_be_seen_at_every_stop(visit: NewVisit, page: Any) -> None:
    keys = visit(address(page))
    stops: list[dict[str, str]] = []
    for _ in range(45):
        keys.page.keyboard.press("Tab")
        look = keys.page.evaluate(LOOK)
        if look["tag"] == "BODY":
            break
        keys.page.evaluate("() => { window.stop = document.activeElement; }")
        plain = keys.page.evaluate(
            f"() => {{ window.stop.blur(); const look = ({LOOK.replace('document.activeElement', 'window.stop')})();"  # noqa: E501
            " window.stop.focus({focusVisible: true}); return look; }"
        )
        assert look["all"] != plain["all"], f"no visible focus on {look['tag']} {look['name']!r}"
        stops.append(look)
    assert len(stops) > 10
