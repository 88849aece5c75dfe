"""Simulate requests to the council, with many small counts on purpose."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from data.model import months

FIRST, LAST = date(2020, 4, 1), date(2023, 3, 1)
# Requests in each financial year by category. The TOML maps each to an ASB category.
A_YEAR: Mapping[str, tuple[int, int, int]] = {
    "Abandoned vehicles": (96, 104, 88),
    "Begging": (7, 9, 6),
    "Drug use in public": (14, 19, 17),
    "Fly-tipping": (212, 188, 171),
    "Graffiti": (34, 41, 63),
    "Intimidation by neighbours": (21, 26, 31),
    "Nuisance vehicles": (58, 44, 39),
    "Noise": (268, 231, 174),
    "Street drinking": (12, 18, 23),
}
OUTCOMES: Mapping[str, float] = {
    "Advice given": 0.34,
    "Visited": 0.27,
    "Cleared": 0.24,
    "Warning letter": 0.09,
    "Passed to the police": 0.035,
    "Community protection notice": 0.005,
    "": 0.02,
}
NOT_KNOWN = 0.03
SPREAD = 0.6


def rows(wards: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row for each request, in the format of the council's file and by date.

    ``wards`` has name and residents. Most wards have few requests of any one category.
    """
    pull = wards["residents"].to_numpy(float) * rng.lognormal(0, SPREAD, len(wards))
    names = [*wards["name"], ""]
    chances = [*(pull / pull.sum() * (1 - NOT_KNOWN)), NOT_KNOWN]
    days = (months.shift(LAST, 1) - FIRST).days
    frames = []
    for category, yearly in A_YEAR.items():
        for year, count in enumerate(yearly):
            day = rng.integers(year * days // len(yearly), (year + 1) * days // len(yearly), count)
            frames.append(
                pd.DataFrame(
                    {
                        "received_at": [f"{date.fromordinal(FIRST.toordinal() + int(each))}"
                                        for each in day],
                        "category": category,
                        "location": rng.choice(names, count, p=chances),
                        "outcome": rng.choice([*OUTCOMES], count, p=[*OUTCOMES.values()]),
                    }
                )
            )  # fmt: skip
    together = pd.concat(frames).sort_values(["received_at", "category"], kind="stable")
    together.insert(0, "reference", [f"SIM-{number:05d}" for number in range(1, len(together) + 1)])
    return together.reset_index(drop=True)
