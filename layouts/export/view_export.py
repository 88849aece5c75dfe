"""The contents of one view of a page, from which slides and workbooks are built."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.model.meetings.agendas import SavedView
from layouts.base.panels import Panel
from layouts.base.sections import Section
from layouts.base.tables import Table


@dataclass(frozen=True)
class ViewExport:
    """One view to export: its findings, tables and maps, and the notes that go with them.

    ``page`` is the name of its page, ``subject`` its question in words. ``panels`` and ``maps``
    (SVG text) are by card; ``tables`` and ``drawings`` (title and SVG text) have none; ``asides``
    are further tables of the page. ``headline`` is the one of ``tables`` with the headline figures.
    ``lead`` is the first sentence of the page. ``notes`` are the lines of ``file_notes``;
    ``meanings`` explain the numbers, by name. ``sections`` are those of a page that is a written
    document, and ``vintages`` is a line that names the vintages of the sources.
    """

    view: SavedView
    page: str
    subject: str
    panels: Mapping[str, Panel]
    tables: Sequence[Table] = ()
    headline: Table | None = None
    asides: Sequence[Table] = ()
    maps: Mapping[str, str] = field(default_factory=dict)
    drawings: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    lead: str = ""
    notes: Sequence[str] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    sections: Sequence[Section] = ()
    vintages: str = ""

    @property
    def title(self) -> str:
        """The saved title of the view, else the name of its page."""
        return self.view.title or self.page

    @property
    def every_table(self) -> list[Table]:
        """Every table of the view once: those of its cards, then the others."""
        found: list[Table] = []
        cards = [panel.table for panel in self.panels.values()]
        for table in (*cards, *self.tables, *self.asides):
            if table.rows and table not in found:
                found.append(table)
        return found
