"""The frame around every page: skip link, header, navigation, filters, main, footer."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from data.model import months, pages
from data.model.domain import Domain
from layouts.base import ids, theme
from layouts.base.addresses import below
from layouts.base.explained import popovers
from layouts.base.glossary import abbreviated
from layouts.base.markup import html_in
from layouts.base.unchecked import Link, html
from layouts.shell.filter_panel import filter_panel, search
from layouts.shell.guide import guide
from layouts.shell.saved_views import view_tools


@dataclass(frozen=True)
class NavItem:
    """A page as the navigation shows it, in a group."""

    path: str
    name: str
    group: str = ""


def shell(nav: Sequence[NavItem], domain: Domain, foot: Sequence[NavItem] = ()) -> list[Component]:
    """Return the frame for one pack, around a page; the pages of ``foot`` are linked below.

    Its fixed parts are HTML text; ``assets/frame.js`` keeps their links and fields up to date.
    """
    return [
        dcc.Location(id=ids.URL, refresh=False),
        html.A("Skip to the main content", href=f"#{ids.MAIN}", className="skip"),
        html.Section(id=ids.MEETING, **{"aria-label": "Meeting"}),
        html.Header(
            className="two-rows" if domain.audience != "public" else "",
            **html_in(header(nav, domain)),
        ),
        html.Section(id=ids.GUIDE, **{"aria-label": "Guide"}, **html_in(guide())),
        html.Div(
            [
                html.Div(
                    [
                        html.Div(className="bar", **html_in(filter_bar(domain))),
                        html.Div(html.P(id=ids.STATUS, role="status"), className="result"),
                    ],
                    id=ids.ASK,
                ),
                html.Div(className="view-tools", **html_in(view_tools(domain))),
            ],
            className="top",
        ),
        html.Main(id=ids.MAIN, tabIndex=-1, **{"data-template": theme.as_json()}),
        html.Footer(**html_in(footer(domain, foot))),
        html.Div(id=ids.MEANINGS, **html_in(popovers())),
    ]


def header(nav: Sequence[NavItem], domain: Domain) -> list[Component]:
    """Return the brand, the navigation (behind a button on a phone) and the date of the data."""
    closed: Any = {"aria-expanded": "false", "aria-controls": "pages"}
    find: Any = {"aria-expanded": "false", "aria-controls": "find"}
    return [
        Link([html.B(domain.borough), " community safety"], href=below("/"), className="brand"),
        html.Button("Menu", id="menu-button", type="button", className="menu-button", **closed),
        html.Div(
            [
                html.Nav(
                    [_nav_group(name, [*each]) for name, each in groupby(nav, attrgetter("group"))],
                    **{"aria-label": "Pages"},
                ),
                html.Div(
                    [html.Button("Search", id="find-button", type="button", **find), search()],
                    className="finder",
                ),
            ],
            id="pages",
        ),
        html.Div(_as_of(domain), className="as-of"),
    ]


def _nav_group(name: str, items: Sequence[NavItem]) -> html.Div:
    """Return the links of a group under its name; a group of one page is named by it."""
    named = [html.Span(name, className="group-name")] if len(items) > 1 else []
    return html.Div(
        [*named, html.Div([_nav_link(each) for each in items])],
        className="nav-group",
        role="group",
        **{"aria-label": name},
    )


def _nav_link(item: NavItem) -> html.A:
    """Return a link to a page, to which the browser adds the question."""
    address = below(item.path)
    link: Any = {"data-link": "", "data-nav": address}
    return html.A(abbreviated(item.name), href=address, **link)


def filter_bar(domain: Domain) -> list[Component]:
    """Return the filters, behind a button on a phone."""
    opened = html.Button(
        "Filters",
        id=ids.FILTERS_BUTTON,
        className="menu-button",
        type="button",
        **{"aria-expanded": "false", "aria-controls": ids.FILTERS},
    )
    return [opened, filter_panel(domain)]


def _as_of(domain: Domain) -> list:
    if domain.audience != "public":
        return [html.B("Partners only", className="partners"), *_until(domain)]
    return _until(domain)


def _until(domain: Domain) -> list:
    to = f"to {months.label(max(domain.covered))}"
    until = Link(to, href=below(pages.NEWS.path), title=pages.NEWS.name, className="until")
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
                        Link("More about the data", href=below(pages.ABOUT.path)),
                    ]
                ),
            ],
            className="demo menu",
        ),
        until,
    ]


def footer(domain: Domain, foot: Sequence[NavItem]) -> list[Component]:
    """Return the partnership, the date and pack of the data, and links to the pages of ``foot``."""
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
        html.P([*words, Link("Data and methods", href=below(pages.ABOUT.path))]),
        html.Nav(
            [_nav_link(each) for each in foot],
            **{"aria-label": "About this website"},
        ),
    ]


def not_found(path: str) -> html.Div:
    """Return the page for an unknown address, with a link to the overview."""
    return html.Div(
        [
            html.H1("There is no such page"),
            html.P(f"Nothing is kept at {path[:80]}. The address may be mistyped or out of date."),
            html.P(Link("Go to the overview", href=below("/"), className="button")),
        ],
        className="plain",
    )
