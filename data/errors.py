"""The one error a person who feeds us a file ever has to read."""

import os
from dataclasses import dataclass
from pathlib import Path

LONGEST = 60


@dataclass
class BadInput(Exception):
    """An input that cannot be used: which file, which line, what is wrong, what to do about it."""

    file: Path
    what: str
    do: str
    line: int | None = None

    def __str__(self) -> str:
        """One line, as ``file, line 3: what is wrong. What to do.``, and nothing else."""
        return self.told(str(self.file))

    def told(self, file: str) -> str:
        """The same line with the file under another name."""
        place = f"{file}, line {self.line}" if self.line else file
        return one_line(f"{place}: {self.what}. {self.do}.")


def one_line(text: object) -> str:
    """A text without line breaks, whatever a library put into its message."""
    return " ".join(str(text).split())


def quoted(value: object) -> str:
    """A value as the file spells it, in quotes, cut short where it is long."""
    spelt = repr(str(value))
    return spelt if len(spelt) <= LONGEST else f"{spelt[:LONGEST]}…"


def seen_from(folder: Path, path: Path) -> str:
    """How a file is named to someone who stands in a folder: never by where the machine has it."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.name
