"""Responses to requests that fail: a short text, with details in the log only."""

import logging
from contextlib import suppress
from http import HTTPStatus

from dash.exceptions import DependencyException
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from dashboard.pages import page_at
from dashboard.web_connections import LARGEST_BODY
from data.pack.pack import NoPack
from data.pack.packs import Expired, Packs

TOO_LARGE = "The request is too large: at most 1 MB is accepted."
# The first line whose exception matches applies.
LINES: tuple[tuple[type[Exception], HTTPStatus, str], ...] = (
    (RequestEntityTooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE),
    (Expired, HTTPStatus.GONE, "The figures of that meeting are no longer kept."),
    (NoPack, HTTPStatus.SERVICE_UNAVAILABLE, "The data is not available just now."),
    (DependencyException, HTTPStatus.NOT_FOUND, "There is no such file."),
    (Exception, HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong."),
)
log = logging.getLogger(__name__)


def register(server: Flask, packs: Packs) -> None:
    """Respond to exceptions with a line of ``LINES``, and to unknown pages with status 404.

    Other HTTP errors, such as those of ``abort``, keep their own page. A body over ``LARGEST_BODY``
    is refused before it is parsed; the status of one that Dash cannot parse is 400.
    """
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY  # for a body without Content-Length

    @server.before_request
    def refuse_large_bodies() -> None:
        if (request.content_length or 0) > LARGEST_BODY:
            raise RequestEntityTooLarge

    @server.after_request
    def unknown(response: Response) -> Response:
        is_index = request.endpoint in {"/", "/<path:path>"}
        if is_index and response.status_code == HTTPStatus.OK:
            search = request.query_string.decode("ascii", "replace")
            with suppress(NoPack):  # without a pack the page itself reports it
                domain = packs.for_search(search, or_current=True).domain
                if page_at(request.path, domain) is None:
                    response.status_code = HTTPStatus.NOT_FOUND
        return response

    @server.errorhandler(Exception)
    def failed(error: Exception) -> HTTPException | tuple[Response, HTTPStatus]:
        if isinstance(error, HTTPException) and not isinstance(error, RequestEntityTooLarge):
            return error
        status, text = next(
            (status, text) for kind, status, text in LINES if isinstance(error, kind)
        )
        if status in {HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.SERVICE_UNAVAILABLE}:
            log.error("%s could not be answered", request.path, exc_info=error)
            if request.path.endswith("/_dash-update-component") and not isinstance(error, NoPack):
                # Callbacks report their own failures, so this body was malformed.
                status, text = HTTPStatus.BAD_REQUEST, "That request was not understood."
        return Response(f"{text}\n", mimetype="text/plain"), status
