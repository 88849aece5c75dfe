"""The error for an input file that cannot be used, and the function that raises it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

MAX_QUOTED = 60
FREE_SPACE = "Free some space, or give a folder on another disk"


@dataclass
class BadInput(Exception):
    """An input file cannot be used. ``line`` counts from 1; ``column`` is that of a table.

    ``place`` stands for the line in messages about workbooks: ``sheet Persons, cell C5``.
    """

    file: Path
    what: str
    do: str
    line: int | None = None
    column: str = ""
    place: str = ""

    def __str__(self) -> str:
        return self.message(str(self.file))

    def message(self, file: str) -> str:
        """Return ``FILE, line 3, column month: what is wrong. What to do.`` on one line."""
        line = f", line {self.line}" if self.line else ""
        line = f", {self.place}" if self.place else line
        column = f", column {self.column}" if self.column else ""
        end = "" if self.do.endswith("?") else "."
        return one_line(f"{file}{line}{column}: {self.what}. {self.do}{end}")


def refuse(file: Path, what: str, do: str, line: int | None = None, column: str = "") -> NoReturn:
    """Raise ``BadInput``, without the error that led to it. All readers raise it here."""
    raise BadInput(file, what, do, line, column) from None


def one_line(text: object) -> str:
    """Return a text, such as a library's message, without line breaks."""
    return " ".join(str(text).split())


def quoted(value: object) -> str:
    """Return a value in quotes, cut to ``MAX_QUOTED`` characters."""
    text = repr(str(value))
    return text if len(text) <= MAX_QUOTED else f"{text[:MAX_QUOTED]}…"


def relative_to(folder: Path, path: Path) -> str:
    """Return a path as seen from a folder, so that no message names a place on one machine."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.name
