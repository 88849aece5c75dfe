"""The ``[[view]]`` tables of a borough's TOML: saved views, checked before they reach a pack."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd

from data.agendas import PATHS, SavedView
from data.domain import Domain
from data.errors import BadInput, quoted
from data.slugs import slug
from data.view import ignored, presented

KEYS = ("agenda", "title", "address", "note")
NEEDED = ("agenda", "title", "address")
COLUMNS = ["position", "agenda", "title", "address", "note"]
PLACE = re.compile(r"/places/([\w-]+)")


@dataclass(frozen=True)
class Written:
    """A saved view as the TOML has it, and the line on which its table begins, if that is known."""

    agenda: str
    view: SavedView
    line: int | None


def read(path: Path, text: str, entries: object) -> tuple[Written, ...]:
    """The saved views of a TOML's ``view`` tables, in its order.

    Raises:
        BadInput: one has an unknown key, no agenda, title or address, an address that is not one
            of the dashboard's, or stands twice in its agenda.
    """
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise BadInput(path, "view is not a list of tables", "Begin each saved view with [[view]]")
    lines = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if re.match(r"\s*\[\[\s*view\s*\]\]", line)
    ]
    at = [lines[place] if len(lines) == len(entries) else None for place in range(len(entries))]
    found = [_one(path, entry, line) for entry, line in zip(entries, at, strict=True)]
    _refuse_twice(path, found)
    return tuple(found)


def _one(path: Path, entry: Mapping[str, Any], line: int | None) -> Written:
    def refuse(what: str, do: str) -> NoReturn:
        raise BadInput(path, what, do, line)

    for key in entry:
        if key not in KEYS:
            refuse(f"a view has an unknown key {quoted(key)}", f"Use {', '.join(KEYS)}")
    said = {key: entry.get(key, "") for key in KEYS}
    for key, value in said.items():
        if not isinstance(value, str):
            refuse(f"{key} of a view is not text in quotes", "Mend it")
        if key in NEEDED and not value.strip():
            refuse(f"a view has no {key}", f'Add {key} = "…"')
    if not slug(said["agenda"]):
        refuse(f"the agenda {quoted(said['agenda'])} has no letter", "Give it a name")
    view = SavedView(*(" ".join(said[key].split()) for key in ("title", "address", "note")))
    if not re.match(r"/(?![/\\])", view.address):
        refuse(
            f"{quoted(view.address)} is not an address of this dashboard",
            'Leave out the host, so that it begins with one "/"',
        )
    if "#" in view.address:
        refuse(f"{quoted(view.address)} has a part after #", "Leave it out")
    if view.path not in PATHS and not PLACE.fullmatch(view.path):
        refuse(
            f"there is no page {quoted(view.path)}",
            f"Use {', '.join(PATHS)}",
        )
    return Written(" ".join(said["agenda"].split()), view, line)


def _refuse_twice(path: Path, found: Sequence[Written]) -> None:
    seen: dict[tuple[str, str], Written] = {}
    for each in found:
        for key in (each.view.title.casefold(), each.view.address):
            first = seen.setdefault((slug(each.agenda), key), each)
            if first is not each:
                raise BadInput(
                    path,
                    f"{quoted(key)} is twice in the agenda {quoted(each.agenda)}",
                    "Keep one, or give the other its own title and address",
                    each.line,
                )


def check(path: Path, found: Sequence[Written], domain: Domain) -> None:
    """Nothing, if a pack with this domain understands every part of each view's address.

    Raises:
        BadInput: a place, crime type, month or choice in an address means nothing to it.
    """
    for each in found:
        place = PLACE.fullmatch(each.view.path)
        area = domain.area_by_id.get(place[1]) if place else None
        if place and (area is None or area.kind != "place"):
            raise BadInput(
                path,
                f"the view {quoted(each.view.title)} is of {quoted(place[1])}, which is no "
                "located place",
                "Use the address of one on the page of places",
                each.line,
            )
        if presented(each.view.search):
            raise BadInput(
                path,
                f"the view {quoted(each.view.title)} is of a meeting",
                "Leave present, agenda and item out of its address",
                each.line,
            )
        if unknown := ignored(each.view.search, domain):
            raise BadInput(
                path,
                f"the view {quoted(each.view.title)} asks for {quoted(unknown[0])}, which means "
                "nothing here",
                "Open the view, set its filters and copy it again",
                each.line,
            )


def table(found: Sequence[Written]) -> pd.DataFrame:
    """One row a saved view, in the columns of the pack's table ``saved_view``; note may be null."""
    rows = [
        (place, each.agenda, each.view.title, each.view.address, each.view.note or None)
        for place, each in enumerate(found, 1)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
