"""One callback per page: it reads the URL and fills the page's cards and parts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dash import Dash, Input, Output, State

from data.model.domain import Domain
from data.model.question import Question
from data.pack.cache import per_pack
from data.pack.pack import Pack
from data.pack.packs import Packs
from layouts.base import ids
from layouts.base.addresses import below
from layouts.base.drawings import Drawing
from layouts.base.explained import explained
from layouts.base.markup import html_text
from layouts.base.panels import Panel, fill, nothing, outputs
from layouts.base.sections import Section
from layouts.base.tables import Table
from layouts.charts import plotly

CACHE_SIZE = 64  # answers of each page, about 25 KB each for a borough
ReadQuestion = Callable[[str | None, str | None, Domain], Question]


@dataclass(frozen=True)
class Answer:
    """The panels of a page by card, and the content of its other parts by component id.

    ``tables`` and ``maps`` can be downloaded by name but have no card; ``headline`` names the table
    of the headline figures, "" if there is none. ``slides`` are panels that only exported files
    show. ``sections`` are the sections of a page that is a written document.
    """

    panels: Mapping[str, Panel] = field(default_factory=dict)
    parts: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    maps: Mapping[str, Drawing] = field(default_factory=dict)
    sections: Sequence[Section] = ()
    slides: Mapping[str, Panel] = field(default_factory=dict)
    headline: str = ""

    def table(self, name: str) -> Table | None:
        """Return the table of a card, or the table of that name; None if there is neither."""
        return self.panels[name].table if name in self.panels else self.tables.get(name)

    def drawing(self, name: str) -> Drawing | None:
        """Return the map of a card for print, or the map of that name; None if there is neither."""
        return self.panels[name].print_map if name in self.panels else self.maps.get(name)


@dataclass(frozen=True)
class PageCallbacks:
    """The cards of a page, its parts and the function that computes its answer.

    ``cards`` maps the name of each card to the id of its graph, None for the default id. ``parts``
    are the ids of the other components. ``files`` names the tables and maps without a card.
    ``answer`` depends on pack, question and day only. ``in_full`` returns complete tables for
    exported files if the page shows only part of them. Terms in the parts are linked to their
    explanations, unless the page is ``plain``.
    """

    cards: Mapping[str, Any]
    parts: tuple[str, ...]
    answer: Callable[[Pack, Question], Answer]
    files: tuple[str, ...] = ()
    in_full: Callable[[Pack, Question], Mapping[str, Table]] | None = None
    plain: bool = False

    def has(self, name: str) -> bool:
        """Whether the page has a card, table or map of this name."""
        return name in self.cards or name in self.files

    def register(self, app: Dash, packs: Packs, read_question: ReadQuestion) -> None:
        """Add the page's callback; ``read_question`` returns the question of an address."""

        @app.callback(
            output={
                "cards": {key: outputs(key, graph) for key, graph in self.cards.items()},
                "parts": {part: Output(part, "data-html") for part in self.parts},
            },
            inputs=[Input(ids.URL, "search")],
            state=[State(ids.URL, "pathname")],
        )
        def show(search: str | None, path: str | None) -> dict[str, dict[str, Any]]:
            pack = packs.for_search(search, or_current=True)
            question = read_question(path, search, pack.domain)
            if question.filters.refused:
                cards = {key: nothing(key) for key in self.cards}
                return {"cards": cards, "parts": dict.fromkeys(self.parts, "")}
            return shown(pack, question, date.today())

        @per_pack(CACHE_SIZE)
        def shown(pack: Pack, question: Question, _today: date) -> dict[str, dict[str, Any]]:
            """Return the outputs, cached for one day: the states of actions depend on the date."""
            answer = self.answer(pack, question)
            large = bool(question.view.present)
            return {
                "cards": {
                    key: fill(key, panel, plotly.plain(panel.figure, large=large))
                    for key in self.cards
                    for panel in [answer.panels[key]]
                },
                "parts": {part: self._text(answer.parts[part]) for part in self.parts},
            }

    def _text(self, part: Any) -> str:
        """Return the HTML of a part."""
        text = html_text(part)
        return text if self.plain else explained(text)[0]


def csv_link(card: str, question: Question) -> str:
    """Return the address of a card's table as CSV."""
    return below(f"/download/{ids.of(question.place, card)}.csv{question.query()}")
