"""The application, put together from its pages and one folder of packs."""

import logging
from http import HTTPStatus
from typing import Any

from dash import Dash, html, set_props
from flask import Response, request

from callbacks import state
from dashboard import router, routes, security
from dashboard.pages import PAGES, page_at
from data.pack import NoPack, Packs
from layouts import ids, theme
from layouts.shell import NavItem, shell

INDEX = """<!DOCTYPE html>
<html lang="en-GB">
    <head>
        {%metas%}
        <title>{%title%}</title>
        <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
        {%css%}
    </head>
    <body>
        {%app_entry%}
        <noscript>This dashboard needs JavaScript. Ask for the figures as CSV instead.</noscript>
        {%config%}
        {%scripts%}
        {%renderer%}
    </body>
</html>"""
log = logging.getLogger(__name__)


def create_app(packs: Packs) -> Dash:
    """The dashboard over a folder of packs.

    Raises:
        NoPack: the folder holds no pack that this version can read.
    """
    packs.current()
    theme.use()
    app = Dash(
        "dashboard",
        title="Community safety",
        update_title="",
        index_string=INDEX,
        health_endpoint="health",
        enable_mcp=False,
        on_error=_failed,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )

    def layout() -> html.Div:
        nav = [NavItem(page.path, page.name) for page in PAGES]
        return html.Div([shell(nav, packs.current().domain), html.Div(id=ids.TITLE, hidden=True)])

    app.layout = layout
    app.validation_layout = [layout(), *(page.layout() for page in PAGES)]
    router.register(app, packs)
    state.register(app, packs)
    for page in PAGES:
        page.callbacks.register(app, packs)
    routes.register(app.server, packs)
    security.add_headers(app)
    _plain_errors(app)
    return app


def _failed(error: Exception) -> None:
    """Log a failed callback and say so in the result line; what was on screen stays."""
    log.error("a callback failed", exc_info=error)
    set_props(ids.STATUS, {"data-html": "Something went wrong. Reload the page to try again."})


def _plain_errors(app: Dash) -> None:
    """Unknown addresses answer 404 (with the page that says so), a lost pack a plain 503."""

    @app.server.after_request
    def unknown(response: Response) -> Response:
        is_index = request.endpoint in {"/", "/<path:path>"}
        if is_index and response.status_code == HTTPStatus.OK and page_at(request.path) is None:
            response.status_code = HTTPStatus.NOT_FOUND
        return response

    @app.server.errorhandler(NoPack)
    def lost(error: NoPack) -> tuple[Any, int]:
        return Response(
            f"The data is not available just now: {error}.\n", mimetype="text/plain"
        ), HTTPStatus.SERVICE_UNAVAILABLE
