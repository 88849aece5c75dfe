"""The dashboard below a path of its host: a journey that uses every kind of address."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.test_print import colours, pdf
from tests.browser.visit import Site, served

pytestmark = pytest.mark.browser
EXPORT_MS = 180_000


@pytest.fixture
def below(demo_packs: Path, tmp_path: Path) -> Iterator[Site]:
    with served(demo_packs, tmp_path / "log", prefix="/csp") as running:
        yield running


@pytest.mark.verify
def test_overview_hotspots_an_export_and_a_print(visit: NewVisit, below: Site) -> None:
    journey(visit, below)


def journey(visit: NewVisit, below: Site) -> None:
    """Visit Overview and Hotspots, take files, export slides and print, all below ``/csp``."""
    seen = visit("/?type=asb", of=below)
    seen.says("anti-social behaviour incidents in Wokingham")
    header = seen.page.locator("header nav")
    expect(header.get_by_role("link", name="Now", exact=True)).to_have_attribute(
        "aria-current", "page"
    )

    header.get_by_role("link", name="Hotspots").click()
    seen.page.wait_for_url(re.compile(r"/csp/hotspots\?type=asb$"))
    seen.settle()
    expect(header.get_by_role("link", name="Hotspots")).to_have_attribute("aria-current", "page")
    seen.show_numbers(seen.page.locator("details[data-numbers]").first)
    assert len(seen.download(seen.page.locator("details[data-numbers] a[download]").first)) > 1
    assert len(seen.download(seen.page.locator("#records-link"))) > 1

    seen.page.locator("details.export > summary").click()
    with seen.page.expect_download(timeout=EXPORT_MS) as waiting:
        seen.page.get_by_role("button", name="PowerPoint slides").click()
    assert waiting.value.suggested_filename == "wokingham-hotspots.pptx"

    with seen.page.expect_response(re.compile("/print-map/")):
        printed = pdf(seen)
    assert len(colours(printed)) > 5  # the map is drawn: see test_print.py
    urls = [urlsplit(each.url) for each in seen.responses]
    asked = {each.path for each in urls if each.scheme == "http"}
    assert {each for each in asked if not each.startswith("/csp/")} <= {"/csp"}
    for each in ("_dash-update-component", "map-style.json", "numbers/", "exports/", "print-map/"):
        assert any(path.startswith(f"/csp/{each}") for path in asked), each
