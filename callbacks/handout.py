"""The handout of one view: the same answer that its page shows, with maps drawn and notes added."""

from dataclasses import replace

from callbacks.page import PageCallbacks
from data.agendas import SavedView
from data.pack import Pack
from data.question import Question
from layouts import ids, svg_map, tables, words
from layouts.drawings import Drawing
from layouts.file_notes import file_notes
from layouts.handout import Handout
from layouts.markup import plain_text
from layouts.meanings import meanings

SMALL = 0.7


def handout(
    pack: Pack,
    page: PageCallbacks,
    question: Question,
    *,
    view: SavedView,
    name: str,
    path: str,
    filtered: bool = True,
) -> Handout:
    """What a page called ``name`` at a path of the registry hands out of a question.

    ``filtered`` says whether the filters apply to it.
    """
    answer = page.answer(pack, question)
    shown = page.in_full(pack, question) if page.in_full else {}
    return Handout(
        view=view,
        page=name,
        subject=words.subject(question) if filtered else question.domain.borough,
        panels=answer.panels,
        tables=[*answer.tables.values(), *shown.values()],
        asides=list(tables.within(list(answer.parts.values()))),
        maps={
            key: drawn(pack, panel.printed, small=True)
            for key, panel in answer.panels.items()
            if panel.printed is not None
        },
        drawings={
            key: (each.title, drawn(pack, each, small=True)) for key, each in answer.maps.items()
        },
        lead=plain_text(answer.parts.get(ids.LEAD)),
        notes=file_notes(question, filtered=filtered),
        meanings=meanings(question, path),
    )


def drawn(pack: Pack, drawing: Drawing, *, small: bool = False) -> str:
    """A map as SVG text, with the shapes that the pack has for it.

    A ``small`` one has fewer pixels, so that its names are larger beside the rest.
    """
    if small:
        drawing = replace(
            drawing, width=round(drawing.width * SMALL), height=round(drawing.height * SMALL)
        )
    shapes = pack.edition(pack.domain.edition_by_id[drawing.edition])
    return svg_map.svg(drawing, shapes, pack.shapes("place"))
