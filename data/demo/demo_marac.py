"""Simulate a quarterly MARAC return that adds up to the published years."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from data.model import months

QUARTERS = 4
SOURCE = "Simulated: the published year divided at random"


def quarterly(years: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return four quarters for each published year with repeat cases, in the return's columns.

    ``years`` has the columns of ``marac.csv``, days as text. The quarters of a year add up to it in
    cases, repeat cases and children; repeats never exceed cases.
    """
    rows = []
    for year in years[years["repeat_cases"].notna()].to_dict("records"):
        cases = rng.multinomial(int(year["cases"]), [1 / QUARTERS] * QUARTERS)
        repeats = rng.multivariate_hypergeometric(cases, int(year["repeat_cases"]))
        known = not pd.isna(year["children"])
        children = rng.multinomial(int(year["children"]) if known else 0, cases / cases.sum())
        start = date.fromisoformat(year["period_start"])
        for index in range(QUARTERS):
            first = months.shift(start, index * 3)
            rows.append(
                {
                    "period_start": first,
                    "period_end": months.shift(first, 3) - timedelta(days=1),
                    "cases": int(cases[index]),
                    "repeat_cases": int(repeats[index]),
                    "children": int(children[index]) if known else "",
                    "source": SOURCE,
                    "definition_version": year["definition_version"],
                }
            )
    return pd.DataFrame(rows)
