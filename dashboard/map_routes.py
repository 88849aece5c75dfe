"""Routes of maps: boundaries, the map style and the background map."""

import gzip
import json

import numpy as np
from flask import Flask, Response, abort, jsonify, request

from data.model import months
from data.model.filters import Filters
from data.pack import background, incidents
from data.pack.cache import per_pack
from data.pack.pack import Pack
from data.pack.packs import Packs
from geo import crs
from geo.areas import as_geojson
from layouts.base.addresses import below
from layouts.maps import map_style
from layouts.maps.maps import MOST_POINTS, circle_sizes

PLACES = "place"
CACHE_SIZE = 8
SCREEN_PX = 1500
A_YEAR = 31_536_000
MOST_MONTHS = 36  # a response of at most 400 KB, usually under 40 KB


def register(server: Flask, packs: Packs) -> None:
    """Add the routes to the web server."""

    @server.get("/boundaries/<version>/<kind>.geojson")
    def boundaries(version: str, kind: str) -> Response:
        pack = packs.of_version(version)
        if kind not in pack.domain.edition_by_id and kind != PLACES:
            abort(404)
        text = _boundary_text(pack, kind)
        return _with_cache_headers(
            Response(text, mimetype="application/json"), pack.version, version
        )

    @server.get("/map-style.json")
    def style() -> Response:
        version = request.args.get("v", "")
        pack = packs.of_version(version)
        credit = background.credit(pack)
        style_json = map_style.style(
            pack.shapes("place"),
            streets=below(f"/streets/{pack.version}.geojson") if credit else "",
            credit=credit,
            large="names" in request.args,
        )
        # A new version of the software can change the style too, so browsers revalidate it.
        response = jsonify(style_json)
        response.add_etag()
        response.cache_control.public, response.cache_control.max_age = True, 0
        response.make_conditional(request)
        return response

    @server.get("/months/<version>.json")
    def points_by_month(version: str) -> Response:
        """Return the street points with incidents in each month, for the slider of Hotspots.

        ``at`` has positions among the street points of the map, ``n`` their incidents, and
        ``sizes`` the diameter of a circle in pixels by number of incidents. At most the latest
        ``MOST_MONTHS`` months are returned.
        """
        search = request.query_string.decode("ascii", "replace")
        pack = packs.for_search(search)
        if pack.version != version:
            abort(404)
        filters = Filters.from_query(search, pack.domain)
        if filters.refused:
            abort(400)
        covered, points = incidents.points_by_month(pack, filters, MOST_POINTS)
        covered, points = covered[-MOST_MONTHS:], points[-MOST_MONTHS:]
        largest = int(points.max()) if points.nnz else 1
        rows = [points[[i]] for i in range(len(covered))]
        return jsonify(
            months=[
                {"label": months.label(month), "at": row.indices.tolist(), "n": row.data.tolist()}
                for month, row in zip(covered, rows, strict=True)
            ],
            sizes=circle_sizes(np.arange(largest + 1), largest),
        )

    @server.get("/streets/<version>.geojson")
    def streets(version: str) -> Response:
        pack = packs.of_version(version)
        if pack.version != version or not background.credit(pack):
            abort(404)
        return _from_gzip(background.compressed(pack), version)

    @server.get("/streets/<version>/names.json")
    def street_names(version: str) -> Response:
        """Return the names of the streets that can be chosen, for the search in the browser."""
        pack = packs.of_version(version)
        if pack.version != version:
            abort(404)
        return _from_gzip(_street_names(pack), version)


@per_pack(CACHE_SIZE)
def _boundary_text(pack: Pack, kind: str) -> str:
    """Return an edition (simplified to screen resolution) or the places as GeoJSON text."""
    edition = pack.domain.edition_by_id.get(kind)
    shapes = pack.edition(edition) if edition else pack.shapes(kind)
    west, south, east, north = crs.to_metres(shapes).total_bounds
    finest = max(east - west, north - south) / SCREEN_PX if edition else 0
    return json.dumps(as_geojson(shapes, finest), separators=(",", ":"))


@per_pack(1)
def _street_names(pack: Pack) -> bytes:
    """Return the names as JSON, compressed with gzip and cached for the pack."""
    return gzip.compress(json.dumps([*pack.domain.streets], separators=(",", ":")).encode(), 9)


def _from_gzip(packed: bytes, version: str) -> Response:
    """Return JSON that is stored as gzip; decompress it for a client that does not accept gzip."""
    if request.accept_encodings["gzip"]:
        response = Response(packed, mimetype="application/json")
        response.content_encoding = "gzip"
    else:
        response = Response(gzip.decompress(packed), mimetype="application/json")
    response.vary.add("Accept-Encoding")
    return _with_cache_headers(response, version, version)


def _with_cache_headers(response: Response, version: str, requested: str) -> Response:
    """Add an ETag and a max-age: a year if the address has the served pack's version, else 0."""
    response.set_etag(version)
    response.cache_control.public = True
    response.cache_control.max_age = A_YEAR if requested == version else 0
    response.make_conditional(request)
    return response
