"""CSV files as tidy text frames, with one clear line for every way a file can be wrong."""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import pandas as pd

from data.errors import BadInput, one_line, quoted

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"
BYTE_ORDER_MARK = "\ufeff"
AGAIN = "Download it again"
WHOLE_NUMBER = "[0-9]{1,9}"


def contents(path: Path) -> bytes:
    """The bytes of a file, unpacked if it is gzip.

    Raises:
        BadInput: it is missing, empty or a gzip file that was cut short.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(path, f"it cannot be read ({error.strerror})", "Check the path") from None
    if raw.startswith(GZIP_MAGIC):
        try:
            raw = gzip.decompress(raw)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise BadInput(path, "the gzip file is cut short or damaged", AGAIN) from None
    if raw.startswith(ZIP_MAGIC):
        raise BadInput(path, "it is a zip archive", "Unpack it and name the files inside")
    if not raw.strip():
        raise BadInput(path, "it is empty", AGAIN)
    return raw


def text(path: Path) -> str:
    """The text of a UTF-8 file, unpacked if it is gzip.

    Raises:
        BadInput: also when it is not UTF-8 or is a web page.
    """
    raw = contents(path)
    try:
        decoded = raw.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise BadInput(
            path,
            "it holds bytes that are not UTF-8",
            "Save it as UTF-8 (CSV UTF-8 in Excel)",
            raw.count(b"\n", 0, error.start) + 1,
        ) from None
    if re.match(r"\s*<", decoded):
        raise BadInput(
            path, "it is a web page, not data", f"{AGAIN}, not the page that links to it"
        )
    return decoded


def read(path: Path, required: Collection[str]) -> pd.DataFrame:
    """The rows of a CSV file as text, with the file's line number in the column ``line``.

    A cell that is not there is blank; rows of blanks alone are left out.

    Raises:
        BadInput: also when a required column is missing, a row has too many cells, or there is
            a header and nothing else.
    """
    decoded = text(path)
    frame = _parsed(path, decoded)
    frame.columns = [column.strip() for column in frame.columns]
    missing = [column for column in required if column not in frame.columns]
    if missing:
        raise BadInput(
            path,
            f"it has no column {' or '.join(map(repr, missing))}",
            "Check that it is the right file, as it was published",
            1,
        )
    frame["line"] = _line_numbers(decoded, len(frame))
    frame = frame[~_blank(frame)]
    if frame.empty:
        raise BadInput(path, "it has a header and no rows", AGAIN)
    return frame.reset_index(drop=True)


def _parsed(path: Path, decoded: str) -> pd.DataFrame:
    try:
        frame = pd.read_csv(io.StringIO(decoded), dtype=str, na_filter=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        why = one_line(error).rpartition("C error: ")[2]
        raise BadInput(path, f"its rows do not fit its header ({why})", "Mend that row") from None
    if not isinstance(frame.index, pd.RangeIndex):  # pandas took the first cells for row names
        raise BadInput(path, "its rows have more cells than its header", "Name each column", 2)
    return frame


def _line_numbers(decoded: str, rows: int) -> Sequence[int]:
    """The line each row begins on; plain counting unless there are blank or broken lines."""
    lines = decoded.count("\n") + (not decoded.endswith("\n"))
    plain = range(2, rows + 2)
    if lines == rows + 1:
        return plain
    reader = csv.reader(io.StringIO(decoded, newline=None))
    found, last = [], 0
    for row in reader:
        if len(row) > 1 or "".join(row).strip():
            found.append(last + 1)
        last = reader.line_num
    return found[1:] if len(found) == rows + 1 else plain


def _blank(frame: pd.DataFrame) -> pd.Series:
    blank = pd.Series(True, index=frame.index)
    for column in frame.columns.drop("line"):
        if not blank.any():
            break
        blank &= frame[column] == ""
    return blank


def whole_numbers(
    path: Path, frame: pd.DataFrame, columns: Sequence[str], *, blank: Collection[str] = ()
) -> pd.DataFrame:
    """The frame with these columns as counts (nullable whole numbers, never negative).

    Raises:
        BadInput: a cell is not a whole number, is negative, or is blank where it may not be.
    """
    frame = frame.copy()
    for column in columns:
        cells = frame[column].str.strip()
        empty = cells == ""
        fine = cells.str.fullmatch(WHOLE_NUMBER) | (empty & (column in blank))
        refuse(path, frame, ~fine, cell_of(column, "not a count"), "Give a whole number from 0")
        frame[column] = pd.to_numeric(cells.mask(empty)).astype("Int64")
    return frame


def cell_of(column: str, fault: str) -> Callable[[pd.Series], str]:
    """What ``refuse`` says of a row whose cell in a column is at fault: it is 'x', not a count."""
    return lambda row: f"{column} is {quoted(row[column])}, {fault}"


def refuse(
    path: Path,
    frame: pd.DataFrame,
    wrong: pd.Series,
    what: str | Callable[[pd.Series], str],
    do: str,
) -> None:
    """Stop at the first row that is wrong, by its line; ``what`` may be made from the row.

    Raises:
        BadInput: some row is wrong.
    """
    if wrong.any():
        row = frame[wrong].iloc[0]
        told = what if isinstance(what, str) else what(row)
        raise BadInput(path, told, do, int(row["line"]))
