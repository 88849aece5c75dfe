"""Open a file, or the part of a file in its path: a file in a zip archive, a sheet, a layer.

``2023-03.zip/2023-03/2023-03-btp-street.csv`` names a file in a zip, ``people.xlsx/Persons`` a
sheet. Such paths are made by ``data.build.source_files``, and messages show them as they are.
"""

import errno
import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, NoReturn

from data.build.errors import refuse

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"
CHUNK = 1 << 20
DOWNLOAD = "Download it again"
DAMAGED_ZIP = "the zip archive is cut short or damaged"
# The files that belong to a shapefile.
SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
REMEDIES = {
    errno.ENOENT: "Check the path",
    errno.EISDIR: "Name a file in it",
    errno.EACCES: "Allow this user to read it, and close programs that have it open",
    errno.EPERM: "Allow this user to read it",
}


def split(path: Path) -> tuple[Path, str]:
    """Return the file on disk and the part of it that a path names, "" for the whole file."""
    if not path.exists():
        for parent in path.parents:
            if parent.is_file():
                return parent, path.relative_to(parent).as_posix()
    return path, ""


@contextmanager
def opened(path: Path) -> Generator[IO[bytes]]:
    """Yield the bytes of a file, or of a file in a zip, from its start.

    Raises:
        BadInput: it cannot be opened or read, or a zip archive is damaged or lacks the file.
    """
    file, member = split(path)
    try:
        with file.open("rb") as raw:
            if member and raw.read(len(ZIP_MAGIC)) == ZIP_MAGIC:
                yield from _member(path, file, member)
            else:
                raw.seek(0)
                yield raw
    except OSError as error:
        refuse_unreadable(path, error)


def _member(path: Path, file: Path, member: str) -> Generator[IO[bytes]]:
    try:
        with _archive(file).open(member) as inner:
            yield inner
    except (zipfile.BadZipFile, EOFError, zlib.error):
        refuse(path, DAMAGED_ZIP, DOWNLOAD)
    except KeyError:
        refuse(path, "the zip archive has no such file", "Check the name")
    except RuntimeError as error:  # a password, or a compression that Python lacks
        refuse(path, f"it cannot be unpacked ({error})", "Unpack it and name the files inside")


def _archive(file: Path) -> zipfile.ZipFile:
    """Return an open archive. It is kept open: listing one of police.uk takes long."""
    state = file.stat()
    return _kept(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)
def _kept(file: Path, _changed: int, _size: int) -> zipfile.ZipFile:
    return zipfile.ZipFile(file)


def is_member(path: Path) -> bool:
    """Return whether a path names a file in a zip archive, and not a sheet or layer."""
    file, member = split(path)
    if not member:
        return False
    try:
        return member in _archive(file).NameToInfo
    except (OSError, zipfile.BadZipFile):
        return False


def refuse_gzip(path: Path) -> NoReturn:
    """Refuse a gzip file that is damaged."""
    refuse(path, "the gzip file is cut short or damaged", DOWNLOAD)


def refuse_unreadable(path: Path, error: OSError) -> NoReturn:
    """Refuse a file with the operating system's reason."""
    do = REMEDIES.get(error.errno or 0, "Copy it to this computer and try again")
    refuse(path, f"it cannot be read ({error.strerror or error})", do)


def members(path: Path) -> list[str]:
    """Return the names of the files in a zip archive, without those that macOS adds.

    Raises:
        BadInput: it cannot be read or is damaged.
    """
    try:
        names = _archive(path).namelist()
    except OSError as error:
        refuse_unreadable(path, error)
    except zipfile.BadZipFile:
        refuse(path, DAMAGED_ZIP, DOWNLOAD)
    return [each for each in names if not each.endswith("/") and not is_hidden(Path(each))]


def is_hidden(path: Path) -> bool:
    """Return whether a path is one that macOS adds beside each file of a zip."""
    return "__MACOSX" in path.parts or path.name.startswith("._")


def unpacked(path: Path) -> Iterator[bytes]:
    """Yield the contents of a file in chunks, unpacked if it is gzip.

    Raises:
        BadInput: as ``opened``, or the gzip file is damaged.
    """
    try:
        with opened(path) as raw:
            magic = raw.read(len(GZIP_MAGIC))
            raw.seek(0)
            source = gzip.GzipFile(fileobj=raw) if magic == GZIP_MAGIC else raw
            while chunk := source.read(CHUNK):
                yield chunk
    except (EOFError, gzip.BadGzipFile, zlib.error):
        refuse_gzip(path)


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file's contents in hexadecimal, unpacked if it is gzip.

    For a shapefile all its parts are included; for a sheet, layer or file in a zip archive it is
    the checksum of the whole file.
    """
    file, _part = split(path)
    digest = hashlib.sha256()
    for each in [file, *beside(file).values()]:
        for chunk in unpacked(each):
            digest.update(chunk)
    return digest.hexdigest()


def beside(shapefile: Path) -> dict[str, Path]:
    """Return the other files of a shapefile by suffix, such as .dbf; empty for any other file."""
    if shapefile.suffix.lower() != SHAPEFILE[0]:
        return {}
    wanted = {each: shapefile.stem + each for each in SHAPEFILE[1:]}
    there = {each.name.lower(): each for each in shapefile.parent.iterdir()}
    return {suffix: there[name.lower()] for suffix, name in wanted.items() if name.lower() in there}
