"""What drove a change: parts that add up, and how few of them made it."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.stats.dispersion import Scatter
from data.stats.drivers import Drivers, drivers
from data.stats.significance import change
from tests.domains import quick

SCATTER = Scatter(0.2)
PARTS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=9)


def driven(parts: list[tuple[str, int, int]]) -> Drivers:
    return drivers(parts, SCATTER, lambda _name: SCATTER.over(1))


@quick
@given(PARTS)
def test_parts_add_up_to_the_whole(counts) -> None:
    found = driven([(str(index), *pair) for index, pair in enumerate(counts)])
    assert sum(test.difference for _name, test in found.parts) == found.whole.difference
    assert found.whole == change(sum(b for b, _a in counts), sum(a for _b, a in counts), SCATTER)
    assert len(found.parts) == len(counts)
    for _name, test in found.parts:
        assert test == change(test.before, test.after, SCATTER.over(1))


@quick
@given(PARTS)
def test_no_fewer_parts_could_cancel_the_change(counts) -> None:
    found = driven([(str(index), *pair) for index, pair in enumerate(counts)])
    total = found.whole.difference
    if not total:
        assert found.needed is None
        assert found.dispersion is None
        return
    moves = [test.difference * found.sign for _name, test in found.parts]

    def cancels(count: int) -> bool:
        return any(sum(some) >= abs(total) for some in combinations(moves, count))

    assert cancels(found.needed)
    assert not any(cancels(fewer) for fewer in range(found.needed))
    assert found.dispersion == found.needed / len(found.parts)


@pytest.mark.parametrize(
    ("parts", "order", "needed"),
    [
        ([("a", 10, 30), ("b", 10, 11), ("c", 10, 5), ("d", 0, 0)], "abdc", 1),
        ([("a", 30, 10), ("b", 10, 9), ("c", 5, 10)], "abc", 1),
        ([("a", 10, 20), ("b", 10, 20), ("c", 10, 20)], "abc", 3),
        ([("a", 10, 20), ("b", 20, 10)], "ab", None),
        ([], "", None),
    ],
)
def test_the_largest_in_the_direction_of_the_change_come_first(parts, order, needed) -> None:
    found = driven(parts)
    assert "".join(name for name, _test in found.parts) == order
    assert found.needed == needed
