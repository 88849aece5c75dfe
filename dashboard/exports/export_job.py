"""An export job: its request, progress and file, in a folder of its own.

All state is in the folder, so that any server process can report on the job of another.
"""

import json
import os
import re
import secrets
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

from data.model.meetings.agendas import SavedView

JobState = Literal["waiting", "working", "done", "failed", "cancelled"]
Kind = Literal["pptx", "xlsx", "docx"]
KINDS: dict[str, str] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
UNFINISHED = ("waiting", "working")
ID = re.compile(r"[A-Za-z0-9_-]{32}")
PROGRESS, REQUEST, STOP, FULL = "progress.json", "request.json", "stop", "full"
NO_SPACE = "The server has no disk space left for the file. Please tell whoever runs it."


class Cancelled(Exception):
    """The export was cancelled."""


@dataclass(frozen=True)
class ExportRequest:
    """A request for an export: kind of file, its name and title, the pack's path, the views."""

    kind: Kind
    name: str
    title: str
    pack: str
    views: Sequence[SavedView]


@dataclass(frozen=True)
class Progress:
    """The progress of a job: state, views done, all views, and the error if it failed."""

    state: JobState
    done: int
    of: int
    message: str = ""


@dataclass(frozen=True)
class About:
    """A job's kind, file name and pack path, the client, and the server that makes it."""

    kind: Kind
    name: str
    pack: str
    client: str
    server: str


class Job:
    """A job; its folder is named by its id."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def new(cls, root: Path, request: ExportRequest, client: str, server: str) -> "Job":
        """Create a waiting job with a random id that cannot be guessed.

        Raises:
            OSError: the job cannot be written; its folder has been deleted.
        """
        job = cls(root / secrets.token_urlsafe(24))
        job.folder.mkdir(mode=0o700)
        about = About(request.kind, request.name, request.pack, client, server)
        try:
            _write(job.folder / REQUEST, asdict(about))
            job.write_progress(Progress("waiting", 0, len(request.views)))
        except OSError:
            shutil.rmtree(job.folder, ignore_errors=True)
            raise
        return job

    @classmethod
    def find(cls, root: Path, name: str) -> "Job | None":
        """Return the job with this id, or None; the pattern of ids excludes other paths."""
        job = cls(root / name) if ID.fullmatch(name) else None
        return job if job and (job.folder / PROGRESS).is_file() else None

    @property
    def id(self) -> str:
        """The job's id: the name of its folder."""
        return self.folder.name

    @property
    def progress(self) -> Progress:
        """The progress written last.

        Raises:
            OSError, ValueError: the folder is being removed.
        """
        if (self.folder / FULL).exists():
            return Progress("failed", 0, 0, NO_SPACE)
        progress = json.loads((self.folder / PROGRESS).read_text("utf-8"))
        if progress["state"] not in get_args(JobState):
            raise ValueError(progress["state"])
        return Progress(**progress)

    @property
    def about(self) -> About:
        """The kind, file name, pack and client of the request, and the server that makes it.

        Raises:
            OSError: the folder is being removed.
        """
        return About(**json.loads((self.folder / REQUEST).read_text("utf-8")))

    @property
    def file(self) -> Path:
        """The path of the finished file."""
        return self.folder / "export"

    @property
    def stopped(self) -> bool:
        """Whether the job was cancelled."""
        return (self.folder / STOP).exists()

    def updated_at(self) -> float:
        """Return the time of the last progress, in seconds since 1970."""
        return (self.folder / PROGRESS).stat().st_mtime

    def write_progress(self, progress: Progress) -> None:
        """Write the progress.

        Raises:
            FileNotFoundError: the job's folder has been removed.
        """
        _write(self.folder / PROGRESS, asdict(progress))

    def fail(self, message: str) -> None:
        """Record a failure; if the message cannot be written (disk full), create an empty file."""
        try:
            self.write_progress(Progress("failed", 0, 0, message))
        except OSError:
            with suppress(OSError):
                (self.folder / FULL).touch()

    def stop(self) -> None:
        """Request the worker to stop; it checks between views."""
        (self.folder / STOP).touch()

    def keep(self, content: bytes) -> None:
        """Write the finished file atomically."""
        _replace(self.file, content)


def _write(path: Path, value: dict) -> None:
    """Write JSON atomically."""
    _replace(path, json.dumps(value).encode())


def _replace(path: Path, content: bytes) -> None:
    part = path.with_suffix(f".{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
