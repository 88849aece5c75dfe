"""Density, clusters and life cycles of a question, against squares counted by hand."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data import borough, build, demo, density, hotspots, life
from data.density import FEWEST_ANCHORS, readable_limits
from data.filters import Filters
from data.hotspots import nearby
from data.pack import Pack
from data.packs import Packs
from geo.hotspots import USUAL
from tests.domains import quick
from tests.oracles import NEVER_AT_A_POINT, OFFENCES, Incident, Oracle, asked
from tests.squares import (
    TO_METRES,
    around,
    counted,
    kernel,
    metres,
    points,
    square_of,
    touching,
    with_what_it_encloses,
)  # fmt: skip

SIDE, FINE = 250, 100
QUESTIONS = {
    "?type=bicycle-theft&period=all": asked(["Bicycle theft"], first="2020-04", last="2023-03"),
    "?type=asb": asked(["Anti-social behaviour"]),
    "?type=drugs&period=all": asked(["Drugs"], first="2020-04", last="2023-03"),
    "?type=violence-and-sexual-offences": asked(["Violence and sexual offences"]),
    "": asked(OFFENCES),
}
FEW = "?type=robbery&from=2022-06&to=2022-06"


@pytest.fixture(scope="module")
def oracle(demo_packs: Path) -> Oracle:
    return Oracle(demo_packs.parent / "sources")


def filters(pack: Pack, search: str) -> Filters:
    return Filters.from_query(search, pack.domain)


@pytest.fixture(params=QUESTIONS, scope="module")
def both(request, demo_pack, oracle) -> tuple[Filters, list[Incident]]:
    """The question, and what the files hold for it."""
    return filters(demo_pack, request.param), oracle.matching(QUESTIONS[request.param])


# Clusters.


def test_squares_hold_what_they_say_alone_and_with_those_beside(demo_pack, both) -> None:
    asked_, incidents = both
    counts = counted(incidents, SIDE)
    found = hotspots.clusters(demo_pack, asked_)
    assert found.too_few is None
    assert len(found.cells) > 0
    for row in found.cells.itertuples():
        square = square_of(row.geometry, SIDE)
        assert row.n == counts[square]
        assert row.around == around(counts, square)


def test_the_share_of_the_largest_point_of_each_square(demo_pack, both) -> None:
    asked_, incidents = both
    at_points = Counter(points(incidents))
    for row in hotspots.clusters(demo_pack, asked_).cells.itertuples():
        square = square_of(row.geometry, SIDE)
        mine = [n for (x, y), n in at_points.items() if (x // SIDE, y // SIDE) == square]
        if mine:
            assert row.top_share == pytest.approx(max(mine) / sum(mine))
        else:
            assert np.isnan(row.top_share)


def test_levels_follow_the_adjusted_p_values_and_the_surest_come_first(demo_pack, both) -> None:
    found = hotspots.clusters(demo_pack, both[0])
    scores = hotspots.scored(demo_pack, both[0].everywhere(), "clusters", USUAL).cells
    limits = {99: 0.01, 95: 0.05, 90: 0.10}
    assert found.cells["q"].is_monotonic_increasing
    assert found.tested == len(scores)
    for row in found.cells.itertuples():
        assert row.level == max(level for level, most in limits.items() if row.q <= most)
    assert len(found.cells) == (scores["q"] <= 0.10).sum()


def test_groups_part_the_squares_and_add_up(demo_pack, both) -> None:
    asked_, incidents = both
    counts = counted(incidents, SIDE)
    found = hotspots.clusters(demo_pack, asked_)
    level = {square_of(row.geometry, SIDE): row.level for row in found.cells.itertuples()}
    naive = []
    for group in touching(level):
        whole = with_what_it_encloses(group)
        reach = {(c + a, r + b) for c, r in whole for a in (-1, 0, 1) for b in (-1, 0, 1)}
        naive.append((
            len(group), sum(counts[each] for each in whole),
            sum(counts[each] for each in reach), max(level[each] for each in group),
        ))  # fmt: skip
    groups = found.groups
    assert sorted(
        groups[["squares", "n", "around", "level"]].itertuples(index=False, name=None)
    ) == sorted(naive)
    order = groups[["level", "n"]].apply(tuple, axis=1).tolist()
    assert order == sorted(order, reverse=True)
    assert groups["n"].sum() >= found.cells["n"].sum()
    assert groups["squares"].sum() == len(found.cells)


def test_no_square_is_named_by_a_street_that_tier_b_alone_was_at(demo_pack, both, oracle) -> None:
    asked_, incidents = both
    shown = {each.location for each in incidents if each.type not in NEVER_AT_A_POINT}
    wards = {*oracle.wards}
    for frame in (
        hotspots.clusters(demo_pack, asked_).cells,
        density.density(demo_pack, asked_, 400).peaks,
    ):
        assert {each for each in frame["street"] if isinstance(each, str)} <= shown
        assert {*frame["ward"]} <= wards
        for row in frame.itertuples():
            if not isinstance(row.street, str):
                assert row.name == row.ward


def test_a_square_bears_the_name_of_its_busiest_point(demo_pack, oracle) -> None:
    incidents = oracle.matching(QUESTIONS["?type=bicycle-theft&period=all"])
    found = hotspots.clusters(demo_pack, filters(demo_pack, "?type=bicycle-theft&period=all"))
    busy: dict[tuple, Counter] = {}
    for each in incidents:
        x, y = metres(each.lon, each.lat)
        square = (int(x // SIDE), int(y // SIDE))
        busy.setdefault(square, Counter())[each.location, each.lon, each.lat] += 1
    for row in found.cells.itertuples():
        here = busy.get(square_of(row.geometry, SIDE), Counter())
        if not here:
            assert not isinstance(row.street, str)
            continue
        most = max(here.values())
        assert row.street in {street for (street, *_at), n in here.items() if n == most}
        assert row.name in {f"{row.street}, {row.ward}", row.street}


def test_too_few_incidents_are_not_tested(demo_pack, oracle) -> None:
    found = hotspots.clusters(demo_pack, filters(demo_pack, FEW))
    incidents = oracle.matching(asked(["Robbery"], first="2022-06", last="2022-06"))
    assert 0 < len(incidents) < 60
    assert (found.too_few.incidents, found.too_few.occupied) == (
        len(incidents), len(counted(incidents, SIDE)),
    )  # fmt: skip
    assert found.cells.empty
    assert found.groups.empty


def test_a_layer_covers_the_borough_whatever_areas_were_chosen(demo_pack) -> None:
    plain = hotspots.clusters(demo_pack, filters(demo_pack, "?type=asb"))
    narrowed = hotspots.clusters(demo_pack, filters(demo_pack, "?type=asb&area=norreys"))
    assert narrowed.cells["n"].tolist() == plain.cells["n"].tolist()


@pytest.mark.parametrize(
    ("search", "known"),
    [("?type=burglary&period=all", True), ("?type=asb&period=all", True),
     ("?type=asb-personal", False), ("?type=asb-personal&type=burglary&period=all", False)],
)  # fmt: skip
def test_what_lies_across_the_border_is_known_of_whole_types_only(small, search, known) -> None:
    small.edit("street/2022-01/2022-01-test-street.csv", "Context\r\n", "Context,ASB category\r\n")
    path = small.folder / "street/2022-01/2022-01-test-street.csv"
    head, *rows = path.read_text().splitlines()
    path.write_text("\n".join([head, *(f"{row},{'Personal' * ('Anti' in row)}" for row in rows)]))
    pack = small.build()
    found = nearby(pack, filters(pack, search))
    assert (found is not None) == known
    if known:
        assert found["n"].sum() == (2 if "burglary" in search else 0)
    pack.close()


# Density.


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


def in_metres(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(
        shape, lambda xy: np.column_stack(TO_METRES.transform(xy[:, 0], xy[:, 1]))
    )


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


# Life cycles.

GONE = ("2021-06", "2022-11")


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> Pack:
    """The demonstration set without two of its months."""
    folder = tmp_path_factory.mktemp("broken")
    toml = demo.write(folder / "sources")
    for month in GONE:
        (file,) = (folder / "sources" / "street" / month).iterdir()
        file.unlink()
    return Pack(build.build(borough.read(toml), folder / "packs").path)


QUARTERS = [f"{year}-{month:02d}" for year in range(2020, 2024) for month in (1, 4, 7, 10)][1:13]


@pytest.mark.parametrize("kind", ["Criminal damage and arson", "Violence and sexual offences"])
@pytest.mark.parametrize("gone", [(), GONE])
def test_quarters_are_counted_and_a_missing_month_is_never_zero(
    request, demo_pack, oracle, kind, gone
) -> None:
    pack = request.getfixturevalue("broken") if gone else demo_pack
    found = life.life(pack, filters(pack, f"?type={kind.lower().replace(' ', '-')}"))
    assert [f"{each:%Y-%m}" for each in found.quarters] == QUARTERS
    incidents = oracle.matching(asked([kind], first="2020-04", last="2023-03"))
    by_quarter = [
        counted([each for each in incidents if start <= each.month < until], SIDE)
        for start, until in zip(QUARTERS, [*QUARTERS[1:], "2023-04"], strict=True)
    ]
    lost = [QUARTERS.index(each) for each in ("2021-04", "2022-10")] if gone else []
    assert found.answer.too_few is None
    assert len(found.cells) > 0
    for row in found.cells.itertuples():
        square = square_of(row.geometry, SIDE)
        assert list(row.counts) == [
            None if place in lost else around(counts, square)
            for place, counts in enumerate(by_quarter)
        ]
        assert row.hot_quarters == sum(each is True for each in row.hot)
        assert [each is None for each in row.hot] == [not each for each in found.answer.assessed]
    assert not found.answer.assessed[lost].any()
    assert {*found.cells["life"]} <= {"persistent", "emerging", "intermittent", "former"}


def test_a_quarter_with_few_incidents_is_not_tested(demo_pack, oracle) -> None:
    found = life.life(demo_pack, filters(demo_pack, "?type=bicycle-theft"))
    incidents = oracle.matching(asked(["Bicycle theft"], first="2020-04", last="2023-03"))
    for start, until, tested in zip(
        QUARTERS, [*QUARTERS[1:], "2023-04"], found.answer.assessed, strict=True
    ):
        quarter = [each for each in incidents if start <= each.month < until]
        assert tested == (len(quarter) >= 60 and len(counted(quarter, SIDE)) >= 30)
    # Three were tested, none of the latest fifth: that is not enough to say what is recent.
    assert found.answer.assessed.sum() == found.answer.too_few.assessed == 3
    assert not found.answer.assessed[-2:].any()
    assert found.cells["life"].isna().all()


def test_the_months_and_areas_chosen_do_not_change_a_life(demo_pack) -> None:
    plain = life.life(demo_pack, filters(demo_pack, "?type=violence-and-sexual-offences"))
    other = life.life(
        demo_pack,
        filters(demo_pack, "?type=violence-and-sexual-offences&area=norreys&from=2022-05"),
    )
    assert other.cells["life"].tolist() == plain.cells["life"].tolist()


def test_too_few_quarters_give_the_reason_and_no_class(gap_pack, small_packs) -> None:
    found = life.life(gap_pack, filters(gap_pack, "?type=crime-and-asb"))
    # Ten quarters from April 2020 to September 2022; June and July 2021 break two of them.
    assert len(found.quarters) == 10
    assert (found.answer.too_few.complete, found.answer.too_few.assessed) == (8, 0)
    assert found.cells.empty
    two_months = Packs(small_packs).current()
    nothing = life.life(two_months, filters(two_months, ""))
    assert nothing.quarters == ()
    assert nothing.answer.too_few.complete == 0
