"""Every question to a pack, as a typed function; the SQL of each is ``data/sql/<name>.sql``."""

from datetime import date
from functools import lru_cache

import pandas as pd

from data.actions import Action, listed
from data.area_values import area_values
from data.before_after import BeforeAfter, NotCompared, asked, compared, windows_of
from data.domain import WARDS, Edition
from data.filters import Filters
from data.marac_band import Band
from data.pack import Pack
from data.town_centres import town_centres
from data.view import View

PAGE_SIZE = 50
NO_LIMIT = 2**31 - 1


@lru_cache(maxsize=256)
def _held(pack: Pack, query: str, filters: Filters | None) -> pd.DataFrame:
    """The answer as first given: a pack never changes, so neither does the answer to a question."""
    return pack.frame(query, {"filters": filters.parameters(pack.domain)} if filters else None)


def _ask(pack: Pack, query: str, filters: Filters | None = None) -> pd.DataFrame:
    """A copy of the answer, which costs nothing until someone writes to it."""
    return _held(pack, query, filters).copy(deep=False)


def total(pack: Pack, filters: Filters) -> int:
    """How many incidents match."""
    return int(_ask(pack, "total", filters)["n"].iloc[0])


def by_month(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Each month of the span: month, n (null where the month is missing)."""
    return _ask(pack, "by_month", filters)


def by_month_and_type(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Each covered month and crime type: crime_type, label, month, n (zeros included)."""
    return _ask(pack, "by_month_and_type", filters)


def by_month_and_area(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Each covered month and chosen area (else ward): slug, name, kind, month, n."""
    return _ask(pack, "by_month_and_area", filters)


@lru_cache(maxsize=256)
def _by_area(pack: Pack, filters: Filters, edition: Edition) -> pd.DataFrame:
    areas = {"kind": edition.kind, "vintage": edition.vintage, "current": edition.current}
    return pack.frame("by_area", {"filters": filters.parameters(pack.domain), "edition": areas})


def by_area(pack: Pack, filters: Filters, edition: str = WARDS.id) -> pd.DataFrame:
    """The areas of an edition, and places, most first.

    Columns: kind, code, slug, name, confidence, n, residents.
    """
    return _by_area(pack, filters, pack.domain.edition_by_id[edition]).copy(deep=False)


def areas(
    pack: Pack, filters: Filters, edition: str = WARDS.id, before: Filters | None = None
) -> pd.DataFrame:
    """Every area of an edition, and every place, with count, rate and change: ``area_values``.

    Areas the reader chose do not narrow it: it compares every area. The change is on ``before``,
    else on the year before where that can be compared.
    """
    everywhere = filters.everywhere()
    earlier = before.everywhere() if before else everywhere.year_before(pack.domain)
    values = area_values(
        by_area(pack, everywhere, edition),
        by_area(pack, earlier, edition) if earlier is not None else None,
    )
    return values.assign(town_centre=values["code"].isin(town_centres(pack, edition)))


def by_type(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Crime types of the choice, most first: crime_type, label, n."""
    return _ask(pack, "by_type", filters)


def street_points(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Anchor points with tier A incidents, most first.

    Columns: location, lon, lat, ward, ward_code, n.
    """
    return _ask(pack, "street_points", filters)


def anchors(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Every point that incidents of any tier are plotted at: easting, northing (metres), n.

    For layers that never show a single point.
    """
    return _ask(pack, "anchors", filters)


def anchors_by_month(pack: Pack, filters: Filters) -> pd.DataFrame:
    """The same month by month: month, easting, northing, n."""
    return _ask(pack, "anchors_by_month", filters)


def nearby(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Incidents up to 1 km outside the borough, never counted: month, easting, northing, n."""
    return _ask(pack, "nearby", filters.everywhere())


def outcomes(pack: Pack, filters: Filters) -> pd.DataFrame:
    """The last outcomes recorded, most first: outcome (null where none is), n."""
    return _ask(pack, "outcomes", filters)


def records(pack: Pack, filters: Filters, view: View, *, every: bool = False) -> pd.DataFrame:
    """The incidents of one page of fifty, or every one, in the order of the view.

    Columns: month, crime_type, asb_category, ward, location, location_shown, lon, lat, outcome,
    force. Location and coordinates are null for tier B types.
    """
    page = {
        "sort": view.sort,
        "order": view.order,
        "size": NO_LIMIT if every else PAGE_SIZE,
        "skip": 0 if every else (view.page - 1) * PAGE_SIZE,
    }
    return pack.frame("records", {"filters": filters.parameters(pack.domain), "page": page})


def last_page(total: int) -> int:
    """The number of the last page of so many records, from 1."""
    return max(-(-total // PAGE_SIZE), 1)


def annual(pack: Pack) -> pd.DataFrame:
    """Published figures as they are now: report, position, table_name, measure, year, value.

    Also published_change and published_percent, and first_value and first_report: as first
    published.
    """
    return _ask(pack, "annual")


def annual_checks(pack: Pack) -> pd.DataFrame:
    """Checks by year, those that do not agree first: the columns of the pack's table."""
    return _ask(pack, "annual_checks")


def request_cells(pack: Pack) -> pd.DataFrame:
    """Every count of council requests as it may be told: the columns of the pack's table."""
    return _ask(pack, "request_cells")


def strategy(pack: Pack) -> pd.DataFrame:
    """The strategy, in its order: position, kind, aim, text, table_name, measure, source."""
    return _ask(pack, "strategy")


def marac(pack: Pack) -> pd.DataFrame:
    """Published MARAC years, oldest first: the columns of the pack's table."""
    return _ask(pack, "marac")


def marac_windows(pack: Pack) -> pd.DataFrame:
    """Finer MARAC returns, in a partner pack: the columns of the table ``marac_window``."""
    return _ask(pack, "marac_windows")


def marac_band(pack: Pack) -> Band | None:
    """The expected range of the repeat rate, if the borough sets one."""
    return next((Band(*row) for row in _ask(pack, "marac_band").itertuples(index=False)), None)


def marac_comparisons(pack: Pack) -> pd.DataFrame:
    """MARAC figures of elsewhere: label, measure, value, source."""
    return _ask(pack, "marac_comparisons")


def women(pack: Pack) -> pd.DataFrame:
    """Women aged 16 and over in the whole area, a row or none: vintage, source, estimate, value."""
    return _ask(pack, "women")


def annotations(pack: Pack) -> pd.DataFrame:
    """Notes on stretches of time: first_month, last_month, text, series."""
    return _ask(pack, "annotations")


def actions(pack: Pack) -> tuple[Action, ...]:
    """The actions of the problem-solving group, in the order in which they began."""
    return listed(_ask(pack, "actions"))


def before_after(pack: Pack, action: Action, today: date) -> BeforeAfter | NotCompared:
    """What changed around a finished action, or why it is not compared."""
    windows = windows_of(action, pack.domain, today)
    if isinstance(windows, NotCompared):
        return windows
    counts = by_month_and_area(pack, asked(action, windows, pack.domain))
    return compared(action, windows, counts, actions(pack))


def sources(pack: Pack) -> pd.DataFrame:
    """The account of every file: kind, name, file, vintage, access, licence, rows_*."""
    return _ask(pack, "sources")


def rejections(pack: Pack) -> pd.DataFrame:
    """Why rows were left out: reason, n."""
    return _ask(pack, "rejections")


def coverage(pack: Pack) -> pd.DataFrame:
    """The months of each force: source, primary, first_month, last_month, months."""
    return _ask(pack, "coverage")


def populations(pack: Pack) -> pd.DataFrame:
    """The populations used: kind, group, vintage, source, estimate, value, areas."""
    return _ask(pack, "populations")


def residents(pack: Pack) -> pd.DataFrame:
    """Wards and located places: slug, name, kind, residents (null for a place)."""
    return _ask(pack, "residents")


def places(pack: Pack) -> pd.DataFrame:
    """Wards and named places, located or not.

    Columns: kind, code, slug, name, boundary, radius_m, confidence, note, said, located.
    """
    return _ask(pack, "areas")
