from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from data.build import csvfile
from data.build.errors import BadInput
from data.build.forms import workbook
from tests import files

PEOPLE = [["Ward Code", "All Ages"], ["E05000001", 4000], ["E05000002", 2500.0]]


def refusal(path: Path, *required: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        csvfile.read(path, required)
    return caught.value


def test_a_sheet_is_read_as_the_same_cells_in_csv(tmp_path: Path) -> None:
    text = "Ward Code,All Ages\nE05000001,4000\nE05000002,2500\n"
    (tmp_path / "a.csv").write_text(text)

    sheet = csvfile.read(files.workbook(tmp_path / "a.xlsx", People=PEOPLE), ["Ward Code"])

    assert sheet.to_dict("list") == csvfile.read(tmp_path / "a.csv", []).to_dict("list")


def test_titles_above_the_header_and_blank_rows_are_left_out(tmp_path: Path) -> None:
    rows = [["Mid-2020 estimates"], [], [None, "All persons"], *PEOPLE, [], [None, None]]

    frame = csvfile.read(
        files.workbook(tmp_path / "a.xlsx", People=rows), ["Ward Code", "All Ages"]
    )

    assert frame["line"].tolist() == [5, 6]
    assert frame["All Ages"].tolist() == ["4000", "2500"]


def test_cells_become_the_text_that_a_csv_file_would_have(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    cells = [
        (date(2022, 4, 1), "dd/mm/yyyy", "2022-04-01"), (date(2022, 4, 1), "mmm-yy", "2022-04"),
        (datetime(2022, 4, 1, 13, 5), "dd/mm/yyyy hh:mm", "2022-04-01T13:05:00"),
        (0.345, "0.0%", "34.5%"), (0.1, "General", "0.1"), (True, "General", "true"),
        (" x ", "General", " x "), (None, "General", ""), (7, "#,##0", "7"),
        (1e9, "0", "1000000000"),
    ]  # fmt: skip
    sheet.append([f"c{number}" for number, _cell in enumerate(cells)])
    for column, (value, number_format, _text) in enumerate(cells, 1):
        cell = sheet.cell(2, column, value)
        cell.number_format = number_format
    book.save(path)

    [row] = csvfile.read(path, []).drop(columns="line").to_numpy().tolist()

    assert row == [text for _value, _format, text in cells]


def test_the_sheet_with_the_columns_is_read(tmp_path: Path) -> None:
    path = files.workbook(tmp_path / "a.xlsx", Contents=[["About"], ["x"]], People=PEOPLE)

    assert len(csvfile.read(path, ["Ward Code"])) == 2


def test_several_sheets_with_the_columns_need_a_name(tmp_path: Path) -> None:
    other = [["Ward Code", "All Ages"], ["E05000001", 1]]
    path = files.workbook(tmp_path / "a.xlsx", All_Persons=PEOPLE, Males=other)

    error = refusal(path, "Ward Code")
    assert "the sheets All Persons, Males all have these columns" in str(error)
    assert 'Add part = "All Persons", for example, to this source' in str(error)
    assert csvfile.read(path / "Males", ["Ward Code"])["All Ages"].tolist() == ["1"]
    assert "has no sheet 'Women'. Give part as one of All Persons, Males." in str(
        refusal(path / "Women", "Ward Code")
    )


def test_a_hidden_sheet_is_read_only_by_its_name(tmp_path: Path) -> None:
    path = files.workbook(tmp_path / "a.xlsx", People=PEOPLE, Old=PEOPLE)
    book = openpyxl.load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)

    assert len(csvfile.read(path, ["Ward Code"])) == 2
    assert len(csvfile.read(path / "Old", ["Ward Code"])) == 2


@pytest.mark.parametrize(("rows", "words"), [
    ([["Ward Code"], ["E05000001"]], "line 1: it has no column 'All Ages'"),
    ([["Ward Code", "All Ages", "All Ages"], ["E1", 1, 2]], "it has two columns 'All Ages'"),
    ([["Ward Code", "All Ages"], ["E1", 1, 2]], "line 2: a row has more cells than the header"),
    ([["Ward Code", "All Ages"], ["E1", "=1+1"]], "line 2, column All Ages: a formula has no"),
    ([["Ward Code", "All Ages"]], "it has a header and no rows"),
])  # fmt: skip
def test_a_sheet_that_is_wrong_is_refused(tmp_path: Path, rows, words: str) -> None:
    path = files.workbook(tmp_path / "a.xlsx", People=rows)

    assert words in str(refusal(path, "Ward Code", "All Ages"))


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = files.zipped(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<broken"})

    assert "the workbook is damaged" in str(refusal(path))


def test_an_error_names_the_sheet_and_the_cell(tmp_path: Path) -> None:
    rows = [["Title"], ["Ward Code", "All Ages"], ["E05000001", "many"]]
    path = files.workbook(tmp_path / "a.xlsx", Contents=[["x"]], People=rows)

    cell = BadInput(path, "'many' is not a number", "Correct it", 3, "All Ages")
    row = BadInput(path / "People", "it is wrong", "Correct it", 3)

    assert workbook.place(cell).message("a.xlsx") == (
        "a.xlsx, sheet People, cell B3, column All Ages: 'many' is not a number. Correct it."
    )
    assert workbook.place(row).message("a.xlsx").startswith("a.xlsx, sheet People, row 3: ")
