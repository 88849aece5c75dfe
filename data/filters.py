"""The question a reader asks, and its one spelling: the query string of the URL.

What changes the *answer* is on ``Filters``; what changes only the *drawing* is on ``data.view``'s
``View``. Unknown or malformed values are dropped, never an error.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import parse_qsl, urlencode

from data import crime_types, months
from data.domain import Domain
from data.drawn import NOWHERE, Drawn

ALL = "all"
LAST_YEAR = "last-12"
CUSTOM = "custom"


@dataclass(frozen=True)
class Filters:
    """Which incidents: crime types, areas and months.

    ``crime`` and ``areas`` hold ids in one order; ``drawn`` is one more area. No area at all means
    the whole borough. ``period`` is a name ("2022-23", "all", "last-12") or "custom"; the two
    months are what it stands for.
    """

    crime: tuple[str, ...]
    areas: tuple[str, ...]
    period: str
    first_month: date
    last_month: date
    drawn: Drawn | None = None

    @classmethod
    def of(
        cls,
        domain: Domain,
        *,
        crime: Iterable[str] = (),
        areas: Iterable[str] = (),
        period: str = "",
        first: date | None = None,
        last: date | None = None,
        drawn: Drawn | None = None,
    ) -> Self:
        """The question in its canonical form: what the pack does not know is left out."""
        named = periods(domain)
        wanted = {*areas}
        if (first or last) and not period:
            low, high = domain.months[0], domain.months[-1]
            ends = sorted((min(max(first or low, low), high), min(max(last or high, low), high)))
            span = (ends[0], ends[1])
            period = next((name for name, value in named.items() if value == span), CUSTOM)
        else:
            period = period if period in named else default_period(domain)
            span = named[period]
        return cls(
            crime=crime_types.canonical(each for each in crime if each in domain.choices),
            areas=tuple(each.id for each in domain.areas if each.id in wanted),
            period=period,
            first_month=span[0],
            last_month=span[1],
            drawn=drawn,
        )

    @classmethod
    def from_query(cls, search: str, domain: Domain) -> Self:
        """The question that a query string asks; anything not understood is left out."""
        asked = pairs_of(search)
        return cls.of(
            domain,
            crime=(value for key, value in asked if key == "type"),
            areas=(value for key, value in asked if key == "area"),
            period=_last(asked, "period"),
            first=months.parse(_last(asked, "from")),
            last=months.parse(_last(asked, "to")),
            drawn=Drawn.read(_last(asked, "drawn")),
        )

    def to_query(self, domain: Domain, **view: str) -> str:
        """The query string of this question, with ``?``; empty when every part is the default."""
        plain = Filters.of(domain)
        pairs: list[tuple[str, str]] = []
        if self.crime != plain.crime:
            pairs += [("type", each) for each in self.crime]
        pairs += [("area", each) for each in self.areas]
        if self.drawn:
            pairs.append(("drawn", self.drawn.spelt))
        if self.period == CUSTOM:
            pairs += [
                ("from", months.spell(self.first_month)),
                ("to", months.spell(self.last_month)),
            ]
        elif self.period != plain.period:
            pairs.append(("period", self.period))
        pairs += [(key, value) for key, value in view.items() if value]
        return f"?{urlencode(pairs, safe=',')}" if pairs else ""

    def parameters(self, domain: Domain) -> dict[str, object]:
        """The one parameter of every query, as the ``matching`` macro reads it."""
        chosen = [crime_types.CHOICE[each] for each in self.crime]
        return {
            "first_month": self.first_month,
            "last_month": self.last_month,
            "crime_types": sorted({each for choice in chosen for each in choice.crime_types}),
            "asb_categories": sorted({each for choice in chosen for each in choice.asb_categories}),
            "areas": [domain.area_by_id[each].code for each in self.areas],
            "drawn": self.drawn.outline if self.drawn else NOWHERE,
        }

    def whole_series(self, domain: Domain) -> Self:
        """The same question over every month of the pack."""
        return replace(self, period=ALL, first_month=domain.months[0], last_month=domain.months[-1])

    def everywhere(self) -> Self:
        """The same question for the whole borough."""
        return replace(self, areas=(), drawn=None)

    def undrawn(self) -> Self:
        """The same question without the drawn area."""
        return replace(self, drawn=None)

    def among(self, *areas: str) -> Self:
        """The same question for these named areas only, by their ids."""
        return replace(self, areas=areas, drawn=None)

    def inside(self, drawn: Drawn) -> Self:
        """The same question for one drawn area only."""
        return replace(self, areas=(), drawn=drawn)

    def over(self, first: date, last: date) -> Self:
        """The same question for other months."""
        return replace(self, period=CUSTOM, first_month=first, last_month=last)

    @property
    def points_may_be_shown(self) -> bool:
        """Whether no type asked for is one that is never drawn as points: see ``crime_types``."""
        chosen = (crime_types.CHOICE[each] for each in self.crime)
        types = {each for choice in chosen for each in choice.crime_types}
        return all(crime_types.BY_ID[each].tier == "A" for each in types)

    @property
    def narrowed(self) -> bool:
        """Whether it asks for less than the whole borough."""
        return bool(self.areas or self.drawn)

    def of_crime(self, *crime: str) -> Self:
        """The same question for other crime types."""
        return replace(self, crime=crime_types.canonical(crime))

    def year_before(self, domain: Domain) -> Self | None:
        """The same question twelve months earlier, if the two can honestly be compared.

        They can when neither stretch misses a month, the earlier is held in full and the two do
        not overlap.
        """
        first, last = months.shift(self.first_month, -12), months.shift(self.last_month, -12)
        comparable = (
            first >= domain.months[0]
            and last < self.first_month
            and domain.complete(first, last)
            and domain.complete(self.first_month, self.last_month)
        )
        return self.over(first, last) if comparable else None


def periods(domain: Domain) -> dict[str, tuple[date, date]]:
    """The named periods of a pack: each financial year, all months, the last twelve."""
    last = domain.months[-1]
    newest = max(domain.covered, default=last)
    spans = {each.id: months.year_span(each.start) for each in domain.years}
    clipped = {
        name: (max(first, domain.months[0]), min(until, last))
        for name, (first, until) in spans.items()
    }
    return {
        **clipped,
        ALL: (domain.months[0], last),
        LAST_YEAR: (max(months.shift(newest, -11), domain.months[0]), newest),
    }


def default_period(domain: Domain) -> str:
    """The latest complete financial year, or every month when no year is complete."""
    return next((each.id for each in reversed(domain.years) if each.complete), ALL)


def pairs_of(search: str) -> list[tuple[str, str]]:
    """The key and value pairs of a query string; too many or malformed ones are none."""
    try:
        return parse_qsl(search.removeprefix("?"), keep_blank_values=False, max_num_fields=100)
    except ValueError:
        return []


def _last(pairs: list[tuple[str, str]], key: str) -> str:
    return next((value for name, value in reversed(pairs) if name == key), "")
