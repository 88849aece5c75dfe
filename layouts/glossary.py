"""The glossary: every short form and special word that the pages use, in plain English."""

import re
from collections.abc import Mapping
from typing import Any

from dash import html

BODY = "glossary-body"
# Short forms, with what the letters stand for and what that is.
ABBREVIATIONS: Mapping[str, tuple[str, str]] = {
    "ASB": (
        "anti-social behaviour",
        "Acts that alarm, upset or pester other people. Many of them are no crime.",
    ),
    "CSP": (
        "community safety partnership",
        "The council, police, fire service, health and probation, who must work on crime together.",
    ),
    "CSV": ("comma-separated values", "A plain file of rows that any spreadsheet opens."),
    "LSOA": (
        "lower layer super output area",
        "A small area of about 1,500 people that the census uses.",
    ),
    "MARAC": (
        "multi-agency risk assessment conference",
        "A regular meeting about people at high risk from domestic abuse.",
    ),
    "ONS": ("Office for National Statistics", "It publishes ward outlines and populations."),
    "PAI": (
        "prediction accuracy index",
        "How many times more incidents fall in the marked ground than its size would lead one to "
        "expect.",
    ),
    "PEI": (
        "prediction efficiency index",
        "How near a method comes to the best that could be done with as much ground.",
    ),
    "SARA": (
        "scanning, analysis, response, assessment",
        "The four stages of working on a problem: find it, study it, act, see if it helped.",
    ),
}
WORDS: Mapping[str, str] = {
    "95% interval": "The range in which the true value probably lies. With few incidents it is "
    "wide.",
    "Bandwidth": "How far around each incident the density map looks.",
    "Chance": "Counts go up and down with no cause. A change is only called clear when chance "
    "would seldom make one so large.",
    "Cluster": "Squares with more incidents in and around them than chance would put there.",
    "Clear, possible, normal variation": "How sure one can be that a change is more than chance: "
    "very, somewhat, or not at all.",
    "Gi*": "The test behind the clusters. It sets each square with those beside it against all "
    "the others.",
    "Limits": "The range in which nearly all months fall while nothing new is going on.",
    "Named place": "An estate, park, station or centre that the partnership works on.",
    "Pack": "The file with all the figures. A new one is made each time data is loaded.",
    "Rate": "Incidents for each 1,000 people who live there.",
    "Rolling 12 months": "The total of a month and the eleven before it.",
    "Street point": "A fixed point near which the police plot incidents, to protect privacy.",
    "Ward": "An area with council members of its own.",
}


FOUND = re.compile(rf"\b({'|'.join(ABBREVIATIONS)})(?=s?\b)")


def abbreviated(text: str) -> list[Any]:
    """A text in which each short form says what it stands for when it is pointed at."""
    return [
        html.Abbr(part, title=ABBREVIATIONS[part][0]) if part in ABBREVIATIONS else part
        for part in FOUND.split(text)
        if part
    ]


def layout() -> html.Div:
    """The empty page."""
    return html.Div([html.H1("Glossary"), html.Div(id=BODY, className="grid even")])


def body() -> list[Any]:
    """Short forms first, then other words, each in the order of the alphabet."""
    short = [
        (html.Abbr(each, title=stands), f"{stands[0].upper()}{stands[1:]}. {meaning}")
        for each, (stands, meaning) in ABBREVIATIONS.items()
    ]
    return [_card("Short forms", short), _card("Other words", [*WORDS.items()])]


def _card(title: str, entries: list[Any]) -> html.Section:
    terms = [part for term, meaning in entries for part in (html.Dt(term), html.Dd(meaning))]
    return html.Section([html.H2(title), html.Dl(terms)], className="card words")
