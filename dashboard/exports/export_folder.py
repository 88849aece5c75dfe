"""The folder of a server's exports, with the jobs left by servers that have ended."""

import hashlib
import os
import secrets
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from dashboard.exports.export_job import UNFINISHED, About, ExportRequest, Job
from data.pack.packs import Packs
from data.pack.publish import lock

KEPT_SECONDS = 600
RESTARTED = "The server was restarted. Please ask again."
SERVER = "server-"


class ExportFolder:
    """The jobs of the servers that share a folder.

    Each server locks a file of its own there. The operating system frees the lock when the server
    ends, however it ends, and then its unfinished jobs fail.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._own: IO[str] | None = None

    @classmethod
    def of(cls, packs: Packs) -> "ExportFolder":
        """Return the export folder, in the system's temporary folder, for packs and an audience."""
        key = f"{packs.audience} {packs.directory.resolve()}"
        name = hashlib.sha256(key.encode()).hexdigest()[:12]
        return cls(Path(tempfile.gettempdir()) / f"csp-dashboard-exports-{name}")

    def new(self, request: ExportRequest, client: str) -> Job:
        """Create a waiting job of this server.

        Raises:
            OSError: the folder belongs to another user, cannot be created, or has no space.
        """
        return Job.new(self.root, request, client, self._enter())

    def _enter(self) -> str:
        """Create the folder, for this user only, and lock a file in it; return the file's name."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self._is_ours():
            raise OSError(f"{self.root} is a link or belongs to another user; remove it")
        if self._own is None or not Path(self._own.name).exists():
            self._own = (self.root / f"{SERVER}{secrets.token_hex(8)}").open("w", encoding="utf-8")
            lock(self._own)
        return Path(self._own.name).name

    def _is_ours(self) -> bool:
        """Return whether the folder is there and this user's.

        Another user of the machine could have made it, with jobs that link to any file.
        """
        try:
            found = self.root.lstat()
        except OSError:
            return False
        mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
        return mine and stat.S_ISDIR(found.st_mode)

    def leave(self) -> None:
        """Release the lock; the last server to leave deletes the folder."""
        if self._own is not None:
            self._own.close()
            Path(self._own.name).unlink(missing_ok=True)
            self._own = None
            if not any(self._is_alive(each.name) for each in self.root.glob(f"{SERVER}*")):
                shutil.rmtree(self.root, ignore_errors=True)

    def find(self, name: str) -> Job | None:
        """Return the job with this id; None if there is none or it is over ten minutes old."""
        job = Job.find(self.root, name) if self._is_ours() else None
        if job is None or _is_old(job):
            return None
        with suppress(OSError, ValueError):
            self._fail_orphan(job)
        return job

    def sweep(self) -> list[About]:
        """Delete old jobs and fail those of ended servers; return ``About`` of each unfinished job.

        Skip a job that another server is deleting.
        """
        unfinished = []
        for folder in self.root.iterdir() if self._is_ours() else ():
            job = Job.find(self.root, folder.name)
            with suppress(OSError, ValueError):
                if job and _is_old(job):
                    shutil.rmtree(job.folder)
                elif job:
                    self._fail_orphan(job)
                    if job.progress.state in UNFINISHED:
                        unfinished.append(job.about)
        return unfinished

    def _fail_orphan(self, job: Job) -> None:
        if job.progress.state in UNFINISHED and not self._is_alive(job.about.server):
            job.fail(RESTARTED)

    def _is_alive(self, server: str) -> bool:
        """Whether a server still holds its lock."""
        path = self.root / server
        try:
            with path.open("r+", encoding="utf-8") as file:
                lock(file)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return False


def _is_old(job: Job) -> bool:
    try:
        return time.time() - job.updated_at() > KEPT_SECONDS
    except OSError:
        return True
