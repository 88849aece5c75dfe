"""The export of one view: the answer of its page, with rendered maps and notes."""

from dataclasses import replace

from callbacks.page import Answer, PageCallbacks
from data.model.meetings.agendas import SavedView
from data.model.query_rows import SourceRow
from data.model.question import Question
from data.model.rows import rows
from data.pack import background, queries
from data.pack.pack import Pack
from layouts.base import ids, tables, words
from layouts.base.drawings import Drawing
from layouts.base.markup import plain_text
from layouts.base.sections import Figure, Section
from layouts.base.tables import Table
from layouts.export.file_notes import file_notes
from layouts.export.meanings import meanings
from layouts.export.view_export import ViewExport
from layouts.maps import print_map
from layouts.maps.print_streets import Streets

SMALL = 0.7  # of the width and height
PREFACE = ("purpose", "sources", "priorities")  # sections before the findings
COUNTED = ("street", "wards", "population", "annual", "marac", "peers", "harm")


def export_view(
    pack: Pack,
    page: PageCallbacks,
    question: Question,
    *,
    view: SavedView,
    name: str,
    path: str,
    filtered: bool = True,
) -> ViewExport:
    """Return the export of a question on the page ``name`` at a path of the registry.

    ``filtered`` says whether filters apply to the page.
    """
    answer = page.answer(pack, question)
    shown = page.in_full(pack, question) if page.in_full else {}
    return ViewExport(
        view=view,
        page=name,
        subject=words.subject(question) if filtered else question.domain.borough,
        panels={**answer.panels, **answer.slides},
        headline=answer.tables.get(answer.headline),
        tables=[*answer.tables.values(), *shown.values()],
        asides=_asides(answer),
        maps={
            key: drawn(pack, panel.print_map, small=True)
            for key, panel in answer.panels.items()
            if panel.print_map is not None
        },
        drawings={
            key: (each.title, drawn(pack, each, small=True)) for key, each in answer.maps.items()
        },
        lead=plain_text(
            next((answer.parts[each] for each in ids.LEADS if each in answer.parts), None)
        ),
        notes=file_notes(question, filtered=filtered),
        meanings=meanings(question, path),
        sections=[_with_maps(pack, each) for each in answer.sections],
        vintages=_vintages(pack),
    )


def _asides(answer: Answer) -> list[Table]:
    """Return the tables in the parts of a page; in a document, those of ``PREFACE`` come last."""
    found = list(tables.find_tables(list(answer.parts.values())))
    about = [id(table) for each in answer.sections if each.id in PREFACE for table in each.tables]
    return sorted(found, key=lambda table: id(table) in about)


def _with_maps(pack: Pack, section: Section) -> Section:
    """Return a section with its maps drawn."""
    drawings = [
        replace(each, shown=drawn(pack, each.shown, small=True))
        if isinstance(each, Figure) and isinstance(each.shown, Drawing)
        else each
        for each in section.blocks
    ]
    return replace(section, blocks=drawings)


def _vintages(pack: Pack) -> str:
    """Return a sentence on the vintages of the sources of counts, rates, harm and comparisons."""
    found: dict[str, dict[str, None]] = {}
    for each in rows(queries.sources(pack), SourceRow):
        if each.kind in COUNTED:
            found.setdefault(each.kind, {})[each.vintage] = None
    listed = [f"{kind} {', '.join(vintages)}" for kind, vintages in found.items()]
    return f"Vintages: {'; '.join(listed)}"


def drawn(pack: Pack, drawing: Drawing, *, small: bool = False) -> str:
    """Render a map as SVG text with the shapes of the pack.

    With ``small`` it has fewer pixels, so that its labels are relatively larger.
    """
    if small:
        drawing = replace(
            drawing, width=round(drawing.width * SMALL), height=round(drawing.height * SMALL)
        )
    shapes = pack.edition(pack.domain.edition_by_id[drawing.edition])
    credit = background.credit(pack)
    streets = Streets(background.features(pack), credit) if credit else None
    return print_map.svg(drawing, shapes, pack.shapes("place"), streets)
