"""The named periods of a pack, which of them can be compared, and the default period."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from data.model import months
from data.model.crime_types import CHOICE, DEFAULT_CHOICE
from data.model.domain import Domain
from data.model.gaps import Types

Span = tuple[date, date]
ALL, LAST_YEAR, TO_DATE, QUARTER, LATEST = "all", "last-12", "to-date", "last-3", "last-1"
# Periods that end with the newest month, so that a new pack moves them.
PRESETS = {
    LATEST: "Latest month",
    QUARTER: "Latest 3 months",
    LAST_YEAR: "Latest 12 months",
    TO_DATE: "Year to date",
}
COMMON: Types = frozenset(CHOICE[DEFAULT_CHOICE].crime_types)
LENGTHS = {LAST_YEAR: months.YEAR, QUARTER: 3, LATEST: 1}


@lru_cache(maxsize=8)
def periods(domain: Domain) -> Mapping[str, Span]:
    """Return the named periods of a pack: financial years, all months, and the presets.

    A period ends no later and begins no earlier than the pack.
    """
    low, high = domain.months[0], domain.months[-1]
    newest = max(domain.covered, default=high)
    years = {each.id: months.year_span(each.start) for each in domain.years}
    latest = {name: (months.shift(newest, 1 - length), newest) for name, length in LENGTHS.items()}
    latest[TO_DATE] = (months.year_span(months.year_of(newest))[0], newest)
    spans = {**years, ALL: (low, high), **latest}
    return {name: (max(first, low), min(last, high)) for name, (first, last) in spans.items()}


def name_of(domain: Domain, span: Span) -> str | None:
    """Return the name of a span: a financial year, all months or the latest twelve; else None."""
    named = {
        name: value
        for name, value in periods(domain).items()
        if name not in PRESETS or name == LAST_YEAR
    }
    return next((name for name, value in named.items() if value == span), None)


def labels(domain: Domain) -> list[tuple[str, str]]:
    """Return the named periods in the order of a list of choices, each with its label."""
    years = [
        (each.id, each.label if each.complete else f"{each.label} (part)")
        for each in reversed(domain.years)
    ]
    return [*PRESETS.items(), *years, (ALL, "All months")]


def year_before(
    domain: Domain, first: date, last: date, types: Types = COMMON, *, narrowed: bool = False
) -> Span | None:
    """Return the same months a year earlier, or None if they are not comparable.

    Nor may they be outside the pack, or overlap with the given months.
    """
    earlier = months.shift(first, -months.YEAR), months.shift(last, -months.YEAR)
    apart = earlier[0] >= domain.months[0] and earlier[1] < first
    alike = apart and comparable(domain, earlier, (first, last), types, narrowed=narrowed)
    return earlier if alike else None


def comparable(domain: Domain, before: Span, after: Span, types: Types, *, narrowed: bool) -> bool:
    """Whether two spans of equal length lack no month and rest on the same police forces.

    ``narrowed``: whether only a part of the borough is counted.
    """
    return (
        domain.complete(*before, types)
        and domain.complete(*after, types)
        and not other_forces(domain, before, after, types, narrowed=narrowed)
    )


def other_forces(
    domain: Domain, before: Span, after: Span, types: Types, *, narrowed: bool
) -> tuple[str, ...]:
    """Return the additional forces that lack a month in only one of two spans of equal length.

    Forces that usually have few of the incidents do not count: see ``Gaps.lacking``.
    """
    return domain.gaps.differing(
        types, months.between(*before), months.between(*after), narrowed=narrowed
    )


@lru_cache(maxsize=8)
def default_period(domain: Domain) -> str:
    """Return the period with the latest end that can be compared with the year before.

    If several end then, it is the longest. Whole financial years come before presets of the same
    months. Where no period can be compared, it is the latest complete financial year, or all months
    when no year is complete.
    """
    spans = periods(domain)
    whole = [each.id for each in reversed(domain.years) if each.complete]
    able = [each for each in (*whole, *PRESETS) if year_before(domain, *spans[each])]
    if not able:
        return next(iter(whole), ALL)
    return max(able, key=lambda each: (spans[each][1], len(months.between(*spans[each]))))


def nearest_comparable(domain: Domain) -> Span | None:
    """Return the latest run of months, at most twelve, that each have a comparable year before.

    None if no month has one.
    """
    able = {each for each in domain.covered if year_before(domain, each, each)}
    if not able:
        return None
    first = last = max(able)
    while months.shift(first, -1) in able and len(months.between(first, last)) < months.YEAR:
        first = months.shift(first, -1)
    return first, last
