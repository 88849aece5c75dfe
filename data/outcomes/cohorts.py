"""Cohorts: the crimes recorded in a month, and what has become of them since.

Outcomes recorded in a month are never divided by the crimes of that month. A cohort is ripe for a
horizon when outcomes are held for its own month and for as many months after it as the horizon has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from data.model import months
from data.model.outcome_groups import HORIZONS, POSITIVE
from data.model.rows import rows
from data.stats.significance import Interval, wilson

PUBLISHED = 0  # as a horizon: the last outcome at the release of the street file
LEAST_AGE = 3  # months from recording to release; with fewer, ``PUBLISHED`` is not shown
FORCE = ""  # as a ward code: the whole police force


class FollowedRow(NamedTuple):
    """A month: the release of its street file, and whether outcomes of the month are held."""

    month: date
    release: str | None
    held: bool


@dataclass(frozen=True)
class Tally:
    """The number of crimes by outcome group (id)."""

    by_group: dict[str, int]

    @property
    def crimes(self) -> int:
        """All crimes."""
        return sum(self.by_group.values())

    def share(self, *groups: str) -> float:
        """Return the share (0 to 1) of crimes with an outcome of these groups; needs a crime."""
        return self.n(*groups) / self.crimes

    def n(self, *groups: str) -> int:
        """Return the crimes with an outcome of these groups."""
        return sum(self.by_group.get(each, 0) for each in groups)

    @property
    def positive(self) -> int:
        """The crimes with a positive outcome."""
        return self.n(*POSITIVE)

    def interval(self, *groups: str) -> Interval:
        """Return the 95 % Wilson interval of the share of groups."""
        return wilson(self.n(*groups), self.crimes)

    def less(self, other: "Tally") -> "Tally":
        """Return these counts less those of ``other``, which are part of them."""
        return Tally({each: n - other.n(each) for each, n in self.by_group.items()})


@dataclass(frozen=True)
class Age:
    """How long the crimes of a month have been followed.

    ``followed`` is the number of months after it for which outcomes are held without a gap; None
    if the outcomes of the month itself are not held. ``released`` is the age in months at the
    ``release`` of the street file; None where the release is no month.
    """

    followed: int | None
    release: str
    released: int | None

    def ripe(self, within: int) -> bool:
        """Whether the cohort is old enough for a horizon."""
        if within == PUBLISHED:
            return self.released is not None and self.released >= LEAST_AGE
        return self.followed is not None and self.followed >= within


def ages(frame: pd.DataFrame) -> dict[date, Age]:
    """Return the age of each month of recording, from the rows of ``FollowedRow``."""
    found = rows(frame, FollowedRow)
    held = {each.month for each in found if each.held}
    return {each.month: _age(each, held) for each in found}


def _age(row: FollowedRow, held: set[date]) -> Age:
    followed = None
    at = row.month
    while at in held:
        followed = -1 if followed is None else followed
        followed, at = followed + 1, months.shift(at, 1)
    release = months.parse(row.release or "")
    released = len(months.between(row.month, release)) - 1 if release else None
    return Age(followed, row.release or "", released)


@dataclass(frozen=True, eq=False)
class Cohorts:
    """All cohorts of a pack: counts by month, ward, type, horizon and group, and their ages."""

    frame: pd.DataFrame
    ages: dict[date, Age]

    @property
    def has_files(self) -> bool:
        """Whether any outcome file is held."""
        return bool((self.frame["within"] > PUBLISHED).any())

    @property
    def has_published(self) -> bool:
        """Whether the street files give any last outcome."""
        own = self.frame[self.frame["within"] == PUBLISHED]
        return bool((own["outcome_group"] != "no-information").any())

    @property
    def horizons(self) -> tuple[int, ...]:
        """The horizons that the pack can answer: ``HORIZONS`` (months), then ``PUBLISHED``."""
        files = HORIZONS if self.has_files else ()
        return (*files, *((PUBLISHED,) if self.has_published else ()))

    def of(self, chosen: Sequence[date], types: Sequence[str], within: int) -> pd.DataFrame:
        """Return the rows of these months, types and horizon."""
        frame = self.frame
        return frame[
            (frame["within"] == within)
            & frame["month"].isin(pd.to_datetime([*chosen]))
            & frame["crime_type"].isin(types)
        ]


def tally(frame: pd.DataFrame) -> Tally:
    """Return the number of crimes in rows by outcome group."""
    counts = frame.groupby("outcome_group")["n"].sum()
    return Tally({str(group): int(n) for group, n in counts.items()})


def tallies(frame: pd.DataFrame, column: str) -> dict[str, Tally]:
    """Return the number of crimes in rows by outcome group, for each value of a column."""
    return {str(value): tally(own) for value, own in frame.groupby(column)}
