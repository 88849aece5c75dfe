"""CSV files as tidy text frames, with one clear line for every way a file can be wrong."""

import gzip
import io
import zlib
from collections.abc import Collection, Sequence
from pathlib import Path

import pandas as pd

from data.errors import BadInput

GZIP_MAGIC = b"\x1f\x8b"
AGAIN = "Download it again"


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
        decoded = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput(
            path, "it holds bytes that are not UTF-8", "Save it as UTF-8 (CSV UTF-8 in Excel)", line
        ) from None
    if decoded.lstrip()[:1] == "<":
        raise BadInput(
            path, "it is a web page, not data", f"{AGAIN}, not the page that links to it"
        )
    return decoded


def read(path: Path, required: Collection[str]) -> pd.DataFrame:
    """The rows of a CSV file as text, with the file's line number in the column ``line``.

    Raises:
        BadInput: also when a required column is missing, a row has too many cells, or there is
            a header and nothing else.
    """
    try:
        frame = pd.read_csv(
            io.StringIO(text(path)), dtype=str, keep_default_na=False, skip_blank_lines=False
        )
    except pd.errors.ParserError as error:
        raise BadInput(
            path, f"its rows do not fit its header ({str(error).split('C error: ')[-1].strip()})",
            "Mend that line",
        ) from None  # fmt: skip
    missing = [column for column in required if column not in frame.columns]
    if missing:
        raise BadInput(
            path,
            f"it has no column {' or '.join(map(repr, missing))}",
            "Check it is the right file",
            1,
        )
    frame = frame.assign(line=range(2, len(frame) + 2))
    values = frame.drop(columns="line")
    frame = frame[~((values == "") | values.isna()).all(axis=1)]
    if frame.empty:
        raise BadInput(path, "it has a header and no rows", AGAIN)
    return frame.fillna("").reset_index(drop=True)


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
        fine = cells.str.fullmatch(r"\d{1,9}") | ((cells == "") if column in blank else False)
        if not fine.all():
            row = frame[~fine].iloc[0]
            raise BadInput(
                path, f"{column} is {row[column]!r}, not a count", "Give a whole number from 0",
                int(row["line"]),
            )  # fmt: skip
        frame[column] = pd.to_numeric(cells.where(cells != "", None)).astype("Int64")
    return frame
