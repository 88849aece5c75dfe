"""The domain of a pack: its months, areas, editions, agendas and disclosure rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from data.model import crime_types, months
from data.model.disclosure import Audience, Disclosure, Rule
from data.model.gaps import Gaps, Types
from data.model.meetings.agendas import Agenda
from data.model.query_rows import NoteRow
from data.model.street import Street


@dataclass(frozen=True)
class Area:
    """A current ward or located named place; ``centre`` is its longitude and latitude.

    ``bounds`` are its west, south, east and north in degrees.
    """

    id: str
    code: str
    kind: str
    name: str
    centre: tuple[float, float] = (0.0, 0.0)
    bounds: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Edition:
    """One set of areas that cover the borough: its wards or LSOAs of one vintage.

    ``kind`` is ward or lsoa. ``current`` marks the current wards: each incident is in one of them.
    """

    id: str
    kind: str
    vintage: str
    current: bool
    label: str


WARDS = Edition("ward", "ward", "", True, "Wards")


@dataclass(frozen=True)
class Year:
    """A financial year of which at least one month is covered."""

    start: int
    complete: bool

    @property
    def id(self) -> str:
        """The id in URLs: ``2022-23``."""
        return self.label.replace("/", "-")

    @property
    def label(self) -> str:
        """The label: ``2022/23``."""
        return months.year_label(self.start)


@dataclass(frozen=True, eq=False)
class Domain:
    """The months, areas, names and rules of one pack.

    ``months`` runs without a break from the first to the last month that a primary force has;
    a month that is not in ``covered`` is missing, which is not zero. ``gaps`` are forces' crime
    types that are missing in covered months. ``extent`` is the west, south, east and north of the
    current wards in degrees. ``schematic`` says whether ward boundaries are only schematic.
    ``editions`` begins with the current wards. ``holds`` names the loaded kinds of source that have
    a page: see ``data.model.pages``. ``audience`` is for whom the pack was built; only a new build
    can change it. ``streets`` are those that can be chosen by name. ``notes`` are the annotations
    of months. ``agendas`` hold the saved views; ``contact`` is whom to write to about the
    dashboard. Domains are compared by identity, which makes them fast cache keys.
    """

    borough: str
    partnership: str
    demonstration: bool
    schematic: bool
    version: str
    months: tuple[date, ...]
    covered: frozenset[date]
    areas: tuple[Area, ...]
    extent: tuple[float, float, float, float]
    asb_categories: bool = True
    gaps: Gaps = field(default_factory=Gaps)
    editions: tuple[Edition, ...] = (WARDS,)
    holds: frozenset[str] = frozenset()
    notes: tuple[NoteRow, ...] = ()
    agendas: tuple[Agenda, ...] = ()
    streets: Mapping[str, Street] = field(default_factory=dict, compare=False)
    contact: str = ""
    audience: Audience = "public"
    disclosure: Disclosure = field(default_factory=Disclosure)

    def rule(self, tier: str) -> Rule:
        """Return the rule of a tier for the pack's audience."""
        return self.disclosure.rule(self.audience, tier)

    @property
    def readers(self) -> str:
        """Whom the pack is for, in words for the page."""
        if self.audience == "public":
            return "For the public: restricted figures are protected."
        return "For partners only: it may hold restricted figures. Do not pass them on."

    @cached_property
    def area_by_id(self) -> dict[str, Area]:
        """The areas by their id in URLs."""
        return {each.id: each for each in self.areas}

    @cached_property
    def edition_by_id(self) -> dict[str, Edition]:
        """The editions by their id in URLs."""
        return {each.id: each for each in self.editions}

    @cached_property
    def choices(self) -> dict[str, crime_types.Choice]:
        """The crime type choices by id, with ASB categories only where any are recorded.

        Where no row has a category, a count by category would show unknown as zero.
        """
        return {
            each.id: each
            for each in crime_types.CHOICES
            if self.asb_categories or not each.asb_categories
        }

    @cached_property
    def years(self) -> tuple[Year, ...]:
        """The financial years with any covered month, oldest first."""
        starts = sorted({months.year_of(month) for month in self.covered})
        return tuple(Year(start, self.complete(*months.year_span(start))) for start in starts)

    def covered_of(self, types: Types) -> frozenset[date]:
        """Return the covered months in which no primary force lacks one of these crime types.

        ``Gaps.missing`` says which gaps are too small to count.
        """
        return self.covered - self.gaps.missing(types)

    def complete(self, first: date, last: date, types: Types = frozenset()) -> bool:
        """Whether every month from the first to the last is covered, for crime types if given."""
        return not self.missing(first, last, types)

    def missing(self, first: date, last: date, types: Types = frozenset()) -> tuple[date, ...]:
        """Return the months from first to last that are not covered, for crime types if given."""
        covered = self.covered_of(types)
        return tuple(each for each in months.between(first, last) if each not in covered)
