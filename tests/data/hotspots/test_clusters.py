"""Clusters of squares against an independent calculation."""

from collections import Counter

import numpy as np
import pytest

from data.hotspots import density, hotspots
from data.hotspots.groups import LEAST_INCIDENTS
from data.hotspots.hotspots import nearby
from data.pack import incidents
from geo.hotspots import USUAL
from tests.data.hotspots.chosen import FEW, QUESTIONS, SIDE, filters
from tests.oracles import NEVER_AT_A_POINT, asked
from tests.squares import (
    around,
    counted,
    metres,
    points,
    square_of,
    touching,
    with_what_it_encloses,
)  # fmt: skip


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


def test_groups_are_squares_that_touch_with_busier_ones_beside_and_those_enclosed(
    demo_pack, both
) -> None:
    asked_, incidents = both
    counts = counted(incidents, SIDE)
    found = hotspots.clusters(demo_pack, asked_)
    level = {square_of(row.geometry, SIDE): row.level for row in found.cells.itertuples()}
    sure = {square for square, of in level.items() if of >= 95} or {*level}
    busier = {
        beside
        for group in touching(sure)
        for c, r in group
        for beside in ((c + a, r + b) for a in (-1, 0, 1) for b in (-1, 0, 1))
        if counts[beside] > max(counts[each] for each in group)
    }
    naive = []
    for group in touching(sure | busier):
        whole = with_what_it_encloses(group)
        naive.append((len(whole), sum(counts[each] for each in whole)))
    groups = found.groups
    assert sorted(groups[["squares", "n"]].itertuples(index=False, name=None)) == sorted(
        each for each in naive if each[1] >= LEAST_INCIDENTS
    )
    assert groups["n"].is_monotonic_decreasing
    assert found.is_sure == bool({*level.values()} & {95, 99})


def test_a_cluster_named_like_a_place_has_the_count_of_the_place_beside_its_own(demo_pack) -> None:
    asked_ = filters(demo_pack, "?type=asb&area=norreys-estate")
    (row, *_others) = hotspots.clusters(demo_pack, asked_).groups.itertuples()
    assert row.name == "Norreys Estate"
    assert row.place_n == incidents.total(demo_pack, asked_)
    assert (row.touches, hotspots.clusters(demo_pack, asked_).groups["touches"].sum()) == (True, 1)


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


def test_what_lies_across_the_border_is_known_of_whole_types_only(bare) -> None:
    bare.edit("street/2022-01/2022-01-test-street.csv", "Context\r\n", "Context,ASB category\r\n")
    path = bare.folder / "street/2022-01/2022-01-test-street.csv"
    head, *rows = path.read_text().splitlines()
    path.write_text("\n".join([head, *(f"{row},{'Personal' * ('Anti' in row)}" for row in rows)]))
    pack = bare.build()
    for search, n in (("?type=burglary&period=all", 2), ("?type=asb&period=all", 0)):
        assert nearby(pack, filters(pack, search))["n"].sum() == n
    for search in ("?type=asb-personal", "?type=asb-personal&type=burglary&period=all"):
        assert nearby(pack, filters(pack, search)) is None
    pack.close()
