"""Months in which a police force, or a crime type of one, is not held although the month is.

A month is held when every primary force has it. What else is not there is missing, not zero, and
may not be compared with months in which it is.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from data.model.crime_types import OFFENCES, SINCE

# The share of the chosen types' incidents in a usual month up to which a gap is ignored.
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
    """Every gap, and the incidents of each force and crime type in a usual month of that force."""

    found: tuple[Gap, ...] = ()
    usual: tuple[tuple[str, str, float], ...] = ()  # force, crime type, incidents

    def missing(self, types: Types) -> frozenset[date]:
        """Return the months without a count: a primary force lacks some of the types.

        Types that together have up to 1 % of the incidents in a usual month may be missing.
        """
        return frozenset(self._lacking(types, False, True))

    def lacking(self, types: Types, *, narrowed: bool) -> Mapping[date, frozenset[str]]:
        """Return the additional forces that count and lack one of the types, by month.

        A force counts if what it lacks is usually more than 1 % of the incidents; in part of the
        borough (``narrowed``) if it is any, as the force may have a station there.
        """
        return self._lacking(types, narrowed, False)

    def differing(
        self, types: Types, before: Iterable[date], after: Iterable[date], *, narrowed: bool
    ) -> tuple[str, ...]:
        """Return the forces that one of two periods lacks in a month and the other does not.

        ``before`` and ``after`` are months that are compared with each other, in order.
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
        """Return the months from which other forces are held than in the month before, and why."""
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
        """``_forces_lacking``, each result computed once: every filter of an address needs it."""
        return lru_cache(maxsize=256)(self._forces_lacking)

    def _forces_lacking(
        self, types: Types, narrowed: bool, primary: bool
    ) -> Mapping[date, frozenset[str]]:
        all_types = {*types}
        usual = {(force, kind): n for force, kind, n in self.usual if kind in all_types}
        total = sum(usual.values())
        lost: dict[tuple[date, str], float] = defaultdict(float)
        whole = {*OFFENCES} <= all_types
        for gap in self.found:
            elsewhere = whole and gap.month < SINCE.get(gap.crime_type, gap.month)
            if gap.primary == primary and gap.crime_type in all_types and not elsewhere:
                lost[gap.month, gap.force] += usual.get((gap.force, gap.crime_type), 0)
        found: dict[date, frozenset[str]] = defaultdict(frozenset)
        for (month, force), n in lost.items():
            if n > (0 if narrowed else COUNTS * total):
                found[month] |= {force}
        return dict(found)
