"""Record every file that a build reads: its checksum, and what became of its rows."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from data.build.config import Borough, Source
from data.build.forms.container import checksum
from data.model.disclosure import RESTRICTED, Audience
from data.pack.publish import SCHEMA_VERSION

Progress = Callable[[Path], None]
COUNTS = ("rows_read", "rows_loaded", "rows_outside", "rows_rejected", "rows_superseded")
WITHHELD = "restricted: its counts and checksum are not given"


class Account:
    """The files read so far; ``progress`` is called with each.

    ``notices`` are sentences on what a reader of the numbers has to know.

    A public pack has neither the counts nor the checksum of a restricted file: a small file could
    be guessed from its checksum.
    """

    def __init__(self, borough: Borough, progress: Progress, audience: Audience = "public") -> None:
        self.borough = borough
        self.progress = progress
        self.audience: Audience = audience
        self.notices: list[str] = []
        self._shown: list[bytes] = []
        self._entries: list[dict[str, object]] = []

    def add(
        self,
        source: Source,
        path: Path,
        counts: dict[str, int],
        note: str = "",
        sha256: str | None = None,
    ) -> None:
        """Add a file; ``counts`` are numbers of rows by the names of ``COUNTS``.

        Without ``sha256`` the file is read again to compute it.
        """
        self._entries.append(
            {
                "kind": source.kind,
                "name": source.name,
                "file": self.borough.shown(path),
                "sha256": sha256 or checksum(path),
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
        """Add a file whose rows are never rejected: one bad row fails the build."""
        read = {"rows_read": loaded + outside, "rows_loaded": loaded, "rows_outside": outside}
        self.add(source, path, read, note)
        self.progress(path)

    def holds(self, source: Source) -> bool:
        """Return whether the pack may have rows of a source."""
        return source.access != RESTRICTED or self.audience != "public"

    def full(self) -> pd.DataFrame:
        """Return one row per file with all counts: for the person who builds, not for the pack."""
        return pd.DataFrame(self._entries)

    def frame(self) -> pd.DataFrame:
        """Return one row per file, in the columns of the pack's table ``source``."""
        return pd.DataFrame([self._as_row(each) for each in self._entries]).astype(
            dict.fromkeys(COUNTS, "Int64")
        )

    def _as_row(self, entry: dict[str, object]) -> dict[str, object]:
        if entry["access"] != RESTRICTED or self.audience != "public":
            return entry
        note = "; ".join(str(each) for each in (entry["note"], WITHHELD) if each)
        return {**entry, **dict.fromkeys(COUNTS, pd.NA), "sha256": None, "note": note}

    def show(self, table: pd.DataFrame) -> None:
        """Make the version of the pack depend on a table, such as rounded restricted counts."""
        self._shown.append(table.to_csv(index=False).encode())

    def version(self) -> str:
        """Return twelve hexadecimal digits that identify the content of the pack.

        They depend on the schema, audience, TOML, checksums in ``frame`` and tables of ``show``.
        """
        digest = hashlib.sha256(f"schema {SCHEMA_VERSION}".encode())
        digest.update(self.audience.encode())
        digest.update(self.borough.toml.read_bytes())
        for entry in map(self._as_row, self._entries):
            digest.update(str(entry["sha256"]).encode())
        for each in self._shown:
            digest.update(each)
        return digest.hexdigest()[:12]
