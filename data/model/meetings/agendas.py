"""Saved views: addresses of the dashboard by title, grouped into the agendas of meetings."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.model.slugs import slug


@dataclass(frozen=True)
class SavedView:
    """A saved view: title, address (path and query string: ``/trends?type=asb``), optional note."""

    title: str
    address: str
    note: str = ""

    @property
    def path(self) -> str:
        """The path of the view's page, without a trailing slash."""
        return self.address.partition("?")[0].rstrip("/") or "/"

    @property
    def search(self) -> str:
        """The query string of the view's address, with ``?``; empty if there is none."""
        return "".join(self.address.partition("?")[1:]) if "?" in self.address else ""


@dataclass(frozen=True)
class Agenda:
    """The saved views of one group, in the order of the meeting."""

    id: str
    name: str
    views: tuple[SavedView, ...]


def agendas(rows: Iterable[tuple[str, SavedView]]) -> tuple[Agenda, ...]:
    """Group (name, view) pairs into agendas, in order of first appearance.

    Names with the same slug, such as "Board" and "board", are one agenda.
    """
    names: dict[str, str] = {}
    views: dict[str, list[SavedView]] = {}
    for name, view in rows:
        names.setdefault(slug(name), name)
        views.setdefault(slug(name), []).append(view)
    return tuple(Agenda(each, names[each], tuple(views[each])) for each in names)
