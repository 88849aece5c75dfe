import gzip
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.build import csvfile
from data.build.errors import BadInput


def written(folder: Path, content: str | bytes, name: str = "some.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path, *required: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        csvfile.read(path, required)
    return caught.value


@pytest.mark.parametrize("content", [
    "a,b\n1,x\n2,y\n", "a,b\r\n1,x\r\n2,y\r\n", "a,b\r1,x\r2,y\r", "a,b\n1,x\n2,y",
    "\ufeffa,b\n1,x\n2,y\n", " a ,b \n1,x\n2,y\n", 'a,b\n"1","x"\n2,y\n',
])  # fmt: skip
def test_every_way_of_writing_the_same_rows_reads_the_same(tmp_path: Path, content: str) -> None:
    plain = csvfile.read(written(tmp_path, content), ["a"])
    packed = csvfile.read(written(tmp_path, gzip.compress(content.encode())), ["a"])

    assert plain.to_dict("list") == {"a": ["1", "2"], "b": ["x", "y"], "line": [2, 3]}
    pd.testing.assert_frame_equal(plain, packed)


@pytest.mark.parametrize(("content", "lines"), [
    ("a,b\n\n1,x\n\n\n2,y\n", [3, 6]),
    ("\n\na,b\n1,x\n2,y\n", [4, 5]),
    ("a,b\n,\n1,x\n,\n2,y\n,\n", [3, 5]),
    ('a,b\n1,"x\nand\nmore"\n2,y\n', [2, 5]),
    ('a,b\r\n1,"x\r\nmore"\r\n\r\n2,y\r\n', [2, 5]),
])  # fmt: skip
def test_a_row_knows_the_line_it_begins_on(tmp_path: Path, content: str, lines: list[int]) -> None:
    frame = csvfile.read(written(tmp_path, content), ["a", "b"])

    assert frame["a"].tolist() == ["1", "2"]
    assert frame["line"].tolist() == lines


def test_a_cell_that_is_not_there_is_blank_and_nothing_is_guessed(tmp_path: Path) -> None:
    frame = csvfile.read(written(tmp_path, "a,b,c\nNA,007\n1,2,null\n"), [])

    assert frame[["a", "b", "c"]].to_numpy().tolist() == [["NA", "007", ""], ["1", "2", "null"]]


PACKED = gzip.compress(b"a,b\n" + b"1,2\n" * 5000, mtime=0)


@pytest.mark.parametrize(("content", "line", "words"), [
    (b"", None, "it is empty"),
    (b" \r\n\n", None, "it is empty"),
    (gzip.compress(b"", mtime=0), None, "it is empty"),
    (PACKED[:-20], None, "cut short or damaged"),
    (PACKED[:30] + b"\0\0" + PACKED[32:], None, "cut short or damaged"),
    (b"PK\x03\x04rest", None, "zip archive"),
    (b"a,b\n1,x\n2,\x81\n", 3, "not UTF-8"),
    (b"\n <!DOCTYPE html><html>", None, "a web page"),
    (b"a,b\n", None, "a header and no rows"),
    (b"a,b\n,\n\n", None, "a header and no rows"),
    (b"a,c\n1,2\n", 1, "no column 'b'"),
    (b"c,d\n1,2\n", 1, "no column 'a' or 'b'"),
    (b"a;b\n1;2\n", 1, "separated by semicolons"),
    (b"sep=;\na;b\n1;2\n", 1, "separated by semicolons"),
    (b"a,b\n1,2,3\n", 2, "more cells than its header"),
    (b"a,b\n1,2\n1,2,3\n", None, "Expected 2 fields in line 3, saw 3"),
    (b'a,b\n"1,2\n3,4\n', None, "do not fit its header"),
])  # fmt: skip
def test_a_file_that_is_wrong_is_refused_in_one_line(
    tmp_path: Path, content: bytes, line: int | None, words: str
) -> None:
    error = refusal(written(tmp_path, content), "a", "b")

    assert words in str(error)
    assert error.line == line
    assert "\n" not in str(error)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in str(refusal(tmp_path / "none.csv"))
    assert "cannot be read" in str(refusal(tmp_path))


def test_columns_are_stripped_and_optional_ones_may_be_absent(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b,c\n x ,1,2\n")

    frame = csvfile.read_columns(path, ["a"], ["b", "d"])

    assert frame.to_dict("records") == [{"a": "x", "b": "1", "d": "", "line": 2}]


def test_an_error_of_a_spreadsheet_is_no_text(tmp_path: Path) -> None:
    """A look-up that failed would else be a category of its own."""
    path = written(tmp_path, "a,b,c\nx,,#REF!\ny, #N/A,\n")

    with pytest.raises(BadInput, match="line 3, column b: the cell is an error of a spreadsheet"):
        csvfile.read_columns(path, ["a"], ["b"])


def test_counts_become_whole_numbers_and_may_be_blank_where_allowed(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n 7 ,\n0,12\n")

    counted = csvfile.whole_numbers(path, csvfile.read(path, []), ["a", "b"], blank=["b"])

    assert counted["a"].tolist() == [7, 0]
    assert counted["b"].tolist() == [pd.NA, 12]


@pytest.mark.parametrize("cell", ["-1", "1.5", "x", "1e3", "٣", "9999999999"])
def test_anything_else_is_not_a_count(tmp_path: Path, cell: str) -> None:
    path = written(tmp_path, f"a,b\n1,1\n{cell},1\n")

    with pytest.raises(BadInput) as caught:
        csvfile.whole_numbers(path, csvfile.read(path, []), ["a"])

    assert caught.value.message("f") == (
        f"f, line 3, column a: '{cell}' is not a whole number from 0 to 999,999,999. "
        "Correct the number."
    )


def test_cells_are_parsed_and_may_be_blank_where_allowed(tmp_path: Path) -> None:
    path = written(tmp_path, "day,b\n2022-04-01,1\n,2\n")
    frame = csvfile.read(path, [])

    days = csvfile.parsed(path, frame, "day", csvfile.DAY, blank=True)

    assert days.tolist() == [date(2022, 4, 1), None]


@pytest.mark.parametrize(("cell", "kind", "words"), [
    ("2022-02-30", csvfile.DAY, "'2022-02-30' is not a day. Write it as 2022-04-01."),
    ("2022-13", csvfile.MONTH, "'2022-13' is not a month. Write it as YYYY-MM."),
    ("", csvfile.MONTH, "'' is not a month. Write it as YYYY-MM."),
])  # fmt: skip
def test_cells_that_cannot_be_parsed_are_refused(tmp_path: Path, cell, kind, words) -> None:
    path = written(tmp_path, f"a,b\n{cell},1\n")

    with pytest.raises(BadInput) as caught:
        csvfile.parsed(path, csvfile.read(path, []), "a", kind)

    assert caught.value.message("f") == f"f, line 2, column a: {words}"


def test_blank_and_unknown_cells_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\nx,1\n ,2\n")
    frame = csvfile.read(path, [])

    with pytest.raises(BadInput, match=r"line 3, column a: the cell is blank. Fill it in\.$"):
        csvfile.refuse_blank(path, frame, ["b", "a"])
    with pytest.raises(
        BadInput, match=r"line 2, column a: 'x' is not an allowed value. Use y or z\.$"
    ):
        csvfile.refuse_other(path, frame, "a", ["y", "", "z"])


def test_a_long_cell_is_cut_in_messages(tmp_path: Path) -> None:
    path = written(tmp_path, f"a\n{'x' * 5000}\n")

    with pytest.raises(BadInput) as caught:
        csvfile.whole_numbers(path, csvfile.read(path, []), ["a"])

    assert len(caught.value.message("f")) < 200
