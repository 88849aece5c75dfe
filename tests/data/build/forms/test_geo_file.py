from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from data.build.errors import BadInput
from data.build.forms.container import checksum
from data.build.readers import boundaries
from tests import files
from tests.conftest import WARDS, features, square

TEXT = features(
    ({"WD22CD": code, "WD22NM": name, "LAD22CD": "E06000001"}, square(*box))
    for (code, name), box in WARDS.items()
)


def made(folder: Path, form: str, shapes: gpd.GeoDataFrame) -> Path:
    match form:
        case "gpkg":
            return files.geopackage(folder / "wards.gpkg", shapes)
        case "shp":
            return files.shapefile(folder / "wards.shp", shapes)
        case "zip":
            return files.shapefile_zip(folder / "wards.zip", shapes)
    path = folder / f"wards.{form}"
    path.write_text(files.topojson(shapes) if form == "topojson" else TEXT)
    return path


def read(path: Path, declared: str | None = None) -> gpd.GeoDataFrame:
    return boundaries.features(path, declared)


def same(found: gpd.GeoDataFrame, expected: gpd.GeoDataFrame) -> bool:
    """Whether shapes are the same to a centimetre, wherever their rings begin."""
    apart = shapely.hausdorff_distance(found.geometry.to_numpy(), expected.geometry.to_numpy())
    return len(found) == len(expected) and bool((apart < 1e-7).all())


@pytest.mark.parametrize("form", ["gpkg", "shp", "zip", "topojson"])
def test_every_form_gives_the_shapes_of_geojson(tmp_path: Path, form: str) -> None:
    expected = read(made(tmp_path, "geojson", files.frame(TEXT)))

    found = read(made(tmp_path, form, files.frame(TEXT)))

    columns = ["WD22CD", "WD22NM", "LAD22CD"]
    pd.testing.assert_frame_equal(found[columns], expected[columns], check_dtype=False)
    assert same(found, expected)
    assert found.crs == "EPSG:4326"


@pytest.mark.parametrize("crs", ["EPSG:27700", "EPSG:3857"])
@pytest.mark.parametrize("form", ["gpkg", "shp", "zip"])
def test_the_coordinate_system_of_the_file_is_used(tmp_path: Path, form: str, crs: str) -> None:
    found = read(made(tmp_path, form, files.frame(TEXT).to_crs(crs)))

    assert same(found, files.frame(TEXT))


def test_a_shapefile_without_a_coordinate_system_needs_one_in_the_toml(tmp_path: Path) -> None:
    path = made(tmp_path, "shp", files.frame(TEXT).to_crs("EPSG:27700"))
    (tmp_path / "wards.prj").unlink()

    with pytest.raises(BadInput, match=r"not degrees, and it names no coordinate system"):
        read(path)
    assert same(read(path, "EPSG:27700"), files.frame(TEXT))


@pytest.mark.parametrize("suffix", [".dbf", ".shx"])
def test_a_shapefile_needs_its_parts(tmp_path: Path, suffix: str) -> None:
    path = made(tmp_path, "shp", files.frame(TEXT))
    (tmp_path / f"wards{suffix}").unlink()

    with pytest.raises(BadInput, match=f"wards{suffix} is not beside it. Keep the .shp, .shx"):
        read(path)


def test_several_layers_and_shapefiles_need_a_name(tmp_path: Path) -> None:
    shapes = files.frame(TEXT)
    package = made(tmp_path, "gpkg", shapes)
    files.geopackage(package, shapes.head(1), "old")
    archive = files.shapefile_zip(tmp_path / "two.zip", shapes, ["wards", "old"])

    with pytest.raises(BadInput, match=r'several layers: wards, old. Add part = "wards"'):
        read(package)
    with pytest.raises(BadInput, match=r"several shapefiles: "):
        read(archive)
    assert len(read(package / "old")) == 1
    assert len(read(archive / "old")) == 2


@pytest.mark.parametrize("form", ["gpkg", "shp", "zip"])
def test_a_damaged_file_is_refused(tmp_path: Path, form: str) -> None:
    path = made(tmp_path, form, files.frame(TEXT))
    whole = path.read_bytes()
    path.write_bytes(whole[: max(110, len(whole) // 8)])

    with pytest.raises(BadInput, match=r"cannot be read|cut short or damaged|no feature has"):
        read(path)


def test_the_checksum_of_a_shapefile_is_of_all_its_parts(tmp_path: Path) -> None:
    path = made(tmp_path, "shp", files.frame(TEXT))
    before = checksum(path)
    table = tmp_path / "wards.dbf"
    table.write_bytes(table.read_bytes().replace(b"Alder", b"Aldur"))

    assert checksum(path) != before
