"""The application, put together from its pages and one folder of packs."""

import logging
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import quote

from dash import Dash, html, set_props
from dash.exceptions import DependencyException
from flask import Response, request
from werkzeug.exceptions import HTTPException

from callbacks import state
from dashboard import export_routes, router, routes, security
from dashboard.exports import Exports
from dashboard.pages import AT_FOOT, EVERY_PAGE, PAGES, about_page, page_at, question_at
from data.pack import NoPack
from data.packs import Packs
from layouts import ids, theme
from layouts.shell import NavItem, shell

INDEX = """<!DOCTYPE html>
<html lang="en-GB">
    <head>
        {%metas%}
        <title>{%title%}</title>
        <link rel="icon" href="{%icon%}">
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
# Within the page: a browser fetches an icon of its own address again at every change of the URL.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="6" fill="#12436d"/>'
    '<path d="M5 22l7-8 6 5 9-11" fill="none" stroke="#fff" stroke-width="3.2"/></svg>'
)
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
        index_string=INDEX.replace("{%icon%}", f"data:image/svg+xml,{quote(ICON)}"),
        health_endpoint="health",
        enable_mcp=False,
        on_error=_failed,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )

    def layout() -> html.Div:
        domain = packs.current().domain
        nav = [
            NavItem(page.path, page.name)
            for page in PAGES if not page.needs or page.needs in domain.holds
        ]  # fmt: skip
        foot = [NavItem(page.path, page.name) for page in AT_FOOT]
        return html.Div([shell(nav, domain, foot), html.Div(id=ids.TITLE, hidden=True)])

    app.layout = layout
    app.validation_layout = [layout(), *(page.layout() for page in EVERY_PAGE)]
    router.register(app, packs)
    state.register(app, packs, question_at, about_page)
    for page in EVERY_PAGE:
        page.callbacks.register(app, packs, question_at)
    routes.register(app.server, packs)
    export_routes.register(app.server, packs, Exports(packs.directory))
    security.add_headers(app)
    _plain_errors(app, packs)
    return app


def _failed(error: Exception) -> None:
    """Log a failed callback and say so in the result line; what was on screen stays."""
    log.error("a callback failed", exc_info=error)
    set_props(ids.STATUS, {"data-html": "Something went wrong. Reload the page to try again."})


def _plain_errors(app: Dash, packs: Packs) -> None:
    """Every failure is one plain line that shows nothing of ours; the log has the rest.

    An unknown address answers 404 (with the page that says so), a body that Dash cannot make sense
    of 400, a lost pack 503.
    """

    @app.server.after_request
    def unknown(response: Response) -> Response:
        is_index = request.endpoint in {"/", "/<path:path>"}
        if is_index and response.status_code == HTTPStatus.OK:
            with suppress(NoPack):  # without one the page itself says so
                if page_at(request.path, packs.current().domain) is None:
                    response.status_code = HTTPStatus.NOT_FOUND
        return response

    @app.server.errorhandler(Exception)
    def failed(error: Exception) -> HTTPException | tuple[Response, HTTPStatus]:
        if isinstance(error, HTTPException):
            return error
        log.error("%s could not be answered", request.path, exc_info=error)
        if isinstance(error, NoPack):
            return _line("The data is not available just now."), HTTPStatus.SERVICE_UNAVAILABLE
        if isinstance(error, DependencyException):
            return _line("There is no such file."), HTTPStatus.NOT_FOUND
        if request.path.endswith("/_dash-update-component"):
            # A callback's own failure is told by ``_failed``: this is a body no page sends.
            return _line("That request was not understood."), HTTPStatus.BAD_REQUEST
        return _line("Something went wrong."), HTTPStatus.INTERNAL_SERVER_ERROR


def _line(text: str) -> Response:
    return Response(f"{text}\n", mimetype="text/plain")
