"""Callbacks of the records page."""

from callbacks.page import Answer, PageCallbacks
from data.model.question import Question
from data.pack import incidents, queries
from data.pack.pack import Pack
from layouts.base.tables import Table
from layouts.pages.records.record_list import heading, note, pager, record_file, record_table
from layouts.pages.records.records import HEADING, NOTE, PAGER, TABLE

FILE = "records"


def answer(pack: Pack, question: Question) -> Answer:
    """Return one page of the matching incidents."""
    total = incidents.total(pack, question.filters)
    question = question.on_page(queries.last_page(total))
    rows = queries.records(pack, question.filters, question.view)
    return Answer(
        parts={
            HEADING: heading(question, total),
            NOTE: note(question, total),
            TABLE: record_table(question, rows),
            PAGER: pager(question, total),
        }
    )


def every_record(pack: Pack, question: Question) -> dict[str, Table]:
    """Return the table of every matching incident, by the name ``FILE``."""
    return {
        FILE: record_file(
            question, queries.records(pack, question.filters, question.view, every=True)
        )
    }


PAGE = PageCallbacks({}, (HEADING, NOTE, TABLE, PAGER), answer, in_full=every_record)
