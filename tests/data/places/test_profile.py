"""The arithmetic of a problem profile, against scipy, hand calculations and plain Python."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from data.model.filters import Filters
from data.model.question import Question
from data.pack import incidents
from data.places import place_shapes
from data.places.profile import (
    Neighbours,
    expected_from_rest,
    mix,
    neighbours,
    outcomes,
    rank_of,
    ranks,
)
from data.stats.dispersion import Scatter
from data.stats.significance import change
from tests.domains import quick
from tests.oracles import ASB, OFFENCES, Answers, Oracle, asked, oracle_of

COUNTS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 4000)), min_size=1, max_size=14)


def frame(counts) -> pd.DataFrame:
    rows = [(f"type-{place}", f"Type {place}", n) for place, n in enumerate(counts)]
    return pd.DataFrame(rows, columns=["crime_type", "label", "n"])


def shares(here, rest):
    return mix(frame(here), frame([a + b for a, b in zip(here, rest, strict=True)]), 12)


def test_a_mix_worked_by_hand() -> None:
    """30 of 100 here, 100 of 1,000 elsewhere: three times the share."""
    first, second = shares([30, 70], [100, 900])
    assert (first.label, first.n, first.total) == ("Type 1", 70, 100)
    assert (second.here, second.there) == (0.3, 0.1)
    assert second.ratio == pytest.approx(3)
    assert first.ratio == pytest.approx(0.7 / 0.9)
    assert second.test is not None
    assert second.test.verdict == "clear"


@quick
@given(COUNTS)
def test_each_type_is_tested_with_all_incidents_of_both_sides_as_exposure(pairs) -> None:
    here, rest = zip(*pairs, strict=True)
    for each in shares(here, rest):
        if each.test is None:
            assert not sum(here) or not sum(rest)
            continue
        exposure = (sum(rest), sum(here))
        assert each.test == change(each.rest, each.n, Scatter.of(["type-0"], 12), exposure)
        if each.ratio and each.test.ratio:
            assert each.test.ratio[0] <= each.ratio <= each.test.ratio[1]


@quick
@given(COUNTS)
def test_the_place_and_the_rest_are_the_borough_and_shares_are_whole(pairs) -> None:
    here, rest = zip(*pairs, strict=True)
    found = shares(here, rest)
    assert sum(each.n for each in found) == sum(here)
    assert sum(each.rest for each in found) == sum(rest)
    assert [each.n for each in found] == sorted(here, reverse=True)
    for side, total in (("here", sum(here)), ("there", sum(rest))):
        parts = [getattr(each, side) for each in found]
        assert parts == [None] * len(parts) if not total else sum(parts) == pytest.approx(1)
        assert all(part is None or 0 <= part <= 1 for part in parts)


def test_equal_counts_share_the_better_rank() -> None:
    assert ranks([5, 9, 5, 0, 9, 5]) == [3, 1, 3, 6, 1, 3]
    values = pd.DataFrame(
        {"kind": ["ward", "place", "place", "place"], "slug": ["w", "a", "b", "c"],
         "n": [99, 4, 7, 4]}
    )  # fmt: skip
    assert rank_of(values, "c") == (2, 2, 3)
    assert rank_of(values, "b") == (1, 1, 3)


def test_expected_months_worked_by_hand() -> None:
    """The rest has 8 and 24 in the months held: a quarter and three quarters of the place's 12."""
    assert expected_from_rest((4, None, 8), (12, None, 32)) == (3.0, None, 9.0)
    assert expected_from_rest((4, 8), (4, 8)) is None
    assert expected_from_rest((0, 0), (2, 3)) == (0, 0)


@quick
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 500)), min_size=1, max_size=36))
def test_expected_months_add_up_to_the_place(pairs) -> None:
    place = tuple(here for here, _rest in pairs)
    followed = expected_from_rest(place, tuple(sum(pair) for pair in pairs))
    if followed is None:
        assert not any(rest for _here, rest in pairs)
    else:
        assert sum(each or 0 for each in followed) == pytest.approx(sum(place))


def test_outcomes_say_none_where_none_is_recorded() -> None:
    found = pd.DataFrame({"outcome": [None, "Charged"], "n": [7, 2]})
    assert outcomes(found) == [(None, 7), ("Charged", 2)]


def test_neighbours_share_ground_and_not_only_an_edge() -> None:
    boxes = [shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10), shapely.box(5, 0, 12, 10)]
    places = gpd.GeoDataFrame({"name": ["A", "B", "C"]}, geometry=boxes, crs="EPSG:27700")
    wards = gpd.GeoDataFrame({"name": ["W"]}, geometry=[boxes[0]], crs="EPSG:27700")
    assert neighbours(places, places, wards) == [
        Neighbours(("C",), ("W",)), Neighbours(("C",), ()), Neighbours(("A", "B"), ("W",)),
    ]  # fmt: skip


# The demonstration set, against plain Python over its files.


@pytest.fixture(scope="module")
def oracle(demo_packs: Path) -> Oracle:
    return oracle_of(demo_packs.parent / "sources")


@pytest.mark.parametrize("place", ["Norreys Estate", "Wargrave station", "Bigshotte Park"])
def test_the_mix_of_a_place_is_that_of_the_files(demo_pack, oracle, place) -> None:
    every = asked((ASB, *OFFENCES))
    all_rows = oracle.matching(every)
    inside = [each for each in all_rows if place in each.areas]
    slug = place.lower().replace(" ", "-")
    filters = Filters.of(demo_pack.domain, crime=["crime-and-asb"], areas=[slug])
    found = mix(
        incidents.by_type(demo_pack, filters),
        incidents.by_type(demo_pack, filters.everywhere()),
        12,
    )
    assert {each.label: (each.n, each.rest) for each in found} == {
        kind: (
            sum(each.type == kind for each in inside),
            sum(each.type == kind for each in all_rows if place not in each.areas),
        )
        for kind in (ASB, *OFFENCES)
    }


def test_the_rank_of_every_place_is_that_of_the_files(demo_pack, oracle) -> None:
    rows = [row for row in Answers(oracle, asked([ASB])).by_area() if row[0] in oracle.places]
    values = incidents.by_area(demo_pack, Filters.of(demo_pack.domain, crime=["asb"]))
    for name, n, _residents in rows:
        slug = next(each.id for each in demo_pack.domain.areas if each.name == name)
        better = sum(other > n for _name, other, _people in rows)
        same = sum(other == n for _name, other, _people in rows)
        assert rank_of(values, slug) == (better + 1, same, 16)


@pytest.mark.parametrize("metres", [200, 650])
def test_a_buffer_counts_what_lies_within_so_many_metres(demo_pack, oracle, metres) -> None:
    lon, lat, _radius = oracle.places["Norreys Estate"]
    place = demo_pack.domain.area_by_id["norreys-estate"]
    assert place.centre == pytest.approx((lon, lat), abs=1e-5)
    question = Question.from_query(f"?buffer={metres}&area=norreys", demo_pack.domain).for_place(
        place
    )
    circle = asked(circle=(lon, lat, metres))
    assert incidents.total(demo_pack, question.filters) == len(oracle.matching(circle)) > 0
    outline = place_shapes.outline(demo_pack, question)
    assert outline.area == pytest.approx(shapely.Point(0, 0).buffer(metres).area, rel=0.01)


def test_overlaps_of_the_demonstration(demo_pack, oracle) -> None:
    """Circles overlap when their middles are nearer than both radii together.

    They are drawn with corners, so those that barely touch may be left out.
    """
    found = place_shapes.overlapping(demo_pack)
    for name, (lon, lat, radius) in oracle.places.items():
        slug = next(each.id for each in demo_pack.domain.areas if each.name == name)
        apart = {
            other: Geod(ellps="WGS84").inv(lon, lat, x, y)[2] / (radius + far)
            for other, (x, y, far) in oracle.places.items()
            if other != name
        }
        overlapping = {*found[slug].places}
        assert {other for other, share in apart.items() if share < 0.99} <= overlapping
        assert overlapping <= {other for other, share in apart.items() if share < 1}
    assert "Carnival Hub" in found["wokingham-town-centre"].places


def test_a_wide_buffer_names_the_places_inside(demo_pack) -> None:
    place = demo_pack.domain.area_by_id["norreys-estate"]
    near = Question.from_query("?buffer=800", demo_pack.domain).for_place(place)
    found = place_shapes.near(demo_pack, near)
    assert "Norreys Estate" not in found.places
    assert "Wokingham town centre" in found.places
    own = Question.from_query("", demo_pack.domain).for_place(place)
    assert place_shapes.near(demo_pack, own).places == ()
