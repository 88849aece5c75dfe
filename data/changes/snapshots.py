"""Read the snapshots that ``changes`` compares from packs."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TypeVar

from data.changes.changes import NOT_COMPARED, Changes, Snapshot, compare
from data.model import crime_types
from data.model.domain import Domain
from data.model.filters import Filters
from data.model.question import Question
from data.model.rows import rows
from data.pack import incidents, publish
from data.pack.cache import per_pack
from data.pack.pack import NoPack, Pack
from data.series.headlines import everything, headlines
from data.stats.area_values import AreaRow
from data.stats.significance import Change

R = TypeVar("R")
BY_WARD = ("asb", "all-crime")


@per_pack(1)
def since_previous(pack: Pack) -> Changes | None:
    """Return what changed since the pack that this one replaced; None if that cannot be read."""
    return _with_previous(pack, lambda earlier: between(earlier, pack))


@per_pack(1)
def new_months(pack: Pack) -> tuple[date, ...] | None:
    """Return the covered months that the replaced pack did not cover; None if it cannot be read."""
    held = _with_previous(pack, lambda earlier: earlier.domain.covered)
    return None if held is None else tuple(sorted(pack.domain.covered - held))


def _with_previous(pack: Pack, read: Callable[[Pack], R]) -> R | None:
    """Apply ``read`` to the pack that this one replaced, and return the result.

    That is the last one replaced that can be read and has another version and the same audience.
    None if there is none in the folder.
    """
    for path in publish.replaced(pack.path):
        try:
            with closing(Pack(path)) as earlier:
                earlier.verify()
                if earlier.version != pack.version and earlier.audience == pack.audience:
                    return read(earlier)
        except NoPack:
            continue
    return None


def between(before: Pack, after: Pack) -> Changes:
    """Return what changed from one pack to another."""
    return compare(snapshot(before), snapshot(after))


def at(path: Path | None) -> Snapshot | None:
    """Return the snapshot of a pack file; None without a file, or if it cannot be read."""
    if path is None:
        return None
    try:
        with closing(Pack(path)) as pack:
            pack.verify()
            return snapshot(pack)
    except NoPack:
        return None


def snapshot(pack: Pack) -> Snapshot:
    """Return the contents of an open pack that are compared."""
    held = pack.frame("changes/held")
    usual = pack.frame("pack/usual").groupby("force")["crime_type"].agg(frozenset)
    return Snapshot(
        version=pack.version,
        covered=tuple(sorted(pack.domain.covered)),
        counts=pack.frame("changes/counts"),
        outcomes=pack.frame("changes/outcomes"),
        verdicts=_verdicts(pack),
        held=frozenset(zip(held["month"].dt.date, held["force"], strict=True)),
        types=usual.to_dict(),
        gaps=frozenset(
            (each.month, each.crime_type, each.force) for each in pack.domain.gaps.found
        ),
    )


def _verdicts(pack: Pack) -> dict[tuple[str, str], str]:
    """Return the verdicts on the headlines, and on crime and ASB by ward, in the default period.

    Counts that are not compared are left out.
    """
    question = Question.from_query("", pack.domain)
    found = headlines(incidents.by_month_and_type(pack, everything(question)), question)
    verdicts = {(_label(each.crime[0]), ""): _verdict(each.change) for each in found}
    for choice in BY_WARD:
        for row in rows(incidents.areas(pack, _filters(pack.domain, choice)), AreaRow):
            if row.kind == "ward":
                verdicts[(_label(choice), row.name)] = _verdict(row.test)
    return {key: each for key, each in verdicts.items() if each != NOT_COMPARED}


def _filters(domain: Domain, choice: str) -> Filters:
    return Filters.of(domain, crime=[choice])


def _label(choice: str) -> str:
    return crime_types.CHOICE[choice].label


def _verdict(change: Change | None) -> str:
    """Return "up clear", "down possible", "normal" and so on."""
    if change is None:
        return NOT_COMPARED
    if change.verdict == "normal":
        return "normal"
    return f"{'up' if change.difference > 0 else 'down'} {change.verdict}"
