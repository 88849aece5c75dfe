"""Read the TOML file that describes a borough: its name, its codes and its sources.

``docs/sources.md`` describes every key. An unknown key is refused, so that a misspelt setting is
never ignored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.build import saved_views, source_files
from data.build.errors import quoted, relative_to
from data.build.toml import disclosure_toml, kpi_toml, marac_band_toml, tomlfile
from data.build.toml.tomlfile import TomlFile
from data.marac.marac_band import ExpectedRange
from data.model.crime_types import BY_LABEL, SUCCESSORS
from data.model.disclosure import ACCESS, RESTRICTED, Disclosure

NEEDED = ("path", "licence", "vintage", "access")
COMMON: Mapping[str, type] = dict.fromkeys(("kind", *NEEDED, "name", "part"), str)
# The keys that only this kind of source has, and their types.
OPTIONS: Mapping[str, Mapping[str, type]] = {
    "street": {"role": str, "forces": list},
    "outcomes": {"forces": list},
    "wards": {"current": bool, "boundary": str, "crs": str, "lookup": str, "codes": list},
    "lsoas": {"crs": str, "boundary": str, "lookup": str, "codes": list},
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
    "streets": {
        "shows": str, "crs": str, "layer": str, "class_column": str, "name_column": str,
        "number_column": str, "attribution": str,
    },
    "harm": {"force": str},
    "assessment": {},
}  # fmt: skip
CHOICES: Mapping[str, Sequence[str]] = {
    "access": ACCESS,
    "role": ("primary", "additional"),
    "boundary": ("official", "schematic"),
    "of": ("ward", "lsoa", "district"),
    "group": ("residents", "women16"),
    "shows": ("roads", "rail", "water", "green", "buildings"),
}
# The kinds with disclosure control: rows of other kinds are drawn, listed or counted as they are.
MAY_BE_RESTRICTED = ("marac", "requests", "assessment")
AREA = {
    "name": str, "partnership": str, "codes": list, "demonstration": bool, "contact": str,
    "left_out_types": list,
}  # fmt: skip
DOCUMENT = {
    "borough": dict, "disclosure": dict, marac_band_toml.TABLE: dict, "source": object,
    "view": object, "kpi": object, "assessment": dict,
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """One ``[[source]]``: the kind of its files, their paths, licence, vintage and access.

    ``pattern`` is the path or glob that the TOML gives.
    """

    kind: str
    name: str
    files: tuple[Path, ...]
    licence: str
    vintage: str
    access: str
    options: Mapping[str, Any] = field(default_factory=dict)
    pattern: str = ""

    def option(self, key: str, default: Any = None) -> Any:
        """Return the value of one of the kind's own keys."""
        return self.options.get(key, default)


@dataclass(frozen=True)
class Borough:
    """The area of a community safety partnership, and its sources."""

    name: str
    partnership: str
    codes: tuple[str, ...]
    demonstration: bool
    sources: tuple[Source, ...]
    toml: Path
    disclosure: Disclosure = field(default_factory=Disclosure)
    repeat_band: ExpectedRange | None = None
    contact: str = ""
    left_out_types: tuple[str, ...] = ()
    views: tuple[saved_views.Written, ...] = ()
    kpis: tuple[kpi_toml.Written, ...] = ()
    earlier: Path | None = None

    def of_kind(self, kind: str) -> tuple[Source, ...]:
        """Return the sources of one kind, in the order of the file."""
        return tuple(each for each in self.sources if each.kind == kind)

    def shown(self, path: Path) -> str:
        """Return a path as messages and packs name it: as seen from the TOML's folder."""
        return relative_to(self.toml.parent, path)


def read(path: Path) -> Borough:
    """Return the borough that a TOML file describes.

    Raises:
        BadInput: the file is not TOML, has an unknown, missing or mistyped key or a value that is
            not allowed, a path matches no file, or its sources contradict each other.
    """
    toml, document = tomlfile.read(path)
    toml.check("the file", document, DOCUMENT)
    if "borough" not in document:
        toml.refuse("there is no [borough] table", "Add one with name and codes")
    area, codes = document["borough"], document["borough"].get("codes")
    if not (isinstance(codes, list) and codes and all(isinstance(code, str) for code in codes)):
        toml.refuse("[borough] has no codes", 'Add codes = ["E06000041"]', key="codes")
    toml.check("[borough]", area, AREA, ["name"])
    entries = document.get("source")
    if not (entries and tomlfile.tables(entries)):
        toml.refuse("there is no [[source]]", "Add one for each kind of file")
    name = area["name"].strip()
    borough = Borough(
        name=name,
        partnership=area.get("partnership") or f"{name} Community Safety Partnership",
        codes=tuple(dict.fromkeys(code.strip().upper() for code in codes)),
        demonstration=area.get("demonstration", False),
        sources=tuple(_source(toml, entry, n) for n, entry in enumerate(entries, 1)),
        toml=path,
        disclosure=disclosure_toml.read(toml, document),
        repeat_band=marac_band_toml.read(toml, document),
        contact=area.get("contact", "").strip(),
        left_out_types=tuple(map(str, area.get("left_out_types", []))),
        views=saved_views.read(toml, document.get("view", [])),
        kpis=kpi_toml.read(toml, document.get("kpi", [])),
        earlier=_earlier(toml, document),
    )
    _refuse_contradictions(toml, borough)
    _refuse_known_types(toml, borough.left_out_types)
    return borough


def _source(toml: TomlFile, entry: Mapping[str, Any], position: int) -> Source:
    at, kind = ("source", position), entry.get("kind")
    if not isinstance(kind, str) or kind not in OPTIONS:
        what = f"a source has the kind {quoted(kind)}"
        toml.refuse(what, f"Use one of {', '.join(OPTIONS)}", at, "kind")
    where, options = f"{'an' if kind[0] in 'ao' else 'a'} {kind} source", OPTIONS[kind]
    toml.check(where, entry, {**COMMON, **options}, NEEDED, at)
    for key, allowed in CHOICES.items():
        if key in entry and entry[key] not in allowed:
            what = f"{key} of {where} is {quoted(entry[key])}"
            toml.refuse(what, f"Use {' or '.join(allowed)}", at, key)
    if entry["access"] == RESTRICTED and kind not in MAY_BE_RESTRICTED:
        what = f"{where} is restricted, and its rows would be drawn, listed or counted freely"
        do = f"Leave it out: only {' and '.join(MAY_BE_RESTRICTED)} sources can be restricted"
        toml.refuse(what, do, at, "access")
    if entry["access"] != RESTRICTED and kind == "requests":
        what = f"{where} is {entry['access']}, and such rows are never published"
        toml.refuse(what, 'Write access = "restricted"', at, "access")
    return Source(
        kind=kind,
        name=entry.get("name") or kind,
        files=source_files.find(toml, entry, at),
        licence=entry["licence"],
        vintage=entry["vintage"],
        access=entry["access"],
        options={key: entry[key] for key in options if key in entry},
        pattern=entry["path"],
    )


def _earlier(toml: TomlFile, document: Mapping[str, Any]) -> Path | None:
    """Return the path of the earlier pack to compare the assessment with; None if not given."""
    if "assessment" not in document:
        return None
    table, where = document["assessment"], "[assessment]"
    toml.check(where, table, {"earlier": str}, ["earlier"])
    path = toml.path.parent / table["earlier"]
    if not path.is_file():
        what = f"earlier of {where} is {quoted(table['earlier'])}, which is no file"
        toml.refuse(what, "Give the path of an earlier pack, relative to the TOML", key="earlier")
    return path


def _refuse_known_types(toml: TomlFile, left_out: Sequence[str]) -> None:
    """Refuse left_out_types with a known crime type: its rows would be loaded all the same."""
    for each in left_out:
        if each.strip().lower() in BY_LABEL | SUCCESSORS:
            what = f"left_out_types has {quoted(each)}, which is a crime type of police.uk"
            toml.refuse(
                what, "Remove it: readers choose types with the filters", key="left_out_types"
            )


def _refuse_contradictions(toml: TomlFile, borough: Borough) -> None:
    """Refuse sources that cannot be used together.

    There must be a primary street source, one current wards source, and at most one assessment
    file and one requests source; and no file may be in two street sources.
    """
    street = borough.of_kind("street")
    if not any(source.option("role", "primary") == "primary" for source in street):
        toml.refuse("no street source is primary", "Add the area's own police force")
    if sum(len(source.files) for source in borough.of_kind("assessment")) > 1:
        toml.refuse("there are two assessment files", "Keep the one of this year")
    if len(borough.of_kind("requests")) > 1:
        toml.refuse("there are two requests sources", "Name all their files in one, with a glob")
    current = [source for source in borough.of_kind("wards") if source.option("current", False)]
    if len(current) != 1:
        toml.refuse(f"{len(current)} wards sources are current", "Mark one with current = true")
    seen: set[Path] = set()
    for path in (path for source in street for path in source.files):
        if path.resolve() in seen:
            toml.refuse(f"{borough.shown(path)} is in two street sources", "Name it in one")
        seen.add(path.resolve())
