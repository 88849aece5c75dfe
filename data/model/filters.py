"""The filters (crime types, areas, months) and their form as a URL query string.

``Filters`` determine what is counted; ``data.model.view.View`` how it is shown. Unknown or
malformed values are ignored, never an error.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self, TypedDict
from urllib.parse import parse_qsl, urlencode

from data.model import crime_types, months
from data.model.domain import Domain
from data.model.drawn_area import EMPTY_AREA, NO_AREA, DrawnArea, Outline
from data.model.periods import (
    ALL,
    comparable,
    default_period,
    name_of,
    other_forces,
    periods,
    year_before,
)

CUSTOM = "custom"
# The area in the URL of refused filters: an id that no area has.
UNUSABLE = "unusable"


class Parameters(TypedDict):
    """Filters as the argument of the macro ``matching``: see ``docs/pack.md``."""

    first_month: date
    last_month: date
    crime_types: list[str]
    asb_categories: list[str]
    missing: list[date]
    areas: list[str]
    drawn: Outline


@dataclass(frozen=True)
class Filters:
    """The incidents to count: crime types, areas and months.

    ``crime`` and ``areas`` are ids in canonical order; ``drawn`` is one more area: drawn, or around
    a street that was chosen by name. Without any area, the whole borough. ``period`` is a name
    ("2022-23", "all", "last-12") or "custom"; ``first_month`` and ``last_month`` are its bounds.
    ``refused`` means that the address has types or areas but none that can be used: then no
    incident matches, instead of all.
    """

    crime: tuple[str, ...]
    areas: tuple[str, ...]
    period: str
    first_month: date
    last_month: date
    drawn: DrawnArea | None = None
    refused: bool = False

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
        drawn: DrawnArea | None = None,
    ) -> Self:
        """Return filters in canonical form, without values that the pack does not have.

        ``first`` and ``last`` are used unless ``period`` is a name.
        """
        named = periods(domain)
        wanted = {*areas}
        if (first or last) and period not in named:
            low, high = domain.months[0], domain.months[-1]
            ends = sorted((min(max(first or low, low), high), min(max(last or high, low), high)))
            span = (ends[0], ends[1])
            period = name_of(domain, span) or CUSTOM
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
        """Parse a query string and ignore unknown values.

        If no type or no area that is given can be used, the filters are refused.
        """
        pairs = pairs_of(search)
        types = [value for key, value in pairs if key == "type"]
        areas = [value for key, value in pairs if key == "area"]
        street, drawn_text = _last(pairs, "street"), _last(pairs, "drawn")
        named = domain.streets.get(street)
        found = cls.of(
            domain,
            crime=types,
            areas=areas,
            period=_last(pairs, "period"),
            first=months.parse(_last(pairs, "from")),
            last=months.parse(_last(pairs, "to")),
            drawn=named.area if named else DrawnArea.from_param(drawn_text),
        )
        no_type = bool(types) and not any(each in domain.choices for each in types)
        no_area = bool(areas or street or drawn_text) and not found.narrowed
        if no_type or no_area:
            return replace(found, areas=(), drawn=None, refused=True)
        return found

    @property
    def length(self) -> int:
        """How many months are chosen."""
        return len(months.between(self.first_month, self.last_month))

    def to_query(self, domain: Domain, **view: str) -> str:
        """Return the query string, with ``?``, of filters that are not the default and ``view``."""
        plain = Filters.of(domain)
        pairs: list[tuple[str, str]] = []
        if self.crime != plain.crime:
            pairs += [("type", each) for each in self.crime]
        pairs += [("area", each) for each in self.areas]
        if self.drawn and self.drawn.street:
            pairs.append(("street", self.drawn.street))
        elif self.drawn:
            pairs.append(("drawn", self.drawn.to_param()))
        if self.refused:
            pairs.append(("area", UNUSABLE))
        if self.period == CUSTOM:
            pairs += [
                ("from", months.spell(self.first_month)),
                ("to", months.spell(self.last_month)),
            ]
        elif self.period != plain.period:
            pairs.append(("period", self.period))
        pairs += [(key, value) for key, value in view.items() if value]
        return f"?{urlencode(pairs, safe=',')}" if pairs else ""

    def parameters(self, domain: Domain) -> Parameters:
        """Return the filters as queries take them: the argument of the macro ``matching``."""
        chosen = [crime_types.CHOICE[each] for each in self.crime]
        outline = self.drawn.outline if self.drawn else NO_AREA
        return {
            "first_month": self.first_month,
            "last_month": self.last_month,
            "crime_types": sorted({each for choice in chosen for each in choice.crime_types}),
            "asb_categories": sorted({each for choice in chosen for each in choice.asb_categories}),
            "missing": sorted(domain.gaps.missing(self.types)),
            "areas": [] if self.refused else [domain.area_by_id[each].code for each in self.areas],
            "drawn": EMPTY_AREA if self.refused else outline,
        }

    def whole_series(self, domain: Domain) -> Self:
        """Return the same filters over every month of the pack."""
        return replace(self, period=ALL, first_month=domain.months[0], last_month=domain.months[-1])

    def everywhere(self) -> Self:
        """Return the same filters for the whole borough."""
        return replace(self, areas=(), drawn=None)

    def with_areas(self, *areas: str) -> Self:
        """Return the same filters for these named areas only, by their ids."""
        return replace(self, areas=areas, drawn=None)

    def with_drawn_area(self, drawn: DrawnArea) -> Self:
        """Return the same filters for one drawn area only."""
        return replace(self, areas=(), drawn=drawn)

    def with_months(self, first: date, last: date) -> Self:
        """Return the same filters for other months."""
        return replace(self, period=CUSTOM, first_month=first, last_month=last)

    @cached_property
    def types(self) -> frozenset[str]:
        """The crime types that are chosen, wholly or (ASB) by category."""
        chosen = [crime_types.CHOICE[each] for each in self.crime]
        types = {each for choice in chosen for each in choice.crime_types}
        if any(choice.asb_categories for choice in chosen):
            types.add(crime_types.ASB)
        return frozenset(types)

    @property
    def points_may_be_shown(self) -> bool:
        """Whether every chosen crime type is of tier A: see ``crime_types``."""
        return all(crime_types.BY_ID[each].tier == "A" for each in self.types)

    @property
    def narrowed(self) -> bool:
        """Whether the filters select less than the whole borough."""
        return bool(self.areas or self.drawn)

    def with_crime(self, *crime: str) -> Self:
        """Return the same filters for other crime types."""
        return replace(self, crime=crime_types.canonical(crime))

    def year_before(self, domain: Domain) -> Self | None:
        """Return the same filters twelve months earlier, or None if they are not comparable.

        Comparable periods are in the pack, do not overlap, lack no month and rest on the same
        police forces.
        """
        span = year_before(
            domain, self.first_month, self.last_month, self.types, narrowed=self.narrowed
        )
        return self.with_months(*span) if span else None

    def may_be_compared(self, domain: Domain, first: date, last: date) -> bool:
        """Whether the months from first to last, as many as the chosen, are comparable with them.

        Neither period lacks a month, and both rest on the same police forces.
        """
        chosen = (self.first_month, self.last_month)
        return comparable(domain, (first, last), chosen, self.types, narrowed=self.narrowed)

    def other_forces(self, domain: Domain, first: date, last: date) -> tuple[str, ...]:
        """Return the additional forces for which these months and the chosen ones differ.

        Such a force lacks a month in one of the two periods, but not the corresponding month in
        the other. Forces that usually have few of the incidents do not count: see ``Gaps``.
        """
        chosen = (self.first_month, self.last_month)
        return other_forces(domain, (first, last), chosen, self.types, narrowed=self.narrowed)


def pairs_of(search: str) -> list[tuple[str, str]]:
    """Return the key and value pairs of a query string; empty if malformed or over 100."""
    try:
        return parse_qsl(search.removeprefix("?"), keep_blank_values=False, max_num_fields=100)
    except ValueError:
        return []


def _last(pairs: list[tuple[str, str]], key: str) -> str:
    """Return the last value of a key, or ""."""
    return next((value for name, value in reversed(pairs) if name == key), "")
