"""The TOML file that describes a borough: its name, its codes and where its files are.

Adapting the dashboard to another borough is writing another such file. ``docs/sources.md``
describes every key; an unknown one is refused, so that a misspelt setting never passes in
silence.
"""

import glob
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.errors import BadInput

ACCESS = ("open", "published", "restricted")
COMMON = {"kind", "path", "licence", "vintage", "access", "name"}
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
    "annotations": {},
}  # fmt: skip
CHOICES = {
    "role": ("primary", "additional"),
    "boundary": ("official", "schematic"),
    "of": ("ward", "lsoa"),
    "group": ("residents", "women16"),
}


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

    def of_kind(self, kind: str) -> tuple[Source, ...]:
        """The sources of one kind, in the order of the file."""
        return tuple(each for each in self.sources if each.kind == kind)


def read(path: Path) -> Borough:
    """The borough that a TOML file describes.

    Raises:
        BadInput: the file is not TOML, has an unknown or missing key, or names no file.
    """
    try:
        text = path.read_text(encoding="utf-8")
        document = tomllib.loads(text)
    except FileNotFoundError:
        raise BadInput(path, "there is no such file", "Give the path of a borough's TOML") from None
    except UnicodeDecodeError:
        raise BadInput(path, "it is not UTF-8 text", "Save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise BadInput(path, f"it is not valid TOML ({error})", "Mend that line") from None
    known = {"borough", "source"}
    _refuse_unknown(path, text, "the file", document, known)
    area = document.get("borough")
    if not isinstance(area, dict):
        raise BadInput(path, "there is no [borough] table", "Add one with name and codes")
    _refuse_unknown(
        path, text, "[borough]", area, {"name", "partnership", "codes", "demonstration"}
    )
    name, codes = area.get("name"), area.get("codes")
    if not isinstance(name, str) or not name.strip():
        raise BadInput(path, "[borough] has no name", 'Add name = "…"')
    if not (isinstance(codes, list) and codes and all(isinstance(each, str) for each in codes)):
        raise BadInput(path, "[borough] has no codes", 'Add codes = ["E06000041"]')
    entries = document.get("source", [])
    if not isinstance(entries, list) or not entries:
        raise BadInput(path, "there is no [[source]]", "Add one for each kind of file")
    borough = Borough(
        name=name,
        partnership=area.get("partnership") or f"{name} Community Safety Partnership",
        codes=tuple(codes),
        demonstration=area.get("demonstration", False) is True,
        sources=tuple(_source(path, text, entry) for entry in entries),
        toml=path,
    )
    _require(borough)
    return borough


def _source(path: Path, text: str, entry: Mapping[str, Any]) -> Source:
    kind = entry.get("kind")
    if kind not in OPTIONS:
        raise BadInput(path, f"a source has the kind {kind!r}", f"Use one of {', '.join(OPTIONS)}")
    options = OPTIONS[kind]
    _refuse_unknown(path, text, f"a {kind} source", entry, COMMON | {*options})
    for key in ("path", "licence", "vintage", "access"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise BadInput(path, f"a {kind} source has no {key}", f'Add {key} = "…"')
    for key, kind_of_value in options.items():
        if key in entry and not isinstance(entry[key], kind_of_value):
            raise BadInput(
                path, f"{key} of a {kind} source is not a {kind_of_value.__name__}", "Mend it"
            )
    for key, allowed in {**CHOICES, "access": ACCESS}.items():
        if key in entry and entry[key] not in allowed:
            raise BadInput(
                path, f"{key} = {entry[key]!r} in a {kind} source", f"Use {' or '.join(allowed)}"
            )
    if entry["access"] == "restricted":
        raise BadInput(
            path,
            f"a {kind} source is restricted, and this version cannot yet protect such rows",
            "Leave it out: only open and published sources are loaded",
        )
    pattern = str(path.parent / entry["path"])
    files = tuple(sorted(Path(each) for each in glob.glob(pattern, recursive=True)))
    files = tuple(each for each in files if each.is_file())
    if not files:
        raise BadInput(
            path, f"no file matches {entry['path']!r}", "Mend the path; it is relative to the TOML"
        )
    return Source(
        kind=kind,
        name=entry.get("name") or kind,
        files=files,
        licence=entry["licence"],
        vintage=entry["vintage"],
        access=entry["access"],
        options={key: entry[key] for key in options if key in entry},
    )


def _refuse_unknown(
    path: Path, text: str, where: str, table: Mapping[str, Any], known: set[str]
) -> None:
    for key in table:
        if key not in known:
            lines = text.splitlines()
            at = next(
                (n for n, line in enumerate(lines, 1) if line.split("=")[0].strip() == key), None
            )
            raise BadInput(
                path, f"{where} has an unknown key {key!r}", f"Use {', '.join(sorted(known))}", at
            )


def _require(borough: Borough) -> None:
    path = borough.toml
    if not any(each.option("role", "primary") == "primary" for each in borough.of_kind("street")):
        raise BadInput(path, "no street source is primary", "Add the area's own police force")
    current = [each for each in borough.of_kind("wards") if each.option("current", False)]
    if len(current) != 1:
        raise BadInput(
            path,
            f"{len(current)} wards sources are current",
            "Mark exactly one with current = true",
        )
