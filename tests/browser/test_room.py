"""In the room: saved views, and going through an agenda of them in a meeting."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from dashboard.pages import EVERY_PAGE, Page
from data import borough, build, demo
from tests.browser.conftest import NewVisit
from tests.browser.test_access import check
from tests.browser.visit import DESK, PHONE, Site, Size, Visit, address, served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_saved_view_is_two_keys_away_and_closes_its_menu(visit: NewVisit, size: Size) -> None:
    seen = visit("/marac", size)
    menu = seen.page.locator("details.saved")
    seen.page.get_by_text("Saved views", exact=True).focus()
    seen.page.keyboard.press("Enter")
    expect(menu.get_by_role("heading", name="Tasking Group")).to_be_visible()
    seen.fits()
    seen.tab_to("Norreys Estate: anti-social behaviour")
    seen.page.keyboard.press("Enter")

    expect(seen.page).to_have_url(re.compile(r"/places/norreys-estate\?type=asb$"))
    seen.settle()
    expect(menu).not_to_have_attribute("open", "")
    expect(seen.page.locator("h1")).to_have_text("Norreys Estate")


def test_copied_lines_are_a_saved_view_of_what_is_on_screen(visit: NewVisit) -> None:
    seen = visit("/?type=asb&period=2021-22")
    seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    seen.page.get_by_role("button", name="Copy as a saved view").click()
    expect(seen.page.locator("#copied")).to_have_text(re.compile("Lines copied"))

    lines = seen.page.evaluate("() => navigator.clipboard.readText()")

    [view] = tomllib.loads(lines)["view"]
    assert view == {
        "agenda": "Board",
        "title": seen.page.locator("main .card h2").first.inner_text(),
        "address": "/?type=asb&period=2021-22",
    }


FIVE = (
    ("The year", "/"),
    ("Trend", "/trends?type=asb"),
    ("Trend of burglary", "/trends?type=burglary"),
    ("Clusters", "/hotspots?type=asb&layer=clusters"),
    ("MARAC", "/marac"),
)


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration set with an agenda of five views."""
    folder = tmp_path_factory.mktemp("five")
    toml = demo.write(folder / "sources")
    views = "".join(
        f'\n[[view]]\nagenda = "Five"\ntitle = "{title}"\naddress = "{address}"\n'
        for title, address in FIVE
    )
    toml.write_text(toml.read_text(encoding="utf-8") + views, encoding="utf-8")
    build.build(borough.read(toml), folder / "packs")
    with served(folder / "packs", folder / "log") as running:
        yield running


def heading(seen: Visit) -> str:
    """The heading of the step, which must have the focus."""
    seen.settle()
    expect(seen.page.locator("#meeting-heading")).to_be_focused()
    return seen.focused()["name"]


def test_five_views_are_presented_by_keyboard_alone(visit: NewVisit, five: Site) -> None:
    seen = visit("/?type=asb", of=five)
    seen.tab_to("Saved views")
    seen.page.keyboard.press("Enter")
    seen.tab_to("Present Five")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("#meeting-heading")).to_have_text("1 of 5: The year")

    said = [heading(seen)]
    for key in ("ArrowRight", "PageDown", "ArrowRight", "PageDown"):
        seen.page.keyboard.press(key)
        expect(seen.page.locator("#meeting-heading")).to_have_text(
            re.compile(rf"^{len(said) + 1} of 5: ")
        )
        said.append(heading(seen))
        expect(seen.page.locator("header, .bar, footer").locator("visible=true")).to_have_count(0)
        expect(seen.page.locator("h1").locator("visible=true")).to_have_count(1)
    seen.page.keyboard.press("PageDown")  # there is none after the last
    said.append(heading(seen))
    for key in ("PageUp", "ArrowLeft"):
        seen.page.keyboard.press(key)
        expect(seen.page.locator("#meeting-heading")).not_to_have_text(said[-1])
        said.append(heading(seen))

    titles = [f"{place} of 5: {title}" for place, (title, _address) in enumerate(FIVE, 1)]
    assert said == [*titles, titles[4], titles[3], titles[2]]
    seen.page.keyboard.press("Escape")
    expect(seen.page).to_have_url(f"{five.address}/trends?type=burglary")
    expect(seen.page.get_by_role("banner")).to_be_visible()
    expect(seen.page.locator("#present")).to_be_focused()
    expect(seen.control("Crime type")).to_be_visible()


def test_any_page_is_presented_and_left_as_it_was(visit: NewVisit) -> None:
    for path in ("/marac", "/places/norreys-estate?type=asb", "/records?type=burglary&page=2"):
        seen = visit(path)
        seen.tab_to("Present")
        seen.page.keyboard.press("Enter")
        expect(seen.page).to_have_url(re.compile(r"[?&]present=[0-9a-f]{12}$"))
        heading(seen)
        seen.fits()
        seen.page.keyboard.press("Escape")
        expect(seen.page).to_have_url(f"{seen.site.address}{path}")
        seen.settle()
        expect(seen.page.locator("#meeting")).to_be_hidden()


def test_what_needs_the_keys_keeps_them(visit: NewVisit, site: Site) -> None:
    version = site.pack.name.split("-")[1]
    seen = visit(f"/places/norreys-estate?type=asb&present={version}&agenda=board&item=1")
    slider = seen.page.locator("input[data-param]")
    slider.focus()
    seen.page.keyboard.press("ArrowRight")
    expect(seen.page).to_have_url(re.compile("buffer=100"))
    expect(seen.page.locator("#meeting-heading")).to_have_text(re.compile("^1 of 2"))
    seen.go(f"/hotspots?present={version}&agenda=board&item=1")
    seen.page.locator(".maplibregl-canvas").first.focus()
    seen.page.keyboard.press("ArrowRight")
    seen.page.keyboard.press("Alt+ArrowDown")
    expect(seen.page.locator("#meeting-heading")).to_have_text(re.compile("^1 of 2"))
    seen.page.locator("#meeting-heading").focus()
    seen.page.keyboard.press("ArrowRight")
    expect(seen.page.locator("#meeting-heading")).to_have_text(re.compile("^2 of 2"))


def test_no_letter_is_a_shortcut(visit: NewVisit, site: Site) -> None:
    seen = visit(f"/?present={site.pack.name.split('-')[1]}&agenda=board&item=1")
    before = seen.page.url
    seen.page.locator("#meeting-heading").focus()
    for key in "abcdefghijklmnopqrstuvwxyz0123456789 .,-/?":
        seen.page.keyboard.press("Space" if key == " " else key)
    assert seen.page.url == before


def test_figures_that_are_no_longer_kept_are_not_shown(visit: NewVisit) -> None:
    seen = visit("/trends?type=asb&present=0123456789ab&agenda=board&item=2")
    expect(seen.page.get_by_role("heading", name="no longer kept")).to_be_visible()
    expect(seen.page.locator("main")).to_be_hidden()
    check(seen, "expired")

    seen.page.get_by_role("link", name="Go on with today's figures").click()

    expect(seen.page.locator("#meeting-heading")).to_have_text("2 of 2: What drove the change")
    expect(seen.page.locator("main")).to_be_visible()
    assert f"present={seen.site.pack.name.split('-')[1]}" in seen.page.url


PROJECTOR = (1920, 1080)


# Every page at a desk; a phone and a projector for one with tiles, a map, tables and charts.
ROOMS = [
    *((page, DESK) for page in EVERY_PAGE),
    *((page, size) for page in EVERY_PAGE if page.path in {"/", "/marac"}
      for size in (PHONE, PROJECTOR)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "size"), ROOMS, ids=lambda each: getattr(each, "name", None) or str(each[0])
)
def test_no_page_breaks_a_rule_of_wcag_in_a_meeting(
    visit: NewVisit, site: Site, page: Page, size: Size
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
