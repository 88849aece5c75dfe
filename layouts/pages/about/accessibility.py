"""The accessibility statement, in the form that the law asks of public-sector websites."""

from datetime import date
from typing import Any

from data.model import pages
from data.model.domain import Domain
from layouts.base.addresses import below
from layouts.base.unchecked import Link, html

BODY = "accessibility-body"
PREPARED = date(2026, 11, 21)
ENFORCER = "The Equality and Human Rights Commission"
ADVICE = "the Equality Advisory and Support Service (EASS)"
GUIDELINES = "Web Content Accessibility Guidelines (WCAG) version 2.2, level AA"
REGULATIONS = (
    "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018"
)


def layout() -> html.Div:
    """Return the empty page."""
    return html.Div(
        [html.H1("Accessibility statement"), html.Div(id=BODY, className="column")],
        className="about prose",
    )


def statement(domain: Domain) -> list[Any]:
    """Return the sections of the statement; it claims only what the project's tests check."""
    return [
        _card("About this statement", _about(domain)),
        _card("How accessible this website is", _how_accessible()),
        _card("Feedback and contact information", _contact(domain)),
        _card("Enforcement procedure", _enforcement()),
        _card("Technical information about this website's accessibility", _technical(domain)),
        _card("Non-accessible content", _not_accessible()),
        _card("What we are doing to improve accessibility", _improving()),
        _card("Preparation of this accessibility statement", _preparation()),
    ]


def _card(title: str, children: list[Any]) -> html.Section:
    return html.Section([html.H2(title), *children], className="card words")


def _list(*items: str) -> html.Ul:
    return html.Ul([html.Li(each) for each in items])


def _about(domain: Domain) -> list[Any]:
    return [
        html.P(
            f"This is about the dashboard of {domain.partnership}. We want as many people as we "
            "can reach to be able to use it. On it you can:"
        ),
        _list(
            "zoom in up to 400% without the text running off the screen",
            "get to every page and filter with a keyboard alone, and mark a box on a map with it",
            "read the finding of every chart as a sentence, and its values as a table",
            "tell every kind of mark apart without colour",
            "go through a meeting's agenda with a keyboard or a clicker",
            "use it with your own colours, with larger text and with motion turned down",
        ),
        html.P(
            [
                "We have tried to write in plain English. Short forms such as ASB and MARAC are "
                "explained in the ",
                Link("glossary", href=below(pages.GLOSSARY.path)),
                ".",
            ]
        ),
    ]


def _how_accessible() -> list[Any]:
    return [
        html.P("We know that some parts are not fully accessible:"),
        _list(
            "you cannot move from area to area on a map with a keyboard; the list beside it has "
            "the same areas and values, and each can be chosen there",
            "you can draw around a shape with a pointer only; a box can be marked with buttons or "
            "keys instead",
            "we have not yet tried it with people who use a screen reader day to day",
        ),
    ]


def _contact(domain: Domain) -> list[Any]:
    if domain.contact:
        return [
            html.P(
                "If you need these figures in another form, such as large print, easy read or "
                f"braille, or if something here does not work for you, write to {domain.contact}."
            ),
            html.P("Tell us the address of the page and what you need from it."),
        ]
    return [
        html.P(
            "The partnership still has to add whom to write to. It is the line contact of the "
            "settings file. Until then, use the contact page of the council's website."
        )
    ]


def _enforcement() -> list[Any]:
    return [
        html.P(
            f"{ENFORCER} sees that the law is kept. If you reported a problem to us and are not "
            f"happy with our answer, you can go to {ADVICE}."
        )
    ]


def _technical(domain: Domain) -> list[Any]:
    return [
        html.P(
            f"{domain.partnership} wants all to be able to use this website, as the law asks: the "
            f"{REGULATIONS}."
        ),
        html.H3("Compliance status"),
        html.P(
            f"This website is partially compliant with the {GUIDELINES}. Our own tests find no "
            "failure; the limits are below. No one from outside has checked it, so we claim no "
            "more."
        ),
    ]


def _not_accessible() -> list[Any]:
    return [
        html.H3("Non-compliance with the accessibility regulations"),
        _list(
            "Single areas and points on a map cannot take the focus. Their names and values are in "
            "a list or table on the same page.",
            "Drawing around a shape follows the path of a pointer. A box is moved and sized with "
            "buttons, without dragging.",
        ),
        html.H3("Disproportionate burden"),
        html.P("We claim none."),
        html.H3("Content that is not within the scope of the regulations"),
        html.P(
            "Map outlines as such are exempt. What a map tells you is given as text and numbers."
        ),
    ]


def _improving() -> list[Any]:
    return [
        html.P(
            "Each change to the dashboard is tested before it is used. A change that breaks one of "
            "the tests below is not released. Next we want to try it with people who use a screen "
            "reader."
        )
    ]


def _preparation() -> list[Any]:
    day = f"{PREPARED.day} {PREPARED:%B %Y}"
    return [
        html.P(f"This statement was prepared on {day}. It was last reviewed on {day}."),
        html.P(
            "The project tested it on that day, with the demonstration set, in Chromium. No one "
            "from outside has checked it. These tests run by themselves:"
        ),
        _list(
            "the rules of axe-core for WCAG 2.2, levels A and AA, on each page and at two sizes",
            "the same rules with lists open, in meetings and in forced colours",
            "journeys by keyboard alone: filter, read a value, mark an area, go through an agenda, "
            "export",
            "no scrolling sideways at 320 pixels, on every page",
            "targets of at least 24 pixels, titles, headings and the order of the focus",
            "colours for three kinds of colour blindness, and the reading grade of our sentences",
        ),
    ]
