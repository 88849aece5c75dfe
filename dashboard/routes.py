"""Routes other than pages and maps: readiness, tables and downloads."""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from flask import Flask, Response, abort, request

from callbacks.page import Answer, csv_link
from callbacks.records import FILE, every_record
from callbacks.view_export import drawn
from dashboard.pages import EVERY_PAGE, Page, page_at, question_at
from data.model.question import Question
from data.pack.pack import NoPack, Pack
from data.pack.packs import Packs
from layouts.base import ids, panels, tables
from layouts.base.addresses import below
from layouts.base.tables import Table
from layouts.export.file_notes import file_notes


def register(server: Flask, packs: Packs) -> None:
    """Add the routes to the web server."""

    @server.get("/ready")
    def ready() -> tuple[Response, HTTPStatus]:
        """Return the current pack version, or 503 with the problem of the current pack."""
        try:
            version, problem = packs.current().version, packs.problem
        except NoPack as error:
            version, problem = "", str(error)
        for place, shown in ((f"{packs.directory}/", ""), (f"{packs.directory}", "the folder")):
            problem = problem.replace(place, shown)
        text = problem or f"pack {version}"
        status = HTTPStatus.SERVICE_UNAVAILABLE if problem else HTTPStatus.OK
        response = Response(f"{text}\n", mimetype="text/plain")
        response.cache_control.no_store = True
        return response, status

    @server.get("/download/records.csv")
    def records() -> Response:
        pack = packs.for_search(_search())
        question = _usable(Question.from_query(_search(), pack.domain))
        return _csv(question, every_record(pack, question)[FILE], FILE)

    @server.get("/download/<card>.csv")
    @server.get("/download/<area>/<card>.csv")
    def download(card: str, area: str = "") -> Response:
        card_request = _read_card(packs, card, area)
        table = card_request.answer.table(card) or abort(404)
        name = ids.of(card_request.question.place, card)
        return _csv(card_request.question, table, name, filtered=card_request.page.filtered)

    @server.get("/numbers/<card>")
    @server.get("/numbers/<area>/<card>")
    def numbers(card: str, area: str = "") -> Response:
        card_request = _read_card(packs, card, area)
        panel = card_request.answer.panels.get(card) or abort(404)
        text = panels.numbers(card, panel, csv_link(card, card_request.question))
        return Response(text, mimetype="text/html")

    @server.get("/print-map/<card>.svg")
    @server.get("/print-map/<area>/<card>.svg")
    def print_map(card: str, area: str = "") -> Response:
        card_request = _read_card(packs, card, area)
        drawing = card_request.answer.drawing(card) or abort(404)
        return Response(drawn(card_request.pack, drawing), mimetype="image/svg+xml")

    @server.get("/printed/<path:rest>")
    def old_print_map(rest: str) -> Response:
        """Redirect the former address of a print map."""
        query = f"?{_search()}" if _search() else ""
        address = below(f"/print-map/{quote(rest)}{query}")
        return Response(status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": address})


@dataclass(frozen=True)
class _CardRequest:
    """A request for part of a page: the pack it reads, the page, the question and the answer."""

    pack: Pack
    page: Page
    question: Question
    answer: Answer


def _read_card(packs: Packs, name: str, area: str) -> _CardRequest:
    """Find the page that has a card, table or map of this name and compute its answer.

    ``area`` is the id of the page's area, if it has one. Abort with 404 if there is no such page.
    """
    pack = packs.for_search(_search())
    page = next((page for page in EVERY_PAGE if page.callbacks.has(name)), None)
    if page is None:
        abort(404)
    path = page.address(area)
    found = page_at(path, pack.domain)
    if found is None or found[0] is not page:
        abort(404)
    question = _usable(question_at(path, _search(), pack.domain))
    return _CardRequest(pack, page, question, page.callbacks.answer(pack, question))


def _usable(question: Question) -> Question:
    """Return the question; abort with 400 if none of its areas or types can be used."""
    if question.filters.refused:
        abort(HTTPStatus.BAD_REQUEST)
    return question


def _search() -> str:
    return request.query_string.decode("ascii", "replace")


def _csv(question: Question, table: Table, name: str, *, filtered: bool = True) -> Response:
    text = tables.as_csv(table, file_notes(question, filtered=filtered))
    response = Response(text.encode("utf-8-sig"), mimetype="text/csv")
    borough = question.domain.borough.lower().replace(" ", "-")
    filename = quote(f"{borough}-{name.replace('/', '-')}.csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
