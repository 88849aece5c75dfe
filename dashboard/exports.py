"""The exports of a server: a small pool of processes, and the folder that their files lie in."""

import hashlib
import logging
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from dashboard import export_work, processes
from dashboard.export_job import UNFINISHED, Job, Progress, Wanted

WORKERS = 2
MOST_WAITING = 40
KEPT_SECONDS = 600
log = logging.getLogger(__name__)


class TooMany(Exception):
    """As many exports as the server takes are waiting."""


class NoProcesses(Exception):
    """No process can be started here to make an export."""


class Exports:
    """Takes exports on, tells of them and forgets them after ten minutes.

    Server processes over one folder of packs share the folder of files.
    """

    def __init__(self, packs: Path, root: Path | None = None) -> None:
        self._root = root or _root(packs)
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._futures: dict[str, Future] = {}

    def ask(self, wanted: Wanted) -> Job:
        """Take an export on.

        Raises:
            TooMany: too many are waiting.
            NoProcesses: no process can be started, or no folder be used for the files.
        """
        with self._lock:
            try:
                self._make_room()
                self.sweep()
                if sum(each.progress.state in UNFINISHED for each in self._jobs()) >= MOST_WAITING:
                    raise TooMany
                job = Job.new(self._root, wanted)
                future = self._submit(job, wanted)
            except (*processes.UNAVAILABLE, BrokenProcessPool) as error:
                log.error("no export can be made", exc_info=error)
                raise NoProcesses from error
            self._futures[job.id] = future
        future.add_done_callback(lambda done: self._ended(job, done))
        return job

    def find(self, name: str) -> Job | None:
        """The job of an id; nothing if there never was one, or it was ten minutes ago."""
        job = Job.find(self._root, name)
        return job if job and not _old(job) else None

    def cancel(self, job: Job) -> None:
        """Stop a job and forget its file."""
        job.stop()
        future = self._futures.get(job.id)
        finished = job.progress.state not in UNFINISHED
        if finished or (future is not None and future.cancel()):
            shutil.rmtree(job.folder, ignore_errors=True)

    def sweep(self) -> None:
        """Throw away what is older than ten minutes."""
        for job in self._jobs():
            if _old(job):
                shutil.rmtree(job.folder, ignore_errors=True)

    def close(self) -> None:
        """Let the processes go, with what they have not begun."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, job: Job, wanted: Wanted) -> Future:
        """The work as a future; a pool that has lost a process is made anew once."""
        try:
            return self._processes().submit(export_work.work, str(job.folder), wanted)
        except BrokenProcessPool:
            self._pool = None
            return self._processes().submit(export_work.work, str(job.folder), wanted)

    def _processes(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                min(WORKERS, os.cpu_count() or 1),
                mp_context=get_context("spawn"),
                initializer=export_work.start,
            )
        return self._pool

    def _ended(self, job: Job, done: Future) -> None:
        """What failed without a word is told; what was cancelled goes."""
        self._futures.pop(job.id, None)
        if done.cancelled():
            return
        error = done.exception()
        if error is not None:
            log.error("an export failed", exc_info=error)
            with suppress(OSError):
                said = "The export could not be made. Please try again."
                job.tell(Progress("failed", 0, 0, said))

    def _make_room(self) -> None:
        """The folder for files: ours alone.

        Raises:
            OSError: it is somebody else's.
        """
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        mine = not hasattr(os, "getuid") or self._root.lstat().st_uid == os.getuid()
        if self._root.is_symlink() or not mine:
            raise OSError(f"{self._root} belongs to somebody else")

    def _jobs(self) -> Iterator[Job]:
        """Every job that still tells how far it is."""
        for folder in self._root.iterdir() if self._root.is_dir() else ():
            job = Job.find(self._root, folder.name)
            if job:
                with suppress(OSError, ValueError):
                    _told = job.progress
                    yield job


def _root(packs: Path) -> Path:
    """The folder that all servers of these packs use."""
    whose = hashlib.sha256(str(packs.resolve()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"csp-dashboard-exports-{whose}"


def _old(job: Job) -> bool:
    try:
        return time.time() - job.told_at() > KEPT_SECONDS
    except OSError:
        return True
