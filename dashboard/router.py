"""Show the page at the address."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State

from dashboard.pages import page_at
from data.pack.packs import Packs
from layouts.base import ids
from layouts.shell.shell import not_found


def register(app: Dash, packs: Packs) -> None:
    """Add the callback that shows the page at the address, and one that sets title and focus."""

    @app.callback(
        Output(ids.MAIN, "children"),
        Output(ids.TITLE, "children"),
        Output(ids.ASK, "hidden"),
        Input(ids.URL, "pathname"),
        State(ids.URL, "search"),
    )
    def route(path: str | None, search: str | None) -> tuple[Any, str, bool]:
        # A meeting's pack may have places that the current one lacks.
        domain = packs.for_search(search, or_current=True).domain
        site = f"{domain.borough} community safety"
        found = page_at(path, domain)
        if found is None:
            return not_found(path or "/"), f"No such page - {site}", True
        page, area = found
        return (
            page.layout(area) if area else page.layout(),
            f"{area.name if area else page.name} - {site}",
            not page.filtered,
        )

    app.clientside_callback(
        ClientsideFunction("csp", "arrive"),
        Output(ids.TITLE, "title"),
        Input(ids.TITLE, "children"),
    )
