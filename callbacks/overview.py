"""Answers for the overview."""

from callbacks.page import Answer, PageCallbacks
from data import marac, queries, trends
from data.headlines import everything, headlines
from data.pack import Pack
from data.question import Question
from layouts import ids
from layouts.area_panels import ranking, ward_panel
from layouts.overview import AREA_MAP, HEADLINES, MAP, MAP_HEIGHT, TREND
from layouts.tiles import headline_table, marac_tile, tile_row
from layouts.trend_panels import monthly_panel


def answer(pack: Pack, question: Question) -> Answer:
    """The tiles, the ward map, the trend and the ranking."""
    values = queries.areas(pack, question.filters, question.view.edition)
    monthly = queries.by_month(pack, question.filters.whole_series(question.domain))
    series = trends.series(monthly, question.domain)
    years = marac.years(queries.marac(pack), queries.annual(pack))
    found = headlines(queries.by_month_and_type(pack, everything(question)), question)
    return Answer(
        panels={
            MAP: ward_panel(question, values, MAP_HEIGHT),
            TREND: monthly_panel(
                question, series, trends.notes_on(queries.annotations(pack), question)
            ),
        },
        parts={
            ids.TILES: [
                *tile_row(question, found),
                *marac_tile(question, years),
            ],
            ids.RANKING: ranking(question, values),
        },
        tables={HEADLINES: headline_table(question, found)},
    )


PAGE = PageCallbacks({MAP: AREA_MAP, TREND: None}, (ids.TILES, ids.RANKING), answer, (HEADLINES,))
