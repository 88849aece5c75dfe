"""Saved views on the page: a menu of them by agenda, and what else may be done with a view."""

from typing import Any

from dash import dcc, html

from data.agendas import Agenda
from data.domain import Domain
from data.meeting import step_address
from layouts import ids
from layouts.export_menu import export_menu

NONE_YET = (
    "None yet. Copy a view you want to come back to, and give the lines to whoever keeps the "
    "settings file."
)


def menu(domain: Domain) -> html.Details:
    """The menu of saved views: a list of links under the name of each agenda."""
    agendas = [_agenda(each, domain.version) for each in domain.agendas]
    return html.Details(
        [
            html.Summary("Saved views"),
            html.Div(agendas or html.P(NONE_YET, className="soft"), className="agendas"),
        ],
        className="saved",
    )


def _agenda(agenda: Agenda, version: str) -> html.Section:
    name = f"agenda-{agenda.id}"
    return html.Section(
        [
            html.Div(
                [
                    html.H2(agenda.name, id=name),
                    dcc.Link(
                        ["Present", html.Span(f" {agenda.name}", className="hidden")],
                        href=step_address(agenda, version),
                    ),
                ],
                className="agenda-head",
            ),
            html.Ol(
                [
                    html.Li([dcc.Link(view.title, href=view.address), *_note(view.note)])
                    for view in agenda.views
                ]
            ),
        ],
        **{"aria-labelledby": name},
    )


def _note(note: str) -> list[Any]:
    return [html.Small(note)] if note else []


def view_tools(domain: Domain) -> html.Div:
    """What may be done with the view on screen, whatever the page: keep it, send it, come back."""
    first = domain.agendas[0].name if domain.agendas else "Board"
    return html.Div(
        [
            menu(domain),
            dcc.Link("Present", id=ids.PRESENT, href="?"),
            html.Button("Copy link", id=ids.COPY_LINK, type="button"),
            html.Button(
                "Copy as a saved view", id=ids.COPY_VIEW, type="button", **{"data-agenda": first}
            ),
            export_menu(domain),
            html.Span(id=ids.COPIED, role="status"),
        ],
        className="view-tools",
    )
