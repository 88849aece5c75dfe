"""Saved views: a menu of them by agenda, and what else can be done with a view."""

from typing import Any

from data.model.domain import Domain
from data.model.meetings.agendas import Agenda
from data.model.meetings.presentation import step_address
from data.model.pages import BRIEFING
from layouts.base import ids
from layouts.base.addresses import below
from layouts.base.markup import Element
from layouts.base.unchecked import Link, html
from layouts.shell.export_menu import export_menu, export_progress

NONE_YET = (
    "No agenda yet. To have a view in one, copy it and give the lines to whoever keeps the "
    "settings file."
)


def menu(domain: Domain) -> html.Details:
    """Return the menu of saved views: a list of links under the name of each agenda."""
    agendas = [_agenda(each, domain.version) for each in domain.agendas]
    first = domain.agendas[0].name if domain.agendas else "Board"
    lines = html.Button(
        "Copy as a saved view", id=ids.COPY_VIEW, type="button", **{"data-agenda": first}
    )
    none = [] if agendas else [html.P(NONE_YET, className="soft")]
    return html.Details(
        [
            html.Summary("Saved views"),
            html.Div([_kept(), *agendas, *none, html.P(lines)], className="agendas"),
        ],
        className="saved menu",
    )


def _kept() -> html.Section:
    """Return the place for views kept in this browser, which ``assets/own/own.js`` lists."""
    given: Any = {"type": "text", "id": "kept-name", "maxlength": 80, "autocomplete": "off"}
    field: Any = Element("input", given)
    return html.Section(
        [
            html.H2("In this browser", id="kept-title"),
            html.Ol(id=ids.KEPT),
            html.Form(
                [
                    html.Label("Name of this view", htmlFor="kept-name"),
                    field,
                    html.Button("Save", type="submit"),
                ],
                id="keep-view",
            ),
        ],
        **{"aria-labelledby": "kept-title"},
    )


def _agenda(agenda: Agenda, version: str) -> html.Section:
    name = f"agenda-{agenda.id}"
    return html.Section(
        [
            html.Div(
                [
                    html.H2(agenda.name, id=name),
                    Link(
                        ["Present", html.Span(f" {agenda.name}", className="hidden")],
                        href=below(step_address(agenda, version)),
                    ),
                ],
                className="agenda-head",
            ),
            html.Ol(
                [
                    html.Li([Link(view.title, href=below(view.address)), *_note(view.note)])
                    for view in agenda.views
                ]
            ),
        ],
        **{"aria-labelledby": name},
    )


def _note(note: str) -> list[Any]:
    return [html.Small(note)] if note else []


def view_tools(domain: Domain) -> list[Any]:
    """Return what can be done with the current view; on a phone it is behind a button."""
    closed: Any = {"aria-expanded": "false", "aria-controls": "tools"}
    records = below("/download/records.csv")
    tools = [
        html.A("Download records", id=ids.RECORDS_LINK, href=records, download=""),
        menu(domain),
        Link("Present", id=ids.PRESENT, href="?"),
        html.Button("Copy link", id=ids.COPY_LINK, type="button"),
        Link("Briefing", id=ids.BRIEFING, href=below(BRIEFING.path)),
        export_menu(domain),
    ]
    return [
        html.Button("Tools", id="tools-button", type="button", className="menu-button", **closed),
        html.Div(tools, id="tools", className="tool-list"),
        export_progress(),
        html.Span(id=ids.COPIED, role="status"),
    ]
