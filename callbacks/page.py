"""How a page is answered: one callback that reads the URL and fills its cards and parts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dash import Dash, Input, Output

from data.pack import Pack, Packs
from data.question import Question
from layouts import ids
from layouts.markup import html_text
from layouts.panels import Panel, fill, outputs


@dataclass(frozen=True)
class Answer:
    """The panels of a page by card, and what its other parts say by component id."""

    panels: Mapping[str, Panel] = field(default_factory=dict)
    parts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PageCallbacks:
    """The cards (each with the id of its graph, if not the usual) and parts a page fills.

    ``answer`` is pure: a pack and a question in, what to show out.
    """

    cards: Mapping[str, Any]
    parts: tuple[str, ...]
    answer: Callable[[Pack, Question], Answer]

    def register(self, app: Dash, packs: Packs) -> None:
        """Add the page's one callback to the app."""

        @app.callback(
            output={
                "cards": {key: outputs(key, graph) for key, graph in self.cards.items()},
                "parts": {part: Output(part, "data-html") for part in self.parts},
            },
            inputs=[Input(ids.URL, "search")],
        )
        def show(search: str | None) -> dict[str, dict[str, Any]]:
            pack = packs.current()
            question = Question.read(search, pack.domain)
            answer = self.answer(pack, question)
            return {
                "cards": {key: fill(key, answer.panels[key]) for key in self.cards},
                "parts": {part: html_text(answer.parts[part]) for part in self.parts},
            }


def csv_link(card: str, question: Question) -> str:
    """The address of a card's numbers as CSV."""
    return f"/download/{card}.csv{question.query()}"
