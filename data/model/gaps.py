"""Gaps: crime types of a police force that are missing in covered months.

A month is covered when every primary force has it. In a covered month an additional force can be
missing, or some crime types of any force. Their counts are missing, not zero, and such a month may
not be compared with months that have them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from data.model.crime_types import OFFENCES, SINCE

# A force's gap is ignored if it usually has up to this share of the chosen types' incidents.
COUNTS = 0.01
Types = frozenset[str]


class Gap(NamedTuple):
    """A month of one force that has no row of a crime type that it has otherwise."""

    month: date
    force: str
    crime_type: str
    primary: bool


@dataclass(frozen=True)
class Gaps:
    """Every gap, and the mean incidents a month of each force and crime type.

    The mean is over the months that the pack has of that force.
    """

    found: tuple[Gap, ...] = ()
    usual: tuple[tuple[str, str, float], ...] = ()  # force, crime type, incidents

    def missing(self, types: Types) -> frozenset[date]:
        """Return the months in which a primary force lacks some of the types, so have no count.

        A month still counts if what each force lacks is usually up to 1 % of the incidents.
        """
        return frozenset(self._lacking(types, False, True))

    def lacking(self, types: Types, *, narrowed: bool) -> Mapping[date, frozenset[str]]:
        """Return the additional forces that lack one of the types, by month.

        Only forces for which the lacking types usually make up more than 1 % of all incidents; for
        a part of the borough (``narrowed``) any incident is enough, as the force may have a station
        there. Months without such a force are left out.
        """
        return self._lacking(types, narrowed, False)

    def differing(
        self, types: Types, before: Iterable[date], after: Iterable[date], *, narrowed: bool
    ) -> tuple[str, ...]:
        """Return the forces of ``lacking`` that lack only one month of a pair, by name.

        The months of ``before`` and ``after`` are compared in pairs, in order.
        """
        lacking = self.lacking(types, narrowed=narrowed)
        if not lacking:
            return ()
        none: frozenset[str] = frozenset()
        unlike = (
            lacking.get(early, none) ^ lacking.get(late, none)
            for early, late in zip(before, after, strict=True)
        )
        return tuple(sorted(none.union(*unlike)))

    def turns(
        self, types: Types, months: Collection[date], *, narrowed: bool
    ) -> Mapping[date, str]:
        """Return each month that lacks other forces than the month before, with a text of which.

        The text is such as "no data of Surrey Police; data of Kent Police".
        """
        lacking = self.lacking(types, narrowed=narrowed)
        found: dict[date, str] = {}
        last: frozenset[str] | None = None
        for month in months:
            now = lacking.get(month, frozenset())
            if last is not None and now != last:
                gone, back = sorted(now - last), sorted(last - now)
                found[month] = "; ".join(
                    [f"no data of {force}" for force in gone]
                    + [f"data of {force}" for force in back]
                )
            last = now
        return found

    @cached_property
    def _lacking(self) -> Callable[[Types, bool, bool], Mapping[date, frozenset[str]]]:
        """``_forces_lacking`` with a cache, because all filters need its results repeatedly."""
        return lru_cache(maxsize=256)(self._forces_lacking)

    def _forces_lacking(
        self, types: Types, narrowed: bool, primary: bool
    ) -> Mapping[date, frozenset[str]]:
        """Return the forces, primary or additional, that lack some of the types, by month."""
        all_types = {*types}
        usual = {(force, kind): n for force, kind, n in self.usual if kind in all_types}
        total = sum(usual.values())
        lost: dict[tuple[date, str], float] = defaultdict(float)
        whole = {*OFFENCES} <= all_types
        for gap in self.found:
            # Before police.uk had the type, its incidents are in others: a total has them.
            elsewhere = whole and gap.month < SINCE.get(gap.crime_type, gap.month)
            if gap.primary == primary and gap.crime_type in all_types and not elsewhere:
                lost[gap.month, gap.force] += usual.get((gap.force, gap.crime_type), 0)
        found: dict[date, frozenset[str]] = defaultdict(frozenset)
        for (month, force), n in lost.items():
            if n > (0 if narrowed else COUNTS * total):
                found[month] |= {force}
        return dict(found)
