"""Drawn areas: one spelling, a minimum size, and the same interior as in shapely."""

from time import process_time

import duckdb
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from bench.lassos import tangle
from data.model.drawn_area import MOST_CORNERS, MOST_DRAWN, NO_AREA, SMALLEST_M2, DrawnArea
from data.pack.pack import statement
from tests.domains import quick

LON, LAT = st.floats(-1.0, -0.8), st.floats(51.35, 51.5)
CORNERS = st.lists(st.tuples(LON, LAT), min_size=0, max_size=60)


@quick
@given(CORNERS)
def test_a_shape_is_parsed_from_its_parameter(corners) -> None:
    drawn = DrawnArea.shape(corners)
    if drawn is not None:
        assert DrawnArea.from_param(drawn.to_param()) == drawn
        assert 3 <= len(drawn.corners) <= MOST_CORNERS
        assert drawn.polygon.is_valid
        assert drawn.polygon.area >= SMALLEST_M2


@quick
@given(LON, LAT, st.integers(-10, 6000))
def test_a_circle_is_parsed_from_its_parameter(lon, lat, metres) -> None:
    drawn = DrawnArea.circle(lon, lat, metres)
    assert (drawn is not None) == (100 <= metres <= 5000)
    if drawn is not None:
        assert DrawnArea.from_param(drawn.to_param()) == drawn
        assert drawn.polygon.area == pytest.approx(np.pi * metres**2, rel=0.003)


@pytest.mark.parametrize(
    "text",
    [
        "", "x", ",", "_", "1,2", "1,2,3", "nan,nan,100", "inf,51.4,100", "-0.82300,51.41680,99",
        "-0.82300,51.41680,5001", "-0.823,51.4168,400", "-0.82300,51.41680,400.5",
        "-0.82300,51.41680_-0.82000,51.42000", "10.00000,51.41680,400", "1_2_3",
        "-0.84000,51.41000_-0.82000,51.42000_-0.82000,51.41000_-0.84000,51.42000",
        "-0.84000,51.41000_-0.84001,51.41000_-0.84000,51.41001", "9" * 2000,
    ],
)  # fmt: skip
def test_other_texts_are_no_drawn_area(text) -> None:
    assert DrawnArea.from_param(text) is None


@quick
@given(st.text())
def test_no_text_is_an_error(text) -> None:
    DrawnArea.from_param(text)


def test_a_self_crossing_line_keeps_its_largest_part() -> None:
    drawn = DrawnArea.shape([(-0.84, 51.40), (-0.80, 51.42), (-0.80, 51.40), (-0.83, 51.42)])
    assert drawn is not None
    assert len(drawn.corners) == 3


def test_a_shaky_line_keeps_few_corners_and_its_area() -> None:
    angle = np.linspace(0, 2 * np.pi, 500, endpoint=False)
    radius = 0.01 + 0.0001 * np.sin(40 * angle)
    corners = np.column_stack(
        [-0.83 + radius * np.cos(angle), 51.41 + 0.62 * radius * np.sin(angle)]
    )
    drawn = DrawnArea.shape([(x, y) for x, y in corners.tolist()])
    assert drawn is not None
    assert len(drawn.corners) <= MOST_CORNERS
    assert drawn.polygon.area == pytest.approx(1_503_000, rel=0.03)


@pytest.mark.parametrize("corners", [40, 300, 1000, 1001, 200_000])
def test_tangled_lines_are_simplified_or_refused_quickly(corners) -> None:
    lines = [(lon, lat) for lon, lat in tangle(corners)]
    start = process_time()
    drawn = DrawnArea.shape(lines)
    # 24 s for 300 corners when the crossings were looked for first.
    assert process_time() - start < 0.5
    assert (drawn is None) == (corners > MOST_CORNERS)


def test_a_zigzag_is_simplified_quickly() -> None:
    """The worst case of the simplification: its time grows with the square of the corners."""
    side = np.linspace(0, 1, MOST_DRAWN)
    zigzag = np.column_stack([-0.9 + 0.1 * side, 51.41 + 0.03 * (np.arange(MOST_DRAWN) % 2)])
    start = process_time()
    assert DrawnArea.shape([(x, y) for x, y in zigzag.tolist()]) is None
    assert process_time() - start < 0.5


def test_a_lasso_that_ends_across_its_own_beginning_keeps_its_area() -> None:
    angle = np.linspace(0, 2 * np.pi + 0.2, 300)
    radius = np.linspace(0.0101, 0.0099, 300)
    corners = np.column_stack(
        [-0.83 + radius * np.cos(angle), 51.41 + 0.62 * radius * np.sin(angle)]
    )
    drawn = DrawnArea.shape([(x, y) for x, y in corners.tolist()])
    assert drawn is not None
    assert drawn.polygon.area == pytest.approx(1_503_000, rel=0.03)


@pytest.mark.parametrize(
    "corners", [[], [(-0.8, 51.4)] * 3, [(-0.8, 51.4), (50, 51.4), (-0.7, 52)]]
)
def test_degenerate_lines_are_no_shape(corners) -> None:
    assert DrawnArea.shape(corners) is None


@pytest.mark.slow
@quick
@given(CORNERS.filter(lambda each: len(each) > 2), st.integers(0, 2**32 - 1))
def test_the_macro_agrees_with_shapely(corners, seed) -> None:
    """SQL and shapely agree on the interior, except for points very near an edge."""
    drawn = DrawnArea.shape(corners)
    if drawn is None:
        return
    west, south, east, north = drawn.polygon.buffer(200).bounds
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(west, east, 200), rng.uniform(south, north, 200)
    clear = shapely.distance(drawn.polygon.exterior, shapely.points(x, y)) > 0.05
    found = _inside(x, y, drawn.outline)
    assert (found == shapely.contains_xy(drawn.polygon, x, y))[clear].all()


def test_nothing_is_inside_nowhere() -> None:
    assert not _inside(np.array([0.0]), np.array([0.0]), NO_AREA).any()


def _inside(x, y, outline) -> np.ndarray:
    schema = statement("pack/schema")
    macro = schema[schema.index("CREATE MACRO inside") :].split(";")[0]
    with duckdb.connect() as connection:
        connection.execute(macro)
        rows = connection.execute(
            "SELECT inside(p[1], p[2], $drawn) FROM (SELECT unnest($points) AS p)",
            {"drawn": outline, "points": np.column_stack([x, y]).tolist()},
        ).fetchall()
    return np.array([bool(each[0]) for each in rows])
