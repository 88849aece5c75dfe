"""A question: filters and view, validated against the domain of one pack."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

from data.model import crime_types
from data.model.domain import Area, Domain
from data.model.drawn_area import SMALLEST_M, DrawnArea
from data.model.filters import Filters
from data.model.noun import Noun
from data.model.view import OWN, View, ignored

Box = tuple[float, float, float, float]
AREAS = {"ward": Noun("ward", "wards"), "lsoa": Noun("LSOA", "LSOAs")}


@dataclass(frozen=True)
class Question:
    """The filters and view of a query string for one pack's domain.

    ``ignored`` holds the parts of the query string that could not be used; ``baseline`` names the
    period that changes are compared with. ``place`` is the subject of a place page, else None;
    ``filters`` are then limited to that place.
    """

    domain: Domain
    filters: Filters
    view: View
    ignored: tuple[str, ...] = ()
    baseline: str = "the year before"
    place: Area | None = None

    @classmethod
    def from_query(cls, search: str | None, domain: Domain) -> Self:
        """Parse a query string for the domain of a pack; what cannot be used is ignored."""
        search = search or ""
        return cls(
            domain=domain,
            filters=Filters.from_query(search, domain),
            view=View.from_query(search, domain),
            ignored=ignored(search, domain),
        )

    def everywhere(self) -> Self:
        """Return the same question for the whole borough."""
        return replace(self, filters=self.filters.everywhere())

    def for_place(self, place: Area) -> Self:
        """Return the same question for one place: its outline, or a circle around its centre.

        The circle has the radius of the view's ``buffer`` in metres.
        """
        buffer = self.view.buffer
        drawn = DrawnArea.circle(*place.centre, int(buffer)) if buffer != OWN else None
        inside = self.filters.with_drawn_area(drawn) if drawn else self.filters.with_areas(place.id)
        return replace(self, filters=inside, place=place)

    @property
    def chosen(self) -> Filters:
        """The filters that the reader chose, without the place of the page."""
        return self.filters.everywhere() if self.place else self.filters

    def query(self, *, filters: Filters | None = None, view: View | None = None) -> str:
        """Return the query string, with other filters or another view if given."""
        fields = (view or self.view).to_fields()
        return (filters or self.chosen).to_query(self.domain, **fields)

    def query_with(self, **changes: object) -> str:
        """Return the query string with some filters changed, at the first page of records.

        ``changes`` are arguments of ``Filters.of``.
        """
        now = self.chosen
        wanted: dict = {
            "crime": now.crime, "areas": now.areas, "first": now.first_month,
            "last": now.last_month, "period": now.period if now.period != "custom" else "",
            "drawn": None if "areas" in changes else now.drawn,
        } | changes  # fmt: skip
        fields = {key: value for key, value in self.view.to_fields().items() if key != "page"}
        return Filters.of(self.domain, **wanted).to_query(self.domain, **fields)

    def on_page(self, last: int) -> Self:
        """Return the same question with the page of records limited to ``last``."""
        return replace(self, view=replace(self.view, page=min(self.view.page, last)))

    @property
    def first(self) -> date:
        """The first month of the filters."""
        return self.filters.first_month

    @property
    def last(self) -> date:
        """The last month of the filters."""
        return self.filters.last_month

    @cached_property
    def missing(self) -> tuple[date, ...]:
        """The chosen months that the pack does not cover for the chosen crime types."""
        return self.domain.missing(self.first, self.last, self.filters.types)

    @cached_property
    def is_covered(self) -> bool:
        """Whether the pack covers any chosen month for the chosen crime types.

        If not, counts are missing, not zero.
        """
        return any(
            self.first <= month <= self.last for month in self.domain.covered_of(self.filters.types)
        )

    @cached_property
    def incident(self) -> Noun:
        """The chosen crime types as a noun: "burglary or robbery", "burglaries and robberies"."""
        return Noun.any_of([crime_types.CHOICE[each].noun for each in self.filters.crime])

    @property
    def incidents(self) -> str:
        """The chosen crime types as a plural noun: "burglaries and robberies"."""
        return self.incident.plural

    @property
    def has_parts_by_type(self) -> bool:
        """Whether more than one crime type is chosen."""
        chosen = (crime_types.CHOICE[each] for each in self.filters.crime)
        return len({each for choice in chosen for each in choice.crime_types}) > 1

    @property
    def parts(self) -> str:
        """Whether a change is broken down by ``type`` or ``area``; by area for a single type."""
        return self.view.parts if self.has_parts_by_type else "area"

    @property
    def area(self) -> Noun:
        """The noun for an area of the map's edition: ward or LSOA."""
        return AREAS[self.domain.edition_by_id[self.view.edition].kind]

    @property
    def extent(self) -> Box:
        """The west, south, east and north of what is chosen, else of the borough, in degrees."""
        boxes = [self.domain.area_by_id[each].bounds for each in self.filters.areas]
        if self.filters.drawn:
            boxes.append(self.filters.drawn.bounds)
        known = [each for each in boxes if each]
        if not known:
            return self.domain.extent
        west, south, east, north = zip(*known, strict=True)
        return min(west), min(south), max(east), max(north)

    @property
    def where(self) -> str:
        """The names of the chosen areas, or the borough's."""
        if self.place:
            around = f"{self.view.buffer} m around the middle of " if self.filters.drawn else ""
            return f"{around}{self.place.name}"
        names = [self.domain.area_by_id[each].name for each in self.filters.areas]
        if self.filters.drawn:
            names.append(described(self.filters.drawn))
        return join(names) if names else self.domain.borough


def described(drawn: DrawnArea) -> str:
    """Return a drawn area in words: "a drawn circle of 400 m", "High Street and 100 m around"."""
    if drawn.street:
        return f"{drawn.street} and {SMALLEST_M} m around"
    if drawn.metres:
        return f"a drawn circle of {drawn.metres:,} m"
    return f"a drawn area of {drawn.polygon.area / 1e6:.2f} km²"


def join(words: list[str]) -> str:
    """Join words as a list in a sentence: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""
