"""The frame around every page: skip link, header, navigation, filters, main, footer."""

from collections.abc import Sequence
from dataclasses import dataclass

import dash_mantine_components as dmc
from dash import dcc, html

from data import months
from data.domain import Domain
from layouts import ids, theme
from layouts.filter_panel import filter_panel
from layouts.glossary import abbreviated
from layouts.saved_views import view_tools


@dataclass(frozen=True)
class NavItem:
    """A page as the navigation shows it."""

    path: str
    name: str


def shell(
    nav: Sequence[NavItem], domain: Domain, foot: Sequence[NavItem] = ()
) -> dmc.MantineProvider:
    """The whole frame for one pack; pages are put into its main, those of ``foot`` linked below."""
    return dmc.MantineProvider(
        [
            dcc.Location(id=ids.URL, refresh=False),
            html.A("Skip to the main content", href=f"#{ids.MAIN}", className="skip"),
            html.Section(id=ids.MEETING, **{"aria-label": "Meeting"}),
            _header(nav, domain),
            html.Div([_ask(domain), view_tools(domain)], className="top"),
            html.Main(id=ids.MAIN, tabIndex=-1),
            html.Footer(_footer(domain, foot)),
        ],
        theme=theme.MANTINE_THEME,
        forceColorScheme="light",
    )


def _header(nav: Sequence[NavItem], domain: Domain) -> html.Header:
    pages = [
        dcc.Link(abbreviated(item.name), href=item.path, id={"nav": item.path}) for item in nav
    ]
    return html.Header(
        [
            dcc.Link([html.B(domain.borough), " community safety"], href="/", className="brand"),
            html.Nav(pages, **{"aria-label": "Pages"}),
            html.Div(_as_of(domain), className="as-of"),
        ],
        className="two-rows" if domain.audience != "public" else "",
    )


def _ask(domain: Domain) -> html.Div:
    """What to show, and how much that is: the filters, the list to take away and the status."""
    opened = html.Button(
        "Filters",
        id=ids.FILTERS_BUTTON,
        className="filters-button",
        type="button",
        **{"aria-expanded": "false", "aria-controls": ids.FILTERS},
    )
    records = html.A(
        "Download records",
        id=ids.RECORDS_LINK,
        href="/download/records.csv",
        download="",
        className="button primary",
    )
    bar = [opened, filter_panel(domain), html.Div([records], className="actions")]
    status = html.P(id=ids.STATUS, role="status")
    return html.Div(
        [html.Div(bar, className="bar"), html.Div(status, className="result")], id=ids.ASK
    )


def _as_of(domain: Domain) -> list:
    if domain.audience != "public":
        return [html.B("Partners only", className="partners"), *_until(domain)]
    return _until(domain)


def _until(domain: Domain) -> list:
    until = html.Span(f"to {months.label(max(domain.covered))}", className="until")
    if not domain.demonstration:
        return [until]
    return [
        html.Details(
            [
                html.Summary("Demonstration data"),
                html.P(
                    [
                        "Yearly totals are those of the partnership's annual report. Where and in "
                        "which month each incident happened is simulated, and the ward shapes are "
                        "drawn around ward centres. ",
                        dcc.Link("More about the data", href="/about"),
                    ]
                ),
            ],
            className="demo",
        ),
        until,
    ]


def _footer(domain: Domain, foot: Sequence[NavItem]) -> list:
    words = [
        *([f"{domain.readers} "] if domain.audience != "public" else []),
        f"{domain.partnership}. Data to {months.label(max(domain.covered))}, "
        f"pack {domain.version}. ",
    ]
    if domain.demonstration:
        words.append("Demonstration data: places and months are simulated, totals are published. ")
    if domain.schematic:
        words.append("Ward boundaries are schematic. ")
    return [
        html.P([*words, dcc.Link("Data and methods", href="/about")]),
        html.Nav(
            [dcc.Link(item.name, href=item.path, id={"nav": item.path}) for item in foot],
            **{"aria-label": "About this website"},
        ),
    ]


def not_found(path: str) -> html.Div:
    """The page for an address that leads nowhere, with a way back."""
    return html.Div(
        [
            html.H1("There is no such page"),
            html.P(f"Nothing is kept at {path[:80]}. The address may be mistyped or out of date."),
            html.P(dcc.Link("Go to the overview", href="/", className="button")),
        ],
        className="plain",
    )
