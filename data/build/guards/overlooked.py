"""Refuse to build if a glob misses a file that it seems meant to match, or an unreadable folder."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from data.build import source_files
from data.build.config import Borough
from data.build.errors import refuse
from data.build.forms import container

WILD = re.compile(r"[*?\[]")
# The month and the police force in the name of a street file, whatever follows.
MONTH_AND_FORCE = re.compile(r"(\d{4}-\d{2})-(.+)-street\b.*", re.I)


def check(borough: Borough) -> None:
    """Check the folders that globs look into.

    Raises:
        BadInput: a folder or link in one of them cannot be read, or the glob does not match a file
            there that differs in case only, or that is a street file of a force in use and of a
            month that no other file of that force has.
    """
    files = [path for source in borough.sources for path in source.files]
    held = {_month_and_force(path) for path in files}
    named = {each for path in files for each in (path, *path.parents)}  # a parent may be an archive
    forces = {each[1] for each in held if each}
    for source in borough.sources:
        if not WILD.search(source.pattern):
            continue
        last = Path(source.pattern).name
        for path in _beside(borough, source.pattern):
            if path in named or container.is_hidden(path):
                continue
            own, matched = _month_and_force(path), fnmatchcase(path.name, last)
            if matched and not path.exists():
                refuse(path, "it is a link to nothing", "Restore the file or remove the link")
            nearly = not matched and fnmatchcase(path.name.lower(), last.lower())
            if nearly or (source.kind == "street" and own and own[1] in forces and own not in held):
                refuse(
                    path,
                    f"path = {source.pattern!r} does not match it, though it looks like a file of "
                    "this source",
                    "Rename it, name it in path or move it away",
                )


def _beside(borough: Borough, pattern: str) -> Iterator[Path]:
    """Yield the files and broken links of every folder in which a glob looks for files."""
    folder, rest = source_files.below(borough.toml.parent, pattern)
    parts = Path(rest).parts
    last = len(parts) - 1
    for position, part in enumerate(parts):
        if not WILD.search(part) and position < last:
            continue
        inside = folder.glob("/".join(parts[:position])) if position else [folder]
        for each in sorted(path for path in inside if path.is_dir()):
            found = _listed(each)
            if position == last:
                yield from (path for path in found if not path.is_dir())


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        do = "Allow reading it, or move it away"
        refuse(folder, f"the folder cannot be read ({error.strerror})", do)


def _month_and_force(path: Path) -> tuple[str, str] | None:
    match = MONTH_AND_FORCE.fullmatch(path.name)
    return (match[1], match[2].lower()) if match else None
