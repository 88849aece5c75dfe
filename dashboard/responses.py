"""Add to every response: security headers, caching, and compression of static files.

Pages load nothing from other hosts, send nothing to them and cannot be framed. Scripts, styles and
boundaries are compressed once and kept in memory. Answers and files with figures are not
compressed: they differ from request to request, and a proxy can compress them.
"""

import gzip
import re
from functools import lru_cache
from http import HTTPStatus

import brotli
from dash import Dash
from flask import Flask, Response, abort, request

from data.model.disclosure import Audience

POLICY = (
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "worker-src blob:",
    "connect-src 'self'",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
# Dash's scripts with a fingerprint, and the background map (open data): a new version of either
# has another address.
FINGERPRINTED = re.compile(r"/_dash-component-suites/.+\.v\w+m\w+\.[^/]+|/streets/.+")
ASSETS = "/assets/"
A_YEAR = 31_536_000
STATIC = (
    "/_dash-component-suites/",
    "/_dash-dependencies",
    "/_dash-layout",
    "/assets/",
    "/boundaries/",
    "/map-style.json",
)
TEXT = ("text/", "application/json", "application/javascript")
ANSWERS = "/_dash-update-component"
# Plotly escapes these in case its JSON is embedded in a script element; answers never are.
ESCAPES = ((rb"\u003c", b"<"), (rb"\u003e", b">"), (rb"\u002f", b"/"))
LEAST = 1_000  # bytes; a smaller body fits one packet anyway
CACHE_SIZE = 128
BROTLI_LEVEL, GZIP_LEVEL = 9, 9


def add_headers(app: Dash, audience: Audience | None) -> None:
    """Add security headers to every response.

    The hashes of Dash's inline scripts are computed at each request, because Dash may add scripts
    after start-up.
    """
    # Dash's route for development, which reveals which files were changed, and when.
    app.server.view_functions["/_reload-hash"] = lambda: abort(HTTPStatus.NOT_FOUND)

    @app.server.after_request
    def harden(response: Response) -> Response:
        scripts = " ".join(app.csp_hashes())
        response.headers["Content-Security-Policy"] = "; ".join(
            (*POLICY, f"script-src 'self' {scripts}".strip())
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        _set_caching(response, audience)
        return response


def _set_caching(response: Response, audience: Audience | None) -> None:
    """Set ``Cache-Control``: a year for versioned files; no storage for partner data and errors.

    On a public server, a successful response keeps the header that its route has set.
    """
    succeeded = response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}
    versioned = bool(FINGERPRINTED.fullmatch(request.path)) or (
        request.path.startswith(ASSETS) and "m" in request.args
    )
    if succeeded and versioned:
        shared = "public" if audience == "public" else "private"
        response.headers["Cache-Control"] = f"{shared}, max-age={A_YEAR}, immutable"
    elif audience != "public":
        response.headers["Cache-Control"] = "private, no-store"
    elif not succeeded:
        response.headers["Cache-Control"] = "no-store"
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-cache"


def shorten_answers(server: Flask) -> None:
    """Remove escapes that JSON does not need from answers to callbacks: a quarter of their bytes.

    Their content type and ``nosniff`` prevent browsers from showing them as a page.
    """

    @server.after_request
    def shorten(response: Response) -> Response:
        if request.path.endswith(ANSWERS) and response.is_json:
            response.set_data(without_escapes(response.get_data()))
        return response


def without_escapes(body: bytes) -> bytes:
    """Return the same JSON with ``<``, ``>`` and ``/`` unescaped.

    A body with an escaped backslash is returned unchanged: ``u003c`` after it may be plain text.
    """
    if rb"\\" not in body:
        for escape, plain in ESCAPES:
            body = body.replace(escape, plain)
    return body


def add_compression(server: Flask) -> None:
    """Compress static files for browsers that accept it."""

    @server.after_request
    def compress(response: Response) -> Response:
        if not request.path.startswith(STATIC) or not (response.mimetype or "").startswith(TEXT):
            return response
        response.vary.add("Accept-Encoding")
        coding = request.accept_encodings.best_match(["br", "gzip"])
        if coding is None or response.status_code != HTTPStatus.OK or "Range" in request.headers:
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) < LEAST:
            return response
        response.set_data(compressed(body, coding))
        response.headers["Content-Encoding"] = coding
        tag, _weak = response.get_etag()
        if tag:  # weak: the content is the same, the bytes are not
            response.set_etag(tag, weak=True)
        return response


@lru_cache(maxsize=CACHE_SIZE)
def compressed(body: bytes, coding: str) -> bytes:
    """Return a body in gzip or, for ``br``, in Brotli."""
    if coding == "br":
        return brotli.compress(body, quality=BROTLI_LEVEL, mode=brotli.MODE_TEXT)
    return gzip.compress(body, GZIP_LEVEL, mtime=0)
