"""Simulate what became of the crimes of the demonstration set, in the files of data.police.uk."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

# Of all crimes of a type: the share with a positive outcome, and the share with no suspect found.
SHARES: Mapping[str, tuple[float, float]] = {
    "Bicycle theft": (0.02, 0.85),
    "Burglary": (0.06, 0.75),
    "Criminal damage and arson": (0.08, 0.6),
    "Drugs": (0.55, 0.08),
    "Other theft": (0.03, 0.72),
    "Possession of weapons": (0.45, 0.1),
    "Robbery": (0.09, 0.55),
    "Shoplifting": (0.24, 0.45),
    "Theft from the person": (0.02, 0.85),
    "Vehicle crime": (0.02, 0.85),
    "Violence and sexual offences": (0.1, 0.12),
}
OTHER_TYPES = (0.12, 0.3)
POSITIVE: Mapping[str, float] = {
    "Suspect charged": 0.62, "Local resolution": 0.26, "Offender given a caution": 0.12,
}  # fmt: skip
REST: Mapping[str, float] = {
    "Unable to prosecute suspect": 0.74, "": 0.15,
    "Action to be taken by another organisation": 0.07,
    "Formal action is not in the public interest": 0.04,
}  # fmt: skip
NO_SUSPECT = "Investigation complete; no suspect identified"
# In each month from the crime's own, the chance that its outcome is recorded, if none was before.
PACE = {"positive": 0.3, "no suspect": 0.6, "rest": 0.35}


def write(folder: Path, streets: pd.DataFrame, rng: np.random.Generator) -> None:
    """Write an outcome file for each month of ``streets``, which has the columns of street files.

    Outcomes that would be recorded after the last month are left out, as in published files.
    """
    crimes = streets[streets["Crime ID"] != ""].reset_index(drop=True)
    shares = np.array([SHARES.get(each, OTHER_TYPES) for each in crimes["Crime type"]])
    drawn = rng.random(len(crimes))
    is_positive = drawn < shares[:, 0]
    is_unknown = ~is_positive & (drawn < shares.sum(axis=1))
    kind = np.select([is_positive, is_unknown], ["positive", "no suspect"], "rest")
    outcome = np.select(
        [is_positive, is_unknown],
        [_chosen(rng, POSITIVE, len(crimes)), np.full(len(crimes), NO_SUSPECT, dtype=object)],
        _chosen(rng, REST, len(crimes)),
    )
    later = rng.geometric([PACE[each] for each in kind]) - 1
    held = sorted(streets["Month"].unique())
    number = {month: i for i, month in enumerate(held)}
    at = crimes["Month"].map(number) + later
    rows = crimes.drop(columns=["Crime type", "Last outcome category", "Context", "ASB category"])
    rows = rows.assign(Month=at, **{"Outcome type": outcome})
    rows = rows[(rows["Outcome type"] != "") & (at < len(held))]
    for index, each in rows.sort_values(["Month", "Crime ID"]).groupby("Month"):
        month = held[int(str(index))]
        path = folder / "outcomes" / month / f"{month}-demonstration-outcomes.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            each.assign(Month=month).to_csv(file, index=False, lineterminator="\n")


def _chosen(rng: np.random.Generator, shares: Mapping[str, float], size: int) -> np.ndarray:
    return rng.choice(np.array([*shares], dtype=object), size, p=[*shares.values()])
