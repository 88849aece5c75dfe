"""Answers for the records page."""

from callbacks.page import Answer, PageCallbacks
from data import queries
from data.pack import Pack
from data.question import Question
from layouts.record_list import heading, note, pager, record_table
from layouts.records import HEADING, NOTE, PAGER, TABLE


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


PAGE = PageCallbacks({}, (HEADING, NOTE, TABLE, PAGER), answer)
