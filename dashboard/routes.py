"""Plain addresses beside the pages: boundaries, the map style and downloads."""

import json
from functools import lru_cache
from urllib.parse import quote

from flask import Flask, Response, abort, jsonify, request

from callbacks.page import csv_link
from dashboard.pages import PAGES
from data import queries
from data.pack import Pack, Packs
from data.question import Question
from geo import crs
from geo.areas import as_geojson
from layouts import map_style, panels, tables
from layouts.file_notes import file_notes
from layouts.panels import Panel
from layouts.record_list import record_file
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
        return _kept(jsonify(map_style.style(pack.shapes("place"))), pack.version, version)

    @server.get("/download/records.csv")
    def records() -> Response:
        pack, question = _asked(packs)
        rows = queries.records(pack, question.filters, question.view, every=True)
        return _csv(question, record_file(question, rows), "records")

    @server.get("/download/<card>.csv")
    def download(card: str) -> Response:
        question, panel = _panel(packs, card)
        return _csv(question, panel.table, card)

    @server.get("/numbers/<card>")
    def numbers(card: str) -> Response:
        question, panel = _panel(packs, card)
        text = panels.numbers(card, panel, csv_link(card, question))
        return Response(text, mimetype="text/html")


def _panel(packs: Packs, card: str) -> tuple[Question, Panel]:
    """What one card says to the question of the request's query string."""
    page = next((page for page in PAGES if card in page.callbacks.cards), None)
    if page is None:
        abort(404)
    pack, question = _asked(packs)
    return question, page.callbacks.answer(pack, question).panels[card]


@lru_cache(maxsize=HELD)
def _boundary_text(pack: Pack, kind: str) -> str:
    """An edition's areas, or the places, as GeoJSON; editions as fine as a screen can show them."""
    edition = pack.domain.edition_by_id.get(kind)
    shapes = pack.edition(edition) if edition else pack.shapes(kind)
    west, south, east, north = crs.to_metres(shapes).total_bounds
    finest = max(east - west, north - south) / SCREEN_PX if edition else 0
    return json.dumps(as_geojson(shapes, finest), separators=(",", ":"))


def _asked(packs: Packs) -> tuple:
    pack = packs.current()
    return pack, Question.read(request.query_string.decode("ascii", "replace"), pack.domain)


def _csv(question: Question, table: Table, name: str) -> Response:
    text = tables.as_csv(table, file_notes(question))
    response = Response(text.encode("utf-8-sig"), mimetype="text/csv")
    filename = quote(f"{question.domain.borough.lower().replace(' ', '-')}-{name}.csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _kept(response: Response, version: str, asked: str) -> Response:
    """The response, which a browser may keep if the address names the version it was made from."""
    response.set_etag(version)
    response.cache_control.public = True
    response.cache_control.max_age = A_YEAR if asked == version else 0
    response.make_conditional(request)
    return response
