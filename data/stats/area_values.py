"""The measures of wards and places: count, rate with interval, change with test."""

from collections.abc import Collection
from typing import NamedTuple

import pandas as pd

from data.stats.dispersion import Scatter
from data.stats.significance import Change, changes, rate_intervals

PER = 1000


class AreaRow(NamedTuple):
    """One area with its measures.

    ``rate`` is incidents per 1,000 residents over the chosen months, with its 95 % interval;
    ``change`` is ``n`` less ``before``, the count of the period compared, and ``test`` its test.
    Rates are None without a population; ``before``, ``change`` and ``test`` without such a period.
    """

    kind: str
    code: str
    slug: str
    name: str
    confidence: str | None
    n: int
    residents: float | None
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    before: int | None
    change: int | None
    test: Change | None
    town_centre: bool


def area_values(
    now: pd.DataFrame,
    before: pd.DataFrame | None,
    scatter: Scatter,
    town_centres: Collection[str] = (),
) -> pd.DataFrame:
    """Return the measures of the areas of ``now``, in its order: the columns of ``AreaRow``.

    ``now`` and ``before`` are results of ``incidents.by_area``; ``before`` is None where no earlier
    period is comparable. ``town_centres`` has the codes of the areas that contain one.
    """
    n, residents = now["n"].to_list(), now["residents"].where(now["residents"] > 0)
    limits = rate_intervals(n, residents.to_list(), PER)
    earlier: list[int] | None = None
    tests: list[Change | None] = [None] * len(now)
    if before is not None:
        n_before = dict(
            zip(zip(before["kind"], before["code"], strict=True), before["n"], strict=True)
        )
        earlier = [int(n_before[area]) for area in zip(now["kind"], now["code"], strict=True)]
        tests = list(changes(earlier, n, [scatter] * len(n)))
    return now.assign(
        rate=now["n"] / residents * PER,
        rate_low=[low for low, _high in limits],
        rate_high=[high for _low, high in limits],
        before=pd.array(earlier or [None] * len(now), dtype="Int64"),
        change=[test.difference if test else None for test in tests],
        test=tests,
        town_centre=now["code"].isin(town_centres),
    )
