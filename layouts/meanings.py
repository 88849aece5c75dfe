"""What the numbers of a page mean, for the notes of its slides and workbook."""

from collections.abc import Mapping

from data.crime_types import CHOICE
from data.measures import MEASURES
from data.question import Question
from layouts.layers import LAYERS

REAL = (
    "Two counts are compared with an exact test. A clear change would come from chance less than "
    "once in 500 times, a possible one less than once in 20. Anything else is within normal "
    "variation. On a base under 50, counts are shown and not percentages."
)
MISSING = (
    "A month counts as held only when every primary force has it. A missing month is not zero: it "
    "is a gap in charts, an empty cell in tables, and left out of totals."
)
SHOWN = (
    "These are the figures of the page, after the same disclosure control. Police.uk moves each "
    "incident to a fixed point near by, so that no home can be told. Violence and sexual offences, "
    "drugs, weapons and robbery are never drawn as points or listed by street. A figure that is "
    "held back says so in words: it is neither zero nor missing."
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
LIMITS = (
    "The average and limits of a monthly line are those of an XmR chart: the mean, and the mean "
    "more or less 2.66 times the mean moving range. Points beyond them, long runs and trends stand "
    "out; what stands out may still be a season."
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
SUPPRESSION = "Suppression"


def meanings(question: Question, path: str) -> Mapping[str, str]:
    """A sentence or two by name on what the page at a path shows of a question."""
    measure = MEASURES[question.view.measure]
    crime = {CHOICE[each].label: CRIME for each in question.filters.crime if each == "all-crime"}
    areas = {f"{measure.label} ({measure.unit})": measure.note}
    own = {
        "/": {**crime, **areas},
        "/hotspots": {**crime, LAYERS[question.view.layer].label:
                      LAYERS[question.view.layer].explanation},
        "/places": {**crime, "Places": PLACE},
        "/places/<place>": {**crime, "Places": PLACE},
        "/compare": {**crime, **areas},
        "/peers": {**crime, "Peers": PEERS},
        "/trends": {**crime, "Limits": LIMITS},
        "/marac": {"Repeat cases": MARAC},
        "/activity": {"Activity": ACTIVITY},
    }  # fmt: skip
    return {
        **own.get(path, crime),
        "Is a change real?": REAL,
        "Missing months": MISSING,
        SUPPRESSION: SHOWN,
    }
