from pathlib import Path

import pytest

from data.build import csvfile
from data.build.errors import BadInput

ROWS = "code,people\nE05000001,Café\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(ROWS.encode(encoding))

    assert csvfile.read(path, ["code"])["people"].tolist() == ["Café"]


@pytest.mark.parametrize(("content", "line"), [
    (b"a,b\n1,caf\xe9\n2,\xc3\xa9\n", 2), (b"a,b\n1,2\n3,\x81\n", 3),
])  # fmt: skip
def test_bytes_of_no_encoding_are_refused_with_their_line(
    tmp_path: Path, content: bytes, line: int
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    with pytest.raises(BadInput, match="not UTF-8 text") as caught:
        csvfile.read(path, [])

    assert caught.value.line == line


@pytest.mark.parametrize(("above", "line"), [
    ("Contents,,\n,,\n", 4), ('"A title\nof two lines",,\n\n', 5), ("Title\r\n\r\n", 4),
    ("code\n", 3),
])  # fmt: skip
def test_rows_above_the_header_are_left_out(tmp_path: Path, above: str, line: int) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f'{above}code, people ,x\nE1,"1,000",\n'.encode())

    frame = csvfile.read(path, ["code", "people"])

    assert frame[["code", "people"]].to_numpy().tolist() == [["E1", "1,000"]]
    assert frame["line"].tolist() == [line]


def test_a_missing_column_is_reported_at_the_row_that_has_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Title,,\n,,\ncode,name,value\nE1,x,1\n")

    with pytest.raises(BadInput) as caught:
        csvfile.read(path, ["code", "people"])

    assert caught.value.message("a.csv").startswith("a.csv, line 3: it has no column 'people'.")
