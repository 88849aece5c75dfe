import gzip
from pathlib import Path

import pandas as pd
import pytest

from data import csvfile
from data.errors import BadInput


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
    (b"a,b\n1,x\n2,caf\xe9\n", 3, "not UTF-8"),
    ("a,b\n1,2\n".encode("utf-16"), 1, "not UTF-8"),
    (b"\n <!DOCTYPE html><html>", None, "a web page"),
    (b"a,b\n", None, "a header and no rows"),
    (b"a,b\n,\n\n", None, "a header and no rows"),
    (b"a,c\n1,2\n", 1, "no column 'b'"),
    (b"c,d\n1,2\n", 1, "no column 'a' or 'b'"),
    (b"a;b\n1;2\n", 1, "no column 'a' or 'b'"),
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


def test_counts_become_whole_numbers_and_may_be_blank_where_allowed(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n 7 ,\n0,12\n")

    counted = csvfile.whole_numbers(path, csvfile.read(path, []), ["a", "b"], blank=["b"])

    assert counted["a"].tolist() == [7, 0]
    assert counted["b"].tolist() == [pd.NA, 12]


@pytest.mark.parametrize("cell", ["-1", "1.5", "x", "", "1e3", "٣", "9999999999"])
def test_anything_else_is_not_a_count(tmp_path: Path, cell: str) -> None:
    path = written(tmp_path, f"a,b\n1,1\n{cell},1\n")

    with pytest.raises(BadInput, match=r"line 3: a is .* not a count"):
        csvfile.whole_numbers(path, csvfile.read(path, []), ["a"])


def test_a_long_cell_is_not_told_in_full(tmp_path: Path) -> None:
    path = written(tmp_path, f"a\n{'x' * 5000}\n")

    with pytest.raises(BadInput) as caught:
        csvfile.whole_numbers(path, csvfile.read(path, []), ["a"])

    assert len(str(caught.value)) < len(str(path)) + 200
