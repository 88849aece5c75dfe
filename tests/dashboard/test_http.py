"""The dashboard over HTTP: addresses, headers, answers to the browser."""

import base64
import hashlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotly.io.json import to_json_plotly

from dashboard import responses
from dashboard.pages import EVERY_PAGE
from tests.dashboard.over_http import LEAKS, outputs_of, page_callback, post


def test_health(client) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.text) == (200, "OK")


@pytest.mark.parametrize(
    "path", [each.address("norreys-estate" if each.of else "") for each in EVERY_PAGE]
)
def test_every_page_is_served(client, path) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert '<html lang="en-GB">' in answer.text
    assert not re.search(r'(src|href)="(https?:)?//', answer.text)


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/trends/nowhere",
        "/places/nowhere",
        "/places/norreys",
        "/Records",
        "/..%2f..%2fetc",
    ],
)
def test_an_unknown_page_is_404_with_the_app(client, path) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "_dash-config" in answer.text


@pytest.mark.parametrize(
    "path",
    ["/download/nothing.csv", "/download/records.txt", "/boundaries/x/lsoa.geojson",
     "/assets/nothing.css", "/download/..%2frecords.csv", "/download/place-mix.csv",
     "/download/nowhere/place-mix.csv", "/download/norreys/place-mix.csv", "/numbers/place-mix",
     "/download/norreys-estate/overview-map.csv", "/numbers/norreys-estate/place-mix",
     "/print-map/overview-trend.svg", "/print-map/nothing.svg", "/print-map/place-map.svg",
     "/download/norreys-estate/place-map.csv", "/print-map/norreys-estate/place-mix.svg"],
)  # fmt: skip
def test_an_unknown_file_is_404(client, path) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert not LEAKS.search(answer.text)


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/health", "/map-style.json", "/download/records.csv", "/x.css"]
)
def test_headers_of_every_response(client, path) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in
                  headers["Content-Security-Policy"].split(";"))  # fmt: skip
    assert policy["default-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert "http" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_inline_scripts_of_the_page_are_allowed_by_their_hashes(client) -> None:
    answer = client.get("/")
    inline = re.findall(r"<script[^>]*>(.*?)</script>", answer.text, re.DOTALL)
    run = [each for each in inline if each.strip() and not each.lstrip().startswith("{")]
    assert len(run) == 1
    for script in run:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in answer.headers["Content-Security-Policy"]


def test_the_page_is_sent_without_the_layouts_of_all_pages(client) -> None:
    assert len(client.get("/").data) < 15_000


def test_only_versioned_files_are_cached_for_a_year(client) -> None:
    page = client.get("/").text
    files = re.findall(r'(?:src|href)="(/(?:assets|_dash-component-suites)/[^"]+)"', page)
    assert len(files) > 20
    for each in files:
        with client.get(each.replace("&amp;", "&")) as answer:
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in ("/", "/assets/style.css", "/_dash-layout", "/download/records.csv",
                 "/_dash-component-suites/dash/dcc/async-graph.js"):  # fmt: skip
        with client.get(path) as answer:
            assert answer.headers["Cache-Control"] == "no-cache"
    for path in ("/nowhere", "/assets/none.css?m=1", "/_reload-hash"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


# Answers to the browser.


def test_the_first_view_over_http(client) -> None:
    answer = post(client, page_callback(client, "overview-map-head"), "")
    assert answer.status_code == 200
    assert b"<b>8,244</b>" in answer.data
    parts = answer.json["response"]
    assert "<b>8,244</b>" in parts["tiles"]["data-html"]
    assert parts["overview-trend-head"]["data-html"].startswith(
        '<h2 id="overview-trend-title">Recorded crime rose in 2022/23</h2>'
    )
    numbers = client.get("/numbers/overview-map?type=asb")
    assert (numbers.status_code, numbers.content_type) == (200, "text/html; charset=utf-8")
    assert "/download/overview-map.csv?type=asb" in numbers.text
    assert client.get("/numbers/nothing").status_code == 404


def test_a_place_page_over_http(client) -> None:
    answer = post(client, page_callback(client, "place-trend-head"), "?type=asb&area=norreys")
    parts = answer.json["response"]
    assert ">108</dd>" in parts["place-facts"]["data-html"]
    address = "/print-map/norreys-estate/place-map.svg?type=asb"
    assert f'src="{address}"' in parts["place-map-card"]["data-html"]
    drawn = client.get(address)
    assert (drawn.status_code, drawn.content_type) == (200, "image/svg+xml; charset=utf-8")
    old = client.get("/printed/norreys-estate/place-map.svg?type=asb")
    assert (old.status_code, old.headers["Location"]) == (301, address)
    numbers = client.get("/numbers/norreys-estate/place-trend?type=asb&buffer=300")
    assert "/download/norreys-estate/place-trend.csv?type=asb&amp;buffer=300" in numbers.text


def test_filters_that_cannot_be_used_leave_a_page_empty(client) -> None:
    """Also one that showed something before: a saved view may name an area that is gone."""
    answer = post(client, page_callback(client, "place-trend-head"), "?type=witchcraft")
    parts = answer.json["response"]
    assert "Nothing to show" in parts["place-trend-head"]["data-html"]
    assert parts["place-facts"]["data-html"] == ""


def test_a_late_callback_of_a_place_changes_nothing(client) -> None:
    each = page_callback(client, "place-trend-head")
    body = {
        "output": each["output"], "outputs": outputs_of(each["output"]),
        "inputs": [{"id": "url", "property": "search", "value": "?type=asb"}],
        "state": [{"id": "url", "property": "pathname", "value": "/trends"}],
        "changedPropIds": ["url.search"],
    }  # fmt: skip
    assert client.post("/_dash-update-component", json=body).status_code == 204


def test_the_result_line_the_fields_and_the_links_follow_the_url(client) -> None:
    search = "?type=asb&area=norreys&period=2021-22&page=3"
    parts = post(client, page_callback(client, "status.data-html"), search).json["response"]
    assert parts["status"]["data-html"].startswith(
        "<b>322</b> anti-social behaviour incidents in Norreys, April 2021 to March 2022."
    )
    state = json.loads(parts["ask"]["data-state"])
    assert state == {
        "fields": {
            "type": ["asb"], "area": ["norreys"], "street": "", "period": "2021-22",
            "from": "2021-04", "to": "2022-03", "measure": "count",
        },
        "hidden": ["measure"],
        "query": "?type=asb&area=norreys&period=2021-22",
        "records": "/download/records.csv?type=asb&area=norreys&period=2021-22",
        "filters": "Filters (3 set)",
        "present": state["present"],
    }  # fmt: skip
    assert state["present"].startswith("/records?type=asb&area=norreys&period=2021-22&page=3&")


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/", "/download/records.csv", "/map-style.json", "/health"])
def test_nothing_can_be_written(client, method, path) -> None:
    assert getattr(client, method)(path).status_code == 405


@given(st.text(st.sampled_from('<>/\\u03cef2a"') | st.characters()))
def test_answers_are_shorter_and_say_the_same(text) -> None:
    sent = to_json_plotly({"a": [text, "<b>/"]}).encode()
    shorter = responses.without_escapes(sent)
    assert json.loads(shorter) == json.loads(sent)
    assert len(shorter) < len(sent) or "\\" in json.dumps(text)
