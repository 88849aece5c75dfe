"""What a stranger can work out about counts that are not told, from all that are.

Counts that add up to others leave each hidden one a least and a greatest possible value, found by
linear programming (Fischetti and Salazar 2000 call it the attacker's problem). The stranger is
taken to know the rules: that "fewer than 5" is 1 to 4, and that what is withheld is not zero and,
unless it is a total, 5 or more.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from data.disclosure import SafeCount, State

Sum = tuple[int, tuple[int, ...]]
Range = tuple[float, float]
NEARLY = 1e-6


class Contradiction(Exception):
    """The counts that are told cannot all be true."""


def known(count: SafeCount) -> Range:
    """The least and greatest value that the words about one count leave."""
    if count.state == "exact" and count.value is not None:
        return count.value, count.value
    if count.state == "fewer":
        return 1, count.below - 1
    return (max(count.below, 1) if count.state == "withheld" else 0), inf


@dataclass(frozen=True)
class Attack:
    """Counts as they are told, and sums: each the place of a total and the places of its parts."""

    told: tuple[SafeCount, ...]
    sums: tuple[Sum, ...]

    @cached_property
    def hidden(self) -> tuple[int, ...]:
        """The places of the counts that are not told exactly."""
        return tuple(place for place, each in enumerate(self.told) if each.state != "exact")

    @cached_property
    def _most(self) -> float:
        """More than any count needs to be, so that every programme has an answer."""
        return 10.0 * sum(each.value or each.below or 1 for each in self.told) + 1000

    @cached_property
    def _equations(self) -> tuple[csr_array, NDArray[np.float64]]:
        column = {place: number for number, place in enumerate(self.hidden)}
        rows, right = [], []
        for total, parts in self.sums:
            row, rest = np.zeros(len(column)), 0
            for place, sign in ((total, -1), *((part, 1) for part in parts)):
                if place in column:
                    row[column[place]] += sign
                else:
                    rest -= sign * (self.told[place].value or 0)
            if not row.any() and rest:
                raise Contradiction(f"a total is {abs(rest)} away from the sum of its parts")
            if row.any():
                rows.append(row)
                right.append(rest)
        return csr_array(np.array(rows).reshape(len(rows), len(column))), np.array(right, float)

    def solved(self, costs: Mapping[int, float]) -> dict[int, float]:
        """Values of the hidden counts that fit all that is told, with the least cost.

        Raises:
            Contradiction: there are none.
        """
        equations, right = self._equations
        found = linprog(
            [costs.get(place, 0) for place in self.hidden],
            A_eq=equations if len(right) else None,
            b_eq=right if len(right) else None,
            bounds=[
                (low, min(high, self._most))
                for low, high in (known(self.told[p]) for p in self.hidden)
            ],
        )
        if not found.success:
            raise Contradiction("what is told cannot all be true")
        return dict(zip(self.hidden, found.x.tolist(), strict=True))

    def range(self, place: int) -> Range:
        """The least and greatest value that one hidden count can have."""
        least = self.solved({place: 1})[place]
        return least, self.solved({place: -1})[place]

    def narrowed(self, states: Collection[State] = ("fewer", "withheld")) -> Iterator[int]:
        """The suppressed counts of which more can be worked out than the words about them say.

        Each "fewer than 5" must be able to be 1 and to be 4. A withheld count must not be certain.
        """
        asked = [place for place in self.hidden if self.told[place].state in states]
        if not asked:
            return iter(())
        reached: dict[int, Range] = dict.fromkeys(self.hidden, (inf, -inf))
        for sign in (1, -1):  # what one programme finds possible need not be asked for again
            self._reach(dict.fromkeys(asked, sign), reached)
        return (place for place in asked if not self._is_safe(place, reached))

    def _reach(self, costs: Mapping[int, float], reached: dict[int, Range]) -> None:
        for place, value in self.solved(costs).items():
            least, most = reached[place]
            reached[place] = min(least, value), max(most, value)

    def _is_safe(self, place: int, reached: dict[int, Range]) -> bool:
        count = self.told[place]
        whole = known(count)
        for sign in (1, -1):
            if not _wide(count, reached[place], whole):
                self._reach({place: sign}, reached)
        return _wide(count, reached[place], whole)


def _wide(count: SafeCount, reached: Range, whole: Range) -> bool:
    """Whether the values found possible are as wide apart as a count needs them to be."""
    least, most = reached
    if count.state == "fewer":
        return least <= whole[0] + NEARLY and most >= whole[1] - NEARLY
    return most - least >= 1 - NEARLY


def attack(told: Sequence[SafeCount], sums: Sequence[Sum]) -> Attack:
    """The attack on counts and the sums among them."""
    return Attack(tuple(told), tuple(sums))
