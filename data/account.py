"""The account of a build: every file that was read, its checksum, and what became of its rows."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from data import csvfile
from data.borough import Borough, Source
from data.publish import SCHEMA_VERSION

Progress = Callable[[Path], None]
COUNTS = ("rows_read", "rows_loaded", "rows_outside", "rows_rejected", "rows_superseded")


class Account:
    """Filled in while the sources are read; ``progress`` is told of each file when it has been."""

    def __init__(self, borough: Borough, progress: Progress) -> None:
        self.borough = borough
        self.progress = progress
        self._entries: list[dict[str, object]] = []

    def add(self, source: Source, path: Path, counts: dict[str, int], note: str = "") -> None:
        """Enter one file; ``counts`` are numbers of rows by the names of ``COUNTS``."""
        self._entries.append(
            {
                "kind": source.kind,
                "name": source.name,
                "file": self.borough.shown(path),
                "sha256": checksum(path),
                "vintage": source.vintage,
                "access": source.access,
                "licence": source.licence,
                "note": note,
                **dict.fromkeys(COUNTS, 0),
                **counts,
            }
        )

    def add_whole(
        self, source: Source, path: Path, loaded: int, outside: int = 0, note: str = ""
    ) -> None:
        """Enter a file of which no row can be rejected: one bad row fails the build."""
        read = {"rows_read": loaded + outside, "rows_loaded": loaded, "rows_outside": outside}
        self.add(source, path, read, note)
        self.progress(path)

    def frame(self) -> pd.DataFrame:
        """One row a file, in the columns of the pack's table ``source``."""
        return pd.DataFrame(self._entries)

    def version(self) -> str:
        """Twelve characters that change with the sources, their description or the schema."""
        digest = hashlib.sha256(f"schema {SCHEMA_VERSION}".encode())
        digest.update(self.borough.toml.read_bytes())
        for entry in self._entries:
            digest.update(str(entry["sha256"]).encode())
        return digest.hexdigest()[:12]


def checksum(path: Path) -> str:
    """The SHA-256 of a file's contents, unpacked if it is gzip, in hexadecimal."""
    return hashlib.sha256(csvfile.contents(path)).hexdigest()
