"""A written document as values: sections of blocks, shown on a page and written to Word.

``blocks`` turns what another page shows into blocks, so that a document repeats its words and
numbers under the same disclosure control.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.base.chart import Chart
from layouts.base.drawings import Drawing
from layouts.base.legend import Entry, entries
from layouts.base.markup import plain_text
from layouts.base.panels import Panel
from layouts.base.tables import VALUE, Table

HEADINGS = (html.H1, html.H2, html.H3, html.H4)
LISTS = (html.Ul, html.Ol, html.Dl)


@dataclass(frozen=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True)
class Words:
    """A paragraph; ``kind`` is "finding", "plain" or "soft" (a note in small type)."""

    text: str
    kind: str = "plain"


@dataclass(frozen=True)
class Typed:
    """A text that the partnership wrote, and its author; each is "" where there is none."""

    text: str
    owner: str = ""


@dataclass(frozen=True)
class Points:
    """A list of short texts."""

    items: Sequence[str]


@dataclass(frozen=True)
class Figure:
    """A chart or a drawn map, with its caption, its text alternative and its legend.

    A map in ``shown`` is a ``Drawing`` until it has been drawn, then its SVG text.
    """

    caption: str
    alt: str
    shown: Chart | Drawing | str
    key: Sequence[Entry] = ()


Block = Heading | Words | Typed | Points | Figure | Table


@dataclass(frozen=True)
class Section:
    """A section of a document: its id, its title and its blocks."""

    id: str
    title: str
    blocks: Sequence[Block]

    @property
    def tables(self) -> list[Table]:
        """The tables of the section."""
        return [each for each in self.blocks if isinstance(each, Table)]


def of_panel(panel: Panel, *, table: bool = True) -> list[Block]:
    """Return a panel as heading, finding, figure and, if wanted, its table."""
    sentence = plain_text(panel.sentence)
    found: list[Block] = [Heading(panel.title), *([Words(sentence, "finding")] if sentence else [])]
    shown = panel.print_map or panel.figure
    if isinstance(shown, Drawing) or (isinstance(shown, Chart) and drawable(shown)):
        alt = f"{panel.title}. {sentence}"
        # The title is the heading already: the caption says what is drawn.
        caption = panel.table.caption or panel.title
        found.append(Figure(caption, alt, shown, entries(panel.legend)))
    listed = panel.leading or panel.table
    return [*found, *([listed] if table and listed.rows else [])]


def drawable(chart: Chart) -> bool:
    """Whether a chart can be drawn as a picture: it has values and is no heat table."""
    return bool(chart.series) and not chart.empty and chart.kind != "heat"


def blocks(node: Any) -> Iterator[Block]:
    """Yield the headings, paragraphs, lists and tables of a part of a page, in order.

    A table brings its note, so a paragraph that repeats it is left out.
    """
    note = ""
    for each in _blocks(node):
        if isinstance(each, Table):
            note = each.note
        if not (isinstance(each, Words) and note and each.text == note):
            yield each


def _blocks(node: Any) -> Iterator[Block]:
    if isinstance(node, list | tuple):
        for each in node:
            yield from _blocks(each)
    elif isinstance(node, Component):
        if VALUE in vars(node):
            yield vars(node)[VALUE]
        elif isinstance(node, HEADINGS):
            yield Heading(_text(node))
        elif isinstance(node, html.P):
            yield from _words(node)
        elif isinstance(node, LISTS):
            yield Points(_items(node))
        elif not isinstance(node, html.Button | html.A | html.Details):
            yield from _blocks(getattr(node, "children", None))


def _words(node: html.P) -> Iterator[Words]:
    classes = str(getattr(node, "className", "") or "").split()
    kind = next((each for each in ("finding", "soft") if each in classes), "plain")
    if "file" not in classes and (text := _text(node)):
        yield Words(text, kind)


def _items(node: Component) -> list[str]:
    """Return the items of a list; of a list of definitions, each term with its meaning."""
    found, term = [], ""
    for each in _within(node):
        if isinstance(each, html.Dt):
            term = f"{_text(each)}: "
        elif isinstance(each, Component) and (text := _text(each)):
            found.append(f"{term}{text}")
            term = ""
    return found


def _within(node: Component) -> list[Any]:
    inside = getattr(node, "children", None)
    return [*inside] if isinstance(inside, list | tuple) else [inside]


def _text(node: Any) -> str:
    return " ".join(plain_text(node).split())
