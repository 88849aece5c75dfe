"""Where packs live: written under new names, made current by replacing a one-line pointer.

A file is never replaced under its own name: within one process DuckDB shares one instance per
path, so a running dashboard would go on reading the old rows. One build at a time works in a
folder, so whatever else lies there half made was left by a build that was killed.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import IO

SCHEMA_VERSION = 10  # of data/sql/schema.sql; raised when a table changes
POINTER = "current"
LOCK = ".lock"
PACK = "crime-"
UNFINISHED = ".building-"
KEEP = 2

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Busy(Exception):
    """Another build is at work in the folder."""


def current(directory: Path) -> Path | None:
    """The pack that is current in a folder, or nothing if no build has finished there."""
    try:
        name = (directory / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return directory / Path(name).name if name else None


def of_version(directory: Path, version: str) -> list[Path]:
    """The packs of one version that a folder still holds."""
    return sorted(directory.glob(f"{PACK}{version}-*.duckdb")) if version.isalnum() else []


@contextmanager
def workshop(directory: Path) -> Generator[Path]:
    """A folder beside the packs to build a new one in; gone afterwards, whatever happens.

    Raises:
        Busy: another build has it. The lock goes with the process, however it ends.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / LOCK).open("a", encoding="utf-8") as lock:
        try:
            _lock(lock)
        except OSError:
            raise Busy(f"another build is at work in {directory}; wait for it to end") from None
        _remove(directory.glob(f"{UNFINISHED}*"))
        room = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=directory))
        try:
            yield room
        finally:
            _remove([room])


def make_current(built: Path, directory: Path, version: str) -> Path:
    """The new home of a finished pack, which is now the current one.

    The pack before it is kept for requests that have begun; older ones are removed.
    """
    before = current(directory)
    home = directory / f"{PACK}{version}-{token_hex(3)}.duckdb"
    _to_disk(built)
    built.replace(home)
    pointer = built.with_name(POINTER)
    pointer.write_text(f"{home.name}\n", encoding="utf-8")
    _to_disk(pointer)
    pointer.replace(directory / POINTER)
    if sys.platform != "win32":  # where a folder cannot be opened
        _to_disk(directory)
    _remove(each for each in directory.glob(f"{PACK}*") if each not in {home, before})
    return home


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(paths: Iterable[Path]) -> None:
    """Delete files and folders; one that something still holds open is left for the next build."""
    for path in paths:
        with suppress(OSError):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
