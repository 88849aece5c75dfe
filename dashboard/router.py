"""Which page fills the main: the address decides."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State

from dashboard.pages import page_at
from data.packs import Packs
from layouts import ids
from layouts.shell import not_found


def register(app: Dash, packs: Packs) -> None:
    """Add the router and the few things that only the browser can do."""

    @app.callback(
        Output(ids.MAIN, "children"),
        Output(ids.TITLE, "children"),
        Output(ids.ASK, "hidden"),
        Output(ids.AREAS, "hidden"),
        Input(ids.URL, "pathname"),
    )
    def route(path: str | None) -> tuple[Any, str, bool, bool]:
        domain = packs.current().domain
        whose = f"{domain.borough} community safety"
        found = page_at(path, domain)
        if found is None:
            return not_found(path or "/"), f"No such page - {whose}", True, True
        page, area = found
        return (
            page.layout(area) if area else page.layout(),
            f"{area.name if area else page.name} - {whose}",
            not page.filtered,
            not page.located,
        )

    app.clientside_callback(
        ClientsideFunction("csp", "arrive"),
        Output(ids.TITLE, "title"),
        Input(ids.TITLE, "children"),
    )
    app.clientside_callback(
        ClientsideFunction("csp", "toggleFilters"),
        Output(ids.FILTERS_BUTTON, "title"),
        Input(ids.FILTERS_BUTTON, "n_clicks"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("csp", "copyLink"),
        Output(ids.COPIED, "children"),
        Input(ids.COPY_LINK, "n_clicks"),
        State(ids.URL, "href"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("csp", "copyView"),
        Output(ids.COPIED, "children", allow_duplicate=True),
        Input(ids.COPY_VIEW, "n_clicks"),
        prevent_initial_call=True,
    )
