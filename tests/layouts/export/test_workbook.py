"""The workbook read back: the page's tables with typed cells, and the notes."""

import io
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboard.pages import AT_FOOT, EVERY_PAGE
from data.model import months
from data.model.meetings.agendas import SavedView
from layouts.base import tables
from layouts.base.tables import FORMULA, Table
from layouts.export.view_export import ViewExport
from layouts.export.workbook import LONGEST_NAME, NOTES, workbook
from tests.decks import export_of
from tests.domains import drawn

SEARCH = {
    "/briefing": "?brief=trends-monthly+/trends|overview-map+/",
    "/records": "?type=robbery",
}
ADDRESSES = [
    page.address("norreys-estate" if page.of else "") + SEARCH.get(page.path, "")
    for page in EVERY_PAGE
    if page not in AT_FOOT
] + ["/?measure=harm", "/trends?measure=harm", "/peers?measure=harm"]


def read(*exports: ViewExport):
    return load_workbook(io.BytesIO(workbook(exports)))


def of_table(table: Table) -> ViewExport:
    return ViewExport(SavedView("", "/"), "Page", "", {}, tables=[table])


def shown(cell, table: Table) -> str:
    """A cell as the page would show it, worked out from its value and number format alone."""
    value, form = cell.value, cell.number_format
    if value is None:
        return table.missing
    if isinstance(value, datetime):
        return months.label(value.date()) if "mmmm" in form else months.spell(value.date())
    if isinstance(value, str):
        return value
    plain = form.partition(";")[0].lstrip("+")
    decimals = len(plain.rstrip("%").partition(".")[2])
    text = f"{100 * value:.{decimals}f}%" if plain.endswith("%") else f"{value:,.{decimals}f}"
    sign = "+" if form.startswith("+") and value > 0 else ""
    return f"{sign}{text}".replace("-", "−")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_cell_shows_what_the_page_shows(demo_pack, address: str) -> None:
    export = export_of(demo_pack, address)
    book = read(export)
    assert book.sheetnames[0] == NOTES
    assert len(book.sheetnames) == 1 + len(export.every_table) > 1
    for sheet, table in zip(book.worksheets[1:], export.every_table, strict=True):
        head, *rows = sheet.iter_rows()
        assert [cell.value for cell in head] == list(table.columns)
        assert all(cell.font.bold for cell in head)
        assert sheet.freeze_panes in {"A2", "B2"}
        assert len(rows) == len(table.rows)
        for cells, row in zip(rows, table.rows, strict=True):
            for place, (cell, value) in enumerate(zip(cells, row, strict=True)):
                wanted = tables.cell_text(table, place, value or None if value == "" else value)
                assert shown(cell, table) == wanted, (sheet.title, cell.coordinate)
                if isinstance(value, int | float):
                    assert cell.data_type == "n"
                    assert cell.value == pytest.approx(value, rel=1e-14)


def test_tables_of_the_page_are_all_there(demo_pack) -> None:
    named = {address: [table.caption for table in export_of(demo_pack, address).every_table]
             for address in ADDRESSES}  # fmt: skip
    assert "Recorded crime" in named["/trends"]
    assert "Named places" in named["/about"]
    done = [each for each in named["/activity"] if each.endswith(": what was done")]
    assert done == [f"Aim {n}: what was done" for n in range(1, 6)]
    assert any(each.startswith("Headline figures") for each in named["/"])
    assert any(each.startswith("Crime mix") for each in named["/places/norreys-estate"])
    records = export_of(demo_pack, "/records").every_table
    assert [len(each.rows) for each in records] == [8244]  # all, not the 50 of a page


def test_numbers_percentages_and_months_are_typed() -> None:
    table = Table(
        "Kinds", ("What", "Share", "Change", "When", "Count", "Words"),
        [("a", "36.3%", "+841", "April 2022", "1,415", "33 of 91"),
         ("b", "−20.7%", "−254", "2022-04", 12, "−"),
         ("c", "+11%", None, "", 0, "2020/21"),
         ("12", "", None, "Mayfield 2022", 1.25, "1,23")],
    )  # fmt: skip
    rows = [[(cell.value, cell.number_format) for cell in row]
            for row in list(read(of_table(table)).worksheets[1].iter_rows())[1:]]  # fmt: skip
    april = datetime(2022, 4, 1)
    assert rows[0][1:5] == [(0.363, "0.0%"), (841, "+#,##0;-#,##0;0"), (april, "mmmm yyyy"),
                            (1415, "#,##0")]  # fmt: skip
    assert rows[1][1:5] == [(-0.207, "0.0%"), (-254, "#,##0"), (april, "yyyy-mm"), (12, "#,##0")]
    assert rows[2][1] == (0.11, "+0%;-0%;0%")
    assert [value for value, _form in rows[2]][2:5] == [None, None, 0]
    assert [value for value, _form in rows[3]] == ["12", None, None, "Mayfield 2022", 1.25, "1,23"]
    assert [row[5][0] for row in rows] == ["33 of 91", "−", "2020/21", "1,23"]


@pytest.mark.slow
@drawn(10)
@given(st.text(max_size=40), st.sampled_from(FORMULA))
def test_no_text_is_ever_a_formula(text: str, first: str) -> None:
    table = Table(f"{first}{text}", ("A", f"{first}B"), [(f"{first}{text}", f"{first}1+1")])
    book = read(of_table(table))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str) and cell.value.startswith(FORMULA):
                    assert cell.quotePrefix


@pytest.mark.slow
@drawn(10)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=6))
def test_sheets_have_names_that_excel_takes(captions: list[str]) -> None:
    found = [Table(each, ("A",), [(place,)]) for place, each in enumerate(captions)]
    book = read(ViewExport(SavedView("", "/"), "Page", "", {}, tables=found))
    names = [each.lower() for each in book.sheetnames]
    assert len(set(names)) == len(names) == 1 + len(captions)
    for name in names:
        assert 0 < len(name) <= LONGEST_NAME
        assert not set(name) & set("[]:*?/\\")


def test_the_notes_say_what_the_numbers_are(demo_pack) -> None:
    export = export_of(demo_pack, "/?type=asb", "ASB", "For the Board")
    rows = [row[:2] for row in read(export)[NOTES].iter_rows(values_only=True)]
    said = {str(key): value for key, value in rows}
    assert said["View"] == "ASB"
    assert said["Note"] == "Ward boundaries are schematic" or said["Note"] == "For the Board"
    assert ("Note", "For the Board") in rows
    assert said["Question"] == (
        "anti-social behaviour incidents in Wokingham, April 2022 to March 2023"
    )
    assert demo_pack.version in said["Source"]
    assert "Open Government Licence" in said["Licence"]
    assert "not zero" in said["Missing months"]
    assert "small ones are given in words" in said["Suppression"]
    assert said["Address"] == "/?type=asb"
    book = read(export)
    assert {each for each, _text in rows} >= set(book.sheetnames[1:])


def test_a_gap_is_an_empty_cell(gap_pack) -> None:
    export = export_of(gap_pack, "/trends")
    table = export.panels["trends-monthly"].table
    sheet = read(export).worksheets[1]
    cells = [cell.value for cell in sheet["B"]][1:]
    values = [row[1] for row in table.rows]
    assert None in values
    assert cells == values
