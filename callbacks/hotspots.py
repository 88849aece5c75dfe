"""Answers for the hotspots page."""

from callbacks.page import Answer, PageCallbacks
from data import queries
from data.pack import Pack
from data.question import Question
from layouts.area_panels import ranking
from layouts.hotspot_panels import hotspot_panel, top_points
from layouts.hotspots import AREA_MAP, MAP, POINTS, RANKING


def answer(pack: Pack, question: Question) -> Answer:
    """The map with street points, the ranking of areas and the leading points."""
    values = queries.areas(pack, question.filters)
    points = queries.street_points(pack, question.filters)
    total = queries.total(pack, question.filters)
    return Answer(
        panels={MAP: hotspot_panel(question, values, points, total)},
        parts={
            RANKING: ranking(question, values, every=True),
            POINTS: top_points(points),
        },
    )


PAGE = PageCallbacks({MAP: AREA_MAP}, (RANKING, POINTS), answer)
