"""Boundaries, the style of maps and their streets over HTTP."""

import gzip
import json
import re

import pytest

from dashboard import map_routes
from dashboard.app import create_app
from data.pack.packs import Packs
from layouts.maps import street_style
from tests.conftest import features, square
from tests.dashboard.over_http import page_callback, post


@pytest.mark.parametrize(("kind", "count"), [("ward", 25), ("place", 16)])
def test_boundaries(client, demo_pack, kind, count) -> None:
    address = f"/boundaries/{demo_pack.version}/{kind}.geojson"
    answer = client.get(address)
    assert answer.status_code == 200
    assert len(answer.json["features"]) == count
    assert {each["id"] for each in answer.json["features"]} == {*demo_pack.shapes(kind)["code"]}
    assert answer.headers["ETag"] == f'"{demo_pack.version}"'
    assert answer.headers["Cache-Control"] == "public, max-age=31536000"
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(address, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


def test_shapes_of_another_version_are_not_cached(client, demo_pack) -> None:
    """The current pack is sent, but the address may mean another one later."""
    answer = client.get("/boundaries/another/ward.geojson")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=0"
    assert answer.headers["ETag"] == f'"{demo_pack.version}"'


def test_map_style(client, demo_pack, monkeypatch) -> None:
    """A browser asks each time, and gets another one after the software has changed."""
    address = f"/map-style.json?v={demo_pack.version}"
    answer = client.get(address)
    assert answer.json["version"] == 8
    assert answer.headers["Cache-Control"] == "public, max-age=0"
    headers = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(address, headers=headers).status_code == 304
    monkeypatch.setattr(map_routes.map_style, "style", lambda *_given, **_more: {"version": 9})
    assert client.get(address, headers=headers).json == {"version": 9}


def test_the_addresses_in_the_map_exist(client, demo_pack) -> None:
    answer = post(client, page_callback(client, "overview-map-head"), "")
    text = json.dumps(answer.json)
    for address in re.findall(r'"(/boundaries/[^"]+|/map-style[^"]+)"', text):
        assert client.get(address).status_code == 200
    assert f"/boundaries/{demo_pack.version}/ward.geojson" in text
    assert f"/map-style.json?v={demo_pack.version}" in text


# The background map.


def test_streets_are_sent_once_and_compressed(client, demo_pack) -> None:
    style = client.get(f"/map-style.json?v={demo_pack.version}").json
    about = style["metadata"]["streets"]
    assert "streets" not in style["sources"]  # nothing waits for them
    answer = client.get(about["address"], headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert len(answer.data) < 700_000
    plain = client.get(about["address"], headers={"Accept-Encoding": ""})
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(answer.data) == plain.data
    assert {each["properties"]["kind"] for each in plain.json["features"]} == {"road", "rail"}
    assert client.get("/streets/another.geojson").status_code == 404


def test_without_streets_the_style_has_none(small_packs) -> None:
    packs = Packs(small_packs)
    client = create_app(packs).server.test_client()
    version = packs.current().version
    assert client.get(f"/map-style.json?v={version}").json["metadata"] == {}
    assert client.get(f"/streets/{version}.geojson").status_code == 404


def test_maps_on_paper_have_streets_and_name_their_source(client) -> None:
    for address in ("overview-map", "norreys-estate/place-map"):
        svg = client.get(f"/print-map/{address}.svg").text
        assert "Schematic streets, invented" in svg
        assert svg.count(f'stroke="{street_style.ROAD}"') > 1
    assert "Norreys Street" in svg
    assert "Norreys Street" not in client.get("/print-map/overview-map.svg").text


# Boundaries of other editions.


def test_the_boundaries_of_every_edition_are_served_by_its_name(small) -> None:
    small.write(
        "lsoas.geojson",
        features([({"LSOA11CD": "E01000001", "LSOA11NM": "Small 001A"},
                   square(-0.90, 51.40, -0.84, 51.42))]),
    )  # fmt: skip
    small.add_source("lsoas", "lsoas.geojson", vintage='"2011"')
    pack = small.build()
    client = create_app(Packs(small.folder / "packs")).server.test_client()
    codes = {
        name: [each["id"] for each in json.loads(
            client.get(f"/boundaries/{pack.version}/{name}.geojson").text)["features"]]
        for name in ("ward", "lsoa-2011", "place")
    }  # fmt: skip
    assert codes == {
        "ward": ["E05000001", "E05000002"], "lsoa-2011": ["E01000001"], "place": ["mill-estate"],
    }  # fmt: skip
    for name in ("lsoa", "lsoa-2021", "ward-2022", "incident"):
        assert client.get(f"/boundaries/{pack.version}/{name}.geojson").status_code == 404
    table = client.get("/download/hotspots-map.csv?layer=areas&edition=lsoa-2011").text
    # Six burglaries and two drug offences lie inside it.
    assert "Small 001A,lsoa,8," in table
    pack.close()
