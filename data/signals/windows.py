"""The spans of newest months that are searched, and the months each is compared with."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from data.model import months

LENGTHS = (1, 3, 6, months.YEAR)
HISTORY = 24  # months before a span of less than a year
FEWEST = 6  # the fewest of those months that must be held


@dataclass(frozen=True)
class Window:
    """The newest months, without a gap, and the held months they are compared with."""

    now: tuple[date, ...]
    before: tuple[date, ...]


def of_areas(covered: Collection[date]) -> list[Window]:
    """Return the spans for an area, which is compared with the rest of the borough.

    The rest has the same seasons, so the earlier months need not be the same calendar months. They
    are the held months among the 24 before the span; before a span of a year, all twelve.
    """
    found = []
    for length, now in _newest(covered):
        reach = length if length == months.YEAR else HISTORY
        before = _held(months.shift(now[0], -reach), months.shift(now[0], -1), covered)
        if len(before) >= max(length, FEWEST):
            found.append(Window(now, before))
    return found


def of_types(covered: Collection[date]) -> list[Window]:
    """Return the spans for a type in the whole borough: against the same months a year earlier.

    Types have seasons of their own, so other months would not do.
    """
    found = []
    for length, now in _newest(covered):
        first, last = months.shift(now[0], -months.YEAR), months.shift(now[-1], -months.YEAR)
        before = _held(first, last, covered)
        if len(before) == length:
            found.append(Window(now, before))
    return found


def searched(covered: Collection[date]) -> tuple[date, ...]:
    """Return the months of every span and those they are compared with, in order."""
    spans = [*of_areas(covered), *of_types(covered)]
    return tuple(sorted({month for each in spans for month in (*each.now, *each.before)}))


def _newest(covered: Collection[date]) -> list[tuple[int, tuple[date, ...]]]:
    """Return each length whose newest months are all held, with these months."""
    if not covered:
        return []
    last = max(covered)
    spans = ((length, _held(months.shift(last, 1 - length), last, covered)) for length in LENGTHS)
    return [(length, span) for length, span in spans if len(span) == length]


def _held(first: date, last: date, covered: Collection[date]) -> tuple[date, ...]:
    return tuple(month for month in months.between(first, last) if month in covered)
