"""Read the rows of a CSV file as text, with the lines they begin on."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pandas as pd

from data.build.errors import one_line, refuse
from data.build.forms import header
from data.build.forms.header import SEARCHED
from data.build.forms.text import beginning, text


def read(path: Path, required: Collection[str]) -> pd.DataFrame:
    """Return the rows below the header as text, with their line numbers in the column ``line``.

    Raises:
        BadInput: a required column is missing or there twice, or a row has too many cells.
    """
    decoded = text(path)
    found = header.find(_rows(decoded), required)
    header.refuse_missing(path, found, required)
    above = found.line - 1 if found.row else 0
    lines = io.StringIO(decoded, newline=None)
    for _line in range(above):
        lines.readline()
    table = lines.read() if above else decoded
    frame = _parse(path, table, above)
    frame.columns = [" ".join(str(column).split()) for column in frame.columns]
    frame["line"] = [above + line for line in _line_numbers(table, len(frame))]
    return frame


def top(path: Path) -> list[tuple[int, list[str]]]:
    """Return the first rows that are not blank, up to ``SEARCHED``, each after its line number.

    Raises:
        BadInput: it cannot be read as text.
    """
    return [*islice(_rows(beginning(path)), SEARCHED)]


def _rows(decoded: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank, with the line it begins on."""
    reader, last = csv.reader(io.StringIO(decoded, newline=None)), 0
    try:
        for row in reader:
            if len(row) > 1 or "".join(row).strip():
                yield last + 1, row
            last = reader.line_num
    except csv.Error:  # pandas says what is wrong
        return


def _parse(path: Path, table: str, above: int) -> pd.DataFrame:
    try:
        frame = pd.read_csv(io.StringIO(table), dtype=str, na_filter=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        why = one_line(error).rpartition("C error: ")[2]
        refuse(path, f"its rows do not fit its header ({why})", "Correct that row")
    if not isinstance(frame.index, pd.RangeIndex):  # pandas took the first cells for row names
        refuse(path, "its rows have more cells than its header", "Name each column", above + 2)
    return frame


def _line_numbers(table: str, rows: int) -> Sequence[int]:
    """Return the line on which each row begins.

    If each row is one line, or the csv module finds another number of rows, they are 2, 3, …
    """
    lines = table.count("\n") + (not table.endswith("\n"))
    plain = range(2, rows + 2)
    if lines == rows + 1:
        return plain
    starts = [line for line, _row in _rows(table)]
    return starts[1:] if len(starts) == rows + 1 else plain
