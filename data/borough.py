"""The TOML file that describes a borough: its name, its codes and where its files are.

Adapting the dashboard to another borough is writing another such file. ``docs/sources.md``
describes every key; an unknown one is refused, so that a misspelt setting never passes in
silence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data import disclosure_toml, marac_band, saved_views, tomlfile
from data.disclosure import ACCESS, RESTRICTED, Disclosure
from data.errors import quoted, seen_from
from data.tomlfile import TomlFile

COMMON = ("kind", "path", "licence", "vintage", "access", "name")
NEEDED = ("path", "licence", "vintage", "access")
# What each kind of source may say beside the common keys, and the type of each.
OPTIONS: Mapping[str, Mapping[str, type]] = {
    "street": {"role": str},
    "wards": {"current": bool, "boundary": str, "crs": str},
    "lsoas": {"crs": str, "boundary": str},
    "population": {
        "of": str, "code_column": str, "value_column": str, "group": str,
        "estimate": bool, "where": dict,
    },
    "places": {"crs": str},
    "annual": {"report": str},
    "checks": {},
    "marac": {},
    "marac_comparisons": {},
    "annotations": {},
    "actions": {},
    "strategy": {},
    "requests": {"first_month": str, "last_month": str, "categories": dict, "sensitive": list},
    "peers": {"similar": list},
}  # fmt: skip
CHOICES: Mapping[str, Sequence[str]] = {
    "access": ACCESS,
    "role": ("primary", "additional"),
    "boundary": ("official", "schematic"),
    "of": ("ward", "lsoa", "district"),
    "group": ("residents", "women16"),
}
# What may be restricted: the rows of any other kind are drawn, listed or counted freely.
MAY_BE_RESTRICTED = ("marac", "requests")
AREA = {"name": str, "partnership": str, "codes": list, "demonstration": bool, "contact": str}


@dataclass(frozen=True)
class Source:
    """One ``[[source]]``: a kind of file, where it lies and what may be done with it."""

    kind: str
    name: str
    files: tuple[Path, ...]
    licence: str
    vintage: str
    access: str
    options: Mapping[str, Any] = field(default_factory=dict)

    def option(self, key: str, default: Any = None) -> Any:
        """What the TOML says for one of the kind's own keys."""
        return self.options.get(key, default)


@dataclass(frozen=True)
class Borough:
    """A community safety partnership's area and its sources."""

    name: str
    partnership: str
    codes: tuple[str, ...]
    demonstration: bool
    sources: tuple[Source, ...]
    toml: Path
    disclosure: Disclosure = field(default_factory=Disclosure)
    repeat_band: marac_band.Band | None = None
    contact: str = ""
    views: tuple[saved_views.Written, ...] = ()

    def of_kind(self, kind: str) -> tuple[Source, ...]:
        """The sources of one kind, in the order of the file."""
        return tuple(each for each in self.sources if each.kind == kind)

    def shown(self, path: Path) -> str:
        """How a file is named to people: as seen from the TOML's folder."""
        return seen_from(self.toml.parent, path)


def read(path: Path) -> Borough:
    """The borough that a TOML file describes.

    Raises:
        BadInput: the file is not TOML, has an unknown or missing key, or names no file.
    """
    toml, document = tomlfile.read(path)
    known = ("borough", "disclosure", marac_band.TABLE, "source", "view")
    toml.refuse_unknown("the file", document, known)
    area = document.get("borough")
    if not isinstance(area, dict):
        toml.refuse("there is no [borough] table", "Add one with name and codes")
    toml.refuse_unknown("[borough]", area, AREA)
    for key in ("name", "partnership", "contact"):
        toml.refuse_other_type("[borough]", key, area.get(key, ""), str)
    toml.refuse_other_type("[borough]", "demonstration", area.get("demonstration", False), bool)
    name, codes = area.get("name", "").strip(), area.get("codes")
    if not name:
        toml.refuse("[borough] has no name", 'Add name = "…"')
    if not (isinstance(codes, list) and codes and all(isinstance(each, str) for each in codes)):
        toml.refuse("[borough] has no codes", 'Add codes = ["E06000041"]', key="codes")
    entries = document.get("source")
    if not (isinstance(entries, list) and entries and all(isinstance(e, dict) for e in entries)):
        toml.refuse("there is no [[source]]", "Add one for each kind of file")
    borough = Borough(
        name=name,
        partnership=area.get("partnership") or f"{name} Community Safety Partnership",
        codes=tuple(codes),
        demonstration=area.get("demonstration", False),
        sources=tuple(_source(toml, entry, table) for table, entry in enumerate(entries, 1)),
        toml=path,
        disclosure=disclosure_toml.read(toml, document),
        repeat_band=marac_band.read(toml, document),
        contact=area.get("contact", "").strip(),
        views=saved_views.read(path, toml.text, document.get("view", [])),
    )
    _refuse_contradictions(toml, borough)
    return borough


def _source(toml: TomlFile, entry: Mapping[str, Any], table: int) -> Source:
    kind = entry.get("kind")
    if not isinstance(kind, str) or kind not in OPTIONS:
        toml.refuse(
            f"a source has the kind {quoted(kind)}", f"Use one of {', '.join(OPTIONS)}",
            table, "kind",
        )  # fmt: skip
    where, options = f"{'an' if kind.startswith('a') else 'a'} {kind} source", OPTIONS[kind]
    toml.refuse_unknown(where, entry, (*COMMON, *options), table)
    for key in NEEDED:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            toml.refuse(f"{where} has no {key}", f'Add {key} = "…"', table, key)
    for key, wanted in {**options, "name": str}.items():
        if key in entry:
            toml.refuse_other_type(where, key, entry[key], wanted, table)
    for key, allowed in CHOICES.items():
        if key in entry and entry[key] not in allowed:
            toml.refuse(
                f"{key} of {where} is {quoted(entry[key])}", f"Use {' or '.join(allowed)}",
                table, key,
            )  # fmt: skip
    if entry["access"] == RESTRICTED and kind not in MAY_BE_RESTRICTED:
        toml.refuse(
            f"{where} is restricted, and its rows would be drawn, listed or counted freely",
            f"Leave it out: only {' and '.join(MAY_BE_RESTRICTED)} sources can be restricted",
            table, "access",
        )  # fmt: skip
    if entry["access"] != RESTRICTED and kind == "requests":
        toml.refuse(
            f"{where} is {entry['access']}, and nobody publishes such rows",
            'Write access = "restricted"', table, "access",
        )  # fmt: skip
    return Source(
        kind=kind,
        name=entry.get("name") or kind,
        files=_files(toml, entry["path"], table),
        licence=entry["licence"],
        vintage=entry["vintage"],
        access=entry["access"],
        options={key: entry[key] for key in options if key in entry},
    )


def _files(toml: TomlFile, pattern: str, table: int) -> tuple[Path, ...]:
    """The files that a path or glob names, in order."""
    folder = toml.path.parent
    if Path(pattern).is_absolute():
        folder, pattern = Path(Path(pattern).anchor), str(Path(*Path(pattern).parts[1:]))
    try:
        found = sorted(folder.glob(pattern))
    except ValueError as error:
        toml.refuse(f"{quoted(pattern)} is not a path or glob ({error})", "Mend it", table, "path")
    files = tuple(each for each in found if each.is_file())
    if not files:
        what = f"no file matches {quoted(pattern)}"
        if found:
            toml.refuse(f"{what}: it is a folder", "Add /**/*.csv, say", table, "path")
        toml.refuse(what, "Mend the path; it is relative to the TOML", table, "path")
    return files


def _refuse_contradictions(toml: TomlFile, borough: Borough) -> None:
    """What no single source can have wrong: primary, current, and the same file twice."""
    street = borough.of_kind("street")
    if not any(each.option("role", "primary") == "primary" for each in street):
        toml.refuse("no street source is primary", "Add the area's own police force")
    if len(borough.of_kind("requests")) > 1:
        toml.refuse("there are two requests sources", "Name all their files in one, with a glob")
    current = [each for each in borough.of_kind("wards") if each.option("current", False)]
    if len(current) != 1:
        toml.refuse(f"{len(current)} wards sources are current", "Mark one with current = true")
    seen: set[Path] = set()
    for path in (path for each in street for path in each.files):
        if path.resolve() in seen:
            toml.refuse(f"{borough.shown(path)} is in two street sources", "Name it in one")
        seen.add(path.resolve())
