from importlib.resources import files

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo import schematic


def centres_at(lon, lat):
    codes = [f"W{number:02d}" for number in range(len(lon))]
    geometry = gpd.points_from_xy(lon, lat)
    return gpd.GeoDataFrame({"code": codes, "name": codes}, geometry=geometry, crs="EPSG:4326")


@pytest.fixture(scope="module")
def wokingham():
    with files("data").joinpath("reference", "wards_2022.csv").open(encoding="utf-8") as text:
        table = pd.read_csv(text)
    return centres_at(table["centre_lon"], table["centre_lat"])


def scattered(seed, n):
    rng = np.random.default_rng(seed)
    return centres_at(rng.uniform(-1, -0.8, n), rng.uniform(51.35, 51.55, n))


def far_apart(seed):
    """Return 3 to 13 centres over 40 km."""
    rng = np.random.default_rng(seed)
    east, north = rng.uniform(400_000, 440_000, (2, rng.integers(3, 14)))
    at = gpd.GeoSeries.from_xy(east, north, crs="EPSG:27700").to_crs("EPSG:4326")
    return centres_at(at.x, at.y)


def boomerang():
    """Return centres along two sides of a square: a close outline would cut the corner."""
    side = np.linspace(0, 0.2, 6)
    return centres_at(-1 + np.append(side, np.zeros(5)), 51.4 + np.append(np.zeros(6), side[1:]))


def check(centres):
    areas = schematic.wards(centres)
    cells = areas.geometry.to_numpy()
    assert areas.crs == "EPSG:4326"
    assert list(areas["code"]) == list(centres["code"])
    assert list(areas["name"]) == list(centres["name"])
    assert (areas.geom_type == "Polygon").all()
    assert areas.is_valid.all()
    assert areas.contains(centres.geometry).all()
    assert shapely.coverage_is_valid(cells)  # no overlap, and no gap along a shared edge
    together = shapely.coverage_union_all(cells)
    assert together.geom_type == "Polygon"
    assert len(together.interiors) == 0
    assert shapely.area(cells).sum() == pytest.approx(together.area)
    return gpd.GeoSeries([together], crs="EPSG:4326").to_crs("EPSG:27700").item()


def test_wokingham_is_covered_once_with_few_vertices(wokingham):
    outline = check(wokingham)
    assert 140e6 < outline.area < 200e6
    assert 40 < shapely.get_num_coordinates(outline) < 200


def test_the_outline_runs_well_outside_every_centre_and_has_no_sharp_corner(wokingham):
    outline = check(wokingham)
    assert outline.exterior.distance(wokingham.to_crs("EPSG:27700").geometry).min() > 1400
    steps = np.diff(shapely.get_coordinates(outline), axis=0)
    bearing = np.arctan2(steps[:, 1], steps[:, 0])
    turn = np.abs((np.diff(bearing) + np.pi) % (2 * np.pi) - np.pi)
    assert np.degrees(turn).max() < 20


@pytest.mark.parametrize("seed", range(6))
def test_any_centres_give_whole_cells(seed):
    check(scattered(seed, 5 + 7 * seed))


@pytest.mark.parametrize("seed", [17, 93, 159])
def test_a_rounder_outline_is_used_if_a_close_one_would_cut_a_cell(seed):
    centres = far_apart(seed)
    closest = next(iter(schematic._outlined(centres.to_crs("EPSG:27700").geometry.array)))
    assert "MultiPolygon" in {*closest.geom_type}
    check(centres)


def test_centres_around_a_bend_give_whole_cells():
    check(boomerang())


def test_the_order_of_the_centres_does_not_matter(wokingham):
    forward = schematic.wards(wokingham).set_index("code").geometry
    backward = schematic.wards(wokingham[::-1]).set_index("code").geometry
    assert forward.geom_equals(backward.reindex(forward.index).normalize()).all()


def test_the_name_of_the_geometry_column_does_not_matter(wokingham):
    renamed = schematic.wards(wokingham.rename_geometry("centre"))
    assert renamed.geometry.geom_equals(schematic.wards(wokingham).geometry).all()
