"""The account of a build: every file that was read, its checksum, and what became of its rows."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from data import csvfile
from data.borough import Borough, Source
from data.disclosure import RESTRICTED, Audience
from data.publish import SCHEMA_VERSION

Progress = Callable[[Path], None]
COUNTS = ("rows_read", "rows_loaded", "rows_outside", "rows_rejected", "rows_superseded")
NOT_TOLD = "restricted: its counts and checksum are not given"


class Account:
    """Filled in while the sources are read; ``progress`` is told of each file when it has been.

    Of a restricted file a public pack says neither how many rows it has nor its checksum, by which
    a small file could be guessed.
    """

    def __init__(self, borough: Borough, progress: Progress, audience: Audience = "public") -> None:
        self.borough = borough
        self.progress = progress
        self.audience: Audience = audience
        self._shown: list[bytes] = []
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

    def holds(self, source: Source) -> bool:
        """Whether the pack may hold rows of a source."""
        return source.access != RESTRICTED or self.audience != "public"

    def full(self) -> pd.DataFrame:
        """One row a file with all its counts: for whoever builds, not for the pack."""
        return pd.DataFrame(self._entries)

    def frame(self) -> pd.DataFrame:
        """One row a file, in the columns of the pack's table ``source``."""
        return pd.DataFrame([self._told(each) for each in self._entries]).astype(
            dict.fromkeys(COUNTS, "Int64")
        )

    def _told(self, entry: dict[str, object]) -> dict[str, object]:
        if entry["access"] != RESTRICTED or self.audience != "public":
            return entry
        note = "; ".join(str(each) for each in (entry["note"], NOT_TOLD) if each)
        return {**entry, **dict.fromkeys(COUNTS, pd.NA), "sha256": None, "note": note}

    def show(self, table: pd.DataFrame) -> None:
        """Have the version follow what a public pack shows of restricted sources."""
        self._shown.append(table.to_csv(index=False).encode())

    def version(self) -> str:
        """Twelve characters that change with the sources, their description or the schema."""
        digest = hashlib.sha256(f"schema {SCHEMA_VERSION}".encode())
        digest.update(self.audience.encode())
        digest.update(self.borough.toml.read_bytes())
        for entry in map(self._told, self._entries):
            digest.update(str(entry["sha256"]).encode())
        for each in self._shown:
            digest.update(each)
        return digest.hexdigest()[:12]


def checksum(path: Path) -> str:
    """The SHA-256 of a file's contents, unpacked if it is gzip, in hexadecimal."""
    return hashlib.sha256(csvfile.contents(path)).hexdigest()
