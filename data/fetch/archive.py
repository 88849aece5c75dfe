"""Read single files out of police.uk's monthly archives by range requests.

An archive is a zip of about 1.7 GB with a rolling 36 months of every force. Its directory is at the
end; the files of one force and month are about 1 MB each.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data.fetch.client import RESUME, Client
from data.fetch.errors import Gone, NotFetched
from data.model import months
from data.model.whole_file import replace

STREET, OUTCOMES = "street", "outcomes"
NAME = re.compile(rf"(\d{{4}}-\d{{2}})/\1-(.+)-({STREET}|{OUTCOMES})\.csv")
TAIL = 1_000_000  # bytes; holds the directory of most archives
HEADER = struct.Struct("<4s5H3L2H")  # of a file within a zip
STORED, DEFLATED = 0, 8
NO_ROWS = 150  # bytes: a file of this size or less has column names and no row

Series = tuple[str, str]  # a force and a kind of file


@dataclass(frozen=True)
class Member:
    """One file in an archive: its bytes there from ``start`` to ``end`` (exclusive)."""

    month: str
    force: str
    kind: str
    start: int
    end: int
    crc: int
    size: int  # unpacked

    @property
    def file(self) -> str:
        """Return the file's name in the archive, without its folder."""
        return f"{self.month}-{self.force}-{self.kind}.csv"

    @property
    def length(self) -> int:
        """Return how many bytes of the archive are fetched for this file."""
        return self.end - self.start


@dataclass(frozen=True)
class Archive:
    """The directory of one archive: its month, address after redirects, ETag and files."""

    month: str
    address: str
    etag: str
    members: tuple[Member, ...]

    def find(self, month: date, series: Series) -> Member | None:
        """Return the file of a month, force and kind; None if the archive lacks it."""
        wanted = months.spell(month), *series
        return next((m for m in self.members if (m.month, m.force, m.kind) == wanted), None)

    def record(self, some: Collection[Series]) -> dict[str, Any]:
        """Return the directory, limited to some forces and kinds, as a dict for ``recorded``."""
        members = [asdict(each) for each in self.members if (each.force, each.kind) in some]
        return asdict(self) | {"members": members}


def recorded(record: Mapping[str, Any]) -> Archive:
    """Return the archive from the dict that ``Archive.record`` returned."""
    members = tuple(Member(**each) for each in record["members"])
    return Archive(record["month"], record["address"], record["etag"], members)


def newest(month: date, latest: date, window: int) -> date:
    """Return the month of the newest archive that holds ``month``.

    ``latest`` is the last published month, ``window`` the number of months in an archive.
    """
    return min(latest, months.shift(month, window - 1))


def directory(client: Client, addresses: Sequence[str], month: date) -> Archive | None:
    """Return the directory of the archive of a month; None if no address has the archive.

    Raises:
        NotFetched: an address cannot be reached, or its file is not a zip archive.
    """
    named = months.spell(month)
    for address in (each.format(month=named) for each in addresses):
        try:
            tail = client.part(address, f"-{TAIL}")
        except Gone:
            continue
        file = _Remote(client, tail.address, tail.start, tail.content)
        try:
            with zipfile.ZipFile(file) as archive:
                starts = sorted([each.header_offset for each in archive.infolist()])
                follows = dict(zip(starts, [*starts[1:], archive.start_dir], strict=True))
                members = tuple(
                    Member(*found.groups(), each.header_offset, follows[each.header_offset],
                           each.CRC, each.file_size)
                    for each in archive.infolist()
                    if (found := NAME.fullmatch(each.filename)) and each.file_size > NO_ROWS
                )  # fmt: skip
        except zipfile.BadZipFile as error:
            raise NotFetched(f"{tail.address} is not a zip archive ({error}). {RESUME}") from None
        return Archive(named, tail.address, tail.etag, members)
    return None


def save(client: Client, archive: Archive, member: Member, path: Path, parts: Path) -> None:
    """Fetch one file, check it and write it to ``path``; ``parts`` is for unfinished files.

    Raises:
        NotFetched: it cannot be reached, has changed on the server, or is damaged.
    """
    part = parts / f"{archive.month}-{member.file}.part"
    client.save(archive.address, part, member.start, member.end, archive.etag)
    try:
        content = _unpacked(part.read_bytes(), member)
    except (zlib.error, struct.error, ValueError):
        part.unlink()
        raise NotFetched(
            f"{member.file} arrived damaged from {archive.address}. {RESUME}"
        ) from None
    replace(path, content, parts)
    part.unlink()


def _unpacked(raw: bytes, member: Member) -> bytes:
    """Return the content of a file from its header and packed bytes.

    Raises:
        ValueError, struct.error, zlib.error: it is damaged.
    """
    fields = HEADER.unpack_from(raw)
    method, name, extra = fields[3], fields[9], fields[10]
    packed = raw[HEADER.size + name + extra :]
    if method == DEFLATED:
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed)
    elif method == STORED:
        content = packed[: member.size]
    else:
        raise ValueError(f"method {method}")
    if len(content) != member.size or zlib.crc32(content) != member.crc:
        raise ValueError("checksum")
    return content


class _Remote(io.RawIOBase):
    """A file on a server, for ``zipfile``: its tail in memory, the rest by range requests."""

    def __init__(self, client: Client, address: str, start: int, tail: bytes) -> None:
        super().__init__()
        self._client, self._address, self._start, self._tail = client, address, start, tail
        self._size, self._at = start + len(tail), 0

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, base: int = io.SEEK_SET) -> int:
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[base]
        if origin + offset < 0:
            raise OSError("before the beginning")
        self._at = origin + offset
        return self._at

    def read(self, size: int = -1) -> bytes:
        end = self._size if size is None or size < 0 else min(self._at + size, self._size)
        if self._at >= end:
            return b""
        if self._at < self._start:
            content = self._client.part(self._address, f"{self._at}-{end - 1}").content
        else:
            content = self._tail[self._at - self._start : end - self._start]
        self._at += len(content)
        return content
