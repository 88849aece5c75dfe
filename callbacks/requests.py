"""Callbacks of the page on requests to the council."""

from callbacks.page import Answer, PageCallbacks, csv_link
from data.model.question import Question
from data.pack import queries
from data.pack.pack import Pack
from data.requests.request_lines import RequestLines
from layouts.pages.requests.request_panels import body, data_tables
from layouts.pages.requests.requests import BODY, FILES
from layouts.published.unfiltered import unfiltered


def answer(pack: Pack, question: Question) -> Answer:
    """Return the page from the fixed table of counts; filters do not apply."""
    lines = RequestLines.of(queries.request_cells(pack))
    tables = data_tables(lines)
    links = {name: csv_link(name, question) for name in FILES}
    made = body(question.domain, lines, tables, links, unfiltered(question))
    return Answer(parts={BODY: made}, tables=tables)


PAGE = PageCallbacks({}, (BODY,), answer, files=FILES)
