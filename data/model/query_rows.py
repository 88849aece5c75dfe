"""The rows of the queries in ``data/pack/sql``: a test compares each with its SQL."""

from datetime import date
from typing import Literal, NamedTuple

MONEY = ("spend", "grant")  # kinds of StrategyRow with a figure in pounds


class PlaceRow(NamedTuple):
    """A ward or named place; ``said`` is what published documents say about it.

    ``radius_m`` is that of a place drawn as a circle; ``boundary`` says how the shape was made.
    """

    kind: str
    code: str
    slug: str
    name: str
    boundary: str | None
    radius_m: float | None
    confidence: str | None
    note: str | None
    said: str | None
    located: bool


class PopulationRow(NamedTuple):
    """The population of one group over all areas of one kind."""

    kind: str
    group: str
    vintage: str
    source: str
    estimate: bool
    value: float
    areas: int


class MonthRow(NamedTuple):
    """A month of the span; ``n`` is None where the month is missing."""

    month: date
    n: int | None


class TypeMonthRow(NamedTuple):
    """The count of one crime type in one covered month."""

    crime_type: str
    label: str
    month: date
    n: int


class AreaMonthRow(NamedTuple):
    """The count of one area in one covered month."""

    slug: str
    name: str
    kind: str
    month: date
    n: int


class TypeRow(NamedTuple):
    """The count of one crime type."""

    crime_type: str
    label: str
    n: int


class PointRow(NamedTuple):
    """The incidents of tier A types at one street point (EPSG:4326)."""

    location: str | None
    lon: float
    lat: float
    ward: str
    ward_code: str
    n: int


class OutcomeRow(NamedTuple):
    """How many incidents have one latest outcome; ``outcome`` is None where none is recorded."""

    outcome: str | None
    n: int


class RecordRow(NamedTuple):
    """One incident; location and coordinates (EPSG:4326) are None for tier B types.

    ``release`` is that of the file which gives its outcome.
    """

    month: date
    crime_type: str
    asb_category: str | None
    ward: str
    location: str | None
    location_shown: bool
    lon: float | None
    lat: float | None
    outcome: str | None
    release: str | None
    force: str


class NoteRow(NamedTuple):
    """A note on a stretch of months of one series; control limits may restart from a month."""

    first_month: date
    last_month: date
    text: str
    series: str
    limits_from: date | None


class FigureRow(NamedTuple):
    """A published annual figure as the latest report has it, and as it was first published."""

    report: str
    position: int
    table_name: str
    measure: str
    year: str
    value: float
    first_value: float
    first_report: str
    published_change: float | None
    published_percent: float | None


class CheckRow(NamedTuple):
    """A check of a published figure; ``found`` is the calculated one, ``reason`` why it differs."""

    report: str
    check: str
    relation: str
    table_name: str
    measure: str
    year: str
    published: str
    found: str
    exact: float | None
    state: Literal["agrees", "declared", "fails"]
    reason: str
    quotation: str | None
    note: str | None


class StrategyRow(NamedTuple):
    """A priority, theme, aim, activity, measure or sum of money (``MONEY``) of the strategy.

    ``group_name`` is the group responsible, "" where it is not known.
    """

    position: int
    kind: str
    aim: int | None
    text: str
    table_name: str | None
    measure: str | None
    source: str
    group_name: str


class MaracRow(NamedTuple):
    """A published MARAC year."""

    period_start: date
    period_end: date
    cases: int
    repeat_cases: int | None
    children: int | None
    source: str
    definition_version: str


class MaracWindowRow(NamedTuple):
    """A MARAC measure over twelve months after disclosure control; None if suppressed."""

    period_start: date
    period_end: date
    measure: str
    n: int | None
    least: int | None
    most: int | None
    definition_version: str
    reason: str


class RequestCellRow(NamedTuple):
    """A count of council requests after disclosure control, within ``least`` to ``most``."""

    breakdown: str
    position: int
    name: str
    code: str
    asb_category: str
    period: str
    first_month: date
    n: int
    least: int
    most: int


class SourceRow(NamedTuple):
    """An input file; its hash and row counts are None where they are restricted."""

    kind: str
    name: str
    file: str
    sha256: str | None
    vintage: str
    access: str
    licence: str
    note: str | None
    rows_read: int | None
    rows_loaded: int | None
    rows_outside: int | None
    rows_rejected: int | None
    rows_superseded: int | None


class RejectionRow(NamedTuple):
    """How many rows were rejected for one reason."""

    reason: str
    n: int


class CoverageRow(NamedTuple):
    """The first and last month of one police force (``source``), and how many are held."""

    source: str
    primary: bool
    first_month: date
    last_month: date
    months: int


class EditionRow(NamedTuple):
    """An edition of wards or LSOAs; ``is_wards``: it is that of the current wards."""

    kind: str
    vintage: str
    is_wards: bool
