"""What an intruder who knows the rules and the exact totals can infer about restricted counts.

Four attacks on what packs show: subtraction within one pack, the published algorithm run again on
every table that fits, packs of one partnership against each other, and integer programming on
MARAC windows. Each leaves every count a least and a greatest possible value.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from data.build.published_counts import KEY
from data.model.disclosure import SafeCount

Range = tuple[int, int]
MEASURES = ("cases", "repeat_cases", "children")
ENDLESS = 10_000
FEWEST_VALUES = 3


def is_pinned(found: Range | list[int]) -> bool:
    """Whether fewer than three values are left, between two ends or in a list."""
    return len(values_of(found)) < FEWEST_VALUES


def values_of(found: Range | list[int]) -> Sequence[int]:
    """The values that are left."""
    return found if isinstance(found, list) else range(found[0], found[1] + 1)


def subtract(parts: Sequence[Sequence[Range]], total: Range = (0, ENDLESS)) -> list[list[Range]]:
    """Narrow the counts of several breakdowns that all add up to one total, which may be known.

    Each breakdown shares nothing with the others but the total, so one pass reaches the ends.
    """
    least = max(total[0], *(sum(low for low, _high in each) for each in parts))
    most = min(total[1], *(sum(high for _low, high in each) for each in parts))
    found = []
    for each in parts:
        lows, highs = sum(low for low, _high in each), sum(high for _low, high in each)
        found.append(
            [
                (max(low, least - (highs - high)), min(high, most - (lows - low)))
                for low, high in each
            ]
        )
    return found


def run_again(
    publish: Callable[[list[int]], list], shown: list, ranges: Sequence[Range], total: int
) -> list[list[int]]:
    """Find the values of counts that add up to a total in tables for which the same is published.

    For every value of every count a table is made that fits the ranges and the total; only where
    the algorithm gives the same for it does the value stay.
    """
    return [
        [
            value for value in range(low, high + 1)
            if (table := _completed(ranges, total, i, value)) and publish(table) == shown
        ]
        for i, (low, high) in enumerate(ranges)
    ]  # fmt: skip


def _completed(ranges: Sequence[Range], total: int, index: int, value: int) -> list[int] | None:
    """A table within the ranges with one count as given and the sum of all; null if none is."""
    table = [low for low, _high in ranges]
    table[index] = value
    rest = total - sum(table)
    for i, (low, high) in enumerate(ranges):
        if i != index:
            table[i] += min(max(rest, 0), high - low)
            rest -= table[i] - low
    return table if rest == 0 else None


def compare(packs: Sequence[pd.DataFrame]) -> dict[tuple, Range]:
    """Narrow the counts of packs in order, with one row corrected between each and the next.

    ``packs`` are tables ``request_cell``. A count that moves to another band by one row lies at the
    border of both.
    """
    found: dict[tuple, Range] = {}
    before: Mapping[tuple, Range] = {}
    for pack in packs:
        now = shown_in(pack)
        for key, (least, most) in now.items():
            was = before.get(key, (least, most))
            moved = was != (least, most)
            ends = (max(least, was[0] - 1), min(most, was[1] + 1)) if moved else (least, most)
            if key not in found or moved:
                found[key] = ends
        before = {**before, **now}
    return found


def shown_in(pack: pd.DataFrame) -> dict[tuple, Range]:
    """The least and greatest value of every count of a table ``request_cell``, by its key."""
    return {
        tuple(map(str, key)): (int(least), int(most))
        for *key, least, most in pack[[*KEY, "least", "most"]].to_numpy()
    }


class Programme:
    """The quarters and windows of a MARAC return, narrowed by integer programming.

    ``windows`` has for each measure the first quarter of each twelve months and what is shown of
    it; those that begin at one of ``public`` are published years. Repeats are counted among cases.
    ``reached`` has the least and greatest value found so far
    of each quarter, by measure and number, and of each window that is not exact.
    """

    def __init__(
        self,
        count: int,
        windows: Mapping[str, Sequence[tuple[int, SafeCount]]],
        public: Collection[int],
    ) -> None:
        self.size = len(MEASURES) * count
        at = {measure: i * count for i, measure in enumerate(MEASURES)}
        ends: list[tuple[np.ndarray, float, float]] = []
        self.rows: dict[tuple[str, int], np.ndarray] = {}
        self.shown: dict[tuple[str, int], Range] = {}
        for measure in MEASURES:
            for first, shown in windows[measure]:
                row = np.zeros(self.size)
                row[at[measure] + first : at[measure] + first + 4] = 1
                if shown.value is not None:
                    ends.append((row, shown.least, shown.most))
                if first not in public:
                    self.rows[f"{measure}, window", first] = row
                    self.shown[f"{measure}, window", first] = (shown.least, shown.most)
            for i in range(count):
                self.rows[measure, i] = np.eye(self.size)[at[measure] + i]
        for i in range(count):
            row = np.zeros(self.size)
            row[at["cases"] + i], row[at["repeat_cases"] + i] = 1, -1
            ends.append((row, 0, np.inf))
        matrix, low, high = zip(*ends, strict=True)
        self.known = LinearConstraint(np.array(matrix), low, high)
        self.reached = dict.fromkeys(self.rows, (ENDLESS, 0))

    def reach(self, costs: np.ndarray) -> None:
        """Find the table with the least cost, and with the greatest, among those that fit."""
        for sign in (1, -1):
            found = milp(
                sign * costs, constraints=self.known, integrality=np.ones(self.size),
                bounds=Bounds(0, ENDLESS),
            )  # fmt: skip
            assert found.success, "what is shown contradicts itself"
            for key, row in self.rows.items():
                value = round(row @ found.x)
                least, most = self.reached[key]
                self.reached[key] = min(least, value), max(most, value)

    def pinned(self) -> list[tuple[str, int]]:
        """The quarters and windows that are left fewer than three values."""
        self.reach(sum(row for key, row in self.rows.items() if key in self.shown))
        return [key for key in self.rows if not self._is_safe(key)]

    def narrowed(self) -> list[tuple[str, int]]:
        """The windows of which more can be said than is shown."""
        return [key for key, shown in self.shown.items() if not self._is_whole(key, shown)]

    def _is_safe(self, key: tuple[str, int]) -> bool:
        if is_pinned(self.reached[key]):
            self.reach(self.rows[key])
        return not is_pinned(self.reached[key])

    def _is_whole(self, key: tuple[str, int], shown: Range) -> bool:
        if self.reached[key] != shown:
            self.reach(self.rows[key])
        return self.reached[key] == shown
