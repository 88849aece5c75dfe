"""Streets of real files that the test writes: formats, coordinates, columns and bad input."""

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from data.build.config import Source
from data.build.errors import BadInput
from data.build.readers import map_features
from geo import crs

# Two kilometres square in Berkshire, in metres; what is read must lie inside.
WEST, SOUTH = 476_000, 168_000
AROUND = shapely.box(WEST, SOUTH, WEST + 2000, SOUTH + 2000)
ROADS = {
    "A Road": shapely.LineString([(WEST - 3000, SOUTH + 1000), (WEST + 5000, SOUTH + 1000)]),
    "Local Road": shapely.LineString([(WEST + 100, SOUTH + 100), (WEST + 100, SOUTH + 400)]),
    "Minor Road": shapely.LineString([(WEST + 9000, SOUTH), (WEST + 9000, SOUTH + 500)]),
}
OS_OPEN_ROADS = {
    "road_function": [*ROADS],
    "name_1": ["London Road", "Mill Lane", "Far Lane"],
    "road_classification_number": ["A329", None, None],
    "form_of_way": ["Single Carriageway"] * 3,
}
GEOFABRIK = {
    "fclass": ["primary", "residential", "tertiary"],
    "name": ["London Road", "Mill Lane", "Far Lane"],
    "ref": ["A329", None, None],
}


def roads(columns: dict[str, list], system: str = crs.GRID) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=[*ROADS.values()], crs=crs.GRID).to_crs(system)


def source(path: Path, **options: str) -> Source:
    return Source("streets", "S", (path,), "OGL", "2026-04", "open", options)


def read(path: Path, **options: str) -> tuple[gpd.GeoDataFrame, int]:
    return map_features.read(path, source(path, **options), AROUND)


@pytest.mark.parametrize("columns", [OS_OPEN_ROADS, GEOFABRIK], ids=["os", "osm"])
@pytest.mark.parametrize("system", [crs.GRID, crs.DEGREES])
@pytest.mark.parametrize("name", ["roads.shp", "roads.gpkg", "roads.geojson"])
def test_roads_of_each_format_and_publisher_are_the_same(
    tmp_path: Path, name: str, system: str, columns: dict[str, list]
) -> None:
    path = tmp_path / name
    if name.endswith(".shp"):  # names of columns have ten letters there
        short = {
            "road_function": "function",
            "name_1": "name1",
            "road_classification_number": "roadNumber",
            "form_of_way": "formOfWay",
        }
        columns = {short.get(key, key): value for key, value in columns.items()}
    if not (name.endswith(".geojson") and system == crs.GRID):
        roads(columns, system).to_file(path)
    else:
        roads(columns, system).to_file(path, RFC7946="NO")

    found, left_out = read(path)

    rows = sorted(found[["kind", "class", "name", "number"]].itertuples(index=False, name=None))
    assert rows == [
        ("road", "a-road", "London Road", "A329"),
        ("road", "local", "Mill Lane", ""),
    ]
    assert left_out <= 1  # the road beyond is not even read where the format has an index
    assert found.crs == crs.GRID
    west, south, east, north = found.total_bounds
    assert (west, east) == pytest.approx((WEST, WEST + 2000), abs=0.5)
    assert (south, north) == pytest.approx((SOUTH + 100, SOUTH + 1000), abs=0.5)


def test_footpaths_and_unknown_classes_are_left_out_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    columns = {**GEOFABRIK, "fclass": ["primary", "footway", "service"]}
    roads(columns).to_file(path)

    found, left_out = read(path)

    assert (found["name"].tolist(), left_out) == (["London Road"], 1)


def test_columns_and_layer_of_any_file_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "town.gpkg"
    columns = {"sort": ["B road", "minor", "minor"], "called": ["Ash Way", "Elm Way", ""]}
    roads(columns).to_file(path, layer="ours")
    roads(GEOFABRIK).to_file(path, layer="others")

    found, _left_out = read(path, layer="ours", class_column="sort", name_column="called")

    assert dict(zip(found["name"], found["class"], strict=True)) == {
        "Ash Way": "b-road", "Elm Way": "minor",
    }  # fmt: skip


def areas(**classes: shapely.Geometry) -> gpd.GeoDataFrame:
    frame = {"fclass": [*classes], "name": [""] * len(classes)}
    return gpd.GeoDataFrame(frame, geometry=[*classes.values()], crs=crs.GRID)


def test_areas_are_clipped_and_small_or_built_on_ones_left_out(tmp_path: Path) -> None:
    path = tmp_path / "land.gpkg"
    park = shapely.box(WEST + 1900, SOUTH, WEST + 2500, SOUTH + 100)
    areas(
        park=park, grass=shapely.box(WEST, SOUTH, WEST + 20, SOUTH + 20),
        residential=shapely.box(WEST + 500, SOUTH, WEST + 900, SOUTH + 900),
    ).to_file(path)  # fmt: skip

    found, left_out = read(path, shows="green")

    assert found.area.tolist() == pytest.approx([100 * 100])
    assert (found["kind"].tolist(), left_out) == (["green"], 2)


def test_water_is_lines_and_areas(tmp_path: Path) -> None:
    path = tmp_path / "water.gpkg"
    lake = shapely.box(WEST + 100, SOUTH + 100, WEST + 200, SOUTH + 200)
    areas(river=ROADS["A Road"], reservoir=lake, stream=ROADS["Local Road"]).to_file(path)

    assert read(path, shows="water")[0]["kind"].tolist() == ["river", "water"]


def message(path: Path, **options: str) -> str:
    with pytest.raises(BadInput) as caught:
        read(path, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"{path}: ")


def test_a_file_without_a_coordinate_system_needs_one_declared(tmp_path: Path) -> None:
    path = tmp_path / "roads.shp"
    roads({"fclass": GEOFABRIK["fclass"]}).to_file(path)
    path.with_suffix(".prj").unlink()

    assert message(path) == (
        'it names no coordinate system. Add crs = "EPSG:27700" to this source.'
    )
    assert len(read(path, crs="EPSG:27700")[0]) == 2
    assert "within 1 km" in message(path, crs="EPSG:4326")
    assert "is not a coordinate system" in message(path, crs="miles")


def test_bad_files_say_what_is_wrong_in_one_line(tmp_path: Path) -> None:
    text = tmp_path / "roads.gpkg"
    text.write_text("<html>not found</html>")
    assert message(text).startswith("GDAL cannot read it (")

    alone = tmp_path / "alone.shp"
    roads(GEOFABRIK).to_file(alone)
    alone.with_suffix(".shx").unlink()
    assert message(alone).startswith("GDAL cannot read it (")

    table = tmp_path / "table.csv"
    table.write_text("fclass,name\nprimary,London Road\n")
    assert message(table) == 'it has several layers, or none: none. Add layer = "name of one".'


def test_what_a_file_lacks_is_named(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    roads({"grade": ["x", "y", "z"]}).to_file(path, layer="one")
    assert message(path).startswith("none of its classes is known: ''. Add class_column")
    assert message(path, class_column="grade").startswith("none of its classes is known: 'x', 'y'")

    roads(GEOFABRIK).to_file(path, layer="two")
    assert "one, two" in message(path)
    said = message(path, layer="two", name_column="title")
    assert said == "it has no column 'title'. Correct name_column."
    assert "GDAL cannot read it" in message(path, layer="three")


def test_the_checksum_covers_every_part_of_a_shapefile(tmp_path: Path) -> None:
    path = tmp_path / "roads.shp"
    roads(GEOFABRIK).to_file(path)
    before = map_features.checksum(path)

    path.with_suffix(".dbf").write_bytes(path.with_suffix(".dbf").read_bytes() + b" ")

    assert map_features.checksum(path) != before
