"""Simulated districts for the demonstration set to be compared with. Nothing in them is real.

They differ in size, and in each type's rate by more than chance, as real districts do. One lacks
two months and one comes late, so that what is left out can be seen.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from data import months
from data.crime_types import BY_ID
from data.readers.peers import GROUP, NEEDED

COLUMNS = (*NEEDED, GROUP)
DISTRICTS = 36
ALIKE = 15
SMALLEST, LARGEST = 40_000, 520_000
LEVEL = 1.1  # how the rates of the middle district stand to the borough's
OVERALL, BY_TYPE = 0.24, 0.22  # how much districts differ, in all and by type: SD of the log
UNREST = 0.07
GAP = ("2021-08", "2022-11")
LATE = "2021-07"


def write(path: Path, totals: pd.DataFrame, residents: int, seed: int) -> None:
    """A ``peers`` file of simulated districts; the same seed writes the same bytes.

    ``totals`` are the borough's incidents by type (rows) in each financial year (columns).
    """
    rng = np.random.default_rng([seed, DISTRICTS])
    yearly = totals.groupby("crime_type").sum() / residents
    people = np.sort(np.exp(rng.uniform(np.log(SMALLEST), np.log(LARGEST), DISTRICTS)))
    people = rng.permutation(people.round(-2).astype(int))
    overall = rng.normal(0, OVERALL, DISTRICTS)
    starts = yearly.columns
    span = [each for start in starts for each in months.between(*months.year_span(start))]
    monthly = np.repeat(yearly.to_numpy().T, months.YEAR, axis=0) * LEVEL / months.YEAR
    held = []
    for place in range(DISTRICTS):
        differs = np.exp(overall[place] + rng.normal(0, BY_TYPE, len(yearly)))
        unrest = np.exp(rng.normal(0, UNREST, monthly.shape))
        counts = pd.DataFrame(
            rng.poisson(monthly * differs * unrest * people[place]),
            index=pd.Index(map(months.spell, span), name="month"),
            columns=[BY_ID[each].label for each in yearly.index],
        )
        long = counts.stack().rename_axis(["month", "crime_type"]).rename("count").reset_index()
        kept = long[[not _is_missing(place, month) for month in long["month"]]]
        held.append(kept.assign(**_district(place), population=people[place])[list(COLUMNS)])
    with path.open("w", encoding="utf-8", newline="") as file:
        pd.concat(held).to_csv(file, index=False, lineterminator="\n")


def _district(place: int) -> dict[str, str]:
    return {
        "area_code": f"SIM{place + 1:03d}",
        "area_name": f"Simulated district {place + 1:02d}",
        GROUP: "Simulated, alike" if place < ALIKE else "Simulated, other",
    }


def _is_missing(place: int, month: str) -> bool:
    return (place == ALIKE - 1 and month in GAP) or (place == DISTRICTS - 1 and month < LATE)
