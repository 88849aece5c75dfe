"""Compare two packs, as a pure function of a snapshot of each.

Only published police rows are compared. Restricted counts (council requests, MARAC returns) are
not: the difference of two rounded counts can say more than either.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from data.model import crime_types, months

NOT_COMPARED = "not compared"
# A month, crime type and police force.
Piece = tuple[date, str, str]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The contents of a pack that are compared.

    ``counts`` has month, crime_type and n; ``outcomes`` has one row for each Crime ID, month and
    type: crime (a hash of the three), month, crime_type and outcomes (a hash). ``verdicts`` has
    "up clear", "normal" and so on by (what, where). ``held`` has the forces of each month,
    ``types`` the crime types of each force, and ``gaps`` the types that a force lacks in a month
    that it has.
    """

    version: str
    covered: tuple[date, ...]
    counts: pd.DataFrame
    outcomes: pd.DataFrame
    verdicts: Mapping[tuple[str, str], str]
    held: frozenset[tuple[date, str]] = frozenset()
    types: Mapping[str, frozenset[str]] = field(default_factory=dict)
    gaps: frozenset[Piece] = frozenset()


@dataclass(frozen=True)
class Part:
    """Data of one police force that only one of the packs has, in months that both packs hold.

    ``types`` are labels of crime types; empty for all types of the force.
    """

    force: str
    types: tuple[str, ...]
    months: tuple[date, ...]


@dataclass(frozen=True)
class Revision:
    """The counts of a crime type in a financial year in both packs, over the months that both hold.

    ``outcomes`` is how many crimes (by Crime ID) of both packs have another outcome in the second.
    """

    year: str
    crime_type: str
    label: str
    before: int
    after: int
    outcomes: int


@dataclass(frozen=True)
class VerdictChange:
    """A verdict on one count (``what``, ``where``; the borough is "") in both packs."""

    what: str
    where: str
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """What changed from one pack to the next: ``new`` and ``gone`` months, revisions, verdicts.

    ``found`` and ``lost`` are parts of months in both packs that only the later has, or only the
    earlier.
    """

    before: str
    after: str
    new: tuple[date, ...]
    gone: tuple[date, ...]
    revisions: tuple[Revision, ...]
    verdicts: tuple[VerdictChange, ...]
    found: tuple[Part, ...] = ()
    lost: tuple[Part, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return bool(
            self.new or self.gone or self.found or self.lost or self.revisions or self.verdicts
        )


def compare(before: Snapshot, after: Snapshot) -> Changes:
    """Return what changed; counts and outcomes only over months that both packs hold.

    A month and type of a force that only one pack has is a ``Part``, not a revision.
    """
    both = set(before.covered) & set(after.covered)
    lacked, lacks = _lacking(before, after, both), _lacking(after, before, both)
    types = {force: _types(before, after, force) for force in {*before.types, *after.types}}
    return Changes(
        before=before.version,
        after=after.version,
        new=tuple(month for month in after.covered if month not in before.covered),
        gone=tuple(month for month in before.covered if month not in after.covered),
        revisions=tuple(_revisions(before, after, both, lacked ^ lacks)),
        verdicts=tuple(_verdicts(before.verdicts, after.verdicts)),
        found=_parts(lacked - lacks, types),
        lost=_parts(lacks - lacked, types),
    )


def _types(before: Snapshot, after: Snapshot, force: str) -> frozenset[str]:
    none: frozenset[str] = frozenset()
    return before.types.get(force, none) | after.types.get(force, none)


def _lacking(pack: Snapshot, other: Snapshot, both: Collection[date]) -> set[Piece]:
    """Return the pieces that ``pack`` lacks in the months ``both``, of either pack's forces."""
    absent = {
        (month, kind, force)
        for force in {*pack.types, *other.types}
        for month in both
        if (month, force) not in pack.held
        for kind in _types(pack, other, force)
    }
    return absent | {piece for piece in pack.gaps if piece[0] in both}


def _parts(pieces: Collection[Piece], types: Mapping[str, frozenset[str]]) -> tuple[Part, ...]:
    """Gather pieces by force and types, in the order of forces and months."""
    kinds: dict[tuple[str, date], set[str]] = defaultdict(set)
    for month, kind, force in pieces:
        kinds[force, month].add(kind)
    months_of: dict[tuple[str, frozenset[str]], list[date]] = defaultdict(list)
    for (force, month), found in sorted(kinds.items(), key=lambda each: each[0]):
        months_of[force, frozenset(found)].append(month)
    return tuple(
        Part(force, () if found == types.get(force) else _labels(found), tuple(held))
        for (force, found), held in months_of.items()
    )


def _labels(kinds: Collection[str]) -> tuple[str, ...]:
    return tuple(crime_types.BY_ID[each].label for each in sorted(kinds, key=POSITION.__getitem__))


def _revisions(
    before: Snapshot, after: Snapshot, both: set[date], unlike: Collection[Piece]
) -> list[Revision]:
    """Return the years and types with another count or outcome, in order.

    Counts are without the months and types of ``unlike``, which only one pack has of a force.
    """
    apart = {(month, kind) for month, kind, _force in unlike}
    kept = [_without(each.counts, apart) for each in (before, after)]
    counts = [_by_year(each, both)["n"].sum() for each in kept]
    revised = _by_year(_revised(before.outcomes, after.outcomes), both).size()
    table = pd.concat([*counts, revised], axis=1, keys=["before", "after", "outcomes"]).fillna(0)
    found = []
    for year, kind in sorted(table.index, key=lambda each: (each[0], POSITION[each[1]])):
        was, now, outcomes = (int(n) for n in table.loc[(year, kind)])
        if was != now or outcomes:
            label = crime_types.BY_ID[kind].label
            found.append(Revision(months.year_label(year), kind, label, was, now, outcomes))
    return found


def _without(counts: pd.DataFrame, apart: Collection[tuple[date, str]]) -> pd.DataFrame:
    """Return the counts without these months and types."""
    pairs = zip(counts["month"].dt.date, counts["crime_type"], strict=True)
    return counts[np.array([pair not in apart for pair in pairs], bool)]


def _revised(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of ``after`` for crimes in both packs whose outcomes differ."""
    both = before[["crime", "outcomes"]].merge(after, on="crime", suffixes=("_before", ""))
    return both[both["outcomes_before"] != both["outcomes"]]


def _by_year(frame: pd.DataFrame, both: set[date]) -> pd.api.typing.DataFrameGroupBy:
    """Group the rows of months that both packs hold by financial year and crime type."""
    kept = frame[frame["month"].isin(pd.to_datetime(sorted(both)))]
    years = kept["month"].dt.year - (kept["month"].dt.month < months.APRIL)
    return kept.assign(year=years).groupby(["year", "crime_type"])


def _verdicts(
    before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]
) -> list[VerdictChange]:
    """Return the verdicts that differ; one that a pack lacks is ``NOT_COMPARED``."""
    pairs = ((key, before.get(key, NOT_COMPARED), after.get(key, NOT_COMPARED))
             for key in dict.fromkeys([*after, *before]))  # fmt: skip
    return [VerdictChange(*key, was, now) for key, was, now in pairs if was != now]


POSITION = {each.id: position for position, each in enumerate(crime_types.CRIME_TYPES)}
