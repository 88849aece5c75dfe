"""``csp-dashboard new --streets``: OS Open Roads, cut to the borough, through to the map."""

import io
import json
import zipfile
from collections import namedtuple
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely

from dashboard.command_line import main
from data.build import config
from data.fetch import streets
from data.pack import background
from data.pack.packs import Packs
from geo import crs
from tests.fakes.open_data import Fault, OpenData

pytestmark = pytest.mark.slow


@pytest.fixture
def roads(published: OpenData, tmp_path: Path) -> OpenData:
    """OS Open Roads with a road of the borough and one far away."""
    lines = [
        shapely.LineString([(-0.89, 51.41), (-0.85, 51.41)]),
        shapely.LineString([(-3.0, 55.0), (-3.0, 55.1)]),
    ]
    frame = gpd.GeoDataFrame(
        {"road_function": ["A Road", "A Road"], "name_1": ["London Road", "North Road"]},
        geometry=lines, crs=crs.DEGREES,
    )  # fmt: skip
    path = tmp_path / "oproad_gb.gpkg"
    frame.to_crs(crs.GRID).to_file(path, layer="road_link")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "Data/oproad_gb.gpkg")
        archive.writestr("readme.txt", "OS")
    published.roads = packed.getvalue()
    return published


def test_roads_are_cut_to_the_borough_and_drawn(roads, new, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack"
    assert new("--streets") == 0
    assert pyogrio.read_info(folder / streets.FILE)["features"] == 1
    assert not (folder / ".parts").exists()

    assert main(["build", "--sources", str(folder / "borough.toml"), "--out", str(out)]) == 0
    pack = Packs(out).current()
    assert background.features(pack)["name"].tolist() == ["London Road"]
    credit = "Contains OS data © Crown copyright and database right 2026"
    assert background.credit(pack) == credit

    fetched = len(roads.paths("/blob/"))
    assert new() == 0
    assert len(roads.paths("/blob/")) == fetched  # kept, and still in the settings
    assert config.read(folder / "borough.toml").of_kind("streets")


def test_without_the_option_no_road_is_fetched(roads, new, folder: Path) -> None:
    assert new() == 0
    assert not roads.paths("/os")
    assert not config.read(folder / "borough.toml").of_kind("streets")


def test_a_dry_run_says_how_large_the_roads_are(roads, new, folder: Path, capsys) -> None:
    assert new("--streets", "--dry-run", "--json") == 0
    plan = json.loads(capsys.readouterr().out)["plan"]
    [said] = [each for each in plan if "OS Open Roads" in each["what"]]
    assert said["bytes"] == len(roads.roads)
    assert not folder.exists()


def test_a_cut_connection_goes_on_from_where_it_was(roads, new, folder: Path) -> None:
    roads.faults.append(Fault("/blob/roads", "cut", after=1))
    assert new("--streets") == 0
    assert (folder / streets.FILE).is_file()


@pytest.mark.parametrize(
    "wrong",
    [(b"", "does not exist (404)"), (b"not a zip archive, whatever it says", "is damaged")],
    ids=["gone", "damaged"],
)
def test_roads_that_cannot_be_had_are_named(roads, new, folder: Path, capsys, wrong) -> None:
    roads.roads, said = wrong
    assert new("--streets") == 3
    assert said in capsys.readouterr().err
    assert not config.read(folder / "borough.toml").of_kind("streets")


def test_a_full_disk_is_noticed_before_anything_is_fetched(
    roads, new, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage(1, 1, 100))
    assert new("--streets") == 3
    assert "0.0 are free. Make room, or leave out --streets" in capsys.readouterr().err
    assert [each.span for each in roads.paths("/blob/")] == ["bytes=-22"]
