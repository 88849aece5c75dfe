"""Read the ``[[view]]`` tables of a borough's TOML, and check them against the built pack."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data.build.errors import quoted, refuse
from data.build.toml import tomlfile
from data.build.toml.tomlfile import TomlFile
from data.model import pages
from data.model.domain import Domain
from data.model.meetings.agendas import SavedView
from data.model.slugs import slug
from data.model.view import ignored, presented

NEEDED = ("agenda", "title", "address")
KEYS = dict.fromkeys((*NEEDED, "note"), str)
COLUMNS = ["position", "agenda", "title", "address", "note"]
PATHS = tuple(page.path for page in pages.EVERY)
PLACE = re.compile(pages.PLACE.address(r"([\w-]+)"))


@dataclass(frozen=True)
class Written:
    """A saved view in the TOML, and the line of its ``address`` key or of its table, else None."""

    agenda: str
    view: SavedView
    line: int | None


def read(toml: TomlFile, entries: object) -> tuple[Written, ...]:
    """Return the saved views of a TOML's ``view`` tables, in the order of the file.

    Raises:
        BadInput: a view has an unknown key, no agenda, title or address, an address that is not
            one of the dashboard's, or is twice in its agenda.
    """
    if not tomlfile.tables(entries):
        toml.refuse("view is not a list of tables", "Begin each saved view with [[view]]")
    views = tuple(_view(toml, entry, n) for n, entry in enumerate(entries, 1))
    _refuse_twice(toml.path, views)
    return views


def _view(toml: TomlFile, entry: Mapping[str, Any], position: int) -> Written:
    at = ("view", position)
    toml.check("a view", entry, KEYS, NEEDED, at)
    cells = {key: " ".join(entry.get(key, "").split()) for key in KEYS}
    agenda, view = cells["agenda"], SavedView(cells["title"], cells["address"], cells["note"])
    if not slug(agenda):
        toml.refuse(f"the agenda {quoted(agenda)} has no letter", "Give it a name", at, "agenda")
    if not re.match(r"/(?![/\\])", view.address):
        what = f"{quoted(view.address)} is not an address of this dashboard"
        toml.refuse(what, 'Leave out the host, so that it begins with one "/"', at, "address")
    if "#" in view.address:
        what = f"{quoted(view.address)} has a part after #"
        toml.refuse(what, "Leave it out", at, "address")
    if view.path not in PATHS and not PLACE.fullmatch(view.path):
        what = f"there is no page {quoted(view.path)}"
        toml.refuse(what, f"Use {', '.join(PATHS)}", at, "address")
    return Written(agenda, view, toml.line(at, "address"))


def _refuse_twice(path: Path, views: Sequence[Written]) -> None:
    seen: dict[tuple[str, str], Written] = {}
    for each in views:
        for key in (each.view.title.casefold(), each.view.address):
            if seen.setdefault((slug(each.agenda), key), each) is not each:
                what = f"{quoted(key)} is twice in the agenda {quoted(each.agenda)}"
                do = "Keep one, or give the other its own title and address"
                refuse(path, what, do, each.line)


def check(path: Path, views: Sequence[Written], domain: Domain) -> None:
    """Check that the pack with this domain understands every part of each view's address.

    Raises:
        BadInput: an address has an unknown place, crime type, month or choice, or is of a
            presentation.
    """
    for each in views:
        named = PLACE.fullmatch(each.view.path)
        area = domain.area_by_id.get(named[1]) if named else None
        unknown = ignored(each.view.search, domain)
        if named and (area is None or area.kind != "place"):
            what = f"is of {quoted(named[1])}, which is not a place with a location"
            do = "Copy the address of one on the page of places"
        elif presented(each.view.search):
            what, do = "is of a meeting", "Leave present, agenda and item out of its address"
        elif unknown:
            what = f"asks for {quoted(unknown[0])}, which is not known here"
            do = "Open the view, set its filters and copy it again"
        else:
            continue
        refuse(path, f"the view {quoted(each.view.title)} {what}", do, each.line)


def table(views: Sequence[Written]) -> pd.DataFrame:
    """Return one row per view, in the columns of the pack's table ``saved_view``."""
    rows = [
        (n, each.agenda, each.view.title, each.view.address, each.view.note or None)
        for n, each in enumerate(views, 1)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
