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
    frame = now.assign(rate=now["n"] / now["residents"] * PER, before=pd.NA)
    limits = rate_intervals(frame["n"].to_list(), frame["residents"].to_list(), PER)
    frame["rate_low"] = [low for low, _high in limits]
    frame["rate_high"] = [high for _low, high in limits]
    tests: list[Change | None] = [None] * len(frame)
    if before is not None:
        earlier = before.set_index(["kind", "code"])["n"]
        frame["before"] = earlier.loc[pd.MultiIndex.from_frame(frame[["kind", "code"]])].to_numpy()
        tests = list(changes(frame["before"].to_list(), frame["n"].to_list()))
    frame["change"] = [test.difference if test else None for test in tests]
    frame["test"] = tests
    return frame
