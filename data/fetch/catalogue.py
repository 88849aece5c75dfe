"""Read the catalogue of addresses and service names, with a user's changes."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from data.fetch.errors import NotFetched
from data.model import months

NAME = "catalogue.toml"  # beside the borough's TOML, where a user changes something


@dataclass(frozen=True)
class Wards:
    """One edition of ward boundaries: its year, first month in force, services, district field."""

    edition: str
    since: date
    names: tuple[str, ...]
    district: str


@dataclass(frozen=True)
class Catalogue:
    """The parsed catalogue: one table for each publisher or layer."""

    tables: Mapping[str, Any]

    def text(self, table: str, key: str) -> str:
        """Return one value as text."""
        return str(self._value(table, key))

    def texts(self, table: str, key: str) -> tuple[str, ...]:
        """Return a value as a tuple of texts; a value that is no list gives a tuple of one."""
        value = self._value(table, key)
        return tuple(map(str, value)) if isinstance(value, list) else (str(value),)

    def mapping(self, table: str, key: str) -> dict[str, str]:
        """Return a table of values as texts."""
        return {name: str(each) for name, each in dict(self._value(table, key)).items()}

    def wards(self) -> list[Wards]:
        """Return every edition of wards, the earliest first.

        Raises:
            NotFetched: an edition lacks a key, or its ``since`` is not a month.
        """
        found = []
        for edition in self.tables["wards"]:
            table = f"wards.{edition}"
            since = months.parse(self.text(table, "since"))
            if since is None:
                raise NotFetched(f"{NAME}: since of [{table}] is not a month. Write it as YYYY-MM")
            names, district = self.texts(table, "names"), self.text(table, "district")
            found.append(Wards(edition, since, names, district))
        return sorted(found, key=lambda each: each.since)

    def breaks(self, forces: tuple[str, ...]) -> list[dict[str, str]]:
        """Return the known changes in police.uk's data that affect every force or one of these."""
        every = self.tables.get("break", [])
        return [each for each in every if each.get("force", "") in {"", *forces}]

    def _value(self, table: str, key: str) -> Any:
        found: Any = self.tables
        try:
            for name in (*table.split("."), key):
                found = found[name]
        except (KeyError, TypeError):
            raise NotFetched(f"{NAME} has no {key} in [{table}]. Add it") from None
        return found


def read(changes: Path | None = None) -> Catalogue:
    """Return the built-in catalogue, with the values of a user's file in place of its own.

    Raises:
        NotFetched: the user's file is not TOML or not UTF-8.
        OSError: the user's file cannot be opened.
    """
    text = resources.files("data.fetch").joinpath(NAME).read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    if changes is not None:
        try:
            tables = _merged(tables, tomllib.loads(changes.read_text(encoding="utf-8-sig")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise NotFetched(f"{changes} is not valid TOML ({error}). Correct that line") from None
    return Catalogue(tables)


def _merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables with those of ``changes`` put in, key by key."""
    result = dict(base)
    for key, value in changes.items():
        old = result.get(key)
        both = isinstance(value, Mapping) and isinstance(old, Mapping)
        result[key] = _merged(old, value) if both else value
    return result
