import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from data.build.errors import BadInput
from data.build.guards.scope import Scope
from data.build.readers import boundaries

BOX = {"west": -0.9, "south": 51.4, "east": -0.87, "north": 51.42}
RING = [[-0.9, 51.4], [-0.87, 51.4], [-0.87, 51.42], [-0.9, 51.42], [-0.9, 51.4]]
SQUARE = {"type": "Polygon", "coordinates": [RING]}
BESIDE = {"type": "Polygon", "coordinates": [[[x + 0.03, y] for x, y in RING]]}
# A figure of eight: the ring crosses itself in the middle.
EIGHT = {
    "type": "Polygon",
    "coordinates": [[RING[0], RING[2], RING[1], RING[3], RING[0]]],
}
PLAIN = {"WD22CD": "E05000001", "WD22NM": "Alder", "LAD22CD": "E06000001"}
OTHER = {"WD22CD": "E2", "WD22NM": "B", "LAD22CD": "E06000001"}


def written(folder: Path, *shapes: tuple[dict, object], **more: object) -> Path:
    found = [
        {"type": "Feature", "properties": properties, "geometry": geometry}
        for properties, geometry in shapes
    ]
    path = folder / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": found, **more}))
    return path


def read(path: Path, kind: str = "ward", declared: str | None = None):
    return boundaries.read(path, kind, declared, Scope(("E06000001",)))


@pytest.mark.parametrize(("kind", "code", "name"), [
    ("ward", "WD13CD", "WD13NM"), ("ward", "wd25cd", "wd25nm"), ("lsoa", "LSOA21CD", "LSOA21NM"),
])  # fmt: skip
def test_any_vintage_of_codes_and_names_is_read(
    tmp_path: Path, kind: str, code: str, name: str
) -> None:
    properties = {code: "X1 ", name: " Alder ", "LTLA23CD": "E06000001"}
    found, left_out, note = read(written(tmp_path, (properties, SQUARE)), kind)

    assert found[["code", "name"]].to_numpy().tolist() == [["X1", "Alder"]]
    assert found.crs == "EPSG:4326"
    assert (left_out, note) == (0, "")


def test_wards_of_other_districts_are_left_out_and_counted(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ({**PLAIN, "LAD22CD": "E06000001"}, SQUARE),
        ({"WD22CD": "E05000009", "WD22NM": "Far", "LAD22CD": "E06000009"}, SQUARE),
    )

    found, left_out, _note = read(path)

    assert found["code"].tolist() == ["E05000001"]
    assert left_out == 1


def test_an_invalid_polygon_is_repaired_and_reported(tmp_path: Path) -> None:
    path = written(tmp_path, (PLAIN, EIGHT), (OTHER, SQUARE))

    found, _left_out, note = read(path)

    assert note == "invalid polygons repaired: E05000001"
    assert found.geometry.is_valid.all()
    eight = shapely.make_valid(shapely.geometry.shape(EIGHT))
    assert found.geometry.iloc[0].symmetric_difference(eight).area == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("how", ["the TOML", "the file"])
def test_metres_are_read_as_metres_where_that_is_declared(tmp_path: Path, how: str) -> None:
    metres = gpd.GeoSeries([shapely.geometry.shape(SQUARE)], crs="EPSG:4326").to_crs("EPSG:27700")
    shape = shapely.geometry.mapping(metres.iloc[0])
    own = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}}
    path = written(tmp_path, (PLAIN, shape), **(own if how == "the file" else {}))

    found, *_ = read(path, declared="EPSG:27700" if how == "the TOML" else None)

    assert found.total_bounds.tolist() == pytest.approx([*BOX.values()], abs=1e-5)


def test_a_file_may_say_that_it_is_in_degrees(tmp_path: Path) -> None:
    own = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}}

    found, *_ = read(written(tmp_path, (PLAIN, SQUARE), **own))

    assert found.total_bounds.tolist() == pytest.approx([*BOX.values()])


METRES = {
    "type": "Polygon",
    "coordinates": [[[480000, 170000], [481000, 170000], [481000, 171000], [480000, 170000]]],
}
TURNED = {"type": "Polygon", "coordinates": [[[lat, lon] for lon, lat in RING]]}
ABROAD = {"type": "Polygon", "coordinates": [[[2, 48], [3, 48], [3, 49], [2, 48]]]}


@pytest.mark.parametrize(("shapes", "words"), [
    ([({"name": "Alder"}, SQUARE)], "it has no WDxxCD column"),
    ([({"LSOA21CD": "E1", "LSOA21NM": "A"}, SQUARE)], "it has no WDxxCD column"),
    ([({"WD22CD": "E05000001"}, SQUARE)], "it has WD22CD but no WD22NM"),
    ([(PLAIN, METRES)], "its coordinates are not degrees, and it names no coordinate system"),
    ([(PLAIN, ABROAD)], "its coordinates are not in Great Britain"),
    ([(PLAIN, TURNED)], "its coordinates are latitude, then longitude. Put longitude before"),
    ([(PLAIN, SQUARE), (PLAIN, SQUARE)], "E05000001 is given twice"),
    ([(PLAIN, SQUARE), (OTHER, None)], "'E2' has no geometry"),
    ([(PLAIN, None)], "no feature has a geometry"),
    ([({**PLAIN, "WD22CD": None}, SQUARE)], "an area has no WD22CD or WD22NM"),
    ([(PLAIN, {"type": "Point", "coordinates": [-0.9, 51.4]})], "an area is not a polygon"),
    ([(PLAIN, {"type": "Polygon", "coordinates": [[[-0.9, 51.4], [-0.8, 51.4]]]})], "broken"),
    ([(PLAIN, {"type": "Polygon", "coordinates": "none"})], "broken"),
    ([(PLAIN, {"type": "Blob"})], "broken"),
    ([(PLAIN, {"type": "Polygon", "coordinates": [[RING[0], RING[1], RING[0], RING[0]]]})],
     "E05000001 has no area"),
    ([({**PLAIN, "LAD22CD": "E06000009"}, SQUARE)], "it holds no area of this borough"),
    ([(PLAIN, SQUARE), (PLAIN, BESIDE)], "E05000001 is in parts. Join them into one shape: diss"),
    ([], "it has no features. Check what was asked of the map service"),
])  # fmt: skip
def test_boundaries_that_cannot_be_used_are_refused(tmp_path: Path, shapes, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(written(tmp_path, *shapes))

    assert words in str(caught.value)


@pytest.mark.parametrize(("text", "words"), [
    ('{"type": "Topology"}', "it is TopoJSON that cannot be read"),
    ("[1, 2]", "it is not a GeoJSON FeatureCollection"),
    ('{"type":\n "Feat', "line 2: it is not valid JSON"),
    ('{"features": [{"geometry": {"type": "Point"}}], "crs": {"properties": {"name": "EPSG:1"}}}',
     "'EPSG:1' is not a coordinate system"),
])  # fmt: skip
def test_a_file_that_is_not_geojson_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "wards.geojson"
    path.write_text(text)

    with pytest.raises(BadInput) as caught:
        read(path)

    assert words in str(caught.value)
