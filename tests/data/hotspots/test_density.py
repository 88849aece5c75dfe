"""Bands and peaks of density against an independent calculation."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.hotspots import density, hotspots
from data.hotspots.density import FEWEST_ANCHORS, readable_limits
from data.pack.pack import Pack
from data.pack.packs import Packs
from tests.data.hotspots.chosen import FINE, filters, in_metres
from tests.domains import quick
from tests.oracles import Incident
from tests.squares import (
    TO_METRES,
    kernel,
    metres,
    points,
)  # fmt: skip


@pytest.fixture(params=[200, 400, 800], scope="module")
def bandwidth(request) -> int:
    return request.param


def centres(pack: Pack) -> np.ndarray:
    """The centres of all squares of 100 m in the borough, in metres."""
    area = hotspots.study_area(pack)
    west, south, east, north = (int(each // FINE) for each in area.bounds)
    x, y = np.meshgrid(np.arange(west, east + 1), np.arange(south, north + 1))
    found = np.column_stack([x.ravel(), y.ravel()]) * float(FINE) + FINE / 2
    shapely.prepare(area)
    return found[shapely.contains_xy(area, *found.T)]


def test_bands_cover_the_squares_within_their_limits_and_no_other(
    demo_pack, both, bandwidth
) -> None:
    asked_, incidents = both
    at = centres(demo_pack)
    value = kernel(at, points(incidents), bandwidth)
    if not asked_.points_may_be_shown:
        value[near_points(at, incidents, bandwidth) < FEWEST_ANCHORS] = 0
    bands = density.density(demo_pack, asked_, bandwidth).bands
    assert bands["low"].is_monotonic_increasing
    assert bands["high"].tolist()[:-1] == bands["low"].tolist()[1:]
    assert bands["high"].iloc[-1] >= value.max() * (1 - 1e-9)
    covered = np.zeros(len(at), bool)
    for row in bands.itertuples():
        shape = in_metres(row.geometry).buffer(-0.01)
        shapely.prepare(shape)
        inside = shapely.contains_xy(shape, *at.T)
        last = row.low == bands["low"].max()
        within = (value >= row.low * (1 - 1e-9)) & (last | (value < row.high * (1 - 1e-9)))
        assert (inside == within).all()
        covered |= inside
    assert (covered == (value >= bands["low"].min() * (1 - 1e-9))).all()


def near_points(at: np.ndarray, incidents: list[Incident], bandwidth: int) -> np.ndarray:
    total = np.zeros(len(at), int)
    for x, y in {*points(incidents)}:
        total += np.hypot(at[:, 0] - x, at[:, 1] - y) <= bandwidth
    return total


def test_peaks_are_tops_as_high_as_they_say_and_apart(demo_pack, both, bandwidth) -> None:
    asked_, incidents = both
    peaks = density.density(demo_pack, asked_, bandwidth).peaks
    assert 0 < len(peaks) <= 10
    assert peaks["density"].is_monotonic_decreasing
    at = np.array([TO_METRES.transform(row.lon, row.lat) for row in peaks.itertuples()])
    middle = np.floor(at / FINE) * FINE + FINE / 2
    assert np.abs(at - middle).max() < 0.05
    assert peaks["density"].to_numpy() == pytest.approx(
        kernel(middle, points(incidents), bandwidth), rel=1e-9
    )
    for place, one in enumerate(middle):
        apart = np.hypot(*(np.delete(middle, place, axis=0) - one).T)
        assert not (apart <= bandwidth).any()
        beside = one + FINE * np.array([(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1)])
        area = hotspots.study_area(demo_pack)
        beside = beside[shapely.contains_xy(area, *beside.T)]
        top = kernel(beside, points(incidents), bandwidth).max()
        assert peaks["density"].iloc[place] >= top * (1 - 1e-9)


def test_fewer_than_three_points_are_never_drawn_for_tier_b(small) -> None:
    """Two points 110 m apart give nothing; a third gives a spot. Of tier A one is enough."""
    streets = {"Drugs": 2, "Robbery": 3, "Burglary": 1}
    rows = [
        small.row((-0.885 + 0.0016 * place, 51.412), **{"Crime type": kind})
        for kind, count in streets.items()
        for place in range(count)
        for _copy in range(5)
    ]
    small.street("street/2022-01/2022-01-test-street.csv", rows)
    small.street("street/2022-02/2022-02-test-street.csv", [small.asb(Month="2022-02")])
    pack = small.build()
    found = {
        kind: density.density(pack, filters(pack, f"?period=all&type={kind.lower()}"), 200)
        for kind in streets
    }
    drawn = {kind: (len(each.bands) > 0, len(each.peaks) > 0) for kind, each in found.items()}
    assert drawn == {"Drugs": (False, False), "Robbery": (True, True), "Burglary": (True, True)}
    wide = density.density(pack, filters(pack, "?period=all&type=drugs"), 800)
    assert wide.bands.empty
    # Where only two of the three points are near, nothing is drawn either.
    shape = in_metres(found["Robbery"].bands.geometry.union_all())
    robberies = [metres(-0.885 + 0.0016 * place, 51.412) for place in range(3)]
    for x, y in shapely.get_coordinates(shape.centroid):
        assert sum(np.hypot(x - a, y - b) <= 200 for a, b in robberies) == 3
    pack.close()


def test_nothing_is_drawn_of_nothing(small_packs) -> None:
    pack = Packs(small_packs).current()
    for kind in ("robbery", "shoplifting"):
        found = density.density(pack, filters(pack, f"?type={kind}&period=all"), 400)
        assert (len(found.bands), len(found.peaks)) == (0, 0)


@quick
@given(st.floats(1e-3, 1e6))
def test_limits_are_even_readable_and_leave_the_lowest_part_out(top) -> None:
    limits = readable_limits(top)
    assert 1 <= len(limits) <= 5
    assert all(0 < each < top for each in limits)
    step = limits[0]
    assert limits == pytest.approx([step * place for place in range(1, len(limits) + 1)])
    # All that is left above the last limit is at most one step, up to a hair.
    assert top - limits[-1] <= step * (1 + 1e-6)
    assert step >= top / 6 * (1 - 1e-9)
    digits = f"{step:.2e}".partition("e")[0].rstrip("0")
    assert digits in {"1.", "1.5", "2.", "2.5", "3.", "4.", "5.", "6.", "8."}


@pytest.mark.parametrize("top", [0.0, -1.0])
def test_nothing_has_no_limits(top) -> None:
    assert readable_limits(top) == []
