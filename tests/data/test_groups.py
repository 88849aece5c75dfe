"""Groups of squares that share the name of a ward are told apart by where they lie."""

import pytest
import shapely

from data.groups import COMPASS, told_apart


def at(*corners: tuple[float, float]) -> list[shapely.Point]:
    return [shapely.Point(480_000 + x, 170_000 + y) for x, y in corners]


def test_a_name_of_its_own_stays_as_it_is() -> None:
    assert told_apart(["Norreys", "Wescott"], at((0, 0), (0, 900))) == ["Norreys", "Wescott"]
    assert told_apart([], []) == []


@pytest.mark.parametrize(
    ("place", "first", "second"),
    [((0, 900), "south", "north"), ((900, 0), "west", "east"), ((100, -900), "north", "south"),
     ((900, 900), "south-west", "north-east"), ((-900, 800), "south-east", "north-west")],
)  # fmt: skip
def test_two_of_one_name_are_told_apart_by_the_compass(place, first: str, second: str) -> None:
    found = told_apart(["Norreys", "Evendons", "Norreys"], at((0, 0), (5000, 5000), place))

    assert found == [f"Norreys, {first}", "Evendons", f"Norreys, {second}"]


def test_every_name_is_given_once() -> None:
    many = at(*((100 * n, 100 * n) for n in range(20)))
    found = told_apart(["Norreys"] * 20, many)

    assert len({*found}) == 20
    assert {each.removeprefix("Norreys, ").split(" ")[0] for each in found} <= {*COMPASS}
    assert found[0] == "Norreys, south-west"
    assert found[-1] == "Norreys, north-east 10"
