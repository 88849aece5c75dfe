"""Find the files of a source: by path or glob, in zip archives of police.uk, by force and part."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from data.build.errors import quoted, relative_to
from data.build.forms import container, police_zip
from data.build.forms.container import ZIP_MAGIC
from data.build.forms.form import Form, Holds, refuse_form
from data.build.forms.recognise import recognise
from data.build.toml.tomlfile import At, TomlFile
from data.model.noun import Noun

POLICE = {police_zip.STREET: "street", police_zip.OUTCOMES: "outcome"}
# The forms of which ``part`` can name a sheet or layer.
PARTED = (Form.XLSX, Form.GEOPACKAGE, Form.TOPOJSON, Form.SHAPEFILE_ZIP)
ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
MANY_FORCES = 8  # forces that a message lists
FORCE = Noun("force", "forces")


def find(toml: TomlFile, entry: Mapping[str, Any], at: At) -> tuple[Path, ...]:
    """Return the files of a source in order; for a zip archive of police.uk, the files in it.

    With ``part`` in the TOML, each path ends in the name of that sheet or layer.

    Raises:
        BadInput: no file matches, there is no file of a force in ``forces`` or of the kind in an
            archive, ``forces`` is needed, or ``part`` is given for a file without parts.
    """
    files = _matching(toml, entry, at)
    if entry["kind"] in POLICE:
        files = _of_police(toml, entry, files, at)
    part = entry.get("part")
    if part and entry["kind"] == "streets":
        toml.refuse("part is given for streets", "Name it in layer", at, "part")
    for path in files if part else ():
        form = recognise(path)
        if form not in PARTED:
            what = f"part is given, and {_shown(toml, path)} is {form.noun}, which has none"
            toml.refuse(what, "Leave part out", at, "part")
    return tuple(each / part if part else each for each in files)


def _matching(toml: TomlFile, entry: Mapping[str, Any], at: At) -> list[Path]:
    """Return the files that a path or glob matches; hidden ones of macOS only if all are."""
    pattern = entry["path"]
    folder, rest = below(toml.path.parent, pattern)
    try:
        paths = sorted(folder.glob(rest)) if rest else [folder]
    except ValueError as error:
        what = f"{quoted(pattern)} is not a path or glob ({error})"
        toml.refuse(what, "Write it as data/*.csv or data/**/*.csv", at, "path")
    files = [path for path in paths if path.is_file()]
    shown = [path for path in files if not container.is_hidden(path)]
    if not files:
        what, do = f"no file matches {quoted(pattern)}", _how_to_write(pattern)
        if paths:
            name = f"*-{entry['kind']}.csv" if entry["kind"] in POLICE else "*.csv"
            what, do = f"{what}: it is a folder", f"Add /**/{name}, for example"
        elif "[" in pattern:
            do = f"{do}; in a pattern write [[] for ["
        toml.refuse(what, do, at, "path")
    return shown or files


def _how_to_write(pattern: str) -> str:
    """Return what to do about a path that matches nothing."""
    if "://" in pattern:
        return "It is an address: download the file, and give its path relative to the TOML"
    if "\\" in pattern:
        return "Write / in place of \\, relative to the TOML"
    if ENCODED.search(pattern):
        return "Write the name as it is on disk, with a space in place of %20"
    return "Write it relative to the TOML"


def below(folder: Path, pattern: str) -> tuple[Path, str]:
    """Return the folder in which a pattern is searched, and the rest of the pattern.

    A folder whose name looks like a pattern, such as ``police [May 2023]``, is found by its name.
    """
    parts = Path(pattern).parts
    if Path(pattern).is_absolute():
        folder, parts = Path(Path(pattern).anchor), parts[1:]
    while len(parts) and "[" in "/".join(parts) and "**" not in parts[0]:
        if not (folder / parts[0]).exists():
            break
        folder, parts = folder / parts[0], parts[1:]
    return folder, "/".join(parts)


def _of_police(
    toml: TomlFile, entry: Mapping[str, Any], files: Sequence[Path], at: At
) -> list[Path]:
    """Return the files, also in archives, of the forces in ``forces``, of all forces without it.

    Files that name no force are kept.
    """
    kind, noun = entry["kind"], POLICE[entry["kind"]]
    wanted = [str(each).lower() for each in entry.get("forces", [])]
    found: list[Path] = []
    for path in files:
        inside = _inside(path, kind)
        if inside == []:
            what = f"{_shown(toml, path)} has no {noun} files"
            toml.refuse(what, "Download an archive that has, or leave it out", at, "path")
        forces = {force for each in inside or [] for force in [_force(each)] if force}
        if len(forces) > 1 and not wanted:
            what = f"{_shown(toml, path)} has {noun} files of {FORCE.count(len(forces))}"
            toml.refuse(f"{what}: {_listed(forces)}", 'Add forces = ["…"] to say which', at, "path")
        found += inside or [path]
    there = {force for each in found for force in [_force(each)] if force}
    for force in wanted:
        if force not in there:
            near = get_close_matches(force, there, 1)
            do = f"Write {near[0]}" if near else f"There are files of {_listed(there)}"
            toml.refuse(f"no {noun} file is of the force {quoted(force)}", do, at, "forces")
    return [each for each in found if not wanted or _force(each) in {*wanted, None}]


def _inside(path: Path, kind: str) -> list[Path] | None:
    """Return the files of a kind within a zip archive of police.uk; None if it is no zip archive.

    Raises:
        BadInput: the archive is damaged, or is of something else.
    """
    with container.opened(path) as file:
        if file.read(len(ZIP_MAGIC)) != ZIP_MAGIC:
            return None
    form = recognise(path)
    if form is not Form.POLICE_ZIP:
        refuse_form(path, form, Holds.STREET)
    return police_zip.files(path, kind)


def _force(path: Path) -> str | None:
    named = police_zip.month_and_force(path.name)
    return named[1] if named else None


def _shown(toml: TomlFile, path: Path) -> str:
    return relative_to(toml.path.parent, path)


def _listed(forces: set[str]) -> str:
    listed = sorted(forces)
    more = f" and {len(listed) - MANY_FORCES} more" if len(listed) > MANY_FORCES else ""
    return ", ".join(listed[:MANY_FORCES]) + more
