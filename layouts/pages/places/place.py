"""The page of one place: a problem profile in SARA order that prints on one page of A4."""

from data.model.domain import Area
from data.model.view import FARTHEST_M, NEAREST_M, OWN, STEP_M
from layouts.base.panels import card
from layouts.base.slider import slider
from layouts.base.unchecked import html

BACK = "place-back"
LEAD, FACTS, MAP, MIX = "place-lead", "place-facts", "place-map-card", "place-mix-card"
POINTS, KNOWN = "place-points-card", "place-known"
RESPONSE, ASSESSMENT = "place-response", "place-assessment"
TREND = "place-trend"
# Tables and a drawing that have an address for downloads but no card.
MIX_TABLE, POINTS_TABLE, DRAWING = "place-mix", "place-points", "place-map"


def layout(place: Area | None = None) -> html.Article:
    """Return the empty profile of one place."""
    return html.Article(
        [
            html.Div(
                [
                    html.Div(
                        [
                            html.P(id=BACK, className="back"),
                            html.P("Problem profile", className="on-paper"),
                            html.H1(place.name if place else ""),
                            html.P(id=LEAD, className="lead"),
                        ]
                    ),
                    slider(
                        "buffer",
                        "How far around",
                        stops=(NEAREST_M - STEP_M, FARTHEST_M, STEP_M),
                        plain=OWN,
                        first=(OWN, "its own outline"),
                    ),
                ],
                className="profile-head",
            ),
            _stage("Scanning", "What happens here, and is it changing?"),
            html.Div(
                [
                    html.Div(
                        [
                            html.Section(id=FACTS, className="facts"),
                            card(
                                TREND,
                                height=236,
                                label="Month by month",
                                place=place,
                                paper=(470, 200),
                            ),
                        ],
                        className="column",
                    ),
                    html.Section(id=MAP, className="card"),
                ],
                className="grid",
            ),
            _stage("Analysis", "What stands out, and what is known?"),
            html.Div(
                [
                    html.Section(id=MIX, className="card"),
                    html.Section(id=POINTS, className="card"),
                ],
                className="grid analysis",
            ),
            html.Section(id=KNOWN, className="card"),
            html.Div(
                [
                    html.Section(
                        [_stage("Response", "What is being done?"), html.Div(id=RESPONSE)],
                        className="card",
                    ),
                    html.Section(
                        [_stage("Assessment", "Did it help?"), html.Div(id=ASSESSMENT)],
                        className="card",
                    ),
                ],
                className="grid stages",
            ),
        ],
        className="profile",
    )


def _stage(name: str, question: str) -> html.H2:
    """Return the heading of a stage, with the question that it answers."""
    return html.H2([name, " ", html.Small(question)], className="stage")
