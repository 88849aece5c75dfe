"""What one view of a page hands out: the value that slides and workbooks are made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.agendas import SavedView
from layouts.panels import Panel
from layouts.tables import Table


@dataclass(frozen=True)
class Handout:
    """One view as it is handed out: its findings, tables and maps, and what must be said of them.

    ``page`` names its page, ``subject`` what it is asked of, in words. ``panels`` and ``maps`` (SVG
    text) are by card, ``tables`` and ``drawings`` those that have no card but an address of their
    own; ``asides`` are further tables of the page. ``lead`` is what the page says first. ``notes``
    are the lines that every file carries; ``meanings`` say what the numbers mean, by name.
    """

    view: SavedView
    page: str
    subject: str
    panels: Mapping[str, Panel]
    tables: Sequence[Table] = ()
    asides: Sequence[Table] = ()
    maps: Mapping[str, str] = field(default_factory=dict)
    drawings: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    lead: str = ""
    notes: Sequence[str] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the view is called: as its saved title has it, else as its page is named."""
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
