"""The commands ``new`` and ``refresh``: fetch files, and print what could not be fetched."""

import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from dashboard import console
from dashboard.commands import build_from as build
from data.build.build import BuildFailed
from data.changes import snapshots
from data.changes.changes import Changes, compare
from data.fetch import catalogue, client, ledger, new, starter
from data.fetch.errors import NotFetched
from data.fetch.job import Job
from data.model import months
from data.model.slugs import slug
from data.pack import publish
from layouts.pages.news import news

INCOMPLETE = 3  # exit code: done, but something could not be fetched
MB = 1_000_000


def start(args: Namespace) -> int:
    """Fetch a borough's files into a folder; with ``--dry-run`` only print what would be fetched.

    Return the exit code: 0, or ``INCOMPLETE``.
    """
    with _fetch_errors():
        return _start(args)


def refresh(args: Namespace) -> int:
    """Fetch what is new into a folder made by ``new``, build, and print what changed.

    Return the exit code: 0, or ``INCOMPLETE``.
    """
    changes = args.catalogue or _existing(args.sources.parent / catalogue.NAME)
    with _fetch_errors(), _job(args.sources.parent, changes) as job:
        new.refresh(job)
    if not args.json:
        _say(job)
    before = snapshots.at(_current(args.out))
    report = build(args.sources, args.out, args.audience, quiet=args.json)
    after = snapshots.at(report.path)
    changed = compare(before, after) if before and after else None
    if args.json:
        what = _as_json(changed) if changed else None
        _print(
            {"pack": str(report.path), "version": report.version, "changed": what, **_counts(job)}
        )
    elif changed:
        _say_changed(changed)
    return INCOMPLETE if job.gaps else 0


def _current(out: Path) -> Path | None:
    """Return the path of the pack that the build will replace; None if there is no usable one."""
    try:
        return publish.current(out)
    except publish.BadPointer:
        return None


def _say_changed(changed: Changes) -> None:
    """Print what changed since the previous pack."""
    for sentence in news.sentences(changed):
        console.say(sentence)
    for table in (news.revisions(changed), news.verdicts(changed)):
        if table.rows:
            console.table(table)


def _as_json(changed: Changes) -> dict[str, Any]:
    """Return what changed as JSON, with months as YYYY-MM."""
    spans = {name: [*map(months.spell, getattr(changed, name))] for name in ("new", "gone")}
    parts = {
        name: [asdict(each) | {"months": [*map(months.spell, each.months)]} for each in found]
        for name, found in (("found", changed.found), ("lost", changed.lost))
    }
    return asdict(changed) | spans | parts


@contextmanager
def _fetch_errors() -> Generator[None]:
    """Raise ``NotFetched`` as ``BuildFailed``, which the command line prints in one line."""
    try:
        yield
    except NotFetched as error:
        raise BuildFailed(sentence(str(error))) from None


def sentence(text: str) -> str:
    """Return a message with its full stop."""
    return text if text.endswith((".", "?")) else f"{text}."


def _start(args: Namespace) -> int:
    out = args.out or Path(slug(args.place))
    present = {each.name for each in out.iterdir()} if out.is_dir() else set()
    if present - {ledger.PARTS} and ledger.NAME not in present:
        raise NotFetched(f"{out} holds other files. Give an empty folder with --out")
    request = new.Request(args.place, args.first, args.last, args.wards or "", streets=args.streets)
    if request.first > request.last:
        raise NotFetched("--from is after --to. Swap the two")
    changes = args.catalogue or _existing(out / catalogue.NAME)
    if args.dry_run:
        with tempfile.TemporaryDirectory() as folder, _job(Path(folder), changes) as job:
            job.dry = True
            new.new(job, request)
            return _planned(job, out, as_json=args.json)
    with _job(out, changes) as job:
        new.new(job, request)
        if args.catalogue and args.catalogue != out / catalogue.NAME:
            ledger.replace(out / catalogue.NAME, args.catalogue.read_bytes(), job.ledger.parts)
            job.ledger.sweep()
    toml = out / starter.TOML
    next_step = f"csp-dashboard build --sources {toml} --out pack"
    if args.json:
        _print({"sources": str(toml), **_counts(job)})
    else:
        _say(job)
        console.say(f"{toml} is ready. Next: {next_step}")
    return INCOMPLETE if job.gaps else 0


@contextmanager
def _job(folder: Path, changes: Path | None) -> Generator[Job]:
    """Yield a fetch job for a folder, with a progress bar on terminals; close its HTTP client."""
    known = catalogue.read(changes)
    record = ledger.Ledger(folder)
    browser = client.Client()
    try:
        yield Job(browser, known, record, track=_tracker(browser))
    finally:
        browser.close()


def _tracker(browser: client.Client) -> Any:
    """Return a function that shows a bar of bytes and time left while files are fetched."""

    @contextmanager
    def track(label: str, total: int) -> Generator[None]:
        terminal = console.console(sys.stderr)
        columns = (
            TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(),
            TimeRemainingColumn(),
        )  # fmt: skip
        with Progress(
            *columns, console=terminal, transient=True, disable=not terminal.is_terminal
        ) as bar:
            task = bar.add_task(label, total=total)
            browser.advance = lambda n: bar.advance(task, n)
            try:
                yield
            finally:
                browser.advance = lambda _n: None

    return track


def _existing(path: Path) -> Path | None:
    return path if path.is_file() else None


def _planned(job: Job, out: Path, *, as_json: bool) -> int:
    """Print what would be fetched, and how large it is."""
    total = sum(size for _what, size in job.planned)
    if as_json:
        plan = [{"what": what, "bytes": size} for what, size in job.planned]
        _print({"plan": plan, "bytes": total, **_counts(job)})
    else:
        for what, size in job.planned:
            console.say(f"{size / MB:8.1f} MB  {what}")
        console.say(f"{total / MB:8.1f} MB  in all, into {out}. Nothing was written.")
        _say(job, fetched=False)
    return INCOMPLETE if job.gaps else 0


def _say(job: Job, *, fetched: bool = True) -> None:
    """Print how many files were fetched, the notes and what is missing."""
    if fetched:
        files = console.FILE.count(job.fetched, ("was", "were"))
        console.say(f"{files} fetched into {job.ledger.folder}.")
    for note in job.notes:
        console.say(note)
    for gap in job.gaps:
        print(f"Not fetched: {gap}", file=sys.stderr)


def _counts(job: Job) -> dict[str, Any]:
    return {"fetched": job.fetched, "not_fetched": job.gaps, "notes": job.notes}


def _print(document: object) -> None:
    print(json.dumps(document, ensure_ascii=False))
