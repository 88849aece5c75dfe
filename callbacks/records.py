"""Answers for the records page."""

from callbacks.page import Answer, PageCallbacks
from data import queries
from data.pack import Pack
from data.question import Question
from layouts.record_list import heading, note, pager, record_file, record_table
from layouts.records import HEADING, NOTE, PAGER, TABLE
from layouts.tables import Table

FILE = "records"


def answer(pack: Pack, question: Question) -> Answer:
    """One page of the matching incidents."""
    total = queries.total(pack, question.filters)
    question = question.on_page(queries.last_page(total))
    rows = queries.records(pack, question.filters, question.view)
    return Answer(
        parts={
            HEADING: heading(question, total),
            NOTE: note(total),
            TABLE: record_table(question, rows),
            PAGER: pager(question, total),
        }
    )


def every_record(pack: Pack, question: Question) -> dict[str, Table]:
    """Every matching incident, however many pages they fill."""
    return {
        FILE: record_file(
            question, queries.records(pack, question.filters, question.view, every=True)
        )
    }


PAGE = PageCallbacks({}, (HEADING, NOTE, TABLE, PAGER), answer, in_full=every_record)
