"""Saved views: addresses of the dashboard by title, grouped into the agendas of meetings."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.slugs import slug

# Every address that a view may have, as ``dashboard/pages.py`` has them; a test compares the two.
PATHS = (
    "/", "/hotspots", "/places", "/compare", "/peers", "/trends", "/marac", "/activity", "/records",
    "/about", "/requests", "/places/<place>", "/glossary", "/accessibility",
)  # fmt: skip


@dataclass(frozen=True)
class SavedView:
    """A view that someone wants to come back to: its title, its address and an optional note.

    ``address`` is the path and query string: ``/trends?type=asb``.
    """

    title: str
    address: str
    note: str = ""

    @property
    def path(self) -> str:
        """The page of the view, without a slash at its end."""
        return self.address.partition("?")[0].rstrip("/") or "/"

    @property
    def search(self) -> str:
        """The question of the view as a query string, with ``?``; empty when it has none."""
        return "".join(self.address.partition("?")[1:]) if "?" in self.address else ""


@dataclass(frozen=True)
class Agenda:
    """The saved views of one group, in the order in which a meeting goes through them."""

    id: str
    name: str
    views: tuple[SavedView, ...]


def agendas(rows: Iterable[tuple[str, SavedView]]) -> tuple[Agenda, ...]:
    """The agendas that views of named groups make, in the order in which their names first stand.

    Names that an address spells alike, such as "Board" and "board", are one agenda.
    """
    names: dict[str, str] = {}
    views: dict[str, list[SavedView]] = {}
    for name, view in rows:
        names.setdefault(slug(name), name)
        views.setdefault(slug(name), []).append(view)
    return tuple(Agenda(each, names[each], tuple(views[each])) for each in names)
