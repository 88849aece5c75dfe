"""What holds on every page: one load at a desk and one on a phone prove it all.

On typical pages in ``make test``, on every page in ``make verify``.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect

from bench.chromium import SEEN
from dashboard.pages import AT_FOOT
from dashboard.pages import EVERY_PAGE as REGISTRY
from data.model.pages import BRIEFING
from tests.browser.conftest import NewVisit
from tests.browser.visit import DESK, PATIENCE_MS, PHONE, Site, Size, Visit, address

pytestmark = pytest.mark.browser

AXE: Any = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
SIZES = pytest.mark.parametrize(
    "size", [DESK, pytest.param(PHONE, marks=pytest.mark.verify)], ids=["desk", "phone"]
)
EVERY_PAGE = pytest.mark.parametrize("page", REGISTRY, ids=lambda page: page.name)
# Tiles, maps, charts by area, two sides, chapters, long tables, a profile; all in `make verify`.
TYPICAL = {"Now", "Hotspots", "Trends", "Compare", "Assessment", "Records", "Place"}
TYPICAL_PAGES = pytest.mark.parametrize(
    "page",
    [
        pytest.param(each, marks=() if each.name in TYPICAL else pytest.mark.verify)
        for each in REGISTRY
    ],
    ids=lambda page: page.name,
)
# Rows and entries of the same form as an earlier one beside it, in an odd or an even place as that
# is: the same elements with the same classes, colours and attributes, with a text or without.
MARK_REPEATED = """() => {
  document.querySelectorAll('[data-repeated]').forEach(it => it.removeAttribute('data-repeated'));
  const form = it => [it, ...it.querySelectorAll('*')].map(each => [
    each.tagName, each.getAttribute('class'), each.style.color, each.style.background,
    each.getAttributeNames().sort(), Boolean(each.textContent.trim()), each.getAttribute('role')]);
  for (const list of document.querySelectorAll('tbody, ol, ul')) {
    const seen = new Set();
    [...list.children].forEach((it, place) => {
      const said = JSON.stringify([place % 2, form(it)]);
      if (seen.has(said)) it.setAttribute('data-repeated', '');
      seen.add(said);
    });
  }
}"""
# Nor the labels of charts, which are hidden from readers and whose contrast axe cannot tell.
LEFT_OUT: Any = {"exclude": [["[data-repeated]"], [".main-svg"]]}
HIGHEST = 200  # of a phone's 844 pixels: where the content begins at the latest
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
MOVING = """() => [...document.querySelectorAll('*')].filter(each => {
  const it = getComputedStyle(each);
  return [it.animationDuration, it.transitionDuration].some(said =>
    said.split(',').some(one => parseFloat(one) > 0 && it.transitionProperty !== 'none'));
}).length"""


def check(seen: Visit, state: str, *, covered: bool = False) -> None:
    """Fail when axe finds anything wrong with the page as it now is.

    Of rows and entries of the same form it looks at the first, since each takes it milliseconds.
    ``covered``: an open list covers other targets in part, until it is closed.
    """
    seen.settle()
    rules = {"rules": {"target-size": {"enabled": False}}} if covered else {}
    seen.page.evaluate(MARK_REPEATED)
    found = Axe().run(seen.page, LEFT_OUT, AXE | rules)
    assert covered or any(rule["id"] == "target-size" for rule in found.response["passes"])
    assert not found.response["violations"], f"{state}: {found.generate_report()}"


def show_all_numbers(seen: Visit) -> None:
    """Open every "Show the numbers" of the page."""
    for fold in seen.page.locator("main .more:visible").all():
        seen.show_numbers(fold)


@TYPICAL_PAGES
def test_at_a_desk_it_is_named_ordered_described_still_and_within_wcag(
    visit: NewVisit, page: Any
) -> None:
    seen = visit(f"{address(page)}?type=asb&area=norreys-estate")
    named_and_ordered(seen, page)
    charts_are_described(seen)
    assert seen.page.evaluate(MOVING) == 0
    show_all_numbers(seen)
    check(seen, "with the numbers shown")


def named_and_ordered(seen: Visit, page: Any) -> None:
    """One heading, a title, three landmarks, the place in the navigation, captions of tables."""
    expect(seen.page.locator("h1")).to_have_count(1)
    name, here = ("Norreys Estate", "Places") if page.of else (page.name, page.name)
    where = "footer" if page in AT_FOOT else "header"
    expect(seen.page).to_have_title(f"{name} - Wokingham community safety")
    expect(seen.page.locator("html")).to_have_attribute("lang", "en-GB")
    for landmark in ("banner", "main", "contentinfo"):
        expect(seen.page.get_by_role(landmark)).to_have_count(1)
    if page.path != BRIEFING.path:  # whose link is among the tools
        expect(seen.page.locator(f"{where} nav [aria-current]")).to_have_text(here)
    levels = seen.page.locator("h1, h2, h3, h4").evaluate_all(
        "all => all.filter(it => it.checkVisibility()).map(it => Number(it.tagName[1]))"
    )
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in seen.page.locator("table").all():
        assert table.locator("caption").count() == 1
        assert table.locator("th").count() > 0


# References to a name or description that is missing or empty.
EMPTY_REFERENCES = """() => ['aria-labelledby', 'aria-describedby'].flatMap(name =>
  [...document.querySelectorAll(`[${name}]`)]
    .filter(each => each.checkVisibility({visibilityProperty: true}))
    .filter(each => each.getAttribute(name).split(' ').some(id =>
      !document.getElementById(id)?.textContent.trim()))
    .map(each => `${name}=${each.getAttribute(name)}`))"""


def charts_are_described(seen: Visit) -> None:
    """Each chart has a title and a finding for who does not see it, and hides its drawing."""
    for chart in filter(Locator.is_visible, seen.page.locator(".chart").all()):
        title, finding = (
            seen.page.locator(f"#{chart.get_attribute(name)}").inner_text()
            for name in ("aria-labelledby", "aria-describedby")
        )
        assert chart.get_attribute("role") == "figure"
        assert len(title) > 8
        assert finding.endswith((".", ")"))
    assert seen.page.evaluate(EMPTY_REFERENCES) == []
    shown = seen.page.locator(".js-plotly-plot .main-svg:not([aria-hidden='true'])")
    expect(shown).to_have_count(0)


@TYPICAL_PAGES
def test_on_a_phone_it_begins_high_fits_320_pixels_and_has_large_targets(
    visit: NewVisit, page: Any
) -> None:
    phone = visit(f"{address(page)}?type=asb", PHONE)
    main = phone.page.locator("main").bounding_box()
    assert main is not None
    assert main["y"] < HIGHEST or page.of or page in AT_FOOT or page.path == BRIEFING.path
    phone.fits()
    phone.page.set_viewport_size({"width": 320, "height": 640})  # a desk's at 400 per cent
    phone.fits()
    targets = phone.page.evaluate(TARGETS)
    assert len(targets) > 5
    assert [each for each in targets if min(each[1:]) < 23.5] == []
    show_all_numbers(phone)
    phone.fits()
    phone.open_menu("Tools")
    phone.page.locator(".saved summary").click()
    phone.fits()


@pytest.mark.verify
@EVERY_PAGE
def test_on_a_phone_it_is_within_wcag(visit: NewVisit, page: Any) -> None:
    phone = visit(f"{address(page)}?type=asb&area=norreys-estate", PHONE)
    show_all_numbers(phone)
    check(phone, "with the numbers shown")


def window(chrome: Browser, site: Site, **asked: Any) -> Iterator[Visit]:
    """A window for several tests, as its user has asked for it."""
    made = chrome.new_context(
        viewport={"width": DESK[0], "height": DESK[1]}, reduced_motion="reduce", **asked
    )
    made.set_default_timeout(PATIENCE_MS)
    made.add_init_script(SEEN)
    seen = Visit(made.new_page(), site)
    yield seen
    faults = seen.close()
    made.close()
    assert not faults


@pytest.fixture(scope="module")
def own_colours(chrome: Browser, site: Site) -> Iterator[Visit]:
    """A window of someone who has chosen colours of their own, as in Windows' contrast themes."""
    yield from window(chrome, site, forced_colors="active")


@pytest.fixture(scope="module")
def dark(chrome: Browser, site: Site) -> Iterator[Visit]:
    """A window of someone who has asked for dark screens."""
    yield from window(chrome, site, color_scheme="dark")


@pytest.mark.verify
@EVERY_PAGE
def test_no_page_breaks_a_rule_in_forced_colours(own_colours: Visit, page: Any) -> None:
    own_colours.go(f"{address(page)}?type=asb")
    assert own_colours.page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    check(own_colours, "in forced colours")
    # A colour that is a value stays; what is chosen is not told by a background alone.
    for graph in own_colours.page.locator(".chart").all():
        assert graph.evaluate("it => getComputedStyle(it).forcedColorAdjust") == "none"


@pytest.mark.verify
@EVERY_PAGE
def test_no_page_breaks_a_rule_in_the_dark(dark: Visit, page: Any) -> None:
    dark.go(f"{address(page)}?type=asb")
    check(dark, "in the dark")


def test_a_dark_screen_is_dark_and_breaks_no_rule(dark: Visit) -> None:
    dark.go("/trends?type=asb")
    for part in ("body", "section.card", ".control"):
        look = dark.page.locator(part).first.evaluate("it => getComputedStyle(it).backgroundColor")
        assert max(int(each) for each in re.findall(r"\d+", look)[:3]) < 60, part
    dark.page.get_by_text("Months", exact=True).click()
    check(dark, "in the dark, with a menu open", covered=True)


def test_a_meeting_breaks_no_rule_in_forced_colours(own_colours: Visit) -> None:
    version = own_colours.site.pack.name.split("-")[1]
    own_colours.go(f"/?type=asb&present={version}&agenda=board&item=1")
    check(own_colours, "a meeting in forced colours")


# Every page at a desk; a phone and a projector for one with tiles, a map, tables and charts.
PROJECTOR = (1920, 1080)
ROOMS = [
    *((page, DESK) for page in REGISTRY),
    *((page, size) for page in REGISTRY if page.path in {"/", "/marac"}
      for size in (PHONE, PROJECTOR)),
]  # fmt: skip


@pytest.mark.verify
@pytest.mark.parametrize(
    ("page", "size"), ROOMS, ids=lambda each: getattr(each, "name", None) or str(each[0])
)
def test_no_page_breaks_a_rule_of_wcag_in_a_meeting(
    visit: NewVisit, site: Site, page: Any, size: Size
) -> None:
    seen = visit(f"{address(page)}?type=asb&present={site.pack.name.split('-')[1]}", size)
    check(seen, "in a meeting")
    seen.fits()
    # Nothing of the view lies behind the bar above it.
    first = "() => [...document.querySelectorAll('main *')].map(it => it.getBoundingClientRect())"
    tops = f"({first})().filter(box => box.width > 1 && box.height > 1).map(box => box.top)"
    bar = seen.page.locator("#meeting").bounding_box()
    assert bar
    assert min(seen.page.evaluate(tops)) >= bar["y"] + bar["height"] - 1


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


@pytest.mark.verify
@EVERY_PAGE
def test_the_focus_can_be_seen_at_every_stop(visit: NewVisit, page: Any) -> None:
    keys = visit(address(page))
    unfocused = LOOK.replace("document.activeElement", "window.stop")
    stops: list[dict[str, str]] = []
    for _ in range(45):
        keys.page.keyboard.press("Tab")
        look = keys.page.evaluate(LOOK)
        if look["tag"] == "BODY":
            break
        keys.page.evaluate("() => { window.stop = document.activeElement; }")
        plain = keys.page.evaluate(
            f"() => {{ window.stop.blur(); const look = ({unfocused})();"
            " window.stop.focus({focusVisible: true}); return look; }"
        )
        assert look["all"] != plain["all"], f"no visible focus on {look['tag']} {look['name']!r}"
        stops.append(look)
    assert len(stops) > 10
