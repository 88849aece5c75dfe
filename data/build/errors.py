"""The error for an input file that cannot be used, and the function that raises it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

MAX_QUOTED = 60
FREE_SPACE = "Free some space, or give a folder on another disk"


@dataclass
class BadInput(Exception):
    """An input file cannot be used; ``what`` is wrong, and ``do`` is the remedy.

    ``line`` counts from 1; ``column`` is the name of a table's column. Messages about workbooks
    have ``place``, such as ``sheet Persons, cell C5``, instead of the line.
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
    """Raise ``BadInput`` without its cause (``from None``). All readers raise it through this."""
    raise BadInput(file, what, do, line, column) from None


def one_line(text: object) -> str:
    """Return a text, such as a library's message, without line breaks."""
    return " ".join(str(text).split())


def quoted(value: object) -> str:
    """Return a value in quotes, cut to ``MAX_QUOTED`` characters."""
    text = repr(str(value))
    return text if len(text) <= MAX_QUOTED else f"{text[:MAX_QUOTED]}…"


def relative_to(folder: Path, path: Path) -> str:
    """Return a path relative to a folder, so that messages do not depend on the machine."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.name
