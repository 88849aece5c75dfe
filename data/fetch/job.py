"""What every step of fetching needs: client, catalogue, ledger, and lists for the report."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from data.fetch.catalogue import Catalogue
from data.fetch.client import Client
from data.fetch.errors import NotFetched
from data.fetch.ledger import Ledger

Track = Callable[[str, int], AbstractContextManager[object]]


@dataclass
class Job:
    """One run of ``new`` or ``refresh``.

    A ``dry`` run fetches only what it needs to fill ``planned``: parts and their sizes in bytes.
    ``track`` shows progress over a number of bytes. ``gaps`` has a line for each part that could
    not be fetched, ``notes`` other remarks for the user. ``fetched`` counts new files.
    """

    client: Client
    catalogue: Catalogue
    ledger: Ledger
    dry: bool = False
    track: Track = lambda _label, _total: nullcontext()
    gaps: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    planned: list[tuple[str, int]] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)  # archives that no address has today
    fetched: int = 0

    def attempt(self, what: str, step: Callable[[], object]) -> None:
        """Run a step; if it raises ``NotFetched``, add its message to ``gaps`` and return."""
        try:
            step()
        except NotFetched as error:
            self.gap(f"{what}: {error}")

    def gap(self, line: str) -> None:
        """Add a line about something that could not be fetched, with a full stop."""
        self.gaps.append(line.rstrip(".") + ".")

    def write(self, name: str, content: str, address: str, **more: object) -> None:
        """Write and record a fetched file; count it in ``fetched`` if its content is new."""
        self.fetched += self.ledger.write(name, content, address, **more)
