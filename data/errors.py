"""The one error a person who feeds us a file ever has to read."""

from dataclasses import dataclass
from pathlib import Path


@dataclass
class BadInput(Exception):
    """An input that cannot be used: which file, which line, what is wrong, what to do about it."""

    file: Path | str
    what: str
    do: str
    line: int | None = None

    def __str__(self) -> str:
        """One line: ``file, line 3: what is wrong. What to do.``"""
        place = f"{self.file}, line {self.line}" if self.line else f"{self.file}"
        return f"{place}: {self.what}. {self.do}."
