import gzip
import hashlib
from pathlib import Path

import pytest

from data.build.errors import BadInput
from data.build.plain_text import CHUNK, opened

TEXT = "a,b\n1,Café\n2,y\n"


def written(folder: Path, content: bytes, name: str = "some.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("content", [
    TEXT.encode(), b"\xef\xbb\xbf" + TEXT.encode(), TEXT.replace("\n", "\r\n").encode(),
    TEXT.rstrip("\n").encode(), b" a ,b\n1,\n2,y\n",
])  # fmt: skip
def test_a_regular_file_is_read_where_it_lies(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content)

    plain = opened(path, tmp_path)

    assert (plain.text, plain.header) == (path, ("a", "b"))
    assert plain.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("content", [
    b"", b"\n", b"a,b\n", b"\na,b\n1,2\n", b"a,b\n1,2\n\n", b"a,b\n1\n", b"a,b\n1,2,\n",
    b"a,b\r1,2\r", b'a,b\n1,"2"\n', b"a,b\n1,\x002\n", b"a,A\n1,2\n", b"a,\n1,2\n",
    b"a,b\n1,2\r3\n",
])  # fmt: skip
def test_any_other_file_is_not_regular(tmp_path: Path, content: bytes) -> None:
    assert opened(written(tmp_path, content), tmp_path).header == ()


@pytest.mark.parametrize(("content", "trim"), [
    (b"a,b\n1,2 3\n", True), (b"a,b\r\n1,\r\n", True), (b"a,b\n 1,2\n", False),
    (b"a,b\n1 ,2\n", False), (b"a,b\n1, 2\n", False), (b"a,b\n1,2 \r\n", False),
    (b"a,b\n1,\t2\n", False), ("a,b\n1,\xa02\n".encode(), False),
])  # fmt: skip
def test_spaces_around_a_cell_are_noticed(tmp_path: Path, content: bytes, trim: bool) -> None:
    assert opened(written(tmp_path, content), tmp_path).trim is trim


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
@pytest.mark.parametrize("packed", [False, True])
def test_other_encodings_are_converted(tmp_path: Path, encoding: str, packed: bool) -> None:
    content = TEXT.encode(encoding)
    path = written(tmp_path, gzip.compress(content) if packed else content)

    plain = opened(path, tmp_path)

    assert plain.text.read_text(encoding="utf-8") == TEXT
    assert plain.header == ("a", "b")
    assert plain.sha256 == hashlib.sha256(content).hexdigest()
    plain.discard()
    assert [*tmp_path.iterdir()] == [path]


def test_a_file_of_many_chunks_is_counted_whole(tmp_path: Path) -> None:
    rows = "1234567,Café\n" * (2 * CHUNK // 10)
    packed = gzip.compress(f"a,b\n{rows}".encode())

    assert opened(written(tmp_path, packed), tmp_path).header == ("a", "b")
    assert opened(written(tmp_path, f"a,b\n{rows}1\n".encode()), tmp_path).header == ()


@pytest.mark.parametrize(("content", "line", "words"), [
    (TEXT.encode() + b"3,caf\xe9\n", 4, "not UTF-8 text"),
    (b"a,b\n1,\x81\n", 2, "not UTF-8 text"),
    (TEXT.encode("utf-16")[:-1], None, "not UTF-8 text"),
    (b"PK\x03\x04rest", None, "zip archive"),
    (gzip.compress(b"a,b\n" * 900, mtime=0)[:-9], None, "cut short or damaged"),
])  # fmt: skip
def test_a_file_that_is_not_text_is_refused(
    tmp_path: Path, content: bytes, line: int | None, words: str
) -> None:
    path = written(tmp_path, content)

    with pytest.raises(BadInput, match=words) as caught:
        opened(path, tmp_path)

    assert (caught.value.file, caught.value.line) == (path, line)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="it cannot be read"):
        opened(tmp_path / "none.csv", tmp_path)
