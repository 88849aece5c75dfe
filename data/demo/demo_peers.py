"""Simulate districts with which the demonstration set is compared.

They differ in size, and their rates of each type differ by more than chance, as in real districts.
One lacks two months and one begins late, so that missing months can be seen.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from data.build.readers.peers import GROUP, NEEDED
from data.model import months
from data.model.crime_types import BY_ID

COLUMNS = (*NEEDED, GROUP)
DISTRICTS = 36
ALIKE = 15
SMALLEST, LARGEST = 40_000, 520_000
LEVEL = 1.1  # ratio of the median district's rates to the borough's
OVERALL, BY_TYPE = 0.24, 0.22  # SD of the log of districts' rates, in all and by type
MONTHLY = 0.07  # SD of the log of one district's monthly rates, beyond chance
GAP = ("2021-08", "2022-11")  # the two months that one district lacks
LATE = "2021-07"  # the first month of the district that begins late


def write(path: Path, totals: pd.DataFrame, residents: int, seed: int) -> None:
    """Write a ``peers`` file of simulated districts; the same seed writes the same bytes.

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
    frames = []
    for index in range(DISTRICTS):
        differs = np.exp(overall[index] + rng.normal(0, BY_TYPE, len(yearly)))
        noise = np.exp(rng.normal(0, MONTHLY, monthly.shape))
        counts = pd.DataFrame(
            rng.poisson(monthly * differs * noise * people[index]),
            index=pd.Index(map(months.spell, span), name="month"),
            columns=[BY_ID[each].label for each in yearly.index],
        )
        long = counts.stack().rename_axis(["month", "crime_type"]).rename("count").reset_index()
        kept = long[[not _is_missing(index, month) for month in long["month"]]]
        frames.append(kept.assign(**_district(index), population=people[index])[list(COLUMNS)])
    with path.open("w", encoding="utf-8", newline="") as file:
        pd.concat(frames).to_csv(file, index=False, lineterminator="\n")


def _district(index: int) -> dict[str, str]:
    return {
        "area_code": f"SIM{index + 1:03d}",
        "area_name": f"Simulated district {index + 1:02d}",
        GROUP: "Simulated, alike" if index < ALIKE else "Simulated, other",
    }


def _is_missing(index: int, month: str) -> bool:
    return (index == ALIKE - 1 and month in GAP) or (index == DISTRICTS - 1 and month < LATE)
