"""A whole question: what is asked of which pack, and how the answer should be drawn."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from data import crime_types
from data.domain import Area, Domain
from data.drawn import Drawn
from data.filters import Filters
from data.view import OWN, View, ignored

FEW_POINTS = (
    "it holds fewer than three street points, and violence and sexual offences, drugs, weapons and "
    "robbery are never counted for so few"
)


@dataclass(frozen=True)
class Question:
    """The filters and view that a query string spells for one pack's domain.

    ``untold`` says why a drawn area was not used. ``ignored`` holds the parts of the query string
    that mean nothing to it; ``baseline`` is what changes are set against, in words. ``place`` is
    the one place that the whole page is about, if it is about one; ``filters`` then ask for it
    alone.
    """

    domain: Domain
    filters: Filters
    view: View
    ignored: tuple[str, ...] = ()
    baseline: str = "the year before"
    place: Area | None = None
    untold: str = ""

    @classmethod
    def read(cls, search: str | None, domain: Domain) -> Self:
        """The question that a query string asks of a pack; never an error."""
        search = search or ""
        filters = Filters.from_query(search, domain)
        untold = ""
        if filters.drawn and picks_out_a_point(filters.drawn, filters, domain):
            untold, filters = f"The drawn area is not used: {FEW_POINTS}", filters.undrawn()
        return cls(
            domain=domain,
            filters=filters,
            untold=untold,
            view=View.from_query(search, domain),
            ignored=ignored(search, domain),
        )

    def everywhere(self) -> Self:
        """The same question for the whole borough."""
        return replace(self, filters=self.filters.everywhere())

    def at(self, place: Area) -> Self:
        """The same question of one place: its own outline, or so many metres around its middle."""
        buffer = self.view.buffer
        drawn = Drawn.circle(*place.centre, int(buffer)) if buffer != OWN else None
        if drawn and picks_out_a_point(drawn, self.filters, self.domain):
            return replace(
                self,
                filters=self.filters.among(place.id),
                view=replace(self.view, buffer=OWN),
                place=place,
                untold=f"{buffer} m around is not used: {FEW_POINTS}",
            )
        inside = self.filters.inside(drawn) if drawn else self.filters.among(place.id)
        return replace(self, filters=inside, place=place, untold="")

    @property
    def chosen(self) -> Filters:
        """The filters that the reader chose, without the place that the page is about."""
        return self.filters.everywhere() if self.place else self.filters

    def query(self, *, filters: Filters | None = None, view: View | None = None) -> str:
        """The query string of this question, with other filters or another view if given."""
        fields = (view or self.view).to_fields()
        return (filters or self.chosen).to_query(self.domain, **fields)

    def about(self, **changes: object) -> str:
        """The query string with some filters changed, from the first page of records."""
        now = self.chosen
        wanted: dict = {
            "crime": now.crime, "areas": now.areas, "first": now.first_month,
            "last": now.last_month, "period": now.period if now.period != "custom" else "",
            "drawn": None if "areas" in changes else now.drawn,
        } | changes  # fmt: skip
        fields = {key: value for key, value in self.view.to_fields().items() if key != "page"}
        return Filters.of(self.domain, **wanted).to_query(self.domain, **fields)

    def on_page(self, last: int) -> Self:
        """The same question on a page that exists: at most the last."""
        return replace(self, view=replace(self.view, page=min(self.view.page, last)))

    @property
    def first(self) -> date:
        """The first month asked for."""
        return self.filters.first_month

    @property
    def last(self) -> date:
        """The last month asked for."""
        return self.filters.last_month

    @property
    def missing(self) -> tuple[date, ...]:
        """The months asked for that the pack does not hold."""
        return self.domain.missing(self.first, self.last)

    @property
    def held(self) -> bool:
        """Whether the pack holds any month asked for; if not, no answer is a zero."""
        return any(self.first <= month <= self.last for month in self.domain.covered)

    @property
    def incidents(self) -> str:
        """What is counted, in the plural: "burglaries and robberies"."""
        return join([crime_types.CHOICE[each].plural for each in self.filters.crime])

    @property
    def has_parts_by_type(self) -> bool:
        """Whether more than one crime type is asked for."""
        chosen = (crime_types.CHOICE[each] for each in self.filters.crime)
        return len({each for choice in chosen for each in choice.crime_types}) > 1

    @property
    def parts(self) -> str:
        """What a change is divided among, type or area: a single type has no parts but areas."""
        return self.view.parts if self.has_parts_by_type else "area"

    @property
    def area_noun(self) -> str:
        """What an area of the edition on the map is called: ward or LSOA."""
        return {"ward": "ward", "lsoa": "LSOA"}[self.domain.edition_by_id[self.view.edition].kind]

    @property
    def where(self) -> str:
        """The areas asked for by name, or the borough's name."""
        if self.place:
            around = f"{self.view.buffer} m around the middle of " if self.filters.drawn else ""
            return f"{around}{self.place.name}"
        names = [self.domain.area_by_id[each].name for each in self.filters.areas]
        if self.filters.drawn:
            names.append(described(self.filters.drawn))
        return join(names) if names else self.domain.borough


def picks_out_a_point(drawn: Drawn, filters: Filters, domain: Domain) -> bool:
    """Whether counts in an area would be those of a street point that may not be shown."""
    return (
        not filters.points_may_be_shown
        and domain.anchors is not None
        and domain.anchors.too_few_in(drawn.polygon)
    )


def described(drawn: Drawn) -> str:
    """A drawn area in words: "400 m around 51.4168, −0.8230" or "a drawn area of 1.5 km²"."""
    if drawn.metres:
        lon, lat = drawn.corners[0]
        return f"{drawn.metres:,} m around {lat:.4f}, {lon:.4f}".replace("-", "−")
    return f"a drawn area of {drawn.polygon.area / 1e6:.2f} km²"


def join(words: list[str]) -> str:
    """The words as a list in a sentence: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""
