"""Read tables (CSV files and workbooks) as text frames and check their cells.

Every check refuses the file at its first wrong row, with the line, the column and a remedy.
"""

import re
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from data.build.errors import quoted, refuse
from data.build.forms import csv_rows, number_text, recognise, workbook
from data.build.forms.container import DOWNLOAD
from data.build.forms.form import Form, Holds
from data.model import months

WHOLE_NUMBER = "[0-9]{1,9}"
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!")
NO_ROWS = "it has a header and no rows"
YEARS = range(1990, 2100)


@dataclass(frozen=True)
class Cell:
    """A rule for a cell: how to parse it, what it should be, and the remedy if it is not.

    ``parse`` returns None or raises ValueError if the text is not valid.
    """

    parse: Callable[[str], object]
    noun: str
    remedy: str


def _usual(parse: Callable[[str], date | None]) -> Callable[[str], date | None]:
    """Return the parser with None for years outside ``YEARS``: 3022 is a slip for 2022."""

    def parsed_usual(text: str) -> date | None:
        value = parse(text)
        return value if value and value.year in YEARS else None

    return parsed_usual


DAY = Cell(_usual(date.fromisoformat), "a day", "Write it as 2022-04-01")
MONTH = Cell(_usual(months.parse), "a month", "Write it as YYYY-MM")


def read(path: Path, required: Collection[str]) -> pd.DataFrame:
    """Return the rows of a CSV file or workbook as text, with line numbers in the column ``line``.

    Rows above the header are left out. Missing cells are blank. Blank rows are dropped.

    Raises:
        BadInput: it cannot be read or is no table, a required column is missing, a row has too
            many cells, or there are no rows.
    """
    form = recognise.require(path, Holds.TABLE)
    frame = (workbook if form is Form.XLSX else csv_rows).read(path, required)
    frame = frame[~_blank_rows(frame)]
    if frame.empty:
        refuse(path, NO_ROWS, DOWNLOAD)
    return frame.reset_index(drop=True)


def read_columns(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> pd.DataFrame:
    """Return the named columns, cells stripped, and ``line``; absent optional columns are blank.

    Raises:
        BadInput: as ``read``, an optional column is there twice, or a cell is an error of a
            spreadsheet, such as a failed look-up.
    """
    frame = read(path, required)
    columns = [*required, *optional]
    for column in optional:
        if any(re.fullmatch(rf"{re.escape(column)}\.[0-9]+", each) for each in frame.columns):
            refuse(path, f"it has two columns {column!r}", "Keep one of the two")
    for column in columns:
        frame[column] = frame[column].str.strip() if column in frame.columns else ""
        what = "the cell is an error of a spreadsheet"
        do = "Correct its formula, or leave it blank where that is allowed"
        refuse_rows(path, frame, frame[column].isin(ERRORS), what, do, column=column)
    return frame[[*columns, "line"]].copy()


def _blank_rows(frame: pd.DataFrame) -> pd.Series:
    blank = pd.Series(True, index=frame.index)
    for column in frame.columns.drop("line"):
        if not blank.any():
            break
        blank &= frame[column] == ""
    return blank


def refuse_rows(
    path: Path, frame: pd.DataFrame, wrong: pd.Series, what: str, do: str, *, column: str = ""
) -> None:
    """Refuse the file at the first row of ``frame`` for which ``wrong`` is true.

    ``what`` is a format string with names of columns, for the row's cells; ``{cell}`` is the cell
    in ``column``, in quotes.

    Raises:
        BadInput: a row is wrong.
    """
    if not wrong.any():
        return
    row = frame[wrong].iloc[0].to_dict()
    cell = quoted(row[column]) if column else ""
    refuse(path, what.format_map({**row, "cell": cell}), do, int(row["line"]), column)


def refuse_blank(
    path: Path, frame: pd.DataFrame, columns: Collection[str], do: str = "Fill it in"
) -> None:
    """Refuse the file at the first blank cell in one of the columns.

    Raises:
        BadInput: a cell is blank.
    """
    for column in columns:
        refuse_rows(
            path, frame, frame[column].str.strip() == "", "the cell is blank", do, column=column
        )


def refuse_other(
    path: Path, frame: pd.DataFrame, column: str, allowed: Collection[str], do: str = ""
) -> None:
    """Refuse the file at the first cell that is not one of the allowed ones.

    Raises:
        BadInput: a cell is not allowed.
    """
    do = do or f"Use {' or '.join(each for each in allowed if each)}"
    refuse_rows(
        path,
        frame,
        ~frame[column].isin([*allowed]),
        "{cell} is not an allowed value",
        do,
        column=column,
    )


def parsed(
    path: Path, frame: pd.DataFrame, column: str, cell: Cell, *, blank: bool = False
) -> pd.Series:
    """Return a column of parsed cells. With ``blank``, blank cells are allowed and are None.

    Raises:
        BadInput: a cell cannot be parsed.
    """
    values: dict[str, object] = {}
    for text in frame[column].unique():
        with suppress(ValueError):
            values[text] = cell.parse(text.strip())
    result = pd.Series(map(values.get, frame[column]), index=frame.index, dtype=object)
    wrong = result.isna() & ~((frame[column].str.strip() == "") & blank)
    refuse_rows(path, frame, wrong, f"{{cell}} is not {cell.noun}", cell.remedy, column=column)
    return result


def whole_numbers(
    path: Path, frame: pd.DataFrame, columns: Sequence[str], *, blank: Collection[str] = ()
) -> pd.DataFrame:
    """Return a copy of the frame with these columns as counts (``Int64``, null where blank).

    Raises:
        BadInput: a cell is not a whole number from 0, or is blank in a column not in ``blank``.
    """
    frame = frame.copy()
    for column in columns:
        cells = number_text.plain(frame[column])
        empty = cells == ""
        if column not in blank:
            refuse_blank(path, frame, [column], "Fill it in, or take the row out if it is a note")
        valid = cells.str.fullmatch(WHOLE_NUMBER) | (empty & (column in blank))
        what = "{cell} is not a whole number from 0 to 999,999,999"
        refuse_rows(path, frame, ~valid, what, "Correct the number", column=column)
        frame[column] = pd.to_numeric(cells.mask(empty)).astype("Int64")
    return frame
