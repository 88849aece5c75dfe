"""Open a file as plain UTF-8 text, in chunks: unpack zip and gzip, convert other encodings.

One pass computes the checksum and notes what decides whether DuckDB reads the rows as
``csvfile.read`` would.
"""

import codecs
import gzip
import hashlib
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.build.errors import refuse
from data.build.forms import container
from data.build.forms.container import GZIP_MAGIC
from data.build.forms.form import Form, Holds, refuse_form
from data.build.forms.recognise import recognise
from data.build.forms.text import NOT_UTF8, SAVE_AS_UTF8, UTF8_CHARACTER, UTF16_MARKS

CHUNK = 1 << 15  # arrays that stay in the cache of a processor
DELETE = 0x7F


@dataclass(frozen=True)
class Plain:
    """A file as plain text: ``text`` is the file itself, or a temporary copy in UTF-8.

    ``header`` is empty unless the file is regular: no quotes, each row on a line of its own, and
    lines times columns less one commas in all. ``trim`` is true if the text is visible ASCII and
    no cell begins or ends with a space.
    """

    path: Path
    text: Path
    sha256: str
    header: tuple[str, ...]
    trim: bool

    @property
    def size(self) -> int:
        """The size of the text in bytes."""
        return self.text.stat().st_size

    def discard(self) -> None:
        """Remove the temporary copy, if there is one."""
        if self.text != self.path:
            self.text.unlink()


def opened(path: Path, folder: Path) -> Plain:
    """Open a file; a temporary copy goes into ``folder``.

    Raises:
        BadInput: it is missing, of another form, damaged, or neither UTF-8, UTF-16 nor
            Windows-1252.
    """
    form = recognise(path)
    if form not in {Form.CSV, Form.EMPTY}:
        refuse_form(path, form, Holds.STREET)
    digest = hashlib.sha256()
    contents, packed = _hashed(_chunks(path), digest), not _lies_plain(path)
    text = _copy(contents, folder) if packed else path
    survey = _Survey(_chunks(text) if packed else contents)
    if survey.codec:
        converted = _copy(_converted(path, text, survey), folder)
        if packed:
            text.unlink()
        text, survey = converted, _Survey(_chunks(converted))
    return Plain(path, text, digest.hexdigest(), survey.header(), bool(survey.trim))


class _Survey:
    """What one pass over the bytes of a file finds: encoding, lines, commas, quotes."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        """Read the chunks; each ends where a line ends."""
        self.first: bytes | None = None
        self.lines = self.commas = self.wrong_line = 0
        self.plain = self.trim = True
        self.codec = ""
        last, decoder = b"\n", codecs.getincrementaldecoder("utf-8")()
        for chunk in chunks:
            if self.first is None:
                self.first = chunk.partition(b"\n")[0]
                self.codec = "utf-16" if chunk.startswith(UTF16_MARKS) else ""
            if not (self.codec or (chunk.isascii() and not decoder.getstate()[0])):
                self._decode(decoder, chunk)
            self.plain &= not (b'"' in chunk or b"\0" in chunk)
            self._count(np.frombuffer(chunk, np.uint8), ascii_only=chunk.isascii())
            last = chunk[-1:]
        if not self.codec:
            self._decode(decoder, b"", final=True)
        self.lines += last != b"\n"

    def _count(self, octets: NDArray[np.uint8], *, ascii_only: bool) -> None:
        newline, returned = octets == ord("\n"), octets == ord("\r")
        comma, space = octets == ord(","), octets == ord(" ")
        control = (octets < ord(" ")) | (octets == DELETE)
        lines, returns = int(np.count_nonzero(newline)), int(np.count_nonzero(returned))
        self.lines += lines
        self.commas += int(np.count_nonzero(comma))
        self.plain &= returns == np.count_nonzero(returned[:-1] & newline[1:])
        between = comma | control
        loose = np.any(space[1:] & between[:-1]) or np.any(space[:-1] & between[1:]) or space[0]
        self.trim &= ascii_only and not loose
        self.trim &= np.count_nonzero(control) == lines + returns

    def _decode(
        self, decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False
    ) -> None:
        try:
            decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            self.codec = "cp1252"
            self.wrong_line = self.lines + error.object.count(b"\n", 0, error.start) + 1

    def header(self) -> tuple[str, ...]:
        """Return the cells of the header; empty if the file is not regular: see ``Plain``."""
        if not (self.plain and self.first) or self.codec:
            return ()
        cells = tuple(each.strip() for each in self.first.decode("utf-8-sig").split(","))
        distinct = len({each.lower() for each in cells}) == len(cells)
        regular = self.lines > 1 and self.commas == self.lines * (len(cells) - 1)
        return cells if distinct and regular and all(cells) else ()


def _lies_plain(path: Path) -> bool:
    """Return whether a file is on disk, not in a zip archive, and not gzip."""
    with container.opened(path) as file:
        return path.is_file() and not file.read(len(GZIP_MAGIC)).startswith(GZIP_MAGIC)


def _chunks(path: Path) -> Iterator[bytes]:
    """Yield a file, unpacked if it is gzip or in a zip, in chunks of whole lines."""
    try:
        with container.opened(path) as file:
            magic = file.read(len(GZIP_MAGIC))
            file.seek(0)
            source = gzip.GzipFile(fileobj=file) if magic == GZIP_MAGIC else file
            while chunk := source.read(CHUNK):
                yield chunk + source.readline(CHUNK)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        container.refuse_gzip(path)


def _hashed(chunks: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _converted(path: Path, text: Path, survey: _Survey) -> Iterator[bytes]:
    """Yield the text converted to UTF-8.

    Raises:
        BadInput: it cannot be decoded, or has a character of UTF-8 and so is not Windows-1252.
    """
    decoder = codecs.getincrementaldecoder(survey.codec)()
    try:
        for chunk in _chunks(text):
            if survey.codec == "cp1252" and UTF8_CHARACTER.search(chunk):
                refuse(path, NOT_UTF8, SAVE_AS_UTF8, survey.wrong_line)
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", True).encode()
    except UnicodeError:
        refuse(path, NOT_UTF8, SAVE_AS_UTF8, survey.wrong_line or None)


def _copy(chunks: Iterable[bytes], folder: Path) -> Path:
    with tempfile.NamedTemporaryFile("wb", dir=folder, suffix=".csv", delete=False) as copy:
        for chunk in chunks:
            copy.write(chunk)
    return Path(copy.name)
