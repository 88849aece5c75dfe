"""Nothing leaves the host, and every response carries the headers that see to it."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from bench.browser import first_load
from bench.report import FIRST_AIMS
from dashboard.pages import PAGES
from tests.browser.conftest import NewVisit
from tests.browser.visit import Site

pytestmark = pytest.mark.browser

POLICY = {
    "default-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "worker-src": "blob:",
    "connect-src": "'self'",
    "font-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def check(headers: dict[str, str], of: str) -> None:
    """Fail when the headers of a response are not the strict ones."""
    policy = dict(
        each.strip().split(" ", 1) for each in headers["content-security-policy"].split(";")
    )
    scripts = policy.pop("script-src").split()
    assert policy == POLICY, of
    assert scripts[0] == "'self'", of
    assert all(each.startswith("'sha256-") for each in scripts[1:]), of
    assert {name: headers.get(name) for name in HEADERS} == HEADERS, of
    assert "server" not in headers or "/" not in headers["server"], of


def test_every_kind_of_response_carries_the_strict_headers(site: Site) -> None:
    version = site.pack.stem.split("-")[1]
    kinds = {
        **{page.path: 200 for page in PAGES},
        "/health": 200,
        "/_dash-layout": 200,
        "/_dash-dependencies": 200,
        "/assets/page.js": 200,
        "/assets/style.css": 200,
        f"/boundaries/{version}/ward.geojson": 200,
        f"/boundaries/{version}/place.geojson": 200,
        f"/map-style.json?v={version}": 200,
        "/download/records.csv?type=burglary": 200,
        "/download/overview-map.csv": 200,
        "/places/norreys-estate": 200,
        "/print-map/overview-map.svg": 200,
        "/print-map/norreys-estate/place-map.svg": 200,
        "/places/nowhere": 404,
        "/nowhere": 404,
        "/download/nothing.csv": 404,
        f"/boundaries/{version}/street.geojson": 404,
        "/assets/nothing.js": 404,
    }
    for path, expected in kinds.items():
        status, headers, _body = site.get(path)
        assert status == expected, path
        check(headers, path)


def test_a_walk_through_every_page_carries_the_question_and_asks_no_other_host(
    visit: NewVisit, site: Site
) -> None:
    search = "?type=asb&area=norreys-estate&period=2021-22"
    walk = visit(f"/{search}")
    said = walk.status.inner_text()
    for page in PAGES[1:]:
        walk.follow(page.name)
        expect(walk.page).to_have_title(f"{page.name} - Wokingham community safety")
        walk.settle()
        assert urlsplit(walk.page.url).path == page.path
        assert walk.search == search
        if page.filtered and page.located:
            walk.says(said)
        expect(walk.status).to_be_visible(visible=page.filtered)
        for bar in walk.page.locator(".modebar-btn").all():
            name = f"{bar.get_attribute('data-title')}"
            assert not any(word in name.lower() for word in ("share", "cloud", "chart studio"))
    own = [each for each in walk.responses if each.url.startswith("http")]
    assert len(own) > 20
    for response in own:
        assert response.url.startswith(f"{site.address}/")
        check(response.all_headers(), response.url)
    # The visit itself fails on a request to another host and on a refusal by the policy.


@pytest.mark.verify
def test_a_first_load_is_small_and_smaller_in_brotli(site: Site, chrome: Browser) -> None:
    port = urlsplit(site.address).port
    assert port
    brotli, gzip = (first_load(chrome.new_page(), port, each) for each in FIRST_AIMS)
    assert brotli.size < gzip.size
    for each in (brotli, gzip):
        assert 1_000_000 < each.size < FIRST_AIMS[each.encoding][1]
        assert each.requests > 20
