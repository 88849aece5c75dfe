"""A made-up borough of street points for the search for signals: five wards, flat counts."""

from datetime import date

import numpy as np
import pandas as pd

from data.model import months
from data.signals.incidents import TYPES, Incidents

WARDS, POINTS_EACH, SIDE_M = 5, 30, 2000
LAST = date(2022, 9, 1)
# Incidents a month in the borough by type.
MONTHLY = {
    "violence-and-sexual-offences": 200, "asb": 90, "vehicle-crime": 60, "shoplifting": 50,
    "burglary": 40, "criminal-damage-and-arson": 60, "other-theft": 50, "public-order": 40,
    "drugs": 20, "robbery": 5,
}  # fmt: skip
LON, LAT = -0.885, 51.41


def borough(held: int = 30, without: tuple[date, ...] = ()) -> Incidents:
    """Return the borough with one expected incident spread evenly: replace the counts."""
    random = np.random.default_rng(5)
    n = WARDS * POINTS_EACH
    ward = np.repeat(np.arange(WARDS), POINTS_EACH)
    east = 475_000 + SIDE_M * ward + random.uniform(0, SIDE_M, n)
    north = 168_000 + random.uniform(0, SIDE_M, n)
    points = pd.DataFrame(
        {
            "point": range(n), "easting": east, "northing": north,
            "lon": LON + (east - 475_000) / 69_600, "lat": LAT + (north - 168_000) / 111_200,
            "ward_code": [f"W{each}" for each in ward],
            "location": [f"Street {each}" for each in range(n)],
        }
    )  # fmt: skip
    areas = pd.DataFrame({"kind": "ward", "code": points["ward_code"], "point": points["point"]})
    place = pd.DataFrame({"kind": "place", "code": "P0", "point": range(10)})
    span = months.between(months.shift(LAST, 1 - held), LAST)
    kept = tuple(each for each in span if each not in without)
    counts = np.zeros((n, len(TYPES), len(kept)), dtype=np.int64)
    return Incidents(kept, counts, points, pd.concat([areas, place], ignore_index=True))


def expected(incidents: Incidents, *, trend: float = 0.01, swing: float = 0.2) -> np.ndarray:
    """Return expected counts with a season for each type and a trend that all share."""
    n = len(incidents.points)
    random = np.random.default_rng(6)
    mean = np.zeros(incidents.counts.shape)
    for kind, monthly in MONTHLY.items():
        share = random.gamma(0.7, size=n)
        peak = random.integers(12)
        for at, month in enumerate(incidents.months):
            season = 1 + swing * np.cos(2 * np.pi * (month.month - peak) / 12)
            level = monthly * season * np.exp(trend * at)
            mean[:, TYPES.index(kind), at] = level * share / share.sum()
    return mean
