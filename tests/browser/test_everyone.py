"""For everyone: narrow windows, large enough targets, own colours, the order of the focus."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from dashboard.pages import EVERY_PAGE as REGISTRY
from tests.browser.conftest import NewVisit
from tests.browser.test_access import check
from tests.browser.visit import PATIENCE_MS, Site, Visit, address

pytestmark = pytest.mark.browser

EVERY_PAGE = pytest.mark.parametrize("page", REGISTRY, ids=lambda page: page.name)
# What may be pressed and is not a link within a sentence: its name and its size in pixels.
TARGETS = """() => [...document.querySelectorAll('a[href], button, input, summary')]
  .filter(each => each.checkVisibility({visibilityProperty: true}))
  .filter(each => !each.matches('.skip') && !each.closest('.hidden, .modebar'))
  .filter(each => !(each.matches('p a, li a') &&
                    each.parentElement.textContent.trim() !== each.textContent.trim() &&
                    getComputedStyle(each).display === 'inline'))
  .map(each => [each, (each.labels && each.labels[0]) || each])
  .map(([each, shown]) => [each.innerText || each.ariaLabel || each.tagName,
                           ...['width', 'height'].map(way => Math.max(
                             each.getBoundingClientRect()[way],
                             shown.getBoundingClientRect()[way]))])"""


def window(chrome: Browser, site: Site, **asked: Any) -> Iterator[Visit]:
    """A window for all the tests of this file, as its user has asked for it."""
    made = chrome.new_context(**asked, reduced_motion="reduce")
    made.set_default_timeout(PATIENCE_MS)
    seen = Visit(made.new_page(), site)
    yield seen
    faults = seen.close()
    made.close()
    assert not faults


@pytest.fixture(scope="module")
def narrow(chrome: Browser, site: Site) -> Iterator[Visit]:
    """A window 320 pixels wide: a desk's at 400 per cent."""
    yield from window(chrome, site, viewport={"width": 320, "height": 640})


@EVERY_PAGE
def test_nothing_scrolls_sideways_at_320_pixels_and_every_target_is_large(
    narrow: Visit, page: Any
) -> None:
    narrow.go(f"{address(page)}?type=asb")
    narrow.fits()
    targets = narrow.page.evaluate(TARGETS)
    assert len(targets) > 10
    assert [each for each in targets if min(each[1:]) < 23.5] == []
    narrow.page.locator(".saved summary").click()
    narrow.fits()


@EVERY_PAGE
def test_charts_say_what_they_show_without_being_seen(narrow: Visit, page: Any) -> None:
    narrow.go(address(page))
    charts = narrow.page.locator(".chart").all()
    for chart in charts:
        title, finding = (
            narrow.page.locator(f"#{chart.get_attribute(name)}").inner_text()
            for name in ("aria-labelledby", "aria-describedby")
        )
        assert chart.get_attribute("role") == "figure"
        assert len(title) > 8
        assert finding.endswith((".", ")"))
    shown = narrow.page.locator(".js-plotly-plot .main-svg:not([aria-hidden='true'])")
    expect(shown).to_have_count(0)


@pytest.fixture(scope="module")
def own_colours(chrome: Browser, site: Site) -> Iterator[Visit]:
    """A window of someone who has chosen colours of their own, as in Windows' contrast themes."""
    desk = {"width": 1366, "height": 768}
    yield from window(chrome, site, viewport=desk, forced_colors="active")


@EVERY_PAGE
def test_no_page_breaks_a_rule_in_forced_colours(own_colours: Visit, page: Any) -> None:
    own_colours.go(f"{address(page)}?type=asb")
    assert own_colours.page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    check(own_colours, "in forced colours")
    # A colour that is a value stays; what is chosen is not told by a background alone.
    for graph in own_colours.page.locator(".chart").all():
        assert graph.evaluate("it => getComputedStyle(it).forcedColorAdjust") == "none"


def test_a_meeting_breaks_no_rule_in_forced_colours(own_colours: Visit) -> None:
    version = own_colours.site.pack.name.split("-")[1]
    own_colours.go(f"/?type=asb&present={version}&agenda=board&item=1")
    check(own_colours, "a meeting in forced colours")


def test_motion_is_not_shown_to_those_who_do_not_want_it(narrow: Visit) -> None:
    narrow.go("/")
    moving = narrow.page.evaluate(
        "() => [...document.querySelectorAll('*')].filter(each => {"
        " const it = getComputedStyle(each);"
        " return [it.animationDuration, it.transitionDuration].some(said =>"
        "   said.split(',').some(one => parseFloat(one) > 0 && it.transitionProperty !== 'none'));"
        "}).length"
    )
    assert moving == 0


def test_the_focus_goes_through_the_page_in_reading_order_and_out(visit: NewVisit) -> None:
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

    assert names[:3] == ["Skip to the main content", "Wokingham", "Overview"]
    in_order = [
        "Data and methods", "Demonstration data", "Crime type", "Area", "Period", "Months",
        "Download records", "Saved views", "Present", "Copy link", "Copy as a saved view",
        "All crime", "Show the numbers",
    ]  # fmt: skip
    places = [names.index(each) for each in in_order]
    assert places == sorted(places)
    assert all(each["seen"] for each in stops)
    assert [each["foot"] for each in stops] == sorted(each["foot"] for each in stops)
    assert names[-1] == "Accessibility statement"


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
    seen.page.keyboard.press("Tab")
    assert seen.focused()["name"] == "Download these numbers (CSV)"
