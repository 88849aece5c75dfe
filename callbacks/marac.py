"""Answers for the page on MARAC, domestic abuse and hate crime."""

from callbacks.page import Answer, PageCallbacks, csv_link
from data import marac, marac_chart, marac_volume, marac_windows, queries
from data.pack import Pack
from data.question import Question
from layouts import abuse_parts, ids, marac_words
from layouts.marac import ABUSE, CHANGES, CHART, FINER, HATE, NUMBERS, RATE, VOLUME, WINDOWS
from layouts.marac_panels import chart_panel, rate_panel, volume_panel, year_table
from layouts.marac_parts import changes_card, changes_table, numbers_card
from layouts.marac_windows import windows_panel

TIER = "D"


def answer(pack: Pack, question: Question) -> Answer:
    """Every published figure of MARAC, domestic abuse and hate crime; filters do not apply."""
    annual, checks = queries.annual(pack), queries.annual_checks(pack)
    years = marac.years(queries.marac(pack), annual)
    changes = marac.changes(years)
    band = queries.marac_band(pack)
    women = marac_volume.women(queries.women(pack))
    volumes = marac_volume.volumes(years, women)
    windows = marac_windows.with_published(marac_windows.held(queries.marac_windows(pack)), years)
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
            ids.LEAD: marac_words.lead(years, band, changes, windows),
            CHANGES: changes_card(changes, csv_link(CHANGES, question)),
            NUMBERS: numbers_card(years, volumes, csv_link(NUMBERS, question)),
            FINER: "shown" if windows else "",
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
    (ids.LEAD, CHANGES, NUMBERS, FINER, ABUSE, HATE),
    answer,
    (CHANGES, NUMBERS, ABUSE, HATE),
)
