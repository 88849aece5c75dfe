"""Compared with others: the borough's rate in a funnel plot of its peers."""

from layouts.base import ids
from layouts.base.panels import card
from layouts.base.unchecked import html

FUNNEL, AMONG = "peers-funnel", "peers-among"
HEIGHT = 430
HOW_TO_READ = (
    "Each dot is an area: its residents across, its rate up. The line through the middle is the "
    "rate of all peers together. This borough is the diamond.",
    "An area between the 95% limits is within what is expected. About 5 in 100 areas lie beyond "
    "them, and 2 in 1,000 beyond the 99.8% limits, when nothing sets them apart.",
    "Areas differ by more than chance: by towns and roads, by who lives there, and by how their "
    "police force records. The shaded band is what chance alone allows. The limits also allow for "
    "as much as the peers differ.",
)
CAUTIONS = (
    "There are no ranks. Within the limits the order is mostly chance and recording.",
    "Rates are for residents. Incidents count visitors, shoppers and commuters too, so areas with "
    "city centres, stations or airports stand high.",
    "Higher is not worse and lower is not better: more reports may mean more trust.",
    "The area filter does not apply here: the whole borough is compared.",
)


def layout() -> html.Div:
    """Return the empty page, with what does not depend on the figures."""
    return html.Div(
        [
            html.H1("The borough among its peers", className="hidden"),
            html.Div(id=AMONG, className="against"),
            html.Div(
                [
                    card(FUNNEL, height=HEIGHT, label="Among its peers"),
                    html.Section(
                        [
                            html.H2("How to read it"),
                            *(html.P(each) for each in HOW_TO_READ),
                            html.H2("What it cannot say"),
                            html.Ul([html.Li(each) for each in CAUTIONS]),
                        ],
                        className="card words",
                        id=ids.part(FUNNEL, "words"),
                    ),
                ],
                className="grid map-first",
            ),
        ],
        className="column",
    )
