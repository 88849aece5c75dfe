"""Answers for the page on requests to the council."""

from callbacks.page import Answer, PageCallbacks
from data import queries
from data.pack import Pack
from data.question import Question
from layouts.request_panels import body, data_tables
from layouts.requests import BODY, FILES


def answer(pack: Pack, question: Question) -> Answer:
    """The fixed table as it may be told; filters do not apply."""
    cells = queries.request_cells(pack)
    return Answer(
        parts={BODY: body(question.domain, cells)}, tables=data_tables(question.domain, cells)
    )


PAGE = PageCallbacks({}, (BODY,), answer, files=FILES)
