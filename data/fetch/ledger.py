"""Record what was fetched for a borough, with sizes and checksums, in ``fetched.json``.

Files are written under another name first and then renamed, so that a file under its final name is
complete.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from data.fetch.errors import NotFetched
from data.model.whole_file import replace

NAME = "fetched.json"
PARTS = ".parts"


class Ledger:
    """The record of one folder: ``facts`` about the borough, ``files`` by path in the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = RLock()
        self._document: dict[str, Any] = {"facts": {}, "files": {}, "archives": {}, "old": []}
        path = folder / NAME
        if path.exists():
            try:
                self._document |= json.loads(path.read_text(encoding="utf-8"))
            except ValueError:
                raise NotFetched(f"{path} is damaged. Restore it, or start a new folder") from None

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the user asked for and what was found about the borough; may be changed."""
        return self._document["facts"]

    @property
    def files(self) -> Mapping[str, dict[str, Any]]:
        """Return the record of each file by its path in the folder."""
        return self._document["files"]

    @property
    def archives(self) -> dict[str, dict[str, Any]]:
        """Return the directories of police.uk archives that were read, by month; may be changed."""
        return self._document["archives"]

    @property
    def parts(self) -> Path:
        """Return the folder of unfinished files; create it if it is missing."""
        folder = self.folder / PARTS
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def path(self, name: str) -> Path:
        """Return the path of a file of the folder."""
        return self.folder / name

    def is_whole(self, name: str) -> bool:
        """Return whether a recorded file is there with its size and checksum."""
        entry, path = self.files.get(name), self.path(name)
        if entry is None or not path.is_file() or path.stat().st_size != entry["bytes"]:
            return False
        return _sha256(path) == entry["sha256"]

    def write(self, name: str, content: str | bytes, address: str, **more: object) -> bool:
        """Write a fetched file and record it; return whether its content is new."""
        raw = content.encode() if isinstance(content, str) else content
        path = self.path(name)
        changed = not path.is_file() or path.read_bytes() != raw
        if changed:
            if not self.path(NAME).exists():
                self.save()  # first, so that the next run knows the folder as its own
            replace(path, raw, self.parts)
        self.record(name, address, **more)
        return changed

    def record(self, name: str, address: str, **more: object) -> None:
        """Record a complete file that is already under its final name; ``more`` is recorded too."""
        path = self.path(name)
        entry = {
            "address": address, "bytes": path.stat().st_size, "sha256": _sha256(path),
            "fetched": datetime.now(UTC).isoformat(timespec="seconds"), **more,
        }  # fmt: skip
        with self._lock:
            self._document["files"][name] = entry
            self.save()

    def supersede(self, name: str) -> None:
        """Take a file out of the record; ``sweep`` deletes it, once the settings file omits it."""
        with self._lock:
            if self._document["files"].pop(name, None):
                self._document["old"].append(name)
            self.save()

    def sweep(self) -> None:
        """Delete superseded files, and the folder of unfinished files if it is empty."""
        for name in self._document["old"]:
            self.path(name).unlink(missing_ok=True)
        self._document["old"] = []
        self.save()
        parts = self.parts
        if not any(parts.iterdir()):
            parts.rmdir()

    def save(self) -> None:
        """Write the record."""
        with self._lock:
            text = json.dumps(self._document, indent=1, ensure_ascii=False)
            replace(self.folder / NAME, text.encode(), self.parts)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
