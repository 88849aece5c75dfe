"""Groups that share a name get a direction; busier neighbours belong to a group."""

import numpy as np
import pytest
import shapely

from data.hotspots.groups import COMPASS, distinguished, parts
from geo.grid import squares


def at(*corners: tuple[float, float]) -> list[shapely.Point]:
    return [shapely.Point(480_000 + x, 170_000 + y) for x, y in corners]


def test_a_name_of_its_own_stays_as_it_is() -> None:
    assert distinguished(["Norreys", "Wescott"], at((0, 0), (0, 900))) == ["Norreys", "Wescott"]
    assert distinguished([], []) == []


@pytest.mark.parametrize(
    ("place", "first", "second"),
    [((0, 900), "south", "north"), ((900, 0), "west", "east"), ((100, -900), "north", "south"),
     ((900, 900), "south-west", "north-east"), ((-900, 800), "south-east", "north-west")],
)  # fmt: skip
def test_two_of_one_name_get_a_direction(place, first: str, second: str) -> None:
    found = distinguished(["Norreys", "Evendons", "Norreys"], at((0, 0), (5000, 5000), place))

    assert found == [f"Norreys, {first}", "Evendons", f"Norreys, {second}"]


def test_every_name_is_given_once() -> None:
    many = at(*((100 * n, 100 * n) for n in range(20)))
    found = distinguished(["Norreys"] * 20, many)

    assert len({*found}) == 20
    assert {each.removeprefix("Norreys, ").split(" ")[0] for each in found} <= {*COMPASS}
    assert found[0] == "Norreys, south-west"
    assert found[-1] == "Norreys, north-east 10"


def test_a_group_includes_busier_neighbours_and_joins_over_them() -> None:
    """Nine columns of squares; the busy square 4 lies between the significant 3 and 5."""
    grid = squares(shapely.box(0, 0, 9 * 250, 250), 250.0)
    counts = np.array([0, 0, 2, 0, 9, 1, 1, 0, 0])

    def found(*number: int) -> list[list[int]]:
        return [each.tolist() for each in parts(np.array(number, int), grid, counts)]

    assert found(3, 5) == [[2, 3, 4, 5]]
    assert found(0, 8) == [[0], [8]]
    assert found() == []
