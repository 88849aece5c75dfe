"""The contents of the assessment in a browser: beside it, behind a button, and on paper."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from layouts.pages.assessment.chapters import TITLES
from tests.browser.conftest import NewVisit
from tests.browser.visit import DESK, PHONE

pytestmark = pytest.mark.browser
LAST = "14. Priority matrix"


def test_contents_stay_beside_the_sections_and_lead_to_each(visit: NewVisit) -> None:
    seen = visit("/assessment", DESK)
    contents = seen.page.get_by_role("navigation", name="Contents")
    assert contents.get_by_role("link").all_inner_texts() == [*TITLES.values()]
    shown = seen.page.locator("#assessment-body h2")
    assert shown.all_inner_texts() == [*TITLES.values()]
    contents.get_by_role("link", name=LAST).click()
    expect(shown.filter(has_text=LAST)).to_be_in_viewport()
    expect(contents.get_by_role("link", name="1. Purpose")).to_be_in_viewport()
    assert seen.page.url.endswith("#section-matrix")
    # The link that was copied leads there too.
    again = visit("/assessment#section-matrix", DESK)
    expect(again.page.locator("#assessment-body h2").filter(has_text=LAST)).to_be_in_viewport()


def test_contents_are_behind_a_button_on_a_phone(visit: NewVisit) -> None:
    seen = visit("/assessment", PHONE)
    contents = seen.page.get_by_role("navigation", name="Contents")
    link = contents.get_by_role("link", name=LAST)
    expect(link).to_be_hidden()
    button = contents.get_by_role("button", name="Contents")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    link.click()
    expect(seen.page.locator("#section-matrix h2")).to_be_in_viewport()
    seen.fits()


def test_contents_are_on_paper_once(visit: NewVisit) -> None:
    seen = visit("/assessment", DESK)
    reader = PdfReader(io.BytesIO(seen.page.pdf(prefer_css_page_size=True)))
    pages = [" ".join(each.extract_text().split()) for each in reader.pages]
    assert ["Contents" in each for each in pages] == [True] + [False] * (len(pages) - 1)
    assert sum(each.count(LAST) for each in pages) == 2
