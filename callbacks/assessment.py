"""Callbacks of the yearly assessment, whose sections are made of the answers of other pages."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from callbacks import about, activity, hotspots, marac, outcomes, peers, places, since, trends
from callbacks.page import Answer, PageCallbacks, csv_link
from data.assessment.earlier import earlier
from data.assessment.priorities import priorities
from data.assessment.themes import measured
from data.model.assessment import COLUMNS, AssessmentRow, Written, written
from data.model.filters import Filters
from data.model.question import Question
from data.model.rows import rows
from data.model.view import WRITTEN, View
from data.pack import queries
from data.pack.cache import per_pack
from data.pack.pack import Pack
from layouts.base import ids, sections
from layouts.base.markup import plain_text
from layouts.base.sections import Block, Heading, Points, Words
from layouts.base.tables import brief
from layouts.export.meanings import meanings
from layouts.pages.assessment import assessment as page
from layouts.pages.assessment import chapters, since_last, theme_tables
from layouts.pages.assessment.chapters import Matrix
from layouts.pages.marac.marac import ABUSE, HATE, NUMBERS, RATE, WINDOWS
from layouts.pages.outcomes.outcomes import COHORTS, GROUPS_CARD, TYPES
from layouts.pages.places.since_panels import written_cards

HOLDINGS, LICENCES, MEANING = "Months held", "Sources and licences", "What the numbers mean"
OF_PLACES = (0, 2, 4, 5, 6)  # columns of the list of places that fit a page


def answer(pack: Pack, question: Question) -> Answer:
    """Return the sections for the chosen months and the whole borough."""
    return _answer(pack, question, date.today())


@per_pack(4)
def _answer(pack: Pack, question: Question, _today: date) -> Answer:
    """Return the answer, cached for the day: the map and each table are separate requests."""
    plain = replace(question, view=View())
    file = written(rows(queries.assessment(pack), AssessmentRow))
    weights = _weights(file, question.view)
    order = priorities(measured(pack, plain, file.themes), weights)
    matrix = Matrix(file, order, weights)
    before = since_last.blocks(earlier(pack, plain, file, order), plain)
    found = chapters.sections(plain, matrix, {**_found(pack, plain), "earlier": before})
    tables = {
        page.ORDER: theme_tables.order(order),
        page.MEASURED: theme_tables.matrix(order),
        page.SCORED: theme_tables.board(chapters.in_file_order(matrix)),
    }
    links = {table.caption: csv_link(name, question) for name, table in tables.items()}
    life = hotspots.answer(pack, _layer(plain)).panels[hotspots.MAP].print_map
    return Answer(
        parts={
            page.LEAD: page.lead(question, file.year, order, found),
            page.WEIGHTS: page.weight_links(question, weights),
            page.BODY: page.body(found, question, links),
        },
        tables=tables,
        maps={page.MAP: life} if life else {},
        sections=found,
    )


def _weights(file: Written, view: View) -> dict[str, int]:
    """Return the weight of each column: from the address, else from the assessment file."""
    given = {each: getattr(view, f"weight_{each}") for each in COLUMNS}
    return {
        each: file.weights[each] if value == WRITTEN else int(value)
        for each, value in given.items()
    }


def _found(pack: Pack, question: Question) -> Mapping[str, Sequence[Block]]:
    """Return the blocks of each section; other pages wrote them and protected restricted counts."""
    crime = replace(question, filters=question.filters.with_crime("all-crime"))
    fixed = replace(question, filters=Filters.of(question.domain))
    of_data = _cards(about.answer(pack, fixed).parts[about.BODY])
    return {
        "sources": [*of_data[HOLDINGS], *of_data[LICENCES]],
        "priorities": _priorities(pack, fixed),
        "demand": _demand(pack, crime),
        "harm": _harm(pack, crime),
        "comparison": sections.of_panel(peers.answer(pack, crime).panels[peers.FUNNEL],
                                        table=False),
        "places": _places(pack, question),
        "people": _people(pack, fixed),
        "outcomes": _outcomes(pack, crime),
        "appendix": _appendix(of_data[MEANING][1:], crime),
    }  # fmt: skip


def _cards(node: Sequence[Any]) -> dict[str, list[Block]]:
    """Return the blocks of each card of a page by the card's heading; others are left out."""
    found = [[*sections.blocks(each)] for each in node]
    return {each[0].text: each for each in found if each and isinstance(each[0], Heading)}


def _priorities(pack: Pack, question: Question) -> list[Block]:
    """Return the aims with what was done, the actions, and what happened since each."""
    happened = since.every(pack)
    return [
        *sections.blocks(activity.answer(pack, question).parts[activity.BODY]),
        *sections.blocks(places.answer(pack, question).parts[places.ACTIONS]),
        *sections.blocks(written_cards(happened, demonstration=pack.domain.demonstration)),
    ]


def _demand(pack: Pack, question: Question) -> list[Block]:
    panels = trends.answer(pack, question).panels
    return [
        *sections.of_panel(panels[trends.MONTHLY], table=False),
        *sections.of_panel(panels[trends.ANNUAL]),
    ]


def _harm(pack: Pack, question: Question) -> list[Block]:
    weighed = replace(question, view=View(measure="harm"))
    found = trends.answer(pack, weighed)
    return [
        *sections.of_panel(found.panels[trends.ANNUAL]),
        *sections.blocks(found.parts[trends.HARM]),
    ]


def _layer(question: Question) -> Question:
    return replace(question, view=View(layer="life"))


def _places(pack: Pack, question: Question) -> list[Block]:
    found = hotspots.answer(pack, _layer(question))
    table = places.answer(pack, question).tables[places.TABLE]
    return [
        *sections.of_panel(found.panels[hotspots.MAP]),
        *sections.blocks(found.parts[hotspots.CONCENTRATION]),
        *([Heading("Named places"), brief(table, OF_PLACES)] if table.rows else []),
    ]


def _people(pack: Pack, question: Question) -> list[Block]:
    found = marac.answer(pack, question)
    windows = found.panels[WINDOWS]
    return [
        *sections.of_panel(found.panels[RATE], table=False),
        *sections.blocks(found.parts[NUMBERS]),
        *(sections.of_panel(windows) if windows.table.rows else []),
        *sections.blocks(found.parts[ABUSE]),
        *sections.blocks(found.parts[HATE]),
    ]


def _outcomes(pack: Pack, question: Question) -> list[Block]:
    if "outcomes" not in question.domain.holds:
        return []
    found = outcomes.answer(pack, question)
    lead = Words(plain_text(found.parts[ids.OUTCOMES_LEAD]), "finding")
    cards = (COHORTS, GROUPS_CARD, TYPES) if found.panels[GROUPS_CARD].table.rows else ()
    return [lead, *(block for card in cards for block in sections.of_panel(found.panels[card]))]


def _appendix(defined: Sequence[Block], question: Question) -> list[Block]:
    """Return the definitions, and the meanings of the page Trends that they do not contain."""
    defined_text = " ".join(
        each for block in defined if isinstance(block, Points) for each in block.items
    )
    return [
        *defined,
        *(
            block
            for name, text in meanings(question, "/trends").items()
            if text not in defined_text
            for block in (Heading(name), Words(text))
        ),
    ]


PAGE = PageCallbacks({}, (page.LEAD, page.WEIGHTS, page.BODY), answer, page.FILES)
