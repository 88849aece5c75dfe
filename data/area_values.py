"""Wards and places with every measure: count, rate with its interval, change with its verdict."""

import pandas as pd

from data.significance import Change, changes, rate_intervals

PER = 1000


def area_values(now: pd.DataFrame, before: pd.DataFrame | None) -> pd.DataFrame:
    """Each current ward and located place with its measures, most incidents first.

    ``now`` and ``before`` are answers of ``queries.by_area``; ``before`` is null where the year
    before cannot be compared. Columns: kind, code, slug, name, confidence, n, residents, rate
    (incidents per 1,000 residents over the months asked for), rate_low, rate_high (95 %
    interval), before, change (n less before) and test (a ``Change`` or None).
    """
    n, residents = now["n"].to_list(), now["residents"].to_list()
    limits = rate_intervals(n, residents, PER)
    earlier: list[int] | None = None
    tests: list[Change | None] = [None] * len(now)
    if before is not None:
        held = dict(zip(zip(before["kind"], before["code"], strict=True), before["n"], strict=True))
        earlier = [int(held[area]) for area in zip(now["kind"], now["code"], strict=True)]
        tests = list(changes(earlier, n))
    return now.assign(
        rate=now["n"] / now["residents"] * PER,
        rate_low=[low for low, _high in limits],
        rate_high=[high for _low, high in limits],
        before=pd.array(earlier or [None] * len(now), dtype="Int64"),
        change=[test.difference if test else None for test in tests],
        test=tests,
    )
