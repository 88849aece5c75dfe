"""Read a sheet of an Excel workbook (XLSX) as text, as the cells of a CSV file would be."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.utils import get_column_letter

from data.build.errors import BadInput, one_line, refuse
from data.build.forms import container, header
from data.build.forms.form import Form
from data.build.forms.header import SEARCHED, Header
from data.build.forms.recognise import recognise

SAVE = "Open it in Excel and save it"
# The parts of a number format that are no codes: quoted texts, colours and locales.
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read(path: Path, required: Collection[str]) -> pd.DataFrame:
    """Return the rows of a sheet below its header, with their row numbers in the column ``line``.

    The sheet is the one that the path names, else the only visible one with all required columns.
    Dates become ``2022-04-01``, or ``2022-04`` where the cell shows no day; percentages keep their
    sign, so that they are not taken for fractions.

    Raises:
        BadInput: the workbook is damaged, no sheet or more than one has the columns, a row has
            more cells than the header, or a formula has no value.
    """
    with _book(path) as book:
        name, found = _choose(path, book, required)
        width = len(found.columns)
        cells, lines, empty = [], [], False
        for line, texts in islice(_texts(book[name]), found.row + 1, None):
            if len(texts) > width:
                do = f"Name each column of the sheet {name}"
                refuse(path, "a row has more cells than the header", do, line)
            empty = empty or len(texts) < width or not all(texts)
            cells.append(texts + [""] * (width - len(texts)))
            lines.append(line)
    if empty:
        _refuse_formulas(path, name, found)
    frame = pd.DataFrame(cells, columns=_distinct(found.columns), dtype=str)
    return frame.assign(line=lines)


def sheets(path: Path) -> list[str]:
    """Return the names of the visible sheets.

    Raises:
        BadInput: the workbook is damaged.
    """
    with _book(path) as book:
        return _visible(book)


def top(path: Path) -> list[tuple[int, list[str]]]:
    """Return the first rows of the sheet that a path names, as text, with their numbers.

    Raises:
        BadInput: the workbook is damaged or has no such sheet.
    """
    _file, part = container.split(path)
    with _book(path) as book:
        return [*islice(_texts(book[part]), SEARCHED)]


def place(error: BadInput) -> BadInput:
    """Return the error with its sheet and cell, where they are known, instead of its line.

    Any error that is not of a line in a workbook is returned unchanged.
    """
    if not error.line or recognise(error.file) is not Form.XLSX:
        return error
    with _book(error.file) as book:
        _file, part = container.split(error.file)
        names = [part] if part else _visible(book)
        wanted = [error.column] if error.column else []
        heads = {name: header.find(_texts(book[name]), wanted) for name in names}
    fitting = [name for name, head in heads.items() if {*wanted} <= {*head.columns}]
    if len(fitting) != 1:
        where = f"row {error.line}"
    elif error.column:
        column = heads[fitting[0]].columns.index(error.column) + 1
        where = f"sheet {fitting[0]}, cell {get_column_letter(column)}{error.line}"
    else:
        where = f"sheet {fitting[0]}, row {error.line}"
    return BadInput(error.file, error.what, error.do, column=error.column, place=where)


@contextmanager
def _book(path: Path, *, values: bool = True) -> Generator[Any]:
    file, part = container.split(path)
    with container.opened(file) as raw, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(raw, read_only=True, data_only=values)
        except Exception as error:
            refuse(file, f"the workbook is damaged ({one_line(error)})", SAVE)
        if part and part not in book.sheetnames:
            do = f"Give part as one of {', '.join(book.sheetnames)}"
            refuse(file, f"it has no sheet {part!r}", do)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some programs write wrong ones
        try:
            yield book
        except (SyntaxError, EOFError, zipfile.BadZipFile, zlib.error) as error:  # of its XML
            refuse(file, f"the workbook is damaged ({one_line(error)})", SAVE)
        finally:
            book.close()


def _visible(book: Any) -> list[str]:
    shown = [each.title for each in book.worksheets if each.sheet_state == "visible"]
    return shown or book.sheetnames


def _choose(path: Path, book: Any, required: Collection[str]) -> tuple[str, Header]:
    """Return the sheet to read and its header."""
    _file, part = container.split(path)
    names = [part] if part else _visible(book)
    heads = {name: header.find(_texts(book[name]), required) for name in names}
    fitting = [name for name, head in heads.items() if {*required} <= {*head.columns}]
    if len(fitting) > 1 and required:
        do = f'Add part = "{fitting[0]}", for example, to this source'
        refuse(path, f"the sheets {', '.join(fitting)} all have these columns", do)
    name = next(iter(fitting or heads))
    header.refuse_missing(path, heads[name], required)
    return name, heads[name]


def _rows(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield the number of each row and its cells."""
    yield from enumerate(sheet.iter_rows(), 1)


def _texts(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each row and its cells as text, blank ones at its end left out."""
    for number, row in _rows(sheet):
        texts = [_text(each) for each in row]
        while texts and not texts[-1]:
            texts.pop()
        yield number, texts


def _text(cell: Any) -> str:
    """Return a cell as the text that a CSV file would have."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return _number(value, cell.number_format or "")
        case datetime():
            return _day(value, cell.number_format or "")
        case date() | time():
            return value.isoformat()
    return str(value)


def _number(value: float, number_format: str) -> str:
    percent = LITERAL.sub("", number_format).endswith("%")
    number = value * 100 if percent else value
    whole = float(number).is_integer()
    return f"{int(number) if whole else f'{number:.15g}'}{'%' if percent else ''}"


def _day(value: datetime, number_format: str) -> str:
    shown = LITERAL.sub("", number_format).lower()
    if value.time() != time():
        return value.isoformat(timespec="seconds")
    return f"{value:%Y-%m-%d}" if "d" in shown else f"{value:%Y-%m}"


def _refuse_formulas(path: Path, name: str, found: Header) -> None:
    """Refuse a formula without a value: Excel keeps values, some other programs do not."""
    with _book(path) as book, _book(path, values=False) as formulas:
        pairs = zip(_rows(book[name]), _rows(formulas[name]), strict=False)
        for (line, row), (_line, written) in islice(pairs, found.row + 1, None):
            for column, value, formula in zip(found.columns, row, written, strict=False):
                if value.value is None and str(formula.value or "").startswith("="):
                    refuse(path, "a formula has no value", f"{SAVE}, then build", line, column)


def _distinct(columns: Sequence[str]) -> list[str]:
    """Return a distinct name for each column: blank and repeated names get their number."""
    names: list[str] = []
    for number, name in enumerate(columns, 1):
        names.append(name if name and name not in names else f"{name or 'Unnamed'}.{number}")
    return names
