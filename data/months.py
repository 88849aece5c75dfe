"""Months and financial years: April to March, as the partnership reports.

A month is the ``date`` of its first day.
"""

import re
from calendar import isleap, month_name
from datetime import date

MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
FEBRUARY, APRIL = 2, 4
YEAR = 12
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def parse(text: str) -> date | None:
    """The month written ``YYYY-MM``, or nothing if it is not one."""
    match = MONTH.fullmatch(text)
    return date(int(match[1]), int(match[2]), 1) if match and int(match[1]) else None


def spell(month: date) -> str:
    """``2022-04``."""
    return f"{month:%Y-%m}"


def label(month: date) -> str:
    """``April 2022``."""
    return f"{month:%B %Y}"


def of_label(text: str) -> date | None:
    """The month that ``label`` or ``spell`` wrote so, or nothing if it is none."""
    name, _, year = text.partition(" ")
    if name in month_name[1:] and re.fullmatch(r"[0-9]{4}", year) and int(year):
        return date(int(year), list(month_name).index(name), 1)
    return parse(text)


def shift(month: date, by: int) -> date:
    """The month that lies ``by`` months later (earlier when negative)."""
    years, index = divmod(month.year * YEAR + month.month - 1 + by, YEAR)
    return date(years, index + 1, 1)


def days(month: date) -> int:
    """How many days the month has."""
    return 29 if month.month == FEBRUARY and isleap(month.year) else DAYS[month.month - 1]


def between(first: date, last: date) -> tuple[date, ...]:
    """Every month from the first to the last, both included."""
    count = (last.year - first.year) * YEAR + last.month - first.month + 1
    return tuple(shift(first, step) for step in range(count))


def year_of(month: date) -> int:
    """The calendar year in which the month's financial year begins."""
    return month.year if month.month >= APRIL else month.year - 1


def year_label(start: int) -> str:
    """``2022/23`` for the financial year that begins in April 2022."""
    return f"{start}/{(start + 1) % 100:02d}"


def year_span(start: int) -> tuple[date, date]:
    """The first and last month of the financial year that begins in April of ``start``."""
    return date(start, APRIL, 1), date(start + 1, APRIL - 1, 1)
