"""Other ways to look at a monthly series: rolling twelve months, per day, per 1,000 residents."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data import months
from data.area_values import PER
from data.domain import Domain
from data.question import Question
from data.significance import Change, change
from data.trends import Series

Numbers = tuple[float | None, ...]


def rolling(values: Series) -> Series:
    """At each month the sum of the twelve that end with it; null unless all twelve are held."""
    found: list[int | None] = []
    for place in range(len(values)):
        year = values[max(place - months.YEAR + 1, 0) : place + 1]
        held = [value for value in year if value is not None]
        found.append(sum(held) if len(held) == months.YEAR else None)
    return tuple(found)


def daily(values: Series, domain: Domain) -> Numbers:
    """Incidents a day in each month, so that short months may be set beside long ones."""
    return tuple(
        None if value is None else value / months.days(month)
        for month, value in zip(domain.months, values, strict=True)
    )


def per_thousand(values: Series, people: float | None) -> Numbers:
    """Incidents in each month for 1,000 residents; null throughout without a population."""
    return tuple(None if value is None or not people else value / people * PER for value in values)


def residents_of(question: Question, residents: pd.DataFrame) -> float | None:
    """Residents of the chosen wards, or of every ward; null if a place is chosen or one is missing.

    ``residents`` is the answer of ``queries.residents``.
    """
    chosen = question.filters.areas
    rows = residents[residents["slug"].isin(chosen)] if chosen else residents
    rows = rows if chosen else rows[rows["kind"] == "ward"]
    people = rows["residents"]
    return float(people.sum()) if len(people) and people.notna().all() else None


def latest(domain: Domain) -> date:
    """The last month held."""
    return max(domain.covered)


def twelve_against_twelve(values: Series, domain: Domain) -> Change | None:
    """The latest twelve months held against the twelve before; null if any of them is missing."""
    place = domain.months.index(latest(domain))
    return _compared(values, (place - 23, place - 11), (place - 11, place + 1))


def month_against_last_year(values: Series, domain: Domain) -> Change | None:
    """The latest month held against the same month a year earlier; null if that is missing."""
    place = domain.months.index(latest(domain))
    return _compared(values, (place - 12, place - 11), (place, place + 1))


def _compared(
    values: Sequence[int | None], before: tuple[int, int], now: tuple[int, int]
) -> Change | None:
    if before[0] < 0:
        return None
    earlier, later = values[slice(*before)], values[slice(*now)]
    held = [[each for each in part if each is not None] for part in (earlier, later)]
    if any(len(part) < len(whole) for part, whole in zip(held, (earlier, later), strict=True)):
        return None
    return change(sum(held[0]), sum(held[1]))
