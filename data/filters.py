"""The question a reader asks, and its one spelling: the query string of the URL.

What changes the *answer* is on ``Filters``; what changes only the *drawing* is on ``View``.
Unknown or malformed values are dropped, never an error; ``ignored`` names them.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import parse_qsl, urlencode

from data import crime_types, months
from data.domain import Domain

ALL = "all"
LAST_YEAR = "last-12"
CUSTOM = "custom"


@dataclass(frozen=True)
class Filters:
    """Which incidents: crime types, areas and months.

    ``crime`` and ``areas`` hold ids in one order; no area means the whole borough. ``period`` is
    a name ("2022-23", "all", "last-12") or "custom"; the two months are what it stands for.
    """

    crime: tuple[str, ...]
    areas: tuple[str, ...]
    period: str
    first_month: date
    last_month: date

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
        )

    @classmethod
    def from_query(cls, search: str, domain: Domain) -> Self:
        """The question that a query string asks; anything not understood is left out."""
        asked = _pairs(search)
        return cls.of(
            domain,
            crime=(value for key, value in asked if key == "type"),
            areas=(value for key, value in asked if key == "area"),
            period=_last(asked, "period"),
            first=months.parse(_last(asked, "from")),
            last=months.parse(_last(asked, "to")),
        )

    def to_query(self, domain: Domain, **view: str) -> str:
        """The query string of this question, with ``?``; empty when every part is the default."""
        plain = Filters.of(domain)
        pairs: list[tuple[str, str]] = []
        if self.crime != plain.crime:
            pairs += [("type", each) for each in self.crime]
        pairs += [("area", each) for each in self.areas]
        if self.period == CUSTOM:
            pairs += [
                ("from", months.spell(self.first_month)),
                ("to", months.spell(self.last_month)),
            ]
        elif self.period != plain.period:
            pairs.append(("period", self.period))
        pairs += [(key, value) for key, value in view.items() if value]
        return f"?{urlencode(pairs)}" if pairs else ""

    def parameters(self, domain: Domain) -> dict[str, object]:
        """The one parameter of every query, as the ``matching`` macro reads it."""
        chosen = [crime_types.CHOICE[each] for each in self.crime]
        return {
            "first_month": self.first_month,
            "last_month": self.last_month,
            "crime_types": sorted({each for choice in chosen for each in choice.crime_types}),
            "asb_categories": sorted({each for choice in chosen for each in choice.asb_categories}),
            "areas": [domain.area_by_id[each].code for each in self.areas],
        }

    def whole_series(self, domain: Domain) -> Self:
        """The same question over every month of the pack."""
        return replace(self, period=ALL, first_month=domain.months[0], last_month=domain.months[-1])

    def everywhere(self) -> Self:
        """The same question for the whole borough."""
        return replace(self, areas=())

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
        return (
            replace(self, period=CUSTOM, first_month=first, last_month=last) if comparable else None
        )


@dataclass(frozen=True)
class View:
    """How the answer is drawn; every field has a safe default."""

    measure: str = "count"
    split: str = "none"
    view: str = "months"
    scale: str = "shared"
    parts: str = "type"
    sort: str = "month"
    order: str = "down"
    page: int = 1

    @classmethod
    def from_query(cls, search: str) -> Self:
        """The drawing choices in a query string; anything else falls back to the default."""
        asked = dict(_pairs(search))
        values = {
            key: asked[key] for key, allowed in VIEW_CHOICES.items() if asked.get(key) in allowed
        }
        return cls(**values, page=_page(asked.get("page", "")) or 1)

    def to_fields(self) -> dict[str, str]:
        """The choices that differ from the default, for ``Filters.to_query``."""
        plain = View()
        return {
            key: str(getattr(self, key))
            for key in (*VIEW_CHOICES, "page")
            if getattr(self, key) != getattr(plain, key)
        }


MAX_DIGITS = 6
VIEW_CHOICES: Mapping[str, tuple[str, ...]] = {
    "measure": ("count", "rate", "change"),
    "split": ("none", "type", "area"),
    "view": ("months", "rolling", "years", "heat", "rate", "daily", "small"),
    "scale": ("shared", "own"),
    "parts": ("type", "area"),
    "sort": ("month", "type", "ward", "location", "outcome", "force"),
    "order": ("up", "down"),
}


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


def ignored(search: str, domain: Domain) -> tuple[str, ...]:
    """The parts of a query string that mean nothing here, as ``key=value``, at most five."""
    known: dict[str, Container[str]] = {
        "type": domain.choices,
        "area": domain.area_by_id,
        "period": periods(domain),
        **VIEW_CHOICES,
    }
    unknown = []
    for key, value in _pairs(search):
        if key in {"from", "to"}:
            fine = months.parse(value) is not None
        elif key == "page":
            fine = _page(value) is not None
        else:
            fine = value in known.get(key, ())
        if not fine:
            unknown.append(f"{key}={value}"[:60])
    return tuple(unknown[:5])


def _pairs(search: str) -> list[tuple[str, str]]:
    """The key and value pairs of a query string; too many or malformed ones are none."""
    try:
        return parse_qsl(search.removeprefix("?"), keep_blank_values=False, max_num_fields=100)
    except ValueError:
        return []


def _page(value: str) -> int | None:
    """A page number from 1, or nothing if the text is not one."""
    sound = value.isascii() and value.isdigit() and len(value) <= MAX_DIGITS
    return int(value) or None if sound else None


def _last(pairs: list[tuple[str, str]], key: str) -> str:
    return next((value for name, value in reversed(pairs) if name == key), "")
