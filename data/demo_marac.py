"""A simulated quarterly MARAC return: the published years divided by lot, adding up to them."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from data import months

QUARTERS = 4
SAID = "Simulated: the published year divided by lot"


def quarterly(years: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Four quarters for each published year that has repeat cases, in the columns of the return.

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
        for place in range(QUARTERS):
            first = months.shift(start, place * 3)
            rows.append(
                {
                    "period_start": first,
                    "period_end": months.shift(first, 3) - timedelta(days=1),
                    "cases": int(cases[place]),
                    "repeat_cases": int(repeats[place]),
                    "children": int(children[place]) if known else "",
                    "source": SAID,
                    "definition_version": year["definition_version"],
                }
            )
    return pd.DataFrame(rows)
