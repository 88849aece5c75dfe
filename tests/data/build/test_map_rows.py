"""The background map of a pack: joined, credited, counted and compressed."""

import gzip
import json

import geopandas as gpd
import pytest
import shapely

from data.build import map_rows
from data.pack import background
from data.pack.pack import Pack
from geo import crs
from tests.conftest import Small


def write_roads(small: Small, name: str = "roads.gpkg") -> None:
    lines = [
        shapely.LineString([(-0.90, 51.41), (-0.87, 51.41)]),
        shapely.LineString([(-0.87, 51.41), (-0.80, 51.41)]),
        shapely.LineString([(-0.86, 51.405), (-0.86, 51.406)]),
        shapely.LineString([(-0.5, 51.3), (-0.5, 51.4)]),
    ]
    columns = {
        "fclass": ["primary", "primary", "residential", "residential"],
        "name": ["London Road", "London Road", "Mill Lane", "Far Lane"],
        "ref": ["A329", "A329", None, None],
    }
    frame = gpd.GeoDataFrame(columns, geometry=lines, crs=crs.DEGREES)
    frame.to_crs(crs.GRID).to_file(small.folder / name)


def test_streets_are_kept_whole_named_and_counted(bare: Small) -> None:
    write_roads(bare)
    bare.add_source("streets", "roads.gpkg", licence='"ODbL"')
    pack = bare.build()

    found = background.features(pack)
    assert found[["kind", "class", "name", "number"]].to_numpy().tolist() == [
        ["road", "a-road", "London Road", "A329"],
        ["road", "local", "Mill Lane", ""],
    ]
    assert found.geom_type.tolist() == ["LineString", "LineString"]  # two links joined
    # Up to a kilometre beyond the wards, and no further.
    edge = 1000 / crs.to_metres(gpd.GeoDataFrame(
        geometry=[shapely.LineString([(-0.84, 51.41), (-0.83, 51.41)])], crs=crs.DEGREES,
    )).length.iloc[0] * 0.01  # fmt: skip
    assert found.to_crs(crs.DEGREES).total_bounds[2] == pytest.approx(-0.84 + edge, abs=2e-4)
    assert background.credit(pack) == "© OpenStreetMap contributors"
    sources = pack.frame("pack/sources").set_index("kind")
    assert sources.loc["streets", "rows_loaded"] == 3
    assert not pack.problems()


def test_buildings_beyond_the_largest_count_as_outside(bare: Small, monkeypatch) -> None:
    monkeypatch.setattr(map_rows, "MOST_BUILDINGS", 2)
    for name, sides in (("one.gpkg", (0.001, 0.004)), ("two.gpkg", (0.002, 0.003))):
        shapes = [shapely.box(-0.87, 51.41, -0.87 + side, 51.41 + side) for side in sides]
        gpd.GeoDataFrame({"name": ["", ""]}, geometry=shapes, crs=crs.DEGREES).to_file(
            bare.folder / name
        )
    bare.add_source("streets", "*.gpkg", shows='"buildings"')
    sources = bare.build().frame("pack/sources")

    found = sources[sources["kind"] == "streets"].sort_values("file")
    assert found[["rows_loaded", "rows_outside"]].to_numpy().tolist() == [[1, 1], [1, 1]]


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        (
            "OGL v3.0; contains OS data",
            "Contains OS data © Crown copyright and database right 2026",
        ),
        ("Ours", "Ours"),
    ],
)
def test_the_credit_follows_from_the_licence(bare: Small, licence: str, expected: str) -> None:
    write_roads(bare)
    bare.add_source("streets", "roads.gpkg", licence=f'"{licence}"', vintage='"2026-04"')

    assert background.credit(bare.build()) == expected


def test_the_credit_may_be_given(bare: Small) -> None:
    write_roads(bare)
    bare.add_source("streets", "roads.gpkg", attribution='"© Us"')

    assert background.credit(bare.build()) == "© Us"


def test_a_pack_without_streets_has_no_credit(small_pack: Pack) -> None:
    assert background.credit(small_pack) == ""


def test_the_served_map_is_geojson_in_degrees(bare: Small) -> None:
    write_roads(bare)
    bare.add_source("streets", "roads.gpkg")

    document = json.loads(gzip.decompress(background.compressed(bare.build())))

    first = document["features"][0]
    assert first["properties"] == {
        "kind": "road", "class": "a-road", "name": "London Road", "number": "A329",
    }  # fmt: skip
    assert first["geometry"]["coordinates"][0] == pytest.approx([-0.90, 51.41], abs=2e-2)


def test_a_restricted_or_broken_source_stops_the_build(small: Small, refused) -> None:
    small.write("roads.gpkg", "not a file of shapes")
    small.add_source("streets", "roads.gpkg")

    assert "roads.gpkg: GDAL cannot read it" in refused()
