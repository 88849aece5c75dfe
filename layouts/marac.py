"""MARAC: repeat cases by year, with the range chance alone would give, and what a repeat is."""

from dash import html

from layouts import ids
from layouts.panels import card

RATE, NUMBERS = "marac-rate", "marac-numbers"


def layout() -> html.Div:
    """The empty MARAC page with the definitions that do not depend on the figures."""
    return html.Div(
        [
            html.H1("MARAC repeat cases"),
            html.P(id=ids.LEAD, className="lead"),
            html.Div(
                [
                    card(RATE, height=360, label="Repeat rate"),
                    html.Div(
                        [
                            html.Section(id=NUMBERS, className="card"),
                            html.Section(
                                [
                                    html.H2("What counts as a repeat"),
                                    html.P(
                                        "A MARAC (multi-agency risk assessment conference) is the "
                                        "monthly meeting about people at high risk from domestic "
                                        "abuse. A case is a repeat when the same victim and "
                                        "perpetrator come back within 12 months of their last "
                                        "referral, after any new abuse. It need not be a crime, "
                                        "and any agency may identify it. After 12 months it "
                                        "counts as a new case."
                                    ),
                                    html.P(
                                        "Repeats are counted within the cases, so the rate is "
                                        "repeats divided by all cases discussed. A low rate is "
                                        "not simply good: repeats may be going unflagged. A high "
                                        "one may mean that safety plans are not holding."
                                    ),
                                    html.P(
                                        "Source of the definition: SafeLives, definition of a "
                                        "repeat MARAC case.",
                                        className="soft",
                                    ),
                                ],
                                className="card words",
                            ),
                        ],
                        className="column",
                    ),
                ],
                className="grid marac",
            ),
        ]
    )
