"""Scripts, styles and outlines are sent compressed to browsers that accept it; nothing else is."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass

import brotli
import pytest

from dashboard.responses import compressed

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@dataclass(frozen=True)
class Sent:
    status: int
    headers: Mapping[str, str]
    data: bytes


def fetch(client, path: str, accepted: str, **headers: str) -> Sent:
    with client.get(path, headers={"Accept-Encoding": accepted, **headers}) as answer:
        return Sent(answer.status_code, answer.headers, answer.data)


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_script_a_style_and_the_outlines_are_compressed(client, coding) -> None:
    index = client.get("/").text
    scripts = re.findall(r'src="(/_dash-component-suites/[^"]+)"', index)
    style = re.findall(r'href="(/assets/style\.css[^"]*)"', index)
    assert scripts
    for path in (*scripts, *style, "/boundaries/x/ward.geojson", "/_dash-layout"):
        plain, packed = (fetch(client, path, each) for each in ("", f"deflate, {coding}"))
        assert packed.headers["Content-Encoding"] == coding
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert UNPACK[coding](packed.data) == plain.data
        assert "Content-Encoding" not in plain.headers
        assert "Accept-Encoding" in plain.headers["Vary"]


def test_brotli_is_preferred_unless_the_browser_prefers_gzip(client) -> None:
    for accepted, coding in (("gzip, br", "br"), ("br;q=0.5, gzip", "gzip"), ("identity", None)):
        answer = fetch(client, "/assets/style.css", accepted)
        assert answer.headers.get("Content-Encoding") == coding


@pytest.mark.parametrize("path", ["/", "/download/records.csv", "/ready", "/assets/nothing.css"])
def test_pages_figures_and_failures_are_left_as_they_are(client, path) -> None:
    assert "Content-Encoding" not in fetch(client, path, "gzip, br").headers


def test_a_part_of_a_file_is_not_compressed(client) -> None:
    part = fetch(client, "/assets/style.css", "gzip", Range="bytes=0-99")
    assert "Content-Encoding" not in part.headers


def test_a_browser_that_has_a_file_is_not_sent_it_again(client) -> None:
    first = fetch(client, "/assets/style.css", "gzip")
    again = fetch(client, "/assets/style.css", "gzip", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.data) == (304, b"")


def test_each_file_is_compressed_once(client) -> None:
    compressed.cache_clear()
    for _turn in range(3):
        fetch(client, "/assets/style.css", "gzip")
    assert compressed.cache_info().misses == 1
