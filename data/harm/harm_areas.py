"""Harm of wards, over the chosen months and by financial year; and the harm of a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.harm.harm_scale import Reason, Scale, types_of
from data.harm.harm_series import Compared, Counts, HarmSeries, compared_all
from data.model import months
from data.model.domain import Area
from data.model.question import Question
from data.model.rows import rows
from data.stats.dispersion import Scatter


class WardTypeRow(NamedTuple):
    """The count of one crime type in one ward and month."""

    code: str
    month: date
    crime_type: str
    n: int


@dataclass(frozen=True)
class WardHarm:
    """A ward with the crimes and harm of a period."""

    ward: Area
    compared: Compared


@dataclass(frozen=True, eq=False)
class WardCounts:
    """Counts by ward, month of the pack and crime type (the axes); missing months are 0."""

    question: Question
    scale: Scale
    wards: tuple[Area, ...]
    counts: Counts

    def period(self) -> list[WardHarm]:
        """Return each ward in the chosen months against the year before, in alphabetical order."""
        question = self.question
        before = question.filters.year_before(question.domain)
        earlier = self._sum(before.first_month, before.last_month) if before else None
        now = self._sum(question.first, question.last)
        return self._compared(now, earlier, question.filters.length)

    def years(self) -> list[tuple[str, list[WardHarm]]]:
        """Return the label of each complete financial year, with each ward in it."""
        domain, types = self.question.domain, self.question.filters.types
        spans = [(year.label, months.year_span(year.start)) for year in domain.years]
        return [
            (label, self._compared(self._sum(*span), None, months.YEAR))
            for label, span in spans
            if domain.complete(*span, types)
        ]

    def _sum(self, first: date, last: date) -> Counts:
        inside = [first <= each <= last for each in self.question.domain.months]
        return self.counts[:, inside].sum(axis=1)

    def _compared(self, now: Counts, before: Counts | None, length: int) -> list[WardHarm]:
        weights = self.scale.weights(types_of(self.question), length)
        scatter = Scatter.of(self.question.filters.crime, length)
        names = [each.name for each in self.wards]
        found = compared_all(names, now, before, weights, scatter)
        return [WardHarm(*pair) for pair in zip(self.wards, found, strict=True)]


@dataclass(frozen=True, eq=False)
class Harm:
    """The harm of a question: its series, or the ``reason`` why there is none.

    ``question`` has no anti-social behaviour, unless it has nothing else (``reason`` "asb").
    ``wards`` is None where ``why_no_wards`` says why.
    """

    question: Question
    scale: Scale
    reason: Reason | None
    series: HarmSeries | None
    why_no_wards: Reason | None
    wards: WardCounts | None


def ward_counts(frame: pd.DataFrame, question: Question, scale: Scale) -> WardCounts:
    """Return the counts of every current ward, whatever areas are chosen.

    ``frame`` has the columns of ``WardTypeRow``.
    """
    wards = tuple(
        sorted((each for each in question.domain.areas if each.kind == "ward"), key=_by_name)
    )
    at = {each.code: i for i, each in enumerate(wards)}
    month, kind = _positions(question.domain.months), _positions(types_of(question))
    counts = np.zeros((len(at), len(month), len(kind)))
    for row in rows(frame, WardTypeRow):
        if row.crime_type in kind:
            counts[at[row.code], month[row.month], kind[row.crime_type]] = row.n
    return WardCounts(question, scale, wards, counts)


def _by_name(ward: Area) -> str:
    return ward.name


def _positions(values: Sequence) -> dict:
    return {each: i for i, each in enumerate(values)}
