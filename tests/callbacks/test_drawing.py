"""What someone drew on a map, as the browser sends it: a box, a lasso, or anything at all."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from callbacks.state import drawn_on_map
from data.model.drawn_area import DrawnArea
from tests.domains import quick

BOX = [[-0.86, 51.42], [-0.84, 51.41]]
RING = [[-0.86, 51.42], [-0.84, 51.42], [-0.84, 51.41], [-0.86, 51.41]]


def rings(drawn: DrawnArea | None) -> shapely.Polygon:
    assert drawn
    return shapely.normalize(shapely.Polygon(drawn.corners))


@pytest.mark.parametrize(
    "selected",
    [
        {"points": [], "range": {"map": BOX}},
        {"points": [], "range": {"map": BOX[::-1]}},
        {"points": [], "range": {"map": [[-0.86, 51.41], [-0.84, 51.42]]}},
        {"points": [], "lassoPoints": {"map": RING}},
        {"points": [], "lassoPoints": {"map": [*RING, RING[0]]}},
    ],
)
def test_a_box_or_a_lasso_is_an_area(selected) -> None:
    assert rings(drawn_on_map(selected)).equals(shapely.box(-0.86, 51.41, -0.84, 51.42))


@pytest.mark.parametrize(
    "selected",
    [
        None, {}, {"points": []}, {"points": [{"location": "E05000001"}]},
        {"range": {"map": [[-0.86, 51.42], [-0.86, 51.41]]}},  # no width
        {"range": {"map": [[-0.86, 51.42], [-0.8599, 51.4199]]}},  # less than a street point
        {"range": {"x": [1, 2], "y": [3, 4]}}, {"range": {"map": None}}, {"range": []},
        {"range": {"map": [[1]]}}, {"range": "map"}, {"lassoPoints": {"map": RING[:2]}},
        {"lassoPoints": {"map": [["a", "b"]] * 4}}, {"lassoPoints": {"map": [[0, 0]] * 4}},
        {"lassoPoints": {"map": [[float("nan"), 51]] * 4}}, {"lassoPoints": 7}, [], "junk",
        {"lassoPoints": {"map": [[float("inf"), 51.4], *RING]}},
        {"lassoPoints": {"map": [[10**400, 51.4], *RING]}}, {"lassoPoints": {"map": RING * 300}},
    ],
)  # fmt: skip
def test_anything_else_draws_nothing(selected) -> None:
    assert drawn_on_map(selected) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda deeper: (
        st.lists(deeper, max_size=4)
        | st.dictionaries(st.sampled_from(["range", "lassoPoints", "map", "x"]), deeper, max_size=3)
    ),
)


@quick
@given(JSON)
def test_no_message_is_an_error(selected) -> None:
    assert drawn_on_map(selected) is None or isinstance(drawn_on_map(selected), DrawnArea)
