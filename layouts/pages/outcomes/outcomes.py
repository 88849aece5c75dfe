"""Outcomes: what became of the crimes recorded in each month."""

from data.model.outcome_groups import GROUPS, OutcomeGroup
from layouts.base import ids
from layouts.base.panels import card
from layouts.base.unchecked import html

WITHIN = "outcomes-within"
COHORTS, GROUPS_CARD, TYPES, WARDS = (
    "outcomes-cohorts", "outcomes-groups", "outcomes-types", "outcomes-wards",
)  # fmt: skip
HEIGHT, TALL, WARDS_HEIGHT = 330, 430, 680
HOW = (
    "Crimes count by the month in which they were recorded, and each is followed for the same "
    "time. Months are calendar months: within 3 months means by the end of the third month after "
    "the month of recording. Outcomes of a month are never divided by crimes of that month, which "
    "are other crimes.",
    "A month is complete for a horizon when the outcomes of all its months are held. Until then it "
    "is grey and counts in no total and no comparison.",
    "A crime has its first positive outcome; without one, its last outcome. An outcome belongs to "
    "a crime of the same police force and Crime ID, and to no other.",
)
CAUTIONS = (
    "Court results have been missing from police.uk since June 2019. This page stops at the "
    "charge: it does not say who was convicted.",
    "Unable to prosecute suspect: police.uk does not say why. The victim may not support action, "
    "or the evidence may fall short.",
    "No suspect identified is frequent where there is seldom a witness, as in theft and damage. It "
    "says little about the effort made.",
    "Types of crime differ in how often a suspect is known. Choose one type before you compare "
    "wards or the police force.",
    "Anti-social behaviour is not a crime and has no outcome.",
)


def layout() -> html.Div:
    """Return the empty page, with what does not depend on the figures."""
    return html.Div(
        [
            html.H1("What became of recorded crimes"),
            html.Div(id=WITHIN, className="against"),
            html.P(id=ids.OUTCOMES_LEAD, className="lead"),
            card(COHORTS, height=HEIGHT, label="By month of recording"),
            html.Div(
                [
                    card(GROUPS_CARD, height=TALL, label="What became of them"),
                    card(TYPES, height=TALL, label="By type of crime"),
                ],
                className="grid even",
            ),
            html.Div(
                [card(WARDS, height=WARDS_HEIGHT, label="By ward"), _words()],
                className="grid even",
            ),
        ],
        className="column outcomes",
    )


def _words() -> html.Section:
    return html.Section(
        [
            html.H2("How to read it"),
            *(html.P(each) for each in HOW),
            html.H2("What it cannot say"),
            html.Ul([html.Li(each) for each in CAUTIONS]),
            html.H2("What each group holds"),
            html.Dl([part for each in GROUPS for part in _meaning(each)]),
        ],
        className="card words",
    )


def _meaning(group: OutcomeGroup) -> tuple[html.Dt, html.Dd]:
    """Return a group with every category of police.uk that it holds."""
    name = f"{group.label}{' (positive)' if group.positive else ''}"
    return html.Dt(name), html.Dd("; ".join(group.labels))
