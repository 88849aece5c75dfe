"""Write files that are never there in part."""

import os
from pathlib import Path


def replace(path: Path, raw: bytes, parts: Path | None = None) -> None:
    """Write a file into the folder ``parts``, by default its own, and rename it when it is whole.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = (parts or path.parent) / f"{path.name}.new"
    try:
        with unfinished.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
    except OSError:  # a full disk
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.replace(path)
