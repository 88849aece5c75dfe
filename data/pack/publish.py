"""Publish packs: write each under a new name and make it current by replacing a one-line pointer.

A pack is never overwritten: DuckDB shares one instance per path within a process, so a running
dashboard would still read the old rows. A lock allows one build at a time in a folder, so any other
unfinished folder there was left by a build that was killed.
"""

import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import IO

SCHEMA_VERSION = 15  # of data/pack/sql/pack/schema.sql; raised when a table changes
POINTER = "current"
LOCK = ".lock"
PACK = "crime-"
UNFINISHED = ".building-"
# The error numbers of a lock that another process holds; EACCES and EDEADLK on Windows.
LOCKED = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)
KEPT_SECONDS = 24 * 3600  # a meeting may still use a replaced pack

if sys.platform == "win32":
    import msvcrt

    def lock(file: IO[str]) -> None:
        """Lock an open file; raise OSError if another process has locked it."""
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def lock(file: IO[str]) -> None:
        """Lock an open file; raise OSError if another process has locked it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Busy(Exception):
    """Another build is running in the folder."""


class NoLocks(Exception):
    """The file system of the folder has no locks, so two builds at once could not be prevented."""


class BadPointer(Exception):
    """The pointer to the current pack cannot be read; the message says why."""


def current(directory: Path) -> Path | None:
    """Return the path that the folder's pointer names, or None without a pointer or a name in it.

    Raises:
        BadPointer: the pointer exists but cannot be read.
    """
    pointer = directory / POINTER
    if directory.is_file():
        raise BadPointer(f"{directory} is a file; give the folder it is in, {directory.parent}")
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise BadPointer(f"{pointer} is not text; build again to replace it") from None
    except OSError as error:
        do = "allow this user to read it" if isinstance(error, PermissionError) else "build again"
        raise BadPointer(f"{pointer} cannot be read ({error.strerror}); {do}") from None
    return directory / Path(name).name if name else None


def state_of(path: Path) -> tuple[int, int] | None:
    """Return a file's modification time and size, or None if it cannot be read."""
    with suppress(OSError):
        stat = path.stat()
        return stat.st_mtime_ns, stat.st_size
    return None


def of_version(directory: Path, version: str) -> list[Path]:
    """Return the packs of a version in a folder."""
    return sorted(directory.glob(f"{PACK}{version}-*.duckdb")) if version.isalnum() else []


def replaced(path: Path) -> list[Path]:
    """Return the packs in the same folder that were replaced before this one, the latest first.

    If this one is current, or none is, those are all others. The modification time of a pack is
    when it was replaced; that of the current one, when it was built.
    """
    packs = path.parent.glob(f"{PACK}*.duckdb")
    times = {each: state[0] for each in packs if (state := state_of(each))}
    own, now = times.pop(path, 0), None
    with suppress(BadPointer):
        now = current(path.parent)
    if now is not None and now != path:
        times = {each: time for each, time in times.items() if each != now and time < own}
    return sorted(times, key=times.__getitem__, reverse=True)


@contextmanager
def staging_folder(directory: Path) -> Generator[Path]:
    """Lock the packs' folder and yield a temporary folder in it, which is removed at the end.

    Raises:
        Busy: another build has the lock. The operating system frees it when a process ends.
        NoLocks: the file system has no locks.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / LOCK).open("a", encoding="utf-8") as file:
        try:
            lock(file)
        except OSError as error:
            if error.errno not in LOCKED:
                raise NoLocks(
                    f"files in {directory} cannot be locked ({error.strerror}); build in a folder "
                    "on this computer, then copy its packs there and, last, its file current"
                ) from None
            raise Busy(f"another build is running in {directory}; wait for it to end") from None
        _remove(directory.glob(f"{UNFINISHED}*"))
        staging = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=directory))
        try:
            yield staging
        finally:
            _remove([staging])


def make_current(built: Path, directory: Path, version: str) -> Path:
    """Move a finished pack to its final name, make it current and return its path.

    Packs that were replaced within 24 hours are kept, for running requests and meetings. Those
    replaced earlier are deleted.
    """
    with suppress(BadPointer, OSError):
        before = current(directory)
        if before is not None:
            os.utime(before)  # start of the 24 hours
    final = directory / f"{PACK}{version}-{token_hex(3)}.duckdb"
    _to_disk(built)
    built.replace(final)
    _point(directory, final.name, built.with_name(POINTER))
    oldest = time.time() - KEPT_SECONDS
    packs = (each for each in directory.glob(f"{PACK}*.duckdb") if each != final)
    _remove(each for each in packs if (state := state_of(each)) and state[0] < oldest * 1e9)
    return final


def withdraw(directory: Path, version: str) -> Path | None:
    """Delete the packs of a version; return the pack that is current afterwards, if any.

    Unless another pack is current, the most recently replaced one that is left becomes current.

    Raises:
        Busy: a build is running in the folder.
        NoLocks: the file system has no locks.
        FileNotFoundError: the folder has no pack of that version.
        OSError: a file cannot be deleted.
    """
    with staging_folder(directory) as staging:
        packs = of_version(directory, version)
        if not packs:
            raise FileNotFoundError(f"{directory} holds no pack of version {version}")
        with suppress(BadPointer):
            now = current(directory)
            if now is not None and now not in packs:
                _unlink(packs)
                return now
        others = {each for each in directory.glob(f"{PACK}*.duckdb") if each not in packs}
        last = max(others, key=lambda each: each.stat().st_mtime, default=None)
        if last is None:
            (directory / POINTER).unlink(missing_ok=True)
        else:
            _point(directory, last.name, staging / POINTER)
        _unlink(packs)
        return last


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink()


def _point(directory: Path, name: str, temporary: Path) -> None:
    """Replace the pointer atomically; the new one is first written to the file ``temporary``."""
    temporary.write_text(f"{name}\n", encoding="utf-8")
    _to_disk(temporary)
    temporary.replace(directory / POINTER)
    if sys.platform != "win32":  # Windows cannot open a folder
        _to_disk(directory)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(paths: Iterable[Path]) -> None:
    """Delete files and folders; any that are in use are left, and a later build deletes them."""
    for path in paths:
        with suppress(OSError):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
