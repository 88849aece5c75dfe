"""Explanations of the numbers of each page, for the notes of slides and workbooks."""

from collections.abc import Mapping

from data.model import pages
from data.model.crime_types import CHOICE
from data.model.measures import MEASURES
from data.model.question import Question
from layouts.base.change_words import REAL
from layouts.base.harm_words import LIMITS as LIMITS_OF_HARM
from layouts.pages.hotspots.layers import LAYERS
from layouts.pages.trends import process_words

MISSING = (
    "A month counts only when every primary force has it. A missing month is not zero: it "
    "is a gap in charts, an empty cell in tables, and left out of totals."
)
SHOWN = (
    "These are the figures of the page, after the same disclosure control. Police.uk moves each "
    "incident to a fixed point near by, so that no home can be identified. Violence and sexual "
    "offences, drugs, weapons and robbery are never drawn as points or listed by street. "
    "Restricted counts are rounded; small ones are given in words, which is neither zero nor "
    "missing."
)
CRIME = (
    "Every recorded offence. Anti-social behaviour is not an offence and is counted apart, as in "
    "the published total."
)
MARAC = (
    "A MARAC (multi-agency risk assessment conference) is a meeting about people at high risk from "
    "domestic abuse. A case is a repeat when the same victim and perpetrator come back within 12 "
    "months of their last referral, after any new abuse. The rate is repeats divided by all cases "
    "discussed. Source of the definition: SafeLives."
)
PLACE = (
    "A named place is a circle around its middle. Places may overlap each other and cross wards."
)
PEERS = (
    "A dot is an area: its rate against how many live there. The limits allow for chance and for "
    "how much areas differ. Outside them an area differs from the others; inside, nothing can be "
    "said. It is no league table."
)
ACTIVITY = (
    "What was done stands beside what it was meant to move. That one followed the other is no "
    "proof that it came from it."
)
OUTCOMES = (
    "Crimes by the month in which they were recorded. A positive outcome is a charge or summons, a "
    "caution, penalty notice, drugs possession warning or local resolution. A month counts when "
    "it is old enough for the time chosen. Court results are missing."
)
SINCE = (
    "Before and after are the same months of the year. The change at the place is set against the "
    "change at the comparison place (Wheeler and Ratcliffe's weighted displacement difference). "
    "It does not show what caused a difference."
)
SUPPRESSION = "Suppression"


def meanings(question: Question, path: str) -> Mapping[str, str]:
    """Return explanations by name: of the numbers on the page at ``path``, then general ones."""
    measure = MEASURES[question.view.measure]
    crime = {CHOICE[each].label: CRIME for each in question.filters.crime if each == "all-crime"}
    areas = {f"{measure.label} ({measure.unit})": measure.note}
    harm = {**areas, "Limits of harm": " ".join(LIMITS_OF_HARM)} if measure.id == "harm" else {}
    own = {
        "/": {**crime, **areas, **harm},
        pages.HOTSPOTS.path: {**crime, LAYERS[question.view.layer].label:
                      LAYERS[question.view.layer].explanation},
        pages.PLACES.path: {**crime, "Places": PLACE},
        pages.PLACE.path: {**crime, "Places": PLACE, "What happened since": SINCE},
        pages.SINCE.path: {"What happened since": SINCE},
        pages.COMPARE.path: {**crime, **areas},
        pages.PEERS.path: {**crime, "Peers": PEERS, **harm},
        pages.TRENDS.path: {**crime, "Limits": process_words.HOW, **harm},
        pages.OUTCOMES.path: {**crime, "Outcomes": OUTCOMES},
        pages.MARAC.path: {"Repeat cases": MARAC},
        pages.ACTIVITY.path: {"Activity": ACTIVITY},
    }  # fmt: skip
    return {
        **own.get(path, crime),
        "Is a change real?": REAL,
        "Missing months": MISSING,
        SUPPRESSION: SHOWN,
    }
