"""Everything that the pages say for sets of filters of three boroughs, for checks of its claims."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from dash.development.base_component import Component

from callbacks.page import Answer
from dashboard.pages import EVERY_PAGE, question_at
from data.build import build, config
from data.demo import demo
from data.model.domain import Domain
from data.model.question import Question
from data.pack import incidents
from data.pack.pack import Pack
from layouts.base import ids
from layouts.base.chart import Chart
from layouts.base.panels import Panel
from layouts.base.tables import Table, cell_text, find_tables
from layouts.shell.result import result
from tests.real_packs import REAL
from tests.texts import kinds

SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z0-9▲▼△▽●])")
# Components whose text stands on a line of its own.
BLOCKS = {
    "A", "Caption", "Dd", "Details", "Div", "Dt", "Figcaption", "Figure", "H1", "H2", "H3", "Label",
    "Li", "Nav", "Ol", "P", "Section", "Summary", "Table", "Tbody", "Td", "Th", "Thead", "Tr", "Ul",
}  # fmt: skip
SPACED = {"B", "Em", "I", "Img", "Small", "Span"}


@dataclass(frozen=True)
class Shown:
    """What one page says for one question; ``result`` is the line above pages with filters."""

    path: str
    question: Question
    answer: Answer
    result: Any = ""

    @property
    def panels(self) -> Mapping[str, Panel]:
        """The panels of the page by card."""
        return self.answer.panels

    @cached_property
    def titles(self) -> list[str]:
        """The titles of panels and the headings of parts."""
        headings = kinds([*self.answer.parts.values()], "H2")
        return [*(each.title for each in self.panels.values()), *flat(lines(headings))]

    @cached_property
    def tables(self) -> list[Table]:
        """The tables of panels, of parts and of files."""
        parts = [*self.answer.parts.values()]
        return [
            *(each.table for each in self.panels.values()),
            *find_tables(parts),
            *self.answer.tables.values(),
        ]

    @cached_property
    def tiles(self) -> list[str]:
        """The text of each headline tile."""
        return [" ".join(lines(each)) for each in self.answer.parts.get(ids.TILES, [])]

    @cached_property
    def sentences(self) -> list[str]:
        """Every sentence, heading, label, note and hover text, without the cells of tables."""
        said = [*lines(self.result)]
        for panel in self.panels.values():
            said += [panel.title, *lines(panel.sentence), *lines([*panel.legend])]
            said += in_figure(panel.figure)
        said += flat(map(lines, self.answer.parts.values()))
        for table in self.tables:
            said += [table.caption, table.note]
        found = (sentence for text in said for sentence in SENTENCE.split(text))
        return [*dict.fromkeys(each.strip() for each in found if each.strip())]

    @cached_property
    def cells(self) -> list[str]:
        """The texts of all cells of all tables, as the page shows them."""
        return [
            cell_text(table, index, value)
            for table in self.tables
            for row in table.rows
            for index, value in enumerate(row)
        ]


@dataclass(frozen=True)
class Answered:
    """What every page says for one set of filters; ``pack`` is null for planted texts."""

    borough: str
    search: str
    domain: Domain
    pages: Mapping[str, Shown] = field(default_factory=dict)
    pack: Pack | None = None

    def faults(self, page: str, found: list[str]) -> list[str]:
        """Return faults with the page and the address where they stand."""
        return [f"{self.borough} {page}{self.search}: {each}" for each in found]

    @property
    def said(self) -> Iterator[tuple[str, str]]:
        """Each sentence of each page, with the path of the page."""
        for path, page in self.pages.items():
            for each in page.sentences:
                yield path, each


Check = Callable[[Answered], list[str]]


def lines(tree: Any) -> list[str]:
    """Return the text of components, a string for each block."""
    found: list[str] = [""]

    def visit(node: Any) -> None:
        if node is None:
            return
        if isinstance(node, list | tuple):
            for each in node:
                visit(each)
        elif isinstance(node, Component):
            block, apart = node._type in BLOCKS, node._type in SPACED
            if block:
                found.append("")
            elif apart and found[-1] and not found[-1].endswith(" "):
                found[-1] += " "
            if node._type != "Table":
                visit(getattr(node, "children", None))
            if block:
                found.append("")
        else:
            found[-1] += str(node)

    visit(tree)
    return [text for each in found if (text := " ".join(each.split()))]


def flat(groups: Any) -> list[str]:
    """Return strings and lists of strings as one list."""
    return [each for group in groups for each in ([group] if isinstance(group, str) else group)]


def in_figure(figure: Chart | dict[str, Any]) -> list[str]:
    """Return the words on a chart or a map, with its hover texts."""
    if isinstance(figure, Chart):
        return [
            *(each.text for each in figure.texts),
            *(each for series in figure.series for each in (*series.labels, *series.notes)),
        ]
    found = (
        text
        for trace in figure["data"]
        for name, values in trace.items()
        if name in ("text", "hovertext", "customdata")
        for text in flat_values(values)
    )
    return [line for text in found for line in re.sub(r"</?b>", "", text).split("<br>")]


def flat_values(values: Any) -> Iterator[str]:
    """Return the strings of arrays within arrays."""
    if isinstance(values, str):
        yield values
    elif values is not None and hasattr(values, "__iter__"):
        for each in values:
            yield from flat_values(each)


def pack_of(borough: str, folder: Path) -> Pack:
    """Build and open the pack of a borough."""
    if borough == "demonstration":
        toml = demo.write(folder / "sources")
    else:
        toml = REAL / f"{borough}.toml"
    return Pack(build.build(config.read(toml), folder / "packs").path)


def answered(borough: str, pack: Pack, search: str) -> Answered:
    """Return what every page says; pages of one place are those of the place chosen, or the first.

    The questions and answers are those of the product's own pages.
    """
    domain = pack.domain
    places = [each for each in domain.areas if each.kind == "place"]
    chosen = Question.from_query(search, domain).filters.areas
    place = next((each for each in places if each.id in chosen), places[0] if places else None)
    found = {}
    for page in EVERY_PAGE:
        if page.of and place is None:
            continue
        path = page.address(place.id if page.of and place else "")
        question = question_at(path, search, domain)
        line = result(incidents.total(pack, question.filters), question) if page.filtered else ""
        found[path] = Shown(path, question, page.callbacks.answer(pack, question), line)
    return Answered(borough, search, domain, found, pack)


def planted(domain: Domain, path: str = "/", search: str = "", **answer: Any) -> Answered:
    """Return what one page would say with given panels, parts and tables."""
    question = question_at(path, search, domain)
    return Answered("planted", search, domain, {path: Shown(path, question, Answer(**answer))})


def panel(title: str = "", sentence: Any = "", **more: Any) -> Panel:
    """Return a panel of a title and a sentence, for planted faults."""
    given: dict[str, Any] = {"figure": Chart(), "table": Table("", (), ())} | more
    return Panel(title, sentence, **given)
