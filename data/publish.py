"""Where packs live: written under new names, made current by replacing a one-line pointer.

A file is never replaced under its own name: within one process DuckDB shares one instance per
path, so a running dashboard would go on reading the old rows.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

SCHEMA_VERSION = 1  # of data/sql/schema.sql; raised when a table changes
POINTER = "current"
PATTERN = "crime-*.duckdb"
UNFINISHED = ".building-"
KEEP = 2
ABANDONED_AFTER_S = 3600


def current(directory: Path) -> Path | None:
    """The pack that is current in a folder, or nothing if no build has finished there."""
    try:
        name = (directory / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return directory / name


@contextmanager
def workshop(directory: Path) -> Iterator[Path]:
    """A folder beside the packs to build a new one in; gone afterwards, whatever happens."""
    directory.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=directory))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def make_current(built: Path, directory: Path, version: str) -> Path:
    """The new home of a finished pack, which is now the current one; older packs are removed."""
    home = directory / f"crime-{version}-{token_hex(3)}.duckdb"
    _to_disk(built)
    built.replace(home)
    pointer = directory / f"{UNFINISHED}{POINTER}-{token_hex(3)}"
    pointer.write_text(f"{home.name}\n", encoding="utf-8")
    _to_disk(pointer)
    before = current(directory)
    pointer.replace(directory / POINTER)
    _to_disk(directory)
    _tidy(directory, keep={home, before})
    return home


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _tidy(directory: Path, keep: set[Path | None]) -> None:
    """Remove all packs but the current and the one before, and what killed builds left."""
    for pack in directory.glob(PATTERN):
        if pack not in keep:
            pack.unlink(missing_ok=True)
    for left in directory.glob(f"{UNFINISHED}*"):
        if time.time() - left.stat().st_mtime > ABANDONED_AFTER_S:
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink()
