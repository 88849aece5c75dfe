"""MARAC and domestic abuse: repeat cases, what changed, volume, and what a repeat is."""

from layouts.base import ids
from layouts.base.panels import card
from layouts.base.unchecked import html

RATE, CHART, VOLUME, WINDOWS = "marac-rate", "marac-chart", "marac-volume", "marac-windows"
CHANGES, NUMBERS, HAS_WINDOWS = "marac-changes", "marac-numbers", "marac-finer"
ABUSE, HATE = "domestic-abuse", "hate-crime"


def layout() -> html.Div:
    """Return the empty page with the definitions that do not depend on the figures."""
    return html.Div(
        [
            html.H1("MARAC and domestic abuse"),
            html.P(id=ids.MARAC_LEAD, className="lead"),
            html.Div(
                [
                    html.Div(
                        [
                            card(RATE, height=385, label="Repeat rate"),
                            html.Section(id=CHANGES, className="card"),
                            card(CHART, height=300, label="Is any year unlike the others?"),
                            card(VOLUME, height=300, label="Cases per 10,000 women"),
                        ],
                        className="grid even",
                    ),
                    html.Section(id=NUMBERS, className="card"),
                    # While this is empty, the style hides the card after it: there are no windows.
                    html.Div(id=HAS_WINDOWS, hidden=True),
                    card(WINDOWS, height=330, label="Twelve months ending each quarter"),
                ],
                className="column of-marac",
            ),
            html.Section(_meaning(), className="card words meaning"),
            html.Div(
                [html.Section(id=ABUSE, className="card"), html.Section(id=HATE, className="card")],
                className="column",
            ),
        ],
        className="marac-page",
    )


def _meaning() -> list:
    return [
        html.H2("What counts as a repeat"),
        html.P(
            "A MARAC (multi-agency risk assessment conference) is the monthly meeting about people "
            "at high risk from domestic abuse. A case is a repeat when the same victim and "
            "perpetrator come back within 12 months of their last referral, after any new abuse. "
            "The abuse need not be a crime; any agency may identify it. After 12 months a case "
            "counts as new. Under an older wording the new abuse had to be a crime: years under "
            "different definitions are never joined."
        ),
        html.P(
            "Cases include repeats, so the rate is repeats divided by all cases discussed. A low "
            "rate is not simply good: repeats may be going unflagged. A high one may mean that "
            "safety plans are not holding."
        ),
        html.P(
            "Source of the definition: SafeLives, definition of a repeat Marac.", className="soft"
        ),
    ]
