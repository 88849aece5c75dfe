"""What people find and keep for themselves: the search, views, a briefing, the guide."""

import io
import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.browser.conftest import NewVisit
from tests.browser.test_every_page import check
from tests.browser.test_print import A4_LONG, A4_SHORT, sizes
from tests.browser.visit import DESK, PHONE, Site, Visit, context

pytestmark = pytest.mark.browser


def names_of(site: Site, seen: Visit) -> list[str]:
    """The names of streets, from the address that the page has for them."""
    where = seen.page.locator("[data-names]").get_attribute("data-names")
    status, _headers, body = site.get(where or "")
    assert status == 200
    return json.loads(body)


def test_an_exact_street_comes_first_and_enter_takes_it(visit: NewVisit, site: Site) -> None:
    seen = visit("/hotspots?type=asb")
    name = next(each for each in names_of(site, seen) if each.startswith("Point 1"))
    before = len(seen.responses)
    seen.tab_to("Area")
    seen.page.keyboard.type(name.lower())
    expect(seen.page.locator("#areas-list .option.active")).to_have_text(name)
    # The streets of the map may still arrive: typing asks for nothing but the names.
    urls = [each.url for each in seen.responses[before:]]
    asked = [each for each in urls if "/streets/" not in each]
    assert [each for each in asked if "names.json" not in each] == []
    assert len(asked) <= 1

    seen.page.keyboard.press("Enter")
    seen.says(f"{name} and 100 m around")
    assert seen.picked("areas") == [name]
    assert f"street={name.split(',')[0].replace(' ', '+')}" in seen.search
    title = seen.page.locator("#hotspots-map-title")
    expect(title).to_contain_text(name)

    seen.follow("Trends")
    seen.says(f"{name} and 100 m around")
    seen.page.keyboard.press("Escape")
    seen.control("Area").fill("norreys")
    seen.page.keyboard.press("Enter")
    seen.says("in Norreys,")
    assert seen.picked("areas") == ["Norreys"]
    assert "street" not in seen.search

    seen.control("Area").fill("peer")  # a page, with the question
    expect(seen.option("Peers")).to_be_visible()
    seen.page.keyboard.press("Enter")
    expect(seen.page).to_have_url(re.compile(r"/peers\?type=asb&area=norreys$"))
    seen.settle()


def test_a_view_is_kept_opened_and_removed_in_this_browser(visit: NewVisit) -> None:
    seen = visit("/trends?type=burglary")
    menu = seen.page.get_by_text("Saved views", exact=True)
    menu.click()
    name = seen.page.get_by_label("Name of this view")
    expect(name).to_have_value(re.compile("^Trends, Burglary"))
    name.fill("Our burglaries")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("#copied")).to_have_text("View saved in this browser")

    seen.go("/marac")
    menu.click()
    check(seen, "with a view kept", covered=True)
    seen.page.get_by_role("link", name="Our burglaries", exact=True).click()
    expect(seen.page).to_have_url(re.compile(r"/trends\?type=burglary$"))
    seen.settle()
    menu.click()
    seen.page.get_by_role("button", name="Remove Our burglaries").click()
    expect(seen.page.get_by_role("link", name="Our burglaries", exact=True)).to_have_count(0)


def brief(seen: Visit, card: str) -> None:
    seen.page.locator(f"#{card}").get_by_role("button", name="Brief", exact=True).click()


def test_a_briefing_is_composed_arranged_linked_and_printed(visit: NewVisit) -> None:
    seen = visit("/trends?type=asb")
    brief(seen, "trends-monthly")
    link = seen.page.locator("#briefing-link")
    expect(link).to_have_text("Briefing (1)")
    title = seen.page.locator("#trends-monthly-title").inner_text()
    seen.go("/hotspots?type=asb&area=norreys")
    brief(seen, "hotspots-map")
    expect(link).to_have_text("Briefing (2)")
    pressed = seen.page.locator("#hotspots-map [data-brief]")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    mapped = seen.page.locator("#hotspots-map-title").inner_text()

    link.click()
    seen.settle()
    cards = seen.page.locator(".briefing section.card:visible h2")
    assert cards.all_inner_texts() == [title, mapped]
    seen.page.get_by_text("Order and comments", exact=True).click()
    seen.page.get_by_role("button", name=f"Move up: {mapped}").click()
    expect(cards.first).to_have_text(mapped)
    seen.page.get_by_role("textbox", name=title).fill("Ask | the police why.")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("#briefing-b-finding .comment")).to_have_text(
        "Comment: Ask the police why."
    )
    seen.settle()
    check(seen, "arranged")

    other = visit(seen.page.url.removeprefix(seen.site.address))
    again = other.page.locator(".briefing section.card:visible h2")
    assert again.all_inner_texts() == [mapped, title]
    printed = PdfReader(io.BytesIO(other.page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    assert sizes(printed) == {(A4_SHORT, A4_LONG)}
    said = " ".join(printed.pages[0].extract_text().split())
    for words in (title, mapped, "Ask the police why.", "Data to March 2023"):
        assert " ".join(words.split()) in said
    assert "Order and comments" not in said

    seen.page.get_by_role("button", name=f"Remove: {mapped}").click()
    expect(link).to_have_text("Briefing (1)")
    expect(cards).to_have_text([title])


def test_a_briefing_that_was_sent_does_not_replace_ones_own(visit: NewVisit) -> None:
    seen = visit("/trends?type=asb")
    if seen.page.locator("#trends-monthly [data-brief]").get_attribute("aria-pressed") != "true":
        brief(seen, "trends-monthly")
    own = seen.page.evaluate("() => localStorage.getItem('csp-briefing')")
    seen.go("/briefing?brief=overview-map+/?type=burglary|overview-trend+/")
    seen.page.get_by_text("Order and comments", exact=True).click()
    seen.page.get_by_role("button", name=re.compile("^Remove:")).first.click()
    expect(seen.page.locator(".briefing section.card:visible")).to_have_count(1)
    seen.settle()
    assert seen.page.evaluate("() => localStorage.getItem('csp-briefing')") == own


def test_six_charts_fit_one_sheet(visit: NewVisit) -> None:
    six = (
        "overview-map /?type=asb|overview-trend /?type=asb|trends-monthly /trends?type=burglary"
        "|hotspots-map /hotspots|place-trend /places/norreys-estate|overview-trend /"
    )
    seen = visit(f"/briefing?brief={six.replace('?', '%3F').replace(' ', '+')}")
    assert seen.page.locator(".briefing section.card:visible").count() == 6
    printed = PdfReader(io.BytesIO(seen.page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1


@pytest.fixture(params=[DESK, pytest.param(PHONE, marks=pytest.mark.verify)], ids=["desk", "phone"])
def first(chrome: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A browser that was never here, of either size."""
    made = context(chrome, request.param, first_visit=True)
    seen = Visit(made.new_page(), site)
    yield seen
    faults = seen.close()
    made.close()
    assert not faults


def test_the_guide_is_kept_off_paper_read_by_keyboard_and_closed_for_good(first: Visit) -> None:
    first.go("/")
    guide = first.page.get_by_role("region", name="Guide")
    expect(guide).to_be_visible()
    first.page.emulate_media(media="print")
    expect(guide).to_have_count(0)
    first.page.emulate_media(media="screen")
    expect(guide.get_by_role("status")).to_have_text(re.compile("^1 of 3. Choose what is counted"))
    check(first, "with the guide")
    first.tab_to("Next")
    first.page.keyboard.press("Enter")
    expect(guide.get_by_role("status")).to_have_text(re.compile("^2 of 3. "))
    assert first.focused()["name"] == "Next"
    first.page.keyboard.press("Enter")
    expect(guide.get_by_role("button", name="Done")).to_be_focused()
    first.page.keyboard.press("Enter")
    expect(guide).to_have_count(0)
    assert first.focused()["id"] == "main"
    first.go("/trends")
    expect(guide).to_have_count(0)


def test_the_guide_is_not_shown_in_a_meeting(first: Visit) -> None:
    first.go("/")
    guide = first.page.get_by_role("region", name="Guide")
    expect(guide).to_be_visible()
    first.page.evaluate("() => document.getElementById('present').click()")
    expect(first.page.locator("#meeting-heading")).to_be_visible()
    expect(guide).to_have_count(0)
