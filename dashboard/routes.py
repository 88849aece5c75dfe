"""Plain addresses beside the pages: boundaries, the map style and downloads."""

import json
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from flask import Flask, Response, abort, jsonify, request

from callbacks.handout import drawn
from callbacks.page import Answer, csv_link
from callbacks.records import FILE, every_record
from dashboard.pages import EVERY_PAGE, Page, page_at, question_at
from data.pack import Pack
from data.packs import Packs
from data.question import Question
from geo import crs
from geo.areas import as_geojson
from layouts import ids, map_style, panels, tables
from layouts.file_notes import file_notes
from layouts.tables import Table

PLACES = "place"
HELD = 8
SCREEN_PX = 1500
A_YEAR = 31_536_000


def register(server: Flask, packs: Packs) -> None:
    """Add the routes to the web server."""

    @server.get("/boundaries/<version>/<kind>.geojson")
    def boundaries(version: str, kind: str) -> Response:
        pack = packs.of_version(version)
        if kind not in pack.domain.edition_by_id and kind != PLACES:
            abort(404)
        text = _boundary_text(pack, kind)
        return _kept(Response(text, mimetype="application/json"), pack.version, version)

    @server.get("/map-style.json")
    def style() -> Response:
        version = request.args.get("v", "")
        pack = packs.of_version(version)
        made = map_style.style(pack.shapes("place"), large="names" in request.args)
        return _kept(jsonify(made), pack.version, version)

    @server.get("/download/records.csv")
    def records() -> Response:
        pack = packs.asked(_search())
        question = Question.read(_search(), pack.domain)
        return _csv(question, every_record(pack, question)[FILE], FILE)

    @server.get("/download/<card>.csv")
    @server.get("/download/<area>/<card>.csv")
    def download(card: str, area: str = "") -> Response:
        asked = _asked(packs, card, area)
        table = asked.answer.table(card) or abort(404)
        name = ids.of(asked.question.place, card)
        return _csv(asked.question, table, name, filtered=asked.page.filtered)

    @server.get("/numbers/<card>")
    @server.get("/numbers/<area>/<card>")
    def numbers(card: str, area: str = "") -> Response:
        asked = _asked(packs, card, area)
        panel = asked.answer.panels.get(card) or abort(404)
        text = panels.numbers(card, panel, csv_link(card, asked.question))
        return Response(text, mimetype="text/html")

    @server.get("/printed/<card>.svg")
    @server.get("/printed/<area>/<card>.svg")
    def printed(card: str, area: str = "") -> Response:
        asked = _asked(packs, card, area)
        drawing = asked.answer.drawing(card) or abort(404)
        return Response(drawn(asked.pack, drawing), mimetype="image/svg+xml")


@dataclass(frozen=True)
class _Asked:
    """A request for part of a page: the pack it asks, the page, the question and its answer."""

    pack: Pack
    page: Page
    question: Question
    answer: Answer


def _asked(packs: Packs, name: str, area: str) -> _Asked:
    """What the page of one card, table or map says to the question of the request.

    ``area`` is the id of the area that the page is about, if it is about one.
    """
    pack = packs.asked(_search())
    page = next((page for page in EVERY_PAGE if page.callbacks.has(name)), None)
    if page is None:
        abort(404)
    path = page.address(area)
    found = page_at(path, pack.domain)
    if found is None or found[0] is not page:
        abort(404)
    question = question_at(path, _search(), pack.domain)
    return _Asked(pack, page, question, page.callbacks.answer(pack, question))


@lru_cache(maxsize=HELD)
def _boundary_text(pack: Pack, kind: str) -> str:
    """An edition's areas, or the places, as GeoJSON; editions as fine as a screen can show them."""
    edition = pack.domain.edition_by_id.get(kind)
    shapes = pack.edition(edition) if edition else pack.shapes(kind)
    west, south, east, north = crs.to_metres(shapes).total_bounds
    finest = max(east - west, north - south) / SCREEN_PX if edition else 0
    return json.dumps(as_geojson(shapes, finest), separators=(",", ":"))


def _search() -> str:
    return request.query_string.decode("ascii", "replace")


def _csv(question: Question, table: Table, name: str, *, filtered: bool = True) -> Response:
    text = tables.as_csv(table, file_notes(question, filtered=filtered))
    response = Response(text.encode("utf-8-sig"), mimetype="text/csv")
    whose = question.domain.borough.lower().replace(" ", "-")
    filename = quote(f"{whose}-{name.replace('/', '-')}.csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _kept(response: Response, version: str, asked: str) -> Response:
    """The response, which a browser may keep if the address names the version it was made from."""
    response.set_etag(version)
    response.cache_control.public = True
    response.cache_control.max_age = A_YEAR if asked == version else 0
    response.make_conditional(request)
    return response
