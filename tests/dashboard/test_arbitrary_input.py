"""Arbitrary addresses and requests are answered, and disclose nothing."""

import re
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.crime_types import CHOICE
from data.model.view import VIEW_CHOICES
from tests.dashboard.over_http import DOWNLOADS, LEAKS, TABLES, callbacks, page_callback, post
from tests.domains import drawn, quick

VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from([*CHOICE, "norreys", "norreys-estate", "all", "2021-22", "last-12", "2022-05"]),
    st.sampled_from(["'; DROP TABLE incident; --", "<script>", "%00", "٣", "-1", "9" * 30, "None"]),
)

KEYS = st.sampled_from(["type", "area", "period", "from", "to", "page", "x", *VIEW_CHOICES])

SEARCH = st.one_of(
    st.lists(st.tuples(KEYS, VALUES), max_size=6).map(lambda pairs: f"?{urlencode(pairs)}"),
    st.text(max_size=30).map(lambda text: f"?{quote(text, safe='&=;+%')}"),
    st.binary(max_size=12).map(lambda raw: f"?type={quote(raw)}"),
)

any_request = drawn(10)


@any_request
@given(SEARCH, st.sampled_from(["/", "/hotspots", "/records", "/nowhere"]))
def test_any_query_string_opens_a_page(client, search, path) -> None:
    answer = client.get(f"{path}{search}")
    assert answer.status_code == (404 if path == "/nowhere" else 200)
    assert not LEAKS.search(answer.text.replace("dash-renderer", ""))


@any_request
@given(SEARCH, st.sampled_from(["records", *DOWNLOADS, "nothing"]), st.booleans())
def test_any_query_string_downloads_a_file(gap_client, search, card, shown) -> None:
    name = card.rpartition("/")[2]
    shown = shown and name not in ("records", *TABLES)
    card = card.replace("norreys-estate", "mill-estate")
    address = f"/numbers/{card}" if shown else f"/download/{card}.csv"
    answer = gap_client.get(f"{address}{search}")
    # 400: none of the types or areas in the address can be used.
    assert answer.status_code in ([404] if card == "nothing" else [200, 400])
    said = "".join(line for line in answer.text.splitlines() if "ignored:" not in line)
    assert not LEAKS.search(said)


@any_request
@given(st.one_of(SEARCH, st.none(), st.text(max_size=20)), st.integers(0, 9))
def test_any_query_string_is_answered_by_every_callback(gap_client, search, which) -> None:
    every = list(callbacks(gap_client).values())
    answer = post(gap_client, every[which % len(every)], search)
    assert answer.status_code in (200, 204)
    assert "Something went wrong" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "search", [3, ["?type=asb"], {"a": 1}, True, "?" + "&" * 5000, "?" + "type=asb&" * 500]
)
def test_a_search_of_any_kind_is_no_500(client, search) -> None:
    for each in callbacks(client).values():
        answer = post(client, each, search)
        assert answer.status_code in (200, 204)
        assert not LEAKS.search(answer.text)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{bad", "application/json"),
        (b"", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"[]", "application/json"),
        (b"null", "application/json"),
        (b'"text"', "application/json"),
        (b"{}", "application/json"),
        (b'{"output": "nothing.children", "inputs": []}', "application/json"),
        (b'{"output": 3, "outputs": 3, "inputs": 3}', "application/json"),
        (b'{"output": "status.children", "outputs": {"id": "x"}}', "application/json"),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b"x", "text/plain"),
    ],
)
def test_garbage_sent_to_dash_discloses_nothing(client, body, kind) -> None:
    answer = client.post("/_dash-update-component", data=body, content_type=kind)
    assert answer.status_code in (400, 415)
    assert not LEAKS.search(answer.text)
    assert len(answer.data) < 600
    assert client.get("/health").status_code == 200


@quick
@given(st.text("<>&\"'=/ scriptonload", max_size=30))
def test_input_is_escaped_in_html(client, text) -> None:
    """The result line repeats what was not understood, and is sent as HTML."""
    hostile = f"<img src=x onerror=alert(1)>{text}"
    each = page_callback(client, "status.data-html")
    answer = post(client, each, f"?{urlencode({'x': hostile})}")
    said = answer.json["response"]["status"]["data-html"]
    assert "x=&lt;img src=x onerror=alert(1)&gt;" in said
    assert {*re.findall(r"</?([a-z0-9]+)", said)} <= {"b", "small", "a"}
    assert not re.search(r"<[^>]*onerror", said)
