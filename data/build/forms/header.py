"""Find the header of a table, which may have titles and notes above it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from data.build.errors import refuse

SEPARATORS = {";": "semicolons", "|": "bars"}
SEARCHED = 60  # rows from the top in which a header may be


@dataclass(frozen=True)
class Header:
    """The names of a table's columns; the row (from 0) and line (from 1) of the header."""

    columns: tuple[str, ...]
    row: int
    line: int


def find(rows: Iterable[tuple[int, Sequence[str]]], required: Collection[str]) -> Header:
    """Return the first row with all required columns, else the row with most of them.

    ``rows`` are line numbers and cells. If no row has any of the columns, the first row that is not
    blank is returned; without one, a header without columns.
    """
    best, most = Header((), 0, 1), -1
    for number, (line, cells) in enumerate(islice(rows, SEARCHED)):
        names = tuple(" ".join(each.split()) for each in cells)
        found = len({*names} & {*required})
        if found > most and any(names):
            best, most = Header(names, number, line), found
        if most == len({*required}):
            break
    return best


def refuse_missing(path: Path, header: Header, required: Collection[str]) -> None:
    """Refuse a table that lacks a required column, has it twice or is not separated by commas.

    Raises:
        BadInput: it has one of these faults.
    """
    missing = [column for column in required if column not in header.columns]
    if missing and len(header.columns) == 1:
        for separator, name in SEPARATORS.items():
            if separator in header.columns[0]:
                what = f"its cells are separated by {name}, not by commas"
                refuse(path, what, "Take the file as published, or save it with commas", 1)
    if missing:
        refuse(
            path,
            f"it has no column {' or '.join(map(repr, missing))}",
            "Check that it is the right file, as it was published",
            header.line,
        )
    counted = Counter(header.columns)
    twice = [column for column in required if counted[column] > 1]
    if twice:
        refuse(path, f"it has two columns {twice[0]!r}", "Keep one of the two", header.line)
