"""Read what the partnership writes for its yearly assessment: ``assessment.toml``."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from data.build.errors import quoted
from data.build.toml import tomlfile
from data.build.toml.tomlfile import TOP, At, TomlFile
from data.model.assessment import COLUMNS, MOST_SCORE, MOST_WEIGHT, SCORES, SECTIONS
from data.model.crime_types import CHOICE

TABLE = ["position", "kind", "name", "item", "text", "owner", "value"]
DOCUMENT = {
    "year": str, "weights": dict, "section": object, "theme": object, "recommendation": object,
}  # fmt: skip
SECTION = {"id": str, "text": str, "owner": str}
THEME = {"name": str, "types": list, "scores": dict}
RECOMMENDATION = {"text": str, "owner": str, "by": str}
Line = tuple[At, str]  # a table and one of its keys
Entry = tuple[str, str, str, str, str, int | None]


def read(path: Path) -> pd.DataFrame:
    """Return one row per entry, in the columns of the pack's table ``assessment``.

    ``kind`` is year, weight, section, theme, score or recommend; the other columns are blank where
    the kind does not need them, ``value`` is None.

    Raises:
        BadInput: the file is not TOML, has an unknown or mistyped key, an unknown section, crime
            type or score, something twice, or a score or weight that is out of range.
    """
    toml, document = tomlfile.read(path)
    toml.check("the file", document, DOCUMENT)
    entries: list[Entry] = []
    if year := document.get("year", "").strip():
        entries.append(("year", "", "", year, "", None))
    for name, value in document.get("weights", {}).items():
        if name not in COLUMNS:
            what = f"[weights] has an unknown key {quoted(name)}"
            toml.refuse(what, f"Use {', '.join(COLUMNS)}", key=name)
        _check_number(toml, f"the weight of {name}", value, MOST_WEIGHT, (TOP, name))
        entries.append(("weight", name, "", "", "", value))
    entries += _sections(toml, document)
    entries += _themes(toml, document)
    entries += _recommendations(toml, document)
    rows = [(n, *entry) for n, entry in enumerate(entries, 1)]
    return pd.DataFrame(rows, columns=TABLE)


def _sections(toml: TomlFile, document: Mapping[str, Any]) -> Iterator[Entry]:
    seen: set[str] = set()
    for at, entry in _tables(toml, document, "section"):
        toml.check("a section", entry, SECTION, ["id"], at)
        name = entry["id"]
        if name not in SECTIONS:
            do = f"Use {', '.join(SECTIONS)}"
            toml.refuse(f"there is no section {quoted(name)}", do, at, "id")
        _refuse_twice(toml, "section", name, seen, (at, "id"))
        yield "section", name, "", _text(entry, "text"), _text(entry, "owner"), None


def _themes(toml: TomlFile, document: Mapping[str, Any]) -> Iterator[Entry]:
    seen: set[str] = set()
    for at, entry in _tables(toml, document, "theme"):
        toml.check("a theme", entry, THEME, ["name"], at)
        name, types = entry["name"].strip(), entry.get("types", [])
        _refuse_twice(toml, "theme", name, seen, (at, "name"))
        for each in types:
            if not (isinstance(each, str) and each in CHOICE):
                what = f"the theme {quoted(name)} has an unknown crime type {quoted(each)}"
                toml.refuse(what, f"Use {', '.join(CHOICE)}", at, "types")
        yield "theme", name, "", ",".join(types), "", None
        for item, value in entry.get("scores", {}).items():
            key = item if toml.line(at, item) != toml.line(at) else "scores"
            if item not in SCORES:
                what = f"the theme {quoted(name)} has an unknown score {quoted(item)}"
                toml.refuse(what, f"Use {', '.join(SCORES)}", at, key)
            _check_number(toml, f"{item} of {quoted(name)}", value, MOST_SCORE, (at, key))
            yield "score", name, item, "", "", value


def _recommendations(toml: TomlFile, document: Mapping[str, Any]) -> Iterator[Entry]:
    for at, entry in _tables(toml, document, "recommendation"):
        toml.check("a recommendation", entry, RECOMMENDATION, ["text"], at)
        text, owner, by = (_text(entry, each) for each in ("text", "owner", "by"))
        yield "recommend", "", by, text, owner, None


def _tables(
    toml: TomlFile, document: Mapping[str, Any], name: str
) -> list[tuple[At, dict[str, Any]]]:
    """Return each table of an array with its position from 1."""
    found = document.get(name, [])
    if not tomlfile.tables(found):
        toml.refuse(f"{name} is not a list of tables", f"Begin each with [[{name}]]", key=name)
    return [((name, n), each) for n, each in enumerate(found, 1)]


def _refuse_twice(toml: TomlFile, kind: str, name: str, seen: set[str], line: Line) -> None:
    if name.casefold() in seen:
        toml.refuse(f"the {kind} {quoted(name)} is there twice", "Keep one", *line)
    seen.add(name.casefold())


def _check_number(toml: TomlFile, what: str, value: object, most: int, line: Line) -> None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not (whole and 0 <= value <= most):
        do = f"Write a whole number from 0 to {most}"
        toml.refuse(f"{what} is {quoted(value)}", do, *line)


def _text(entry: Mapping[str, Any], key: str) -> str:
    """Return a text with each paragraph on one line and a blank line between them."""
    paragraphs = entry.get(key, "").strip().split("\n\n")
    return "\n\n".join(" ".join(each.split()) for each in paragraphs if each.strip())
