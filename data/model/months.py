"""Months and financial years (April to March). A month is the ``date`` of its first day."""

import re
from calendar import isleap, month_name
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
FEBRUARY, APRIL = 2, 4
YEAR = 12
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def parse(text: str) -> date | None:
    """Parse ``YYYY-MM``; None if it is not a month."""
    match = MONTH.fullmatch(text)
    return date(int(match[1]), int(match[2]), 1) if match and int(match[1]) else None


def spell(month: date) -> str:
    """Return a month as ``2022-04``."""
    return f"{month:%Y-%m}"


def label(month: date) -> str:
    """Return a month as ``April 2022``."""
    return f"{month:%B %Y}"


def of_label(text: str) -> date | None:
    """Parse the text of ``label`` or ``spell``; None if it is not a month."""
    name, _, year = text.partition(" ")
    if name in month_name[1:] and re.fullmatch(r"[0-9]{4}", year) and int(year):
        return date(int(year), list(month_name).index(name), 1)
    return parse(text)


def shift(month: date, by: int) -> date:
    """Return the month ``by`` months later (earlier when negative)."""
    years, index = divmod(month.year * YEAR + month.month - 1 + by, YEAR)
    return date(years, index + 1, 1)


def days(month: date) -> int:
    """Return the number of days in a month."""
    return 29 if month.month == FEBRUARY and isleap(month.year) else DAYS[month.month - 1]


@lru_cache(maxsize=1024)
def between(first: date, last: date) -> tuple[date, ...]:
    """Return every month from the first to the last, both included."""
    count = (last.year - first.year) * YEAR + last.month - first.month + 1
    return tuple(shift(first, step) for step in range(count))


def runs(held: Iterable[date]) -> list[tuple[date, date]]:
    """Return the stretches without a gap of months in order: the first and last of each."""
    found: list[tuple[date, date]] = []
    for month in held:
        if found and month == shift(found[-1][1], 1):
            found[-1] = found[-1][0], month
        else:
            found.append((month, month))
    return found


def spans(held: Iterable[date]) -> list[str]:
    """Return the stretches of months in order in words: "April 2021 to March 2022"."""
    return [
        label(first) + (f" to {label(last)}" if last > first else "") for first, last in runs(held)
    ]


def year_of(month: date) -> int:
    """Return the calendar year in which the month's financial year begins."""
    return month.year if month.month >= APRIL else month.year - 1


def year_label(start: int) -> str:
    """Return ``2022/23`` for the financial year that begins in April 2022."""
    return f"{start}/{(start + 1) % 100:02d}"


def year_span(start: int) -> tuple[date, date]:
    """Return the first and last month of the financial year that begins in April of ``start``."""
    return date(start, APRIL, 1), date(start + 1, APRIL - 1, 1)
