"""Build a workbook from exported views: a sheet for each table, with typed numbers, and notes."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from data.model import months
from layouts.base import tables, theme
from layouts.base.markup import plain_text
from layouts.base.tables import FORMULA, Aside, Cell, Table
from layouts.export.view_export import ViewExport

NOTES = "Notes"
MOST_ROWS = 50_000
LONGEST_NAME = 31  # letters of a sheet's name, as Excel has it
NARROWEST, WIDEST = 9, 60  # letters across
LOOKED_AT = 200  # rows that decide how wide a column is
PERCENT = re.compile(r"[+−-]?\d[\d,]*(?:\.(\d+))?%$")
NUMBER = re.compile(r"[+−-]?\d{1,3}(?:,\d{3})*$")
MONTH = "mmmm yyyy"
# Characters that a workbook cannot hold.
UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
HEAD = {
    "font": Font(bold=True, color="FFFFFF"),
    "fill": PatternFill("solid", fgColor=theme.ACCENT.lstrip("#")),
    "alignment": Alignment(wrap_text=True, vertical="center"),
}
BOLD = {"font": Font(bold=True)}
GREYED = {"font": Font(color=theme.SOFT.lstrip("#"))}
WRAPPED = {"alignment": Alignment(wrap_text=True, vertical="top")}


def workbook(exports: Sequence[ViewExport]) -> bytes:
    """Return the .xlsx of some views: a sheet of notes, then a sheet for every table of each view.

    An empty cell is missing, which is not zero. Text is never taken for a formula.
    """
    book = Workbook(write_only=True)
    notes = book.create_sheet(NOTES)
    taken: set[str] = {NOTES.lower()}
    listed = []
    for export in exports:
        for table in export.every_table:
            name = _named(table, taken)
            listed.append((name, table, export))
    _notes(notes, exports, listed)
    for name, table, _export in listed:
        _sheet(book.create_sheet(name), table)
    book.properties.title = "; ".join(dict.fromkeys(each.title for each in exports))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _named(table: Table, taken: set[str]) -> str:
    """Return a unique sheet name for a table, its caption cut at a word; add it to ``taken``."""
    plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", _clean(table.caption)).split())
    cut = plain[:LONGEST_NAME]
    if len(plain) > LONGEST_NAME and " " in cut:
        cut = cut.rpartition(" ")[0]
    name, count = cut.rstrip(" ,;:-") or "Table", 1
    while name.lower() in taken:
        count += 1
        end = f" {count}"
        name = f"{cut[: LONGEST_NAME - len(end)].rstrip(' ,;:-')}{end}"
    taken.add(name.lower())
    return name


def _notes(
    sheet: Any, exports: Sequence[ViewExport], listed: Sequence[tuple[str, Table, ViewExport]]
) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 110
    for export in exports:
        note = [("Note", export.view.note)] if export.view.note else []
        rows = [
            ("View", export.title), ("Page", export.page), ("Question", export.subject), *note,
            ("Address", export.view.address),
            *((each.partition(": ")[0], each.partition(": ")[2]) if ": " in each else ("Note", each)
              for each in export.notes),
            *((panel.title, plain_text(panel.sentence)) for panel in export.panels.values()),
            *export.meanings.items(),
        ]  # fmt: skip
        _write(sheet, [("About this file", "")], HEAD)
        _write(sheet, rows, WRAPPED)
        sheet.append([])
    _write(sheet, [("Sheet", "Table")], HEAD)
    for name, table, _export in listed:
        left = len(table.rows) - MOST_ROWS
        cut = f" The first {MOST_ROWS:,} rows; the CSV file has {left:,} more." if left > 0 else ""
        missing = f" An empty cell is {table.missing}." if _gaps(table) else ""
        about = ". ".join(filter(None, [table.caption, table.note]))
        _write(sheet, [(name, f"{about}.{missing}{cut}".replace("..", "."))], WRAPPED)


def _gaps(table: Table) -> bool:
    return table.missing not in {"", "–"} and any(None in row for row in table.rows)


def _write(sheet: Any, rows: Sequence[Sequence[str]], style: dict[str, Any]) -> None:
    for row in rows:
        sheet.append([_text(sheet, text, style) for text in row])


def _sheet(sheet: Any, table: Table) -> None:
    """Write a table from the first cell on; freeze its head, and its first column if it is text."""
    sheet.freeze_panes = "B2" if table.text_columns else "A2"
    for index, wide in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(index)].width = wide
    sheet.append([_text(sheet, each, HEAD) for each in table.columns])
    for row in table.rows[:MOST_ROWS]:
        sheet.append([_cell(sheet, table, index, value) for index, value in enumerate(row)])


def _widths(table: Table) -> list[float]:
    found = []
    for index, head in enumerate(table.columns):
        cells = [tables.cell_text(table, index, row[index]) for row in table.rows[:LOOKED_AT]]
        longest = max([*map(len, cells), *map(len, head.split(" ")), NARROWEST])
        found.append(min(longest + 2, WIDEST))
    return found


def _cell(sheet: Any, table: Table, index: int, value: Cell) -> Any:
    """Return a typed cell in the format of the page; None for a missing value."""
    if value is None:
        return None
    if isinstance(value, str):
        return _spelt(sheet, value, index)
    cell = WriteOnlyCell(sheet, value=value)
    decimals = (
        table.decimals_by_column.get(index, table.decimals) if isinstance(value, float) else 0
    )
    form = "#,##0" + ("." + "0" * decimals if decimals else "")
    cell.number_format = f"+{form};-{form};0" if index in table.signed else form
    return cell


def _spelt(sheet: Any, value: str, index: int) -> Any:
    """Return a cell with the percentage, number or month that a text spells, else with the text."""
    style = {} if index else BOLD
    if not value:
        return None
    if NUMBER.fullmatch(value) and index:
        cell = WriteOnlyCell(sheet, value=int(value.replace(",", "").replace("−", "-")))
        cell.number_format = "+#,##0;-#,##0;0" if value.startswith("+") else "#,##0"
    elif found := PERCENT.fullmatch(value):
        plain = value.rstrip("%").replace(",", "").replace("−", "-")
        cell = WriteOnlyCell(sheet, value=round(float(plain) / 100, 12))
        form = "0" + (f".{'0' * len(found[1])}" if found[1] else "") + "%"
        cell.number_format = f"+{form};-{form};{form}" if value.startswith("+") else form
    elif (month := months.of_label(value)) is not None:
        cell = WriteOnlyCell(sheet, value=datetime(month.year, month.month, 1))
        cell.number_format = MONTH if " " in value else "yyyy-mm"
    else:
        return _text(sheet, value, {**style, **(GREYED if isinstance(value, Aside) else {})})
    return _styled(cell, style)


def _text(sheet: Any, value: str, style: dict[str, Any]) -> Any:
    """Return a text cell that is never read as a formula, even after editing."""
    cell = WriteOnlyCell(sheet, value="")
    cell._value, cell.data_type = _clean(value), "s"
    cell.quotePrefix = value.startswith(FORMULA)
    return _styled(cell, style)


def _clean(value: str) -> str:
    """Return the text without characters that a workbook cannot hold."""
    return UNHELD.sub("", value)


def _styled(cell: Any, style: dict[str, Any]) -> Any:
    for name, given in style.items():
        setattr(cell, name, given)
    return cell
