"""Callbacks of the page Now."""

from datetime import date

from callbacks.area_maps import area_map
from callbacks.page import Answer, PageCallbacks
from data.changes.snapshots import new_months
from data.marac import marac
from data.model.question import Question
from data.pack import incidents, queries
from data.pack.pack import Pack
from data.places import nearby
from data.places.actions import as_of
from data.series import trends
from data.series.headlines import by_type, everything, headlines, with_chosen
from layouts.base import ids
from layouts.pages.overview import lead, signal_cards
from layouts.pages.overview.overview import (
    AREA_MAP,
    HEADLINES,
    MAP,
    MAP_HEIGHT,
    NEAREST,
    NEW,
    NOTE,
    SIGNALS,
    SIGNALS_TABLE,
    TREND,
)
from layouts.pages.overview.tiles import headline_table, marac_tile, tile_row, tiles_note
from layouts.pages.trends.trend_panels import monthly_panel


def answer(pack: Pack, question: Question) -> Answer:
    """Return the panels, parts and tables of the page."""
    domain = pack.domain
    monthly = incidents.by_month(pack, question.filters.whole_series(domain))
    series = trends.series(monthly, domain)
    chosen = trends.chosen_period(series, question)
    years = marac.years(queries.marac(pack), queries.annual(pack))
    marac_tiles = marac_tile(question, years)
    areas, ranking = area_map(pack, question, MAP_HEIGHT, chosen)
    by_month = incidents.by_month_and_type(pack, everything(question))
    every = headlines(by_month, question)
    asb = next(each.change for each in every if each.crime == ("asb",))
    found = with_chosen(every, question, series, chosen)
    signals, tests = nearby.signals(pack), queries.signal_tests(pack)
    return Answer(
        panels={
            MAP: areas,
            TREND: monthly_panel(
                question, series, trends.notes_on(queries.annotations(pack), question)
            ),
        },
        parts={
            ids.NOW_LEAD: lead.sentence(question, chosen, by_type(by_month, question), asb),
            NEAREST: lead.nearest(question, chosen),
            SIGNALS: signal_cards.section(question, signals, tests, as_of(domain, date.today())),
            ids.TILES: [*tile_row(question, found), *marac_tiles],
            NOTE: tiles_note(question, found, marac_tiles),
            ids.RANKING: ranking,
            NEW: lead.new_section(domain, new_months(pack)),
        },
        headline=HEADLINES,
        tables={
            HEADLINES: headline_table(question, found),
            SIGNALS_TABLE: signal_cards.table(signals, tests),
        },
    )


PAGE = PageCallbacks(
    {MAP: AREA_MAP, TREND: None},
    (ids.NOW_LEAD, NEAREST, SIGNALS, ids.TILES, NOTE, ids.RANKING, NEW),
    answer,
    (HEADLINES, SIGNALS_TABLE),
)
