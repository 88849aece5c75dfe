"""Hotspots on real open data: editions against a plain count, clusters and lives."""

import json
from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import pytest
import shapely

from data.hotspots import hotspots, lifecycle
from data.model.filters import Filters
from data.pack import incidents
from geo.hotspots import gi_star
from geo.points import Points

pytestmark = pytest.mark.slow

THAMES = "thames-valley/street/*.csv.gz"
LATER = "thames-valley/street-later-vintage/*.csv.gz"
RAIL = "btp/street/*.csv.gz"
MISSING = {"2021-06", "2021-07", "2021-08", "2021-09", "2021-10", "2022-05", "2022-06", "2022-07",
           "2022-08"}  # fmt: skip
EDITIONS = {
    "ward": ("wards-2022/E06000041.geojson", "WD22CD", 25),
    "ward-2025": ("wards-2025/E06000041.geojson", "WD25CD", 18),
    "lsoa-2011": ("lsoa-2011/E06000041.geojson", "LSOA11CD", 99),
}


@pytest.fixture(scope="module")
def wokingham(built):
    return built("wokingham.toml")


@pytest.fixture(scope="module")
def hart(built):
    return built("hart.toml")


@pytest.fixture(scope="module")
def inside(plainly) -> pd.DataFrame:
    """The rows that count in Wokingham, with eastings and northings, and no code of ours."""
    naive = plainly("wards-2022/E06000041.geojson")
    first = naive.rows(THAMES)
    rows = pd.concat(
        [first[first["Month"] != "2022-03"], naive.rows(LATER), naive.rows(RAIL)],
        ignore_index=True,
    )
    held = naive.with_wards(rows)
    held = held[~held["Month"].isin(MISSING) & held["Month"].between("2021-03", "2022-09")]
    east, north = naive.to_grid(held["Longitude"].to_numpy(), held["Latitude"].to_numpy())
    return held.assign(east=east, north=north)


@pytest.fixture(scope="module")
def to_metres(plainly):
    return plainly("wards-2022/E06000041.geojson").to_grid


def asked(pack, *crime: str) -> Filters:
    return Filters.of(pack.domain, crime=crime or ["crime-and-asb"], period="all")


@pytest.mark.parametrize(
    "case", [*product(EDITIONS, ("", "Anti-social behaviour", "Burglary"))], ids="-".join
)
def test_counts_of_every_edition_are_those_of_the_raw_files(
    wokingham, inside, to_metres, shared, case
) -> None:
    edition, kind = case
    path, column, areas = EDITIONS[edition]
    rows = inside[inside["Crime type"] == kind] if kind else inside
    crime = {"": (), "Anti-social behaviour": ("asb",), "Burglary": ("burglary",)}[kind]
    expected = {}
    for each in json.loads((shared / "boundaries" / path).read_text())["features"]:
        shape = shapely.transform(
            shapely.geometry.shape(each["geometry"]),
            lambda xy: np.column_stack(to_metres(xy[:, 0], xy[:, 1])),
        )
        shapely.prepare(shape)
        n = shapely.contains_xy(shape, rows["east"].to_numpy(), rows["north"].to_numpy()).sum()
        expected[each["properties"][column]] = int(n)

    found = incidents.by_area(wokingham, asked(wokingham, *crime), edition)
    found = found[found["kind"] != "place"]

    assert len(found) == areas == len(expected)
    assert dict(zip(found["code"], found["n"], strict=True)) == expected


@pytest.mark.parametrize(
    ("name", "crime", "alone", "found"),
    [
        ("wokingham", "asb", 10, 11),
        ("wokingham", "bicycle-theft", 10, 11),
        ("hart", "burglary", 13, 13),
    ],
)
def test_clusters_of_the_real_sets(request, name, crime, alone, found) -> None:
    """The numbers are those of ``gi_oracles.by_integers``, without and with incidents outside."""
    pack = request.getfixturevalue(name)
    everything = hotspots.points(pack, asked(pack, crime))
    inside_only = Points(everything.east, everything.north)
    cells = gi_star(inside_only, hotspots.grid(pack, 250.0)).cells

    clusters = hotspots.clusters(pack, asked(pack, crime)).cells

    assert (cells["q"] <= 0.05).sum() == alone
    assert (clusters["q"] <= 0.05).sum() == found
    # A square without an incident of its own stands out by those beside it or across.
    assert ((clusters["around"] + clusters["across"]) > 0).all()


def test_what_lies_across_the_border_is_held_and_used(wokingham) -> None:
    filters = asked(wokingham, "violence-and-sexual-offences")
    near = hotspots.nearby(wokingham, filters)
    points = hotspots.points(wokingham, filters)
    area = hotspots.study_area(wokingham)

    assert near["n"].sum() == len(points.near_east) > 100
    assert len(points) == incidents.total(wokingham, filters)
    away = shapely.distance(area, shapely.points(points.near_east, points.near_north))
    assert away.min() >= 0
    assert away.max() <= 1000
    assert not hotspots.clusters(wokingham, filters).cells["edge"].any()


def test_too_few_quarters_of_wokingham_are_complete(wokingham) -> None:
    found = lifecycle.life(wokingham, asked(wokingham))

    assert found.too_few is not None
    # March 2021 to September 2022 has six financial quarters; months are missing in four of them.
    assert (len(found.quarters), found.too_few.complete) == (6, 1)


def test_hart_has_lives_over_seven_quarters(hart) -> None:
    found = lifecycle.life(hart, asked(hart))

    assert found.too_few is None
    assert found.quarters[0] == date(2021, 4, 1)
    assert all(found.assessed)
    assert len(found.hotspots) > 0
    assert {*found.hotspots["life"]} <= {"persistent", "emerging", "intermittent", "former"}
    for row in found.hotspots.itertuples():
        assert None not in row.counts
        assert row.hot_quarters >= 2
