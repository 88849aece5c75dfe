"""How a page is answered: one callback that reads the URL and fills its cards and parts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from dash import Dash, Input, Output, State

from data.domain import Domain
from data.pack import Pack
from data.packs import Packs
from data.question import Question
from layouts import ids
from layouts.drawings import Drawing
from layouts.markup import html_text
from layouts.panels import Panel, fill, outputs
from layouts.tables import Table

HELD = 64  # answers of each page, about 25 KB each for a borough
Ask = Callable[[str | None, str | None, Domain], Question]


@dataclass(frozen=True)
class Answer:
    """The panels of a page by card, and what its other parts say by component id.

    ``tables`` and ``maps`` are those that have no card but an address of their own.
    """

    panels: Mapping[str, Panel] = field(default_factory=dict)
    parts: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    maps: Mapping[str, Drawing] = field(default_factory=dict)

    def table(self, name: str) -> Table | None:
        """The numbers of a card, or the table of that name."""
        return self.panels[name].table if name in self.panels else self.tables.get(name)

    def drawing(self, name: str) -> Drawing | None:
        """The map of a card as it is drawn on paper, or the map of that name."""
        return self.panels[name].printed if name in self.panels else self.maps.get(name)


@dataclass(frozen=True)
class PageCallbacks:
    """The cards (each with the id of its graph, if not the usual) and parts a page fills.

    ``files`` name its tables and maps without a card. ``answer`` is pure: a pack and a question
    in, what to show out. A page that is about a place and is asked of none changes nothing.
    ``in_full`` gives the tables, for files, of which the page shows one part at a time.
    """

    cards: Mapping[str, Any]
    parts: tuple[str, ...]
    answer: Callable[[Pack, Question], Answer]
    files: tuple[str, ...] = ()
    in_full: Callable[[Pack, Question], Mapping[str, Table]] | None = None

    def has(self, name: str) -> bool:
        """Whether it is the name of one of the page's cards, tables or maps."""
        return name in self.cards or name in self.files

    def register(self, app: Dash, packs: Packs, ask: Ask) -> None:
        """Add the page's one callback to the app; ``ask`` gives the question of an address."""

        @app.callback(
            output={
                "cards": {key: outputs(key, graph) for key, graph in self.cards.items()},
                "parts": {part: Output(part, "data-html") for part in self.parts},
            },
            inputs=[Input(ids.URL, "search")],
            state=[State(ids.URL, "pathname")],
        )
        def show(search: str | None, path: str | None) -> dict[str, dict[str, Any]]:
            pack = packs.asked(search)
            return shown(pack, ask(path, search, pack.domain))

        @lru_cache(maxsize=HELD)
        def shown(pack: Pack, question: Question) -> dict[str, dict[str, Any]]:
            """As first given: neither a pack nor a question changes, so nor does what is shown."""
            answer = self.answer(pack, question)
            return {
                "cards": {
                    key: fill(key, answer.panels[key], for_room=bool(question.view.present))
                    for key in self.cards
                },
                "parts": {part: html_text(answer.parts[part]) for part in self.parts},
            }


def csv_link(card: str, question: Question) -> str:
    """The address of a card's numbers as CSV."""
    return f"/download/{ids.of(question.place, card)}.csv{question.query()}"
