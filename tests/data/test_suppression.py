"""Suppression on random tables: nothing hidden can be worked out, nothing told is changed."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from data.attack import Contradiction, attack, known
from data.disclosure import Rule, SafeCount, safe
from data.suppression import protected

pytestmark = pytest.mark.slow

FIVE = Rule(5)
slower = settings(max_examples=25, deadline=None)


def grid(table) -> tuple[list[int], list]:
    """A table with its row and column totals, as values and sums; the grand total comes last."""
    table = np.asarray(table)
    high, wide = table.shape
    whole = np.zeros((high + 1, wide + 1), int)
    whole[:high, :wide] = table
    whole[high] = whole[:high].sum(axis=0)
    whole[:, wide] = whole[:, :wide].sum(axis=1)
    at = np.arange(whole.size).reshape(whole.shape)
    rows = [(int(each[-1]), tuple(each[:-1].tolist())) for each in at]
    columns = [(int(each[-1]), tuple(each[:-1].tolist())) for each in at.T]
    return whole.ravel().tolist(), [*rows, *columns]


COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 40))
TABLES = st.tuples(st.integers(2, 4), st.integers(2, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(COUNTS, min_size=shape[1], max_size=shape[1]),
        min_size=shape[0], max_size=shape[0],
    )
)  # fmt: skip


def integer_range(told: list[SafeCount], sums: list, place: int) -> tuple[float, float]:
    """The least and greatest whole value of a hidden count, by integer programming."""
    size = len(told)
    rows = np.zeros((len(sums), size))
    for row, (total, parts) in enumerate(sums):
        rows[row, total] -= 1
        rows[row, list(parts)] += 1
    low, high = zip(*(known(each) for each in told), strict=True)
    ends = []
    for sign in (1, -1):
        cost = np.zeros(size)
        cost[place] = sign
        found = milp(
            cost, constraints=LinearConstraint(rows, 0, 0), integrality=np.ones(size),
            bounds=Bounds(low, np.minimum(high, 10_000)),
        )  # fmt: skip
        ends.append(found.x[place])
    return ends[0], ends[1]


@slower
@given(TABLES)
def test_no_hidden_count_of_a_random_table_can_be_worked_out(table) -> None:
    values, sums = grid(table)

    told = protected(values, [FIVE] * len(values), sums)

    for place, (value, count) in enumerate(zip(values, told, strict=True)):
        assert (count.state == "exact") <= (not 0 < value < 5)
        assert (count.state == "fewer") <= (0 < value < 5)
        if count.state == "exact":
            assert count.value == value
        else:
            least, most = map(round, integer_range(told, sums, place))
            assert least <= value <= most
            if count.state == "fewer":
                assert (least, most) == (1, 4)
            else:
                assert most > least
    assert [*attack(told, sums).narrowed()] == []


@slower
@given(TABLES, st.lists(st.sampled_from([0, 3, 5, 10]), min_size=36, max_size=36))
def test_each_count_may_have_a_threshold_of_its_own(table, thresholds) -> None:
    """As in a partner pack, where only some types are suppressed. A total is no less guarded."""
    values, sums = grid(table)
    rules = [Rule(each) for each in thresholds[: len(values)]]
    for total, parts in sums:
        rules[total] = Rule(max([rules[total].threshold, *(rules[p].threshold for p in parts)]))

    told = protected(values, rules, sums)

    assert [*attack(told, sums).narrowed()] == []
    assert all(
        count.value == value
        for count, value in zip(told, values, strict=True) if count.state == "exact"
    )  # fmt: skip


@slower
@given(TABLES)
def test_without_complementary_cells_much_can_be_worked_out(table) -> None:
    """The attack finds what the primary rule alone gives away: by hand for a lone small cell."""
    values, sums = grid(table)
    told = [safe(value, FIVE) for value in values]
    small = {place for place, value in enumerate(values) if 0 < value < 5}
    alone = {
        place
        for total, parts in sums
        for place in small & {total, *parts}
        if len(small & {total, *parts}) == 1
    }

    assert alone <= set(attack(told, sums).narrowed())


def test_a_table_by_hand() -> None:
    """One small cell in three by three takes a rectangle of four, and not the zero."""
    values, sums = grid([[2, 20, 0], [10, 10, 10], [30, 30, 30]])

    told = protected(values, [FIVE] * 16, sums)

    shapes = np.array([each.words for each in told]).reshape(4, 4)
    assert shapes.tolist() == [
        ["fewer than 5", "withheld", "0", "22"],
        ["withheld", "withheld", "10", "30"],
        ["30", "30", "30", "90"],
        ["42", "60", "40", "142"],
    ]
    assert attack(told, sums).range(0) == (1, 4)


def test_two_small_cells_may_not_be_enough_for_each_other() -> None:
    """4 and 4 of 8: each could only be 4, so the total is withheld, or a third count with them."""
    sums = [(3, (0, 1, 2))]
    naive = [safe(each, FIVE) for each in (4, 4, 9, 17)]
    assert attack(naive, sums).range(0) == (4, 4)
    assert [*attack(naive, sums).narrowed()] == [0, 1]

    told = protected([4, 4, 9, 17], [FIVE] * 4, sums)

    assert [each.state for each in told[:2]] == ["fewer", "fewer"]
    assert attack(told, sums).range(0) == attack(told, sums).range(1) == (1, 4)


def test_a_table_without_small_cells_is_told_whole() -> None:
    values, sums = grid([[0, 5], [7, 9]])

    assert [each.value for each in protected(values, [FIVE] * 9, sums)] == values


def test_bounds_by_counting_every_table() -> None:
    """The linear programme against every way to fill a two by two table with what is told."""
    values, sums = grid([[2, 3], [6, 1]])
    told = [safe(value, FIVE) for value in values]
    fits = [
        cells
        for cells in product(*(range(1, 5) if each.state == "fewer" else [each.value]
                               for each in told))
        if all(cells[total] == sum(cells[part] for part in parts) for total, parts in sums)
    ]  # fmt: skip

    for place in attack(told, sums).hidden:
        found = [each[place] for each in fits]
        assert attack(told, sums).range(place) == (min(found), max(found))


def test_what_contradicts_itself_is_told() -> None:
    with pytest.raises(Contradiction):
        attack([SafeCount("exact", 5), SafeCount("exact", 4)], [(0, (1,))]).range(0)
    with pytest.raises(Contradiction):
        attack([SafeCount("exact", 9), SafeCount("fewer", below=5)], [(0, (1,))]).range(1)


def test_a_small_total_of_several_is_withheld() -> None:
    """Else 1 and 1 of "fewer than 5" could each be 3 at most."""
    sums = [(2, (0, 1))]
    assert attack([safe(each, FIVE) for each in (1, 1, 2)], sums).range(0) == (1, 3)

    told = protected([1, 1, 2], [FIVE] * 3, sums)

    assert [each.words for each in told] == ["fewer than 5", "fewer than 5", "withheld"]
    assert [*attack(told, sums).narrowed()] == []


def test_a_total_of_one_small_count_says_the_same() -> None:
    told = protected([0, 2, 2], [FIVE] * 3, [(2, (0, 1))])
    assert [each.words for each in told] == ["0", "fewer than 5", "fewer than 5"]

    told = protected([2, 2], [FIVE, Rule(3)], [(1, (0,))])
    assert [each.words for each in told] == ["fewer than 5", "withheld"]


def test_values_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(Contradiction):
        protected([2, 8, 9, 20], [FIVE] * 4, [(3, (0, 1, 2)), (2, (3,))])


def test_thinning_tells_what_is_not_needed(monkeypatch) -> None:
    values, sums = grid([[2, 20, 8], [10, 10, 10], [30, 30, 30]])
    thin = protected(values, [FIVE] * 16, sums)
    monkeypatch.setattr("data.suppression._Table.thinned", lambda _table, told: list(told))
    thick = protected(values, [FIVE] * 16, sums)

    assert sum(each.state == "withheld" for each in thin) <= sum(
        each.state == "withheld" for each in thick
    )
