"""The harm of the annual report's rows that have a weight, from their published counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.harm.harm_scale import Scale
from data.harm.harm_series import Compared, compared
from data.model.query_rows import FigureRow
from data.model.rows import rows
from data.stats.dispersion import Scatter
from data.stats.weighted import Weights

TOTAL = "all crime"


@dataclass(frozen=True)
class PublishedHarm:
    """The rows of a report that have a weight, together and one by one, for one year.

    ``year`` is compared with the year before if that has harm too. ``share`` is these rows' part of
    the report's total, from 0 to 1; None where the report has no total.
    """

    year: str
    whole: Compared
    measures: Sequence[Compared]
    share: float | None


def published_harm(annual: pd.DataFrame, scale: Scale) -> list[PublishedHarm]:
    """Return the harm of each year of the report, oldest first; empty if no row has a weight.

    ``annual`` is the result of ``queries.annual``. Of rows with the same name the first counts. A
    year that lacks any of the figures is left out.
    """
    figures: dict[str, dict[str, float]] = {}
    totals: dict[str, float] = {}
    for row in rows(annual, FigureRow):
        if row.measure.lower() in scale.by_measure:
            figures.setdefault(row.year, {}).setdefault(row.measure, row.value)
        elif row.measure.lower().startswith(TOTAL):
            totals.setdefault(row.year, row.value)
    measures = list(dict.fromkeys(each for by in figures.values() for each in by))
    found: list[PublishedHarm] = []
    last: tuple[int, np.ndarray] | None = None
    for year in sorted(figures):
        if len(figures[year]) < len(measures):
            continue
        start = int(year[:4])
        before = last[1] if last and last[0] == start - 1 else None
        now = np.array([figures[year][each] for each in measures], dtype=float)
        found.append(
            PublishedHarm(
                year,
                _compared("The rows together", (measures, now, before), scale, Scatter()),
                [
                    _compared(
                        each,
                        ([each], now[[i]], None if before is None else before[[i]]),
                        scale,
                        Scatter.labelled(each),
                    )
                    for i, each in enumerate(measures)
                ],
                float(now.sum() / totals[year]) if totals.get(year) else None,
            )
        )
        last = start, now
    return found


def _compared(
    name: str,
    counts: tuple[Sequence[str], np.ndarray, np.ndarray | None],
    scale: Scale,
    scatter: Scatter,
) -> Compared:
    measures, now, before = counts
    pairs = [scale.by_measure[each.lower()] for each in measures]
    weights = Weights.of(pairs, [Scatter.labelled(each) for each in measures])
    return compared(name, now, before, weights, scatter)
