"""The glossary: every short form and special word that the pages use, in plain English."""

import re
from collections.abc import Mapping
from typing import Any

from layouts.base import change_words
from layouts.base.unchecked import html

BODY = "glossary-body"
# Short forms, each with what its letters stand for and its meaning.
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
    "95% interval": "A range made so that, over many such ranges, 95 in 100 hold the true value. "
    "With few incidents it is wide.",
    "By chance alone": "The verdict if counts varied only as random ones do. They vary more, so "
    "it marks too many changes.",
    "Bandwidth": "How far around each incident the density map looks.",
    "Chance": "Counts go up and down without a lasting cause; small ones most, for their size.",
    "Cluster": "Squares whose surroundings are busier than if the borough's square counts were "
    "shuffled. Where people live or shop is not allowed for.",
    "Clear, possible, normal variation": "Whether a change is more than normal variation: "
    "the usual month-to-month ups and downs of such counts. If nothing had changed, "
    f"{change_words.RARE} changes would be clear and {change_words.SELDOM} possible or clear.",
    "Cohort": "The crimes recorded in one month, followed together.",
    "Dispersion index": "The share of the parts that it takes to make up a change: near 0 if a few "
    "parts do, near 1 if it takes nearly all.",
    "Gi*": "The test behind the clusters. It says how seldom other squares, put around this one, "
    "would hold as many incidents. Its z is how far above the average they are. Its q is the share "
    "of false alarms to expect if squares up to this one are marked.",
    "Gini coefficient": "How unevenly incidents lie at points: 0 as evenly as can "
    "be, 1 all at one point.",
    "Harm score": "Crimes, each counted with the weight of its type: how long courts sentence "
    "such crimes on average.",
    "Hit rate": "The share of later incidents in the squares that a method chose before.",
    "Horizon": "How long after the month of recording an outcome counts: 3, 6 or 12 months.",
    "Limits": "The range in which nearly all months fall while nothing new is going on.",
    "Named place": "An estate, park, station or centre that the partnership works on.",
    "Pack": "The file with all the figures. A new one is made each time data is loaded.",
    "Positive outcome": "The suspect was charged, cautioned or dealt with in another formal way.",
    "Rate": "Incidents in the chosen months for each 1,000 people who live there. It is not a "
    "yearly rate unless a year is chosen.",
    "Recorded crime": "Crime that the police know of and noted. Much crime is never reported.",
    "Rolling 12 months": "The total of a month and the eleven before it.",
    "Rounded count": "The middle of a band of counts: 9 stands for 7 to 12. It protects people.",
    "Settled ground": "Squares with any incident in the data, near where people live. Most of a "
    "borough is fields.",
    "Stands out": "More than normal variation, even though many things were compared.",
    "Street point": "A fixed point near which the police plot incidents, to protect privacy.",
    "Ward": "An area with council members of its own.",
}
# How pages write the terms that ``explained.py`` makes buttons; plainer words have none.
FORMS: Mapping[str, tuple[str, ...]] = {
    **{each: (each, f"{each}s") for each in ABBREVIATIONS if each != "CSV"},
    "95% interval": ("95% interval", "95% intervals", "95% from", "ratio, 95%", "ratio (95%)"),
    "Bandwidth": ("bandwidth",),
    "Named place": ("named place", "named places"),
    "By chance alone": ("by chance alone",),
    "Clear, possible, normal variation": (
        "normal variation", "clear rise", "clear fall", "possible rise", "possible fall",
        "possibly rose", "possibly fell",
    ),
    "Cluster": ("cluster", "clusters"),
    "Dispersion index": ("dispersion index",),
    "Gi*": ("Gi*", "Gi*, z", "Gi*, q"),
    "Gini coefficient": ("Gini coefficient",),
    "Harm score": ("harm score", "harm"),
    "Hit rate": ("hit rate", "hit rate, %"),
    "Horizon": ("horizon",),
    "Limits": ("upper limit", "lower limit", "95% limits", "dotted: limits", "for limits"),
    "Positive outcome": ("positive outcome", "positive outcomes"),
    "Rate": ("per 1,000 residents", "per 1,000"),
    "Rounded count": ("rounded",),
    "Settled ground": ("settled ground",),
    "Stands out": ("stands out", "stand out"),
    "Street point": ("street point", "street points"),
}  # fmt: skip


FOUND = re.compile(rf"\b({'|'.join(ABBREVIATIONS)})(?=s?\b)")


def abbreviated(text: str) -> list[Any]:
    """Return the parts of a text, each short form as an ``abbr`` that says what it stands for."""
    return [
        html.Abbr(part, title=ABBREVIATIONS[part][0]) if part in ABBREVIATIONS else part
        for part in FOUND.split(text)
        if part
    ]


def layout() -> html.Div:
    """Return the page without its content, which ``body`` makes."""
    return html.Div([html.H1("Glossary"), html.Div(id=BODY, className="grid even")])


def body() -> list[Any]:
    """Return two cards: short forms, then other words, each in the order of the alphabet."""
    short = [
        (html.Abbr(each, title=stands), f"{stands[0].upper()}{stands[1:]}. {meaning}")
        for each, (stands, meaning) in ABBREVIATIONS.items()
    ]
    return [_card("Short forms", short), _card("Other words", [*WORDS.items()])]


def _card(title: str, entries: list[Any]) -> html.Section:
    terms = [part for term, meaning in entries for part in (html.Dt(term), html.Dd(meaning))]
    return html.Section([html.H2(title), html.Dl(terms)], className="card words")
