"""The exports of a server: a fair queue, and a small pool of worker processes."""

import errno
import logging
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from shutil import rmtree
from threading import Condition, Thread

from dashboard.exports import export_work
from dashboard.exports.export_folder import RESTARTED, ExportFolder
from dashboard.exports.export_job import NO_SPACE, UNFINISHED, ExportRequest, Job
from data.pack.packs import Packs

WORKERS = 2
MOST_WAITING, MOST_OF_CLIENT = 40, 2
FAILED = "The export could not be made. Please try again."
FULL = {errno.ENOSPC, errno.EDQUOT}
log = logging.getLogger(__name__)


class TooMany(Exception):
    """The queue is full, or the client has its share of it; the message says which."""


@dataclass(frozen=True)
class _Entry:
    """An export in the queue."""

    job: Job
    request: ExportRequest
    client: str


class Exports:
    """Queues exports and makes them, at most two at once.

    The next export is the first in the queue among the clients with the fewest exports in progress,
    so no client waits for all exports of another.
    """

    def __init__(self, packs: Packs, root: Path | None = None) -> None:
        self._folder = ExportFolder(root) if root else ExportFolder.of(packs)
        self._changed = Condition()
        self._waiting: list[_Entry] = []
        self._running: list[_Entry] = []
        self._threads: list[Thread] = []
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False
        self._folder.sweep()

    def submit(self, request: ExportRequest, client: str = "") -> Job:
        """Queue an export of a client (its address).

        Raises:
            TooMany: the queue is full, or two exports of the client are unfinished.
            OSError: the folder for files cannot be used.
        """
        with self._changed:
            unfinished = self._folder.sweep()
            if len(unfinished) >= MOST_WAITING:
                raise TooMany("Too many exports are waiting. Please try again in a minute.")
            if sum(each.client == client for each in unfinished) >= MOST_OF_CLIENT:
                raise TooMany("Two of your exports are being made. Please wait for one of them.")
            job = self._folder.new(request, client)
            self._waiting.append(_Entry(job, request, client))
            if len(self._threads) < WORKERS:
                self._threads.append(Thread(target=self._work, daemon=True))
                self._threads[-1].start()
            self._changed.notify()
        return job

    def find(self, name: str) -> Job | None:
        """Return the job with this id; None if there is none or it is over ten minutes old."""
        return self._folder.find(name)

    def cancel(self, job: Job) -> None:
        """Stop a job and delete its folder; a job in progress stops before its next view."""
        with self._changed:
            job.stop()
            waiting = [each for each in self._waiting if each.job.id == job.id]
            for each in waiting:
                self._waiting.remove(each)
            if waiting or job.progress.state not in UNFINISHED:
                rmtree(job.folder, ignore_errors=True)

    def close(self) -> None:
        """Fail waiting exports, finish those in progress, and release this server's lock file."""
        with self._changed:
            self._closed = True
            for each in self._waiting:
                each.job.fail(RESTARTED)
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()
        if self._pool is not None:
            self._pool.shutdown(wait=True)
        self._folder.leave()

    def _work(self) -> None:
        """Make one export after another until closed."""
        while entry := self._next():
            try:
                self._make(entry)
            except Exception as error:
                log.error("an export failed", exc_info=error)
                is_full = isinstance(error, OSError) and error.errno in FULL
                entry.job.fail(NO_SPACE if is_full else FAILED)
            finally:
                with self._changed:
                    self._running.remove(entry)
                    if entry.job.stopped:
                        rmtree(entry.job.folder, ignore_errors=True)

    def _next(self) -> _Entry | None:
        with self._changed:
            while not (self._waiting or self._closed):
                self._changed.wait()
            if self._closed:
                return None
            busy = [each.client for each in self._running]
            entry = min(self._waiting, key=lambda each: busy.count(each.client))
            self._waiting.remove(entry)
            self._running.append(entry)
            return entry

    def _make(self, entry: _Entry) -> None:
        """Make an export in a worker process.

        Try once more if the pool broke: the killed worker may have been making another export.
        """
        for is_last in (False, True):
            pool = self._processes()
            try:
                pool.submit(export_work.work, str(entry.job.folder), entry.request).result()
            except BrokenProcessPool:
                with self._changed:
                    self._pool = None if self._pool is pool else self._pool
                if is_last:
                    raise
            else:
                break

    def _processes(self) -> ProcessPoolExecutor:
        with self._changed:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    min(WORKERS, os.cpu_count() or 1),
                    mp_context=get_context("spawn"),
                    initializer=export_work.start,
                )
            return self._pool
