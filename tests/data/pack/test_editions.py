"""Every edition of wards and LSOAs, and the queries behind the layers, counted point by point."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely

from data.model.filters import Filters
from data.pack import incidents, queries
from data.pack.packs import Packs
from data.pack.town_centres import LEAST_SHARE, town_centres
from tests.conftest import Small, features, square, write_small

# Four LSOAs in two rows, and wards of another time: north and south instead of west and east.
LSOAS = {
    "E01000001": (-0.90, 51.40, -0.87, 51.41), "E01000002": (-0.87, 51.40, -0.84, 51.41),
    "E01000003": (-0.90, 51.41, -0.87, 51.42), "E01000004": (-0.87, 51.41, -0.84, 51.42),
}  # fmt: skip
OTHER = {"E05000008": (-0.90, 51.40, -0.84, 51.412), "E05000009": (-0.90, 51.412, -0.84, 51.42)}
KINDS = ("Burglary", "Drugs", "Robbery", "Shoplifting")
PLACES = {"Mill town centre": (-0.8853, 51.4073, 400), "Birch Field": (-0.8553, 51.4073, 200)}


def edition(name: str, areas: dict) -> str:
    return features(
        ({f"{name}CD": code, f"{name}NM": f"Area {code[-1]}", "LAD22CD": "E06000001"}, square(*box))
        for code, box in areas.items()
    )


def scattered(small: Small) -> list[dict[str, str]]:
    rng = np.random.default_rng(7)
    at = rng.uniform((-0.8999, 51.4001), (-0.8401, 51.4199), (40, 2)).round(6)
    # Outcomes are few and one is empty; a point holds several incidents.
    return [
        small.row(
            tuple(at[rng.integers(len(at))]),
            **{
                "Month": f"2022-0{1 + place % 2}",
                "Crime type": KINDS[rng.integers(4)],
                "Last outcome category": ("", "Under investigation", "Charged")[place % 3],
                "Location": f"On or near Street {place % 5}",
            },
        )
        for place in range(400)
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    small = write_small(tmp_path_factory.mktemp("editions"))
    rows = scattered(small)
    for month in ("2022-01", "2022-02"):
        small.street(
            f"street/{month}/{month}-test-street.csv",
            [
                *(each for each in rows if each["Month"] == month),
                small.row((-0.87, 51.4245), Month=month),  # across the border, 500 m north
            ],
        )
    small.write("lsoas.geojson", edition("LSOA11", LSOAS))
    small.add_source("lsoas", "lsoas.geojson", vintage='"2011"')
    small.write("other.geojson", edition("WD25", OTHER))
    small.add_source("wards", "other.geojson", vintage='"2025"')
    small.write("later.csv", 'code,people\nE05000001,4100\nE05000002,"2,600"\n')
    small.add_source(
        "population", "later.csv", vintage='"mid-2021"', value_column='"people"', of='"ward"'
    )
    small.write(
        "places.csv",
        "name,lon,lat,radius_m,confidence,note\n"
        + "".join(f"{name},{lon},{lat},{m},high,\n" for name, (lon, lat, m) in PLACES.items()),
    )
    pack = small.build()
    yield pack, rows
    pack.close()


def filters(pack, *crime: str) -> Filters:
    return Filters.of(pack.domain, crime=crime or ["crime-and-asb"], period="all")


def test_the_editions_are_offered_with_the_current_wards_first(built) -> None:
    pack, _rows = built
    assert [(each.id, each.label) for each in pack.domain.editions] == [
        ("ward", "Wards 2022"), ("ward-2025", "Wards 2025"), ("lsoa-2011", "LSOAs 2011"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "areas"),
    [("lsoa-2011", LSOAS), ("ward-2025", OTHER),
     ("ward", {"E05000001": (-0.90, 51.40, -0.87, 51.42),
               "E05000002": (-0.87, 51.40, -0.84, 51.42)})],
)  # fmt: skip
@pytest.mark.parametrize("crime", [(), ("burglary",), ("drugs", "robbery")])
def test_counts_of_an_edition_are_those_of_a_plain_point_in_polygon(
    built, name, areas, crime
) -> None:
    pack, rows = built
    wanted = {each.capitalize() for each in crime} or {*KINDS}
    expected = {
        code: sum(
            shapely.box(*box).contains(shapely.Point(float(r["Longitude"]), float(r["Latitude"])))
            for r in rows
            if r["Crime type"] in wanted
        )
        for code, box in areas.items()
    }
    found = incidents.by_area(pack, filters(pack, *crime), name)
    mine = found[found["kind"] != "place"]
    assert dict(zip(mine["code"], mine["n"], strict=True)) == expected
    assert sum(expected.values()) == incidents.total(pack, filters(pack, *crime)) > 0
    assert mine["n"].is_monotonic_decreasing
    # Places are counted beside whatever areas are mapped.
    assert {*found.loc[found["kind"] == "place", "name"]} == {*PLACES}


def test_two_populations_count_nobody_twice_and_the_later_is_used(built) -> None:
    pack, _rows = built
    found = incidents.by_area(pack, filters(pack)).set_index("code")
    assert found.loc[["E05000001", "E05000002"], "residents"].tolist() == [4100, 2600]
    for other in ("lsoa-2011", "ward-2025"):
        rows = incidents.by_area(pack, filters(pack), other)
        assert rows["residents"].isna().all()


def test_anchors_include_every_tier(built) -> None:
    pack, rows = built
    for crime, kinds in (((), KINDS), (("drugs",), ("Drugs",))):
        expected = Counter(
            (r["Longitude"], r["Latitude"]) for r in rows if r["Crime type"] in kinds
        )
        found = incidents.anchors(pack, filters(pack, *crime))
        assert sorted(found["n"]) == sorted(expected.values())
        assert found["n"].sum() == sum(expected.values())
        by_month = incidents.anchors_by_month(pack, filters(pack, *crime))
        monthly = Counter(
            (r["Month"], r["Longitude"], r["Latitude"]) for r in rows if r["Crime type"] in kinds
        )
        assert sorted(by_month["n"]) == sorted(monthly.values())
        assert by_month.groupby(["easting", "northing"])["n"].sum().tolist() == (
            found.sort_values(["easting", "northing"])["n"].tolist()
        )


def test_incidents_outside_the_border_are_not_counted(built) -> None:
    pack, rows = built
    found = queries.nearby(pack, filters(pack))
    assert found["n"].tolist() == [1, 1]
    assert incidents.total(pack, filters(pack)) == len(rows)
    assert queries.nearby(pack, filters(pack, "drugs")).empty
    one = Filters.of(pack.domain, crime=["burglary"], first=pack.domain.months[0],
                     last=pack.domain.months[0])  # fmt: skip
    assert queries.nearby(pack, one)["n"].tolist() == [1]
    # An area chosen inside does not change what is outside.
    narrowed = Filters.of(pack.domain, crime=["burglary"], areas=["alder"], period="all")
    assert queries.nearby(pack, narrowed)["n"].tolist() == [1, 1]


@pytest.mark.parametrize("crime", [(), ("burglary",), ("drugs", "robbery")])
def test_outcomes_are_the_last_recorded_and_none_is_none(built, crime) -> None:
    pack, rows = built
    wanted = {each.capitalize() for each in crime} or {*KINDS}
    expected = Counter(
        r["Last outcome category"] or None for r in rows if r["Crime type"] in wanted
    )
    found = queries.outcomes(pack, filters(pack, *crime))
    outcomes = [each if isinstance(each, str) else None for each in found["outcome"]]
    counts = dict(zip(outcomes, found["n"], strict=True))
    assert counts == dict(expected)
    assert found["n"].is_monotonic_decreasing


def test_areas_of_an_edition_are_compared_like_wards(built) -> None:
    pack, _rows = built
    second = Filters.of(pack.domain, crime=["crime-and-asb"], first=pack.domain.months[1],
                        last=pack.domain.months[1])  # fmt: skip
    first = second.with_months(pack.domain.months[0], pack.domain.months[0])
    found = incidents.areas(pack, second, "lsoa-2011", first)
    now = incidents.by_area(pack, second, "lsoa-2011").set_index("code")["n"]
    before = incidents.by_area(pack, first, "lsoa-2011").set_index("code")["n"]
    for row in found.itertuples():
        assert (row.n, row.before) == (now[row.code], before[row.code])
        assert row.test.difference == now[row.code] - before[row.code]


# Town centres.


def naive_share(box: tuple, place: tuple[float, float, float]) -> float:
    """The share of a circle that a box holds, by a great many points of the circle."""
    lon, lat, metres = place
    side = np.linspace(-1, 1, 401)
    x, y = (each.ravel() for each in np.meshgrid(side, side))
    x, y = x[x**2 + y**2 <= 1], y[x**2 + y**2 <= 1]
    north = lat + y * metres / 111_250
    east = lon + x * metres / (111_320 * np.cos(np.radians(lat)))
    west, south, right, top = box
    return float(((east > west) & (east < right) & (north > south) & (north < top)).mean())


@pytest.mark.parametrize(("name", "areas"), [("lsoa-2011", LSOAS), ("ward-2025", OTHER)])
def test_a_town_centre_marks_the_areas_that_hold_a_fifth_of_it(built, name, areas) -> None:
    pack, _rows = built
    shares = {code: naive_share(box, PLACES["Mill town centre"]) for code, box in areas.items()}
    assert not [each for each in shares.values() if abs(each - LEAST_SHARE) < 0.01]
    expected = {code for code, share in shares.items() if share >= LEAST_SHARE}
    assert 0 < len(expected) < len(areas)
    assert town_centres(pack, name) == expected
    values = incidents.areas(pack, filters(pack), name)
    assert {*values.loc[values["town_centre"], "code"]} == expected


def test_a_borough_without_a_town_centre_marks_nothing(small_packs: Path) -> None:
    pack = Packs(small_packs).current()
    assert town_centres(pack, "ward") == frozenset()


def test_the_naive_share_distinguishes() -> None:
    assert naive_share((-1, 51, 0, 52), (-0.5, 51.5, 300)) == 1
    assert naive_share((-1, 51, -0.5, 52), (-0.5, 51.5, 300)) == pytest.approx(0.5, abs=0.01)
    assert json.loads(edition("WD25", OTHER))["features"]
