"""Callbacks of the page on MARAC, domestic abuse and hate crime."""

from callbacks.page import Answer, PageCallbacks, csv_link
from data.marac import marac, marac_band, marac_chart, marac_volume, marac_windows
from data.model.question import Question
from data.pack import queries
from data.pack.pack import Pack
from layouts.base import ids
from layouts.pages.marac import abuse_parts, marac_words
from layouts.pages.marac.marac import (
    ABUSE,
    CHANGES,
    CHART,
    HAS_WINDOWS,
    HATE,
    NUMBERS,
    RATE,
    VOLUME,
    WINDOWS,
)
from layouts.pages.marac.marac_panels import chart_panel, rate_panel, volume_panel, year_table
from layouts.pages.marac.marac_parts import changes_card, changes_table, numbers_card
from layouts.pages.marac.marac_windows import windows_panel
from layouts.published.unfiltered import unfiltered

TIER = "D"


def answer(pack: Pack, question: Question) -> Answer:
    """Return the figures on MARAC, domestic abuse and hate crime. Filters do not apply."""
    annual, checks = queries.annual(pack), queries.annual_checks(pack)
    years = marac.years(queries.marac(pack), annual)
    changes = marac.changes(years)
    band = marac_band.expected(queries.marac_band(pack))
    women = marac_volume.women(queries.women(pack))
    volumes = marac_volume.volumes(years, women)
    windows = marac_windows.with_published(
        marac_windows.windows_of(queries.marac_windows(pack)), years
    )
    elsewhere = marac_volume.elsewhere(queries.marac_comparisons(pack))
    figures = {
        ABUSE: abuse_parts.table(annual, abuse_parts.ABUSE),
        HATE: abuse_parts.table(annual, abuse_parts.HATE),
    }
    return Answer(
        panels={
            RATE: rate_panel(years, band, elsewhere),
            CHART: chart_panel(marac_chart.centres(years)),
            VOLUME: volume_panel(volumes, women, elsewhere),
            WINDOWS: windows_panel(
                windows, band, pack.domain.rule(TIER), pack.domain.disclosure.standing
            ),
        },
        parts={
            ids.MARAC_LEAD: marac_words.lead(
                years,
                band,
                changes,
                windows,
                scope=unfiltered(question),
                volume=(volumes, elsewhere),
            ),
            CHANGES: changes_card(changes, csv_link(CHANGES, question)),
            NUMBERS: numbers_card(years, volumes, csv_link(NUMBERS, question)),
            HAS_WINDOWS: "shown" if windows else "",
            ABUSE: abuse_parts.abuse_card(annual, checks, csv_link(ABUSE, question)),
            HATE: abuse_parts.hate_card(annual, checks, csv_link(HATE, question)),
        },
        tables={
            CHANGES: changes_table(changes),
            NUMBERS: year_table(years, volumes),
            **{name: table for name, table in figures.items() if table},
        },
    )


PAGE = PageCallbacks(
    {RATE: None, CHART: None, VOLUME: None, WINDOWS: None},
    (ids.MARAC_LEAD, CHANGES, NUMBERS, HAS_WINDOWS, ABUSE, HATE),
    answer,
    (CHANGES, NUMBERS, ABUSE, HATE),
)
