"""One export: what was asked for, how far it is, and its file, in a folder of its own.

The folder is all there is, so that any server process can tell of a job that another took on.
"""

import json
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

from data.agendas import SavedView

State = Literal["waiting", "working", "done", "failed", "cancelled"]
Kind = Literal["pptx", "xlsx"]
KINDS: dict[str, str] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
UNFINISHED = ("waiting", "working")
ID = re.compile(r"[A-Za-z0-9_-]{32}")
TOLD, ASKED, STOP = "state.json", "asked.json", "stop"


class Cancelled(Exception):
    """Whoever asked for the export does not want it any more."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for: the kind of file, its name and title, the pack's file, and the views."""

    kind: Kind
    name: str
    title: str
    pack: str
    views: Sequence[SavedView]


@dataclass(frozen=True)
class Progress:
    """How far a job is: its state, how many of how many views, and what went wrong if it failed."""

    state: State
    done: int
    of: int
    said: str = ""


class Job:
    """A job in the folder that bears its id."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def new(cls, root: Path, wanted: Wanted) -> "Job":
        """A waiting job with an id that cannot be guessed."""
        made = cls(root / secrets.token_urlsafe(24))
        made.folder.mkdir(mode=0o700)
        about = {"kind": wanted.kind, "name": wanted.name}
        _write(made.folder / ASKED, about)
        made.tell(Progress("waiting", 0, len(wanted.views)))
        return made

    @classmethod
    def find(cls, root: Path, name: str) -> "Job | None":
        """The job of an id, if there is one; an id that could be a path is none."""
        found = cls(root / name) if ID.fullmatch(name) else None
        return found if found and (found.folder / TOLD).is_file() else None

    @property
    def id(self) -> str:
        """The name of its folder."""
        return self.folder.name

    @property
    def progress(self) -> Progress:
        """How far it is.

        Raises:
            OSError, ValueError: its folder is being swept away.
        """
        told = json.loads((self.folder / TOLD).read_text("utf-8"))
        if told["state"] not in get_args(State):
            raise ValueError(told["state"])
        return Progress(**told)

    @property
    def kind(self) -> str:
        """The kind of file."""
        return json.loads((self.folder / ASKED).read_text("utf-8"))["kind"]

    @property
    def name(self) -> str:
        """What the file is called when it is saved."""
        return json.loads((self.folder / ASKED).read_text("utf-8"))["name"]

    @property
    def file(self) -> Path:
        """Where the finished file lies."""
        return self.folder / f"export.{self.kind}"

    @property
    def stopped(self) -> bool:
        """Whether it was cancelled."""
        return (self.folder / STOP).exists()

    def told_at(self) -> float:
        """When it last told how far it is, in seconds since 1970."""
        return (self.folder / TOLD).stat().st_mtime

    def tell(self, progress: Progress) -> None:
        """Say how far it is; one that was swept away says nothing."""
        _write(self.folder / TOLD, asdict(progress))

    def stop(self) -> None:
        """Ask who works on it to stop."""
        (self.folder / STOP).touch()

    def keep(self, content: bytes) -> None:
        """Put the finished file in its place, whole."""
        waiting = self.file.with_suffix(".part")
        waiting.write_bytes(content)
        waiting.replace(self.file)


def _write(path: Path, value: dict) -> None:
    """Write JSON so that no reader sees half of it."""
    part = path.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(value), "utf-8")
    part.replace(path)
