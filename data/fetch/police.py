"""Fetch months of police.uk, each from the newest archive that holds it.

Street files are fetched of every force, outcome files only of the borough's own forces. A file that
is in the folder already is fetched again only if its checksum in a newer archive differs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.fetch import archive
from data.fetch.archive import OUTCOMES, STREET, Archive, Member, Series
from data.fetch.client import AT_ONCE
from data.fetch.errors import NotFetched, Replaced
from data.fetch.job import Job
from data.model import months
from data.model.question import join

OWN, OTHER = "own", "other"
ARCHIVES = 3  # how many are tried for a month, the newest first
KINDS = {STREET: "street files", OUTCOMES: "outcome files"}


@dataclass(frozen=True)
class Task:
    """One file to fetch: its path ``name`` in the folder, and the path it ``replaces`` or ""."""

    month: date
    archive: Archive
    member: Member
    name: str
    replaces: str


def latest(job: Job) -> date:
    """Return the last published month.

    Raises:
        NotFetched: the list of months cannot be read.
    """
    address = job.catalogue.text("police", "dates")
    listed = job.client.json(address)
    try:
        dates = [months.parse(str(each["date"])) for each in listed]
        return max(each for each in dates if each)
    except (KeyError, TypeError, ValueError):
        raise NotFetched(
            f"{address} has no list of published months. Change it in catalogue.toml"
        ) from None


def fetch(
    job: Job, own: Sequence[str], other: Sequence[str], span: Iterable[date], newest: date
) -> None:
    """Fetch new and revised files of each force and month; add missing ones to ``job.gaps``.

    ``newest`` is the last published month. ``own`` and ``other`` are forces as in file names.
    """
    span = list(span)
    late = [month for month in span if month > newest]
    if late:
        job.gap(f"police months not published yet: {_months(late)}")
    wanted = [month for month in span if month <= newest]
    roles = {(force, kind): OWN for force in own for kind in KINDS}
    tasks = _tasks(job, roles | {(force, STREET): OTHER for force in other}, wanted, newest)
    for kind, called in KINDS.items():
        if sizes := [each.member.length for each in tasks if each.member.kind == kind]:
            job.planned.append((f"{len(sizes)} {called} of police.uk", sum(sizes)))
    if tasks and not job.dry:
        with job.track("Street and outcome files", sum(each.member.length for each in tasks)):
            _fetch_all(job, tasks)


def held(job: Job, kind: str = STREET) -> dict[tuple[str, str], tuple[str, dict[str, Any]]]:
    """Return the path and record of each file of a kind, by month ("2022-01") and force."""
    return {
        (entry["month"], entry["force"]): (name, entry)
        for name, entry in job.ledger.files.items()
        if entry.get("kind") == kind and job.ledger.path(name).is_file()
    }


def _tasks(job: Job, roles: dict[Series, str], wanted: Sequence[date], newest: date) -> list[Task]:
    window = int(job.catalogue.text("police", "window"))
    here = {kind: held(job, kind) for kind in KINDS}
    tasks: list[Task] = []
    absent: dict[Series, list[date]] = {}
    for month in wanted:
        best = archive.newest(month, newest, window)
        written, named = months.spell(month), months.spell(best)
        old = {(force, kind): here[kind].get((written, force)) for force, kind in roles}
        if all(each and each[1]["checked"] >= named for each in old.values()):
            continue
        found = _directory(job, best, month, set(roles))
        for series, role in roles.items():
            name, entry = old[series] or ("", {})
            member = found.find(month, series) if found else None
            if member is None and not entry:
                absent.setdefault(series, []).append(month)
            elif found and entry and not _is_newer(found, member, entry):
                entry["checked"] = max(entry["checked"], found.month)
            elif found and member:
                path = f"police/{found.month}/{role}/{member.file}"
                tasks.append(Task(month, found, member, path, name if name != path else ""))
    for (force, kind), missing in absent.items():
        job.gap(f"no archive has {KINDS[kind]} of {force} for {_months(missing)}")
    return tasks


def _is_newer(found: Archive, member: Member | None, entry: Mapping[str, Any]) -> bool:
    """Return whether a newer archive has the file with other content than in the folder."""
    return found.month > entry["archive"] and member is not None and member.crc != entry["crc"]


def _directory(job: Job, best: date, month: date, some: set[Series]) -> Archive | None:
    """Return the directory of archive ``best``, or of the newest before it that holds ``month``.

    It is taken from the record, or fetched and recorded for the forces and kinds ``some``. None if
    no address has any of the ``ARCHIVES`` that are tried.
    """
    for back in range(ARCHIVES):
        wanted = months.shift(best, -back)
        named = months.spell(wanted)
        if wanted < month:
            return None
        record = job.ledger.archives.get(named)
        if record and some <= set(map(tuple, record.get("series", ()))):
            return archive.recorded(record["found"])
        if named in job.absent:
            continue
        addresses = job.catalogue.texts("police", "archives")
        if found := archive.directory(job.client, addresses, wanted):
            limited = {"series": sorted(some), "found": found.record(some)}
            job.ledger.archives[named] = limited
            return found
        job.absent.add(named)
    return None


def _fetch_all(job: Job, tasks: Sequence[Task]) -> None:
    """Fetch every file, two at once; when one fails, leave the rest for the next run.

    The files that are left are added to ``job.gaps``.
    """
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        futures = {pool.submit(_fetch_one, job, task): task for task in tasks}
        wait(futures, return_when=FIRST_EXCEPTION)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)  # after Ctrl-C too
    failed = [each.exception() for each in futures if not each.cancelled() and each.exception()]
    for error in failed:
        if not isinstance(error, NotFetched):
            raise error or RuntimeError
    left = [task for each, task in futures.items() if each.cancelled() or each.exception()]
    job.fetched += len(tasks) - len(left)
    if failed:
        files = join([*_shares(left, tasks)])
        job.gap(f"{files}, of {_months({task.month for task in left})}: {failed[0]}")
    if any(isinstance(error, Replaced) for error in failed):
        for task in left:
            job.ledger.archives.pop(task.archive.month, None)


def _shares(left: Sequence[Task], tasks: Sequence[Task]) -> Iterator[str]:
    """Yield how many files of each kind are left, such as "2 of 6 street files"."""
    missing, wanted = (Counter(each.member.kind for each in some) for some in (left, tasks))
    for kind, called in KINDS.items():
        if missing[kind]:
            yield f"{missing[kind]} of {wanted[kind]} {called}"


def _fetch_one(job: Job, task: Task) -> None:
    member = task.member
    path = job.ledger.path(task.name)
    archive.save(job.client, task.archive, member, path, job.ledger.parts)
    job.ledger.record(
        task.name, task.archive.address, kind=member.kind, month=member.month,
        force=member.force, crc=member.crc, archive=task.archive.month, checked=task.archive.month,
    )  # fmt: skip
    if task.replaces:
        job.ledger.supersede(task.replaces)


def _months(some: Iterable[date]) -> str:
    """Return months as spans: "April 2020 to June 2020, May 2021"."""
    return ", ".join(months.spans(sorted(some)))
