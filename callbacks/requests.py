"""Answers for the page on requests to the council."""

from callbacks.page import Answer, PageCallbacks, csv_link
from data import queries
from data.pack import Pack
from data.question import Question
from layouts.request_panels import body, data_tables
from layouts.request_tables import Told
from layouts.requests import BODY, FILES


def answer(pack: Pack, question: Question) -> Answer:
    """The fixed table as it may be told; filters do not apply."""
    told = Told.of(queries.request_cells(pack))
    tables = data_tables(question.domain, told)
    links = {name: csv_link(name, question) for name in FILES}
    return Answer(parts={BODY: body(question.domain, told, tables, links)}, tables=tables)


PAGE = PageCallbacks({}, (BODY,), answer, files=FILES)
