"""What every step of fetching needs: the client, the catalogue, the record and the reports."""

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

    ``track`` shows progress over a number of bytes. ``gaps`` says what could not be fetched, a line
    each. ``planned`` lists what a dry run would fetch: what, and how many bytes.
    """

    client: Client
    catalogue: Catalogue
    ledger: Ledger
    dry: bool = False
    say: Callable[[str], object] = lambda _text: None
    track: Track = lambda _label, _total: nullcontext()
    gaps: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    planned: list[tuple[str, int]] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)  # archives that no address has today
    fetched: int = 0

    def attempt(self, what: str, step: Callable[[], object]) -> None:
        """Run a step; if it fails, say what is missing and go on without it."""
        try:
            step()
        except NotFetched as error:
            self.gap(f"{what}: {error}")

    def gap(self, line: str) -> None:
        """Name something that could not be fetched."""
        self.gaps.append(line.rstrip(".") + ".")

    def write(self, name: str, content: str, address: str, **more: object) -> None:
        """Write a fetched file; count it if it is new."""
        self.fetched += self.ledger.write(name, content, address, **more)
