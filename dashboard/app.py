"""Create the application from its pages and a folder of packs."""

import logging
from collections.abc import Collection
from urllib.parse import quote

from dash import Dash, html, set_props

from callbacks import state
from dashboard import errors, map_routes, responses, router, routes
from dashboard.access import LOOPBACK_NAMES, Gate, protect
from dashboard.below_path import BelowPath
from dashboard.exports import export_routes
from dashboard.exports.export_queue import Exports
from dashboard.pages import AT_FOOT, EVERY_PAGE, about_page, question_at
from data.model.pages import GROUPS
from data.pack.packs import Packs
from layouts.base import ids, theme
from layouts.base.addresses import serve_below
from layouts.shell.shell import NavItem, shell

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
# Inline, because a browser fetches a linked icon again at every change of the URL.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="6" fill="#12436d"/>'
    '<path d="M5 22l7-8 6 5 9-11" fill="none" stroke="#fff" stroke-width="3.2"/></svg>'
)
log = logging.getLogger(__name__)


def create_app(
    packs: Packs,
    hosts: Collection[str] = LOOPBACK_NAMES,
    gate: Gate | None = None,
    exports: Exports | None = None,
    prefix: str = "",
) -> Dash:
    """Return the dashboard for a folder of packs.

    It answers only requests to one of ``hosts`` that the ``gate`` admits. Its addresses begin with
    ``prefix``, such as ``/csp``. The caller closes the ``exports`` that it gives.

    Raises:
        NoPack: the folder has no pack that this version can read.
    """
    packs.current()
    serve_below(prefix)
    theme.use()
    app = Dash(
        "dashboard",
        title="Community safety",
        update_title="",
        index_string=INDEX.replace("{%icon%}", f"data:image/svg+xml,{quote(ICON)}"),
        health_endpoint="health",
        enable_mcp=False,
        # Otherwise every visitor is sent the layouts of all pages to check the callbacks against.
        # tests/layouts/test_layouts.py does that.
        suppress_callback_exceptions=True,
        requests_pathname_prefix=f"{prefix}/",
        routes_pathname_prefix="/",
        on_error=_failed,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )

    app.server.wsgi_app = BelowPath(app.server.wsgi_app, prefix)
    protect(app.server, hosts, gate)

    def layout() -> html.Div:
        domain = packs.current().domain
        nav = [
            NavItem(page.path, page.name, group)
            for group, pages in GROUPS.items()
            for page in pages
            if not page.needs or page.needs in domain.holds
        ]
        foot = [NavItem(page.path, page.name) for page in AT_FOOT]
        return html.Div([*shell(nav, domain, foot), html.Div(id=ids.TITLE, hidden=True)])

    app.layout = layout
    router.register(app, packs)
    state.register(app, packs, question_at, about_page)
    for page in EVERY_PAGE:
        page.callbacks.register(app, packs, question_at)
    routes.register(app.server, packs)
    map_routes.register(app.server, packs)
    export_routes.register(app.server, packs, exports or Exports(packs))
    responses.add_compression(app.server)
    responses.shorten_answers(app.server)
    responses.add_headers(app, packs.audience)
    errors.register(app.server, packs)
    return app


def _failed(error: Exception) -> None:
    """Log a failed callback and report it in the result line; the page stays as it was."""
    log.error("a callback failed", exc_info=error)
    set_props(ids.STATUS, {"data-html": "Something went wrong. Reload the page to try again."})
