"""Drawn areas: one spelling, never too small, and the same inside as shapely's."""

import duckdb
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.drawn import MOST_CORNERS, NOWHERE, SMALLEST_M2, Drawn
from data.pack import statement
from tests.domains import quick

LON, LAT = st.floats(-1.0, -0.8), st.floats(51.35, 51.5)
CORNERS = st.lists(st.tuples(LON, LAT), min_size=0, max_size=60)


@quick
@given(CORNERS)
def test_a_shape_is_read_as_it_was_spelt(corners) -> None:
    drawn = Drawn.shape(corners)
    if drawn is not None:
        assert Drawn.read(drawn.spelt) == drawn
        assert 3 <= len(drawn.corners) <= MOST_CORNERS
        assert drawn.polygon.is_valid
        assert drawn.polygon.area >= SMALLEST_M2


@quick
@given(LON, LAT, st.integers(-10, 6000))
def test_a_circle_is_read_as_it_was_spelt(lon, lat, metres) -> None:
    drawn = Drawn.circle(lon, lat, metres)
    assert (drawn is not None) == (100 <= metres <= 5000)
    if drawn is not None:
        assert Drawn.read(drawn.spelt) == drawn
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
    assert Drawn.read(text) is None


@quick
@given(st.text())
def test_no_text_is_an_error(text) -> None:
    Drawn.read(text)


def test_of_a_line_that_crosses_itself_the_largest_part_counts() -> None:
    drawn = Drawn.shape([(-0.84, 51.40), (-0.80, 51.42), (-0.80, 51.40), (-0.83, 51.42)])
    assert drawn is not None
    assert len(drawn.corners) == 3


def test_a_shaky_line_keeps_few_corners_and_its_area() -> None:
    angle = np.linspace(0, 2 * np.pi, 500, endpoint=False)
    radius = 0.01 + 0.0001 * np.sin(40 * angle)
    corners = np.column_stack(
        [-0.83 + radius * np.cos(angle), 51.41 + 0.62 * radius * np.sin(angle)]
    )
    drawn = Drawn.shape([(x, y) for x, y in corners.tolist()])
    assert drawn is not None
    assert len(drawn.corners) <= MOST_CORNERS
    assert drawn.polygon.area == pytest.approx(1_503_000, rel=0.03)


@pytest.mark.parametrize(
    "corners", [[], [(-0.8, 51.4)] * 3, [(-0.8, 51.4), (50, 51.4), (-0.7, 52)]]
)
def test_too_little_is_no_shape(corners) -> None:
    assert Drawn.shape(corners) is None


@pytest.mark.slow
@quick
@given(CORNERS.filter(lambda each: len(each) > 2), st.integers(0, 2**32 - 1))
def test_the_macro_agrees_with_shapely(corners, seed) -> None:
    """What SQL takes for inside is what shapely does, but for points within a hair of an edge."""
    drawn = Drawn.shape(corners)
    if drawn is None:
        return
    west, south, east, north = drawn.polygon.buffer(200).bounds
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(west, east, 200), rng.uniform(south, north, 200)
    clear = shapely.distance(drawn.polygon.exterior, shapely.points(x, y)) > 0.05
    found = _inside(x, y, drawn.outline)
    assert (found == shapely.contains_xy(drawn.polygon, x, y))[clear].all()


def test_nothing_is_inside_nowhere() -> None:
    assert not _inside(np.array([0.0]), np.array([0.0]), NOWHERE).any()


def _inside(x, y, outline) -> np.ndarray:
    schema = statement("schema")
    macro = schema[schema.index("CREATE MACRO inside") :].split(";")[0]
    with duckdb.connect() as connection:
        connection.execute(macro)
        rows = connection.execute(
            "SELECT inside(p[1], p[2], $drawn) FROM (SELECT unnest($points) AS p)",
            {"drawn": outline, "points": np.column_stack([x, y]).tolist()},
        ).fetchall()
    return np.array([bool(each[0]) for each in rows])
