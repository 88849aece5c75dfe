"""Harm beside the count: by month, year and crime type, and its change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.harm.harm_scale import Scale, types_of
from data.model import crime_types, months
from data.model.comparison import unlike_years
from data.model.query_rows import TypeMonthRow
from data.model.question import Question
from data.model.rows import rows
from data.stats.dispersion import Scatter
from data.stats.significance import SMALL_COUNT, Change, Interval, changes
from data.stats.weighted import Weights

Counts = NDArray[np.float64]


@dataclass(frozen=True)
class Size:
    """How many crimes there were, and their harm with its 95 % interval.

    ``effective`` is the number of equally weighted crimes that would vary as much. Fewer than ten
    are too few for a reliable score, as for a rate.
    """

    n: int
    harm: float
    limits: Interval
    effective: float

    @property
    def reliable(self) -> bool:
        """Whether the score rests on enough incidents."""
        return self.effective >= SMALL_COUNT


@dataclass(frozen=True)
class Compared:
    """Crimes and harm of a period, and the change of each; None where nothing is compared."""

    name: str
    now: Size
    before: Size | None
    count: Change | None
    harm: Change | None

    @property
    def differs(self) -> bool:
        """Whether the change of the harm has another verdict or direction than the count's."""
        return bool(self.count and self.harm) and _verdict(self.count) != _verdict(self.harm)


@dataclass(frozen=True)
class YearHarm:
    """A financial year; ``complete`` when every month is held."""

    compared: Compared
    complete: bool
    months_held: int


@dataclass(frozen=True, eq=False)
class HarmSeries:
    """Counts of crime types (columns) in the months of the pack (rows), NaN where missing."""

    question: Question
    scale: Scale
    types: tuple[str, ...]
    counts: Counts

    def months(self) -> list[Size | None]:
        """Return crimes and harm of each month of the pack, None where missing."""
        held = ~np.isnan(self.counts[:, 0])
        sizes = iter(_sizes(self.counts[held], self.scale.weights(self.types, 1)))
        return [next(sizes) if each else None for each in held.tolist()]

    def years(self) -> list[YearHarm]:
        """Return each financial year with any month held, with the change on the year before."""
        found: list[YearHarm] = []
        last: Counts | None = None
        covered = self.question.domain.covered_of(self.question.filters.types)
        unlike = unlike_years(self.question)
        for year in self.question.domain.years:
            counts = self._sum(*months.year_span(year.start))
            held = [m for m in covered if months.year_of(m) == year.start]
            complete = year.complete and len(held) == months.YEAR
            before = last if complete and year.label not in unlike else None
            compared = self._compared(year.label, counts, before, months.YEAR)
            found.append(YearHarm(compared, complete, len(held)))
            last = counts if complete else None
        return found

    def period(self) -> Compared:
        """Return the chosen months against the year before, all chosen types together."""
        chosen = self.question.filters.crime
        name = crime_types.CHOICE[chosen[0]].label if len(chosen) == 1 else "All types chosen"
        return self._compared(name, *self._spans(), self.question.filters.length)

    def by_type(self) -> list[Compared]:
        """Return the chosen months against the year before for each crime type, most harm first."""
        now, before = self._spans()
        length = self.question.filters.length
        found = [
            compared(
                crime_types.BY_ID[each].label,
                now[[i]],
                None if before is None else before[[i]],
                self.scale.weights([each], length),
                Scatter.of([each], length),
            )
            for i, each in enumerate(self.types)
        ]
        return sorted(found, key=lambda each: -each.now.harm)

    def counted(self) -> dict[str, float]:
        """Return how many crimes of each type the chosen months have."""
        return dict(zip(self.types, self._spans()[0].tolist(), strict=True))

    def _spans(self) -> tuple[Counts, Counts | None]:
        question = self.question
        before = question.filters.year_before(question.domain)
        earlier = self._sum(before.first_month, before.last_month) if before else None
        return self._sum(question.first, question.last), earlier

    def _sum(self, first: date, last: date) -> Counts:
        inside = [first <= each <= last for each in self.question.domain.months]
        return np.nansum(self.counts[inside], axis=0)

    def _compared(self, name: str, now: Counts, before: Counts | None, length: int) -> Compared:
        weights = self.scale.weights(self.types, length)
        scatter = Scatter.of(self.question.filters.crime, length)
        return compared(name, now, before, weights, scatter)


def series(frame: pd.DataFrame, question: Question, scale: Scale) -> HarmSeries:
    """Return the counts of ``incidents.by_month_and_type`` over every month, for their harm."""
    types, held = types_of(question), question.domain.covered_of(question.filters.types)
    row = {month: i for i, month in enumerate(question.domain.months)}
    column = {each: i for i, each in enumerate(types)}
    counts = np.zeros((len(row), len(column)))
    counts[[month not in held for month in row]] = np.nan
    for each in rows(frame, TypeMonthRow):
        if each.crime_type in column and each.month in held:
            counts[row[each.month], column[each.crime_type]] = each.n
    return HarmSeries(question, scale, types, counts)


def compared(
    name: str, now: Counts, before: Counts | None, weights: Weights, scatter: Scatter
) -> Compared:
    """Return counts by type as crimes and harm, with the change of each if there is a before.

    ``scatter`` is that of the counts together.
    """
    earlier = None if before is None else before[None]
    return compared_all([name], now[None], earlier, weights, scatter)[0]


def compared_all(
    names: Sequence[str], now: Counts, before: Counts | None, weights: Weights, scatter: Scatter
) -> list[Compared]:
    """Return ``compared`` for each row of counts, all tested at once."""
    sizes = _sizes(now, weights)
    if before is None:
        return [
            Compared(name, size, None, None, None) for name, size in zip(names, sizes, strict=True)
        ]
    earlier = _sizes(before, weights)
    counts = changes([each.n for each in earlier], [each.n for each in sizes], [scatter] * len(now))
    columns = names, sizes, earlier, counts, weights.changes(before, now)
    return list(starmap(Compared, zip(*columns, strict=True)))


def _sizes(counts: Counts, weights: Weights) -> list[Size]:
    return [
        Size(round(n), float(harm), limits, float(effective))
        for n, harm, limits, effective in zip(
            counts.sum(axis=1).tolist(),
            weights.totals(counts),
            weights.limits(counts),
            weights.effective(counts),
            strict=True,
        )
    ]


def _verdict(test: Change | None) -> tuple[str, bool]:
    """Return a verdict with its direction, which normal variation does not have."""
    if test is None:
        return "", False
    return test.verdict, test.verdict != "normal" and test.difference > 0
