"""Wards and places with every measure: count, rate with its interval, change with its verdict."""

import pandas as pd

from data import queries
from data.pack import Pack
from data.question import Question
from data.significance import Change, change, rate_interval

PER = 1000


def area_values(pack: Pack, question: Question) -> pd.DataFrame:
    """Each current ward and located place, most incidents first.

    Columns: kind, code, slug, name, confidence, n, residents, rate (incidents per 1,000
    residents over the chosen months), rate_low, rate_high (95 % interval), before (null where
    the year before cannot be compared), change (n less before) and test (a ``Change`` or None).
    Areas the reader chose do not narrow it: it compares every area.
    """
    filters = question.filters.everywhere()
    frame = queries.by_area(pack, filters)
    frame["rate"] = frame["n"] / frame["residents"] * PER
    limits = [
        rate_interval(n, people, PER) if people > 0 else (None, None)
        for n, people in zip(frame["n"], frame["residents"], strict=True)
    ]
    frame["rate_low"] = [low for low, _high in limits]
    frame["rate_high"] = [high for _low, high in limits]
    earlier = filters.year_before(question.domain)
    tests: list[Change | None] = [None] * len(frame)
    if earlier is not None:
        before = queries.by_area(pack, earlier).set_index(["kind", "code"])["n"]
        frame["before"] = before.loc[pd.MultiIndex.from_frame(frame[["kind", "code"]])].to_numpy()
        tests = [change(b, n) for b, n in zip(frame["before"], frame["n"], strict=True)]
    else:
        frame["before"] = pd.NA
    frame["change"] = [test.difference if test else None for test in tests]
    frame["test"] = tests
    return frame
