"""Which counts of a table must not be told: small ones, and others that would give them away.

Primary: counts under the threshold. Complementary: as few others as can be found, so that each
primary may still be anything under its threshold. One linear programme for each end of each
primary's range finds the cheapest counts that have to move with it, as in the heuristic of Kelly,
Golden and Assad (1992); then each withheld count that is not needed is told after all.
"""

from collections.abc import Sequence
from math import log1p

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from data.attack import NEARLY, Contradiction, Range, Sum, attack, known
from data.disclosure import Rule, SafeCount, safe

ZERO = SafeCount("exact", 0)
# A total tells more than a part does, so it is withheld last.
TOTAL = 10.0


def protected(values: Sequence[int], rules: Sequence[Rule], sums: Sequence[Sum]) -> list[SafeCount]:
    """The counts as they may be told together, each with its own rule; zeros are told.

    What is withheld does not depend on the zeros, so a new line of a table changes no older one.

    ``sums`` are the places of totals with the places of their parts; the values must add up.
    Rules that round are for single figures, not for tables with totals.

    Raises:
        Contradiction: the values do not add up.
    """
    some = [place for place, value in enumerate(values) if value]
    at = {place: number for number, place in enumerate(some)}
    told = _told_of_some(
        _Table(
            [values[place] for place in some],
            [rules[place] for place in some],
            [
                (at[total], tuple(at[part] for part in parts if part in at))
                for total, parts in sums if total in at
            ],
        )
    )  # fmt: skip
    return [told[at[place]] if place in at else ZERO for place in range(len(values))]


def _told_of_some(table: "_Table") -> list[SafeCount]:
    told = table.primary()
    ends = [
        (place, end)
        for place, each in enumerate(told) if each.state == "fewer"
        for end in known(each)
    ]  # fmt: skip
    if not ends:
        return told
    for place, end in ends:
        for other in table.moved(told, place, end):
            told[other] = table.withheld(other)
    return table.thinned(told)


class _Table:
    """Counts that add up, and what it costs to withhold each: more for large ones and totals."""

    def __init__(self, values: Sequence[int], rules: Sequence[Rule], sums: Sequence[Sum]) -> None:
        self.values, self.rules, self.sums = values, rules, sums
        self.totals = {total for total, _parts in sums}
        self.weights = [
            (1 + log1p(value)) * (TOTAL if place in self.totals else 1)
            for place, value in enumerate(values)
        ]
        self.balance = np.zeros((len(sums) + 1, len(values)))
        for row, (total, parts) in enumerate(sums):
            self.balance[row, total] -= 1
            self.balance[row, list(parts)] += 1

    def primary(self) -> list[SafeCount]:
        """Each count under its own rule, and totals under those of their parts.

        A total of counts that are all told is told. A small total of several that are not zero is
        withheld: "fewer than 5" would say of each of them that it is fewer than 4. That it is small
        cannot be told either, since one part may be 4 and another is not zero.
        """
        told = [safe(value, rule) for value, rule in zip(self.values, self.rules, strict=True)]
        # Over and over, since a total may be part of another.
        for total, parts in [*self.sums] * len(self.sums):
            if all(told[part].state == "exact" for part in parts):
                told[total] = SafeCount("exact", self.values[total])
        for total, parts in self.sums:
            same = len(parts) == 1 and told[parts[0]] == told[total]
            if told[total].state == "fewer" and not same:
                told[total] = self.withheld(total)
        return told

    def withheld(self, place: int) -> SafeCount:
        """A count that is kept back. A total may be small, so no threshold is known of it."""
        below = 0 if place in self.totals else self.rules[place].threshold
        return SafeCount("withheld", below=below)

    def moved(self, told: Sequence[SafeCount], place: int, end: float) -> list[int]:
        """The told counts that have to move when one count takes another value; none if none must.

        What moves must keep to what its words will say: a withheld count never falls under its
        threshold. Zeros never move.
        """
        ranges = [self._could_be(told, other) for other in range(len(told))]
        above = [high - value for (_low, high), value in zip(ranges, self.values, strict=True)]
        below = [value - low for (low, _high), value in zip(ranges, self.values, strict=True)]
        price = [
            weight if each.state == "exact" else 0.0
            for weight, each in zip(self.weights, told, strict=True)
        ]
        wished = self.balance.copy()
        wished[-1, place] = 1
        both = csr_array(np.hstack([wished, -wished]))
        found = linprog(
            [*price, *price],
            A_eq=both,
            b_eq=[*[0.0] * len(self.sums), end - self.values[place]],
            bounds=[(0, each) for each in (*above, *below)],
        )
        if not found.success:
            raise Contradiction(f"a count under {told[place].below} follows from the totals")
        size = len(self.values)
        net = np.abs(found.x[:size] - found.x[size:])
        return [each for each in range(size) if net[each] > NEARLY and told[each].state == "exact"]

    def _could_be(self, told: Sequence[SafeCount], place: int) -> Range:
        """The values a count may take in a stranger's eyes, were it withheld where it is told."""
        if told[place].state != "exact":
            return known(told[place])
        return known(self.withheld(place)) if self.values[place] else (0, 0)

    def thinned(self, told: Sequence[SafeCount]) -> list[SafeCount]:
        """The same with every withheld count told that no other needs, the costliest first."""
        kept = list(told)
        withheld = [place for place, each in enumerate(told) if each.state == "withheld"]
        for place in sorted(withheld, key=lambda each: -self.weights[each]):
            tried = [*kept]
            tried[place] = SafeCount("exact", self.values[place])
            if next(attack(tried, self.sums).narrowed(("fewer",)), None) is None:
                kept = tried
        return kept
