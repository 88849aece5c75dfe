"""What a pack can answer: its months, its areas and whose they are."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from data import crime_types, months
from data.agendas import Agenda
from data.anchors import Anchors
from data.disclosure import Audience, Disclosure, Rule


@dataclass(frozen=True)
class Area:
    """A current ward or a located named place that a reader may choose.

    ``centre`` is the longitude and latitude of its middle.
    """

    id: str
    code: str
    kind: str
    name: str
    centre: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Edition:
    """One set of areas that cover the borough: its wards or LSOAs of one vintage.

    ``kind`` is ward or lsoa. The current wards are the ones every incident is counted in.
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
        """``2022-23``, as the URL spells it."""
        return self.label.replace("/", "-")

    @property
    def label(self) -> str:
        """``2022/23``."""
        return months.year_label(self.start)


@dataclass(frozen=True)
class Domain:
    """The months (all, and those that are covered), areas and name of one pack.

    ``months`` runs without a break from the first to the last month that a primary source has;
    a month that is not in ``covered`` is missing, which is not zero. ``extent`` is the west, south,
    east and north of the current wards in degrees. ``editions`` begins with the current wards.
    ``anchors`` are its street points. ``holds`` names the kinds of source that have a page of
    their own and were loaded.
    ``audience`` is for whom the pack was built: nothing but a build can change it.
    ``agendas`` hold the saved views; ``contact`` is whom to write to about the dashboard.
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
    editions: tuple[Edition, ...] = (WARDS,)
    anchors: Anchors | None = field(default=None, compare=False)
    holds: frozenset[str] = frozenset()
    agendas: tuple[Agenda, ...] = ()
    contact: str = ""
    audience: Audience = "public"
    disclosure: Disclosure = field(default_factory=Disclosure)

    def rule(self, tier: str) -> Rule:
        """How a restricted count of a tier is shown to those the pack is for."""
        return self.disclosure.rule(self.audience, tier)

    @property
    def readers(self) -> str:
        """For whom the pack is, in a sentence."""
        if self.audience == "public":
            return "For the public: restricted figures are protected."
        return "For partners only: it may hold restricted figures. Do not pass them on."

    @cached_property
    def area_by_id(self) -> dict[str, Area]:
        """The areas by the id that the URL uses."""
        return {each.id: each for each in self.areas}

    @cached_property
    def edition_by_id(self) -> dict[str, Edition]:
        """The sets of areas by the id that the URL uses."""
        return {each.id: each for each in self.editions}

    @cached_property
    def choices(self) -> dict[str, crime_types.Choice]:
        """The crime types a reader may choose, by id: ASB categories only where any are recorded.

        To answer "none" where no row says its category would pass what is not known off as zero.
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

    def complete(self, first: date, last: date) -> bool:
        """Whether every month from the first to the last is covered."""
        return not self.missing(first, last)

    def missing(self, first: date, last: date) -> tuple[date, ...]:
        """The months from the first to the last that are not covered."""
        return tuple(each for each in months.between(first, last) if each not in self.covered)
