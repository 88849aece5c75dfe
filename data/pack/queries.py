"""Queries of a pack as functions; the SQL of each is in ``sql``.

A docstring names the class whose fields are the columns of the frame, of ``data.model.query_rows``
or of the module that is given (a test compares the two), or the table with these columns, or them.
"""

import pandas as pd

from data.model.filters import Filters
from data.model.view import View
from data.pack.cache import per_pack
from data.pack.pack import Pack

PAGE_SIZE = 50
NO_LIMIT = 2**31 - 1


@per_pack(256)
def _cached(pack: Pack, query: str, filters: Filters | None) -> pd.DataFrame:
    """Return the frame of a query; cached, because a pack never changes."""
    return pack.frame(query, {"filters": filters.parameters(pack.domain)} if filters else None)


def _run(pack: Pack, query: str, filters: Filters | None = None) -> pd.DataFrame:
    """Return a shallow copy of the cached frame: who changes the copy does not change the cache."""
    return _cached(pack, query, filters).copy(deep=False)


def nearby(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Return the count of incidents up to 1 km outside the borough, by covered month and point.

    Columns: month, easting, northing (metres, EPSG:27700), n. The area filter does not apply.
    """
    return _run(pack, "hotspots/nearby", filters.everywhere())


def outcomes(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Return how many matching incidents have each last outcome, most first: ``OutcomeRow``."""
    return _run(pack, "incidents/outcomes", filters)


def records(pack: Pack, filters: Filters, view: View, *, every: bool = False) -> pd.DataFrame:
    """Return one page of 50 matching incidents, or all, in the view's order: ``RecordRow``."""
    page = {
        "sort": view.sort,
        "order": view.order,
        "size": NO_LIMIT if every else PAGE_SIZE,
        "skip": 0 if every else (view.page - 1) * PAGE_SIZE,
    }
    return pack.frame(
        "incidents/records", {"filters": filters.parameters(pack.domain), "page": page}
    )


def last_page(total: int) -> int:
    """Return the number of the last page of ``total`` records; 1 for none."""
    return max(-(-total // PAGE_SIZE), 1)


def annual(pack: Pack) -> pd.DataFrame:
    """Return the published annual figures: ``FigureRow``."""
    return _run(pack, "published/annual")


def annual_checks(pack: Pack) -> pd.DataFrame:
    """Return the checks by year, those that do not agree first: ``CheckRow``."""
    return _run(pack, "published/annual_checks")


def request_cells(pack: Pack) -> pd.DataFrame:
    """Return counts of council requests after disclosure control: columns of ``request_cell``."""
    return _run(pack, "requests/request_cells")


def strategy(pack: Pack) -> pd.DataFrame:
    """Return the strategy in its order: ``StrategyRow``."""
    return _run(pack, "published/strategy")


def kpis(pack: Pack) -> pd.DataFrame:
    """Return the measures that the board watches, in the order of the TOML: ``KpiRow``."""
    return _run(pack, "published/kpis")


def marac(pack: Pack) -> pd.DataFrame:
    """Return the published MARAC years, oldest first: ``MaracRow``."""
    return _run(pack, "marac/marac")


def marac_windows(pack: Pack) -> pd.DataFrame:
    """Return MARAC figures of twelve months to each quarter's end: columns of ``marac_window``.

    Only partner packs have them.
    """
    return _run(pack, "marac/marac_windows")


def marac_band(pack: Pack) -> pd.DataFrame:
    """Return the expected range of the repeat rate, if any: ``marac_band.ExpectedRange``."""
    return _run(pack, "marac/marac_band")


def marac_comparisons(pack: Pack) -> pd.DataFrame:
    """Return MARAC figures from elsewhere: ``marac_volume.Elsewhere``."""
    return _run(pack, "marac/marac_comparisons")


def women(pack: Pack) -> pd.DataFrame:
    """Return women aged 16 and over in the whole area, one row or none: ``marac_volume.Women``."""
    return _run(pack, "areas/women")


def annotations(pack: Pack) -> pd.DataFrame:
    """Return the notes on stretches of months: ``NoteRow``."""
    return _run(pack, "incidents/annotations")


def signals(pack: Pack) -> pd.DataFrame:
    """Return the signals that the build found, most certain first: ``signal_row.SignalRow``."""
    return _run(pack, "signals/signals")


def signal_tests(pack: Pack) -> int:
    """Return how many comparisons were searched for signals."""
    return int(_run(pack, "signals/tests")["n"].iloc[0])


def actions(pack: Pack) -> pd.DataFrame:
    """Return the actions of the problem-solving group by start date: ``actions.Action``."""
    return _run(pack, "places/actions")


def assessment(pack: Pack) -> pd.DataFrame:
    """Return what the partnership wrote for its assessment: ``assessment.AssessmentRow``."""
    return _run(pack, "published/assessment")


def earlier_assessment(pack: Pack) -> pd.DataFrame:
    """Return what the partnership wrote for the earlier one: ``assessment.AssessmentRow``."""
    return _run(pack, "published/earlier_assessment")


def earlier_themes(pack: Pack) -> pd.DataFrame:
    """Return the earlier assessment's results for its themes: ``assessment.EarlierRow``."""
    return _run(pack, "published/earlier_themes")


def sources(pack: Pack) -> pd.DataFrame:
    """Return every source file with what became of its rows: ``SourceRow``."""
    return _run(pack, "pack/sources")


def rejections(pack: Pack) -> pd.DataFrame:
    """Return why rows were rejected: ``RejectionRow``."""
    return _run(pack, "pack/rejections")


def coverage(pack: Pack) -> pd.DataFrame:
    """Return the months that each force has: ``CoverageRow``."""
    return _run(pack, "pack/coverage")


def populations(pack: Pack) -> pd.DataFrame:
    """Return the populations used: ``PopulationRow``."""
    return _run(pack, "areas/populations")


def residents(pack: Pack) -> pd.DataFrame:
    """Return wards and located places: slug, name, kind, residents (null for a place)."""
    return _run(pack, "areas/residents")


def places(pack: Pack) -> pd.DataFrame:
    """Return wards and named places, located or not: ``PlaceRow``."""
    return _run(pack, "areas/areas")
