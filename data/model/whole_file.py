"""Write a file atomically: it never exists half written."""

import os
from pathlib import Path


def replace(path: Path, raw: bytes, parts: Path | None = None) -> None:
    """Write a file under another name and give it its own when it is complete.

    ``parts`` is the folder of the incomplete file, by default that of ``path``.

    Raises:
        OSError: it cannot be written; an existing file is left as it was.
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
