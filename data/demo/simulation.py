"""Simulate where and when the incidents of the demonstration set happen.

How many there are of each type is published. The patterns are set here, so that tests can check
that the dashboard's methods detect them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.model import months
from data.model.crime_types import ASB
from geo.crs import DEGREES, GRID

POINTS = 2000
# The least distance of a point from the edge of its ward: rounding never moves it out of the ward.
MARGIN_M = 40
QUARTER = 3
# The share of a ward's points around its centre; the others are anywhere in it.
GATHERED = 0.5
# SD of the log of incidents in wards of the same size.
VARIETY = 0.18
# SD of the log of a month's incidents, beyond season, restrictions and chance.
MONTHLY = 0.05

# The class of each place, and its strength in each quarter from April 2020 to March 2023.
LIVES: Mapping[str, tuple[str, tuple[float, ...]]] = {
    "norreys-estate": ("persistent", (1.0,) * 12),
    "sindlesham": (
        "emerging",
        (0.02, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.2, 1.2, 1.4),
    ),
    "cantley-park": ("former", (1.1, 1.1, 1.2, 1.1, 0.9, 0.8, 0.3, 0.2, 0.1, 0.05, 0.02, 0.02)),
    "sol-joel-skate-park": (
        "intermittent",
        (0.02, 1.0, 1.3, 0.02, 0.02, 1.0, 0.02, 0.02, 1.0, 0.02, 0.02, 1.6),
    ),
}
STATIONS = ("wokingham", "winnersh", "winnersh-triangle", "earley", "twyford", "wargrave")


@dataclass(frozen=True)
class Pattern:
    """How one type of incident is distributed over the year, places and streets.

    ``peak`` is the calendar month with the most, ``swing`` how far it is above the mean (a
    fraction), ``restricted`` the factor in months under Covid restrictions. ``places`` has each
    place's share of the borough's incidents when its strength is 1. ``draw`` names the column of
    the street points with the weights by which the other incidents are divided within a ward.
    """

    peak: int = 7
    swing: float = 0.05
    restricted: float = 0.85
    draw: str = "pull"
    places: Mapping[str, float] = field(default_factory=dict)

    def season(self, month: int) -> float:
        """Return the ratio of a calendar month (1 to 12) to the mean of all twelve."""
        return 1 + self.swing * float(np.cos(2 * np.pi * (month - self.peak) / months.YEAR))


USUAL = {
    "wokingham-town-centre": 0.05, "woodley-town-centre": 0.02, "norreys-estate": 0.025,
    "sindlesham": 0.015, "cantley-park": 0.015, "sol-joel-skate-park": 0.015,
}  # fmt: skip
OF_ASB = {
    "wokingham-town-centre": 0.07, "woodley-town-centre": 0.03, "norreys-estate": 0.085,
    "sindlesham": 0.09, "cantley-park": 0.065, "sol-joel-skate-park": 0.08, "bigshotte-park": 0.02,
    "arborfield-cross": 0.01, "arborfield-green": 0.015,
}  # fmt: skip
OF_BICYCLES = {
    **dict(zip((f"{each}-station" for each in STATIONS), (0.15, 0.05, 0.04, 0.08, 0.1, 0.02),
               strict=True)),
    "wokingham-town-centre": 0.16, "carnival-hub": 0.12,
}  # fmt: skip
OF_SHOPS = {"wokingham-town-centre": 0.28, "woodley-town-centre": 0.16}
OF_CROWDS = {"wokingham-town-centre": 0.14, "woodley-town-centre": 0.06}
PATTERNS: Mapping[str, Pattern] = {
    ASB: Pattern(swing=0.35, restricted=1.25, places=OF_ASB),
    "bicycle-theft": Pattern(swing=0.35, restricted=0.6, places=OF_BICYCLES),
    "burglary": Pattern(peak=12, swing=0.12, restricted=0.7),
    "criminal-damage-and-arson": Pattern(swing=0.1, places=USUAL),
    "drugs": Pattern(restricted=1.2, places=USUAL),
    "other-crime": Pattern(),
    "other-theft": Pattern(restricted=0.7, places=OF_CROWDS),
    "possession-of-weapons": Pattern(places=USUAL),
    "public-order": Pattern(swing=0.12, places=USUAL),
    "robbery": Pattern(peak=11, swing=0.1, restricted=0.7, places=USUAL),
    "shoplifting": Pattern(peak=12, swing=0.08, restricted=0.6, draw="shops", places=OF_SHOPS),
    "theft-from-the-person": Pattern(restricted=0.4, places=OF_CROWDS),
    "vehicle-crime": Pattern(peak=12, swing=0.08, restricted=0.7),
    "violence-and-sexual-offences": Pattern(swing=0.1, restricted=0.9, places=USUAL),
}


def streets(
    wards: gpd.GeoDataFrame, places: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Return simulated street points, each well inside its ward.

    ``wards`` has code, name, residents, geometry and centre; ``places`` has id, lon, lat and
    radius_m. Points are dense in the places and, less so, around the centres of the wards. Columns:
    x, y (metres), lon, lat, ward (row number), place (id or blank), location (the name), and the
    weights pull and shops (of the point in its ward) and busy (of the ward).
    """
    inside = wards.to_crs(GRID).geometry.buffer(-MARGIN_M).to_numpy()
    near = _near_places(inside, places, rng)
    rest = _in_wards(inside, wards, POINTS - len(near), rng)
    points = pd.concat([near, rest], ignore_index=True)
    busy = wards["residents"] * rng.lognormal(sigma=VARIETY, size=len(wards))
    degrees = gpd.GeoSeries.from_xy(points["x"], points["y"], crs=GRID).to_crs(DEGREES)
    points = points.assign(
        lon=degrees.x.round(6),
        lat=degrees.y.round(6),
        pull=rng.gamma(0.9, size=len(points)) + 0.02,
        shops=rng.gamma(0.06, size=len(points)) + 1e-6,
        busy=busy.to_numpy()[points["ward"]],
    ).sort_values(["ward", "lon", "lat"], ignore_index=True)
    number = points.groupby("ward").cumcount() + 1
    name = wards["name"].to_numpy()[points["ward"]]
    return points.assign(location="On or near Point " + number.astype(str) + ", " + name)


def incidents(
    points: pd.DataFrame,
    totals: pd.DataFrame,
    restricted: frozenset[date],
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return one row for each incident: its month, crime type, ASB category and street point.

    ``totals`` has a row for each crime type and category and a column for each financial year. The
    incidents add up to it exactly. ``point`` is a row number of ``points``.
    """
    rows = []
    for (crime_type, category), years in zip(
        totals.index.to_list(), totals.to_numpy(), strict=True
    ):
        pattern = PATTERNS[crime_type]
        where = np.repeat(shares(pattern, points), QUARTER, axis=0)
        for index, (start, total) in enumerate(zip(totals.columns.to_list(), years, strict=True)):
            calendar = months.between(*months.year_span(start))
            quarters = where[index * months.YEAR : (index + 1) * months.YEAR]
            monthly = rng.multinomial(total, _when(pattern, calendar, restricted, rng))
            counts = rng.multinomial(monthly, quarters)
            at = np.repeat(np.argwhere(counts), counts[counts > 0], axis=0)
            rows.append(
                pd.DataFrame(
                    {
                        "month": np.array(calendar)[at[:, 0]],
                        "point": at[:, 1],
                        "crime_type": crime_type,
                        "asb_category": category,
                    }
                )
            )
    return pd.concat(rows, ignore_index=True)


def shares(pattern: Pattern, points: pd.DataFrame) -> NDArray[np.float64]:
    """Return the share of a pattern's incidents at each street point (column) by quarter (row)."""
    pull = points[pattern.draw]
    usual = points["busy"] * pull / pull.groupby(points["ward"]).transform("sum")
    strength = {place: np.array(life) for place, (_, life) in LIVES.items()}
    quarters = len(next(iter(strength.values())))
    rest = 1 - sum(pattern.places.values())
    total = np.tile(rest * (usual / usual.sum()).to_numpy(), (quarters, 1))
    for place, share in pattern.places.items():
        here = points["pull"].where(points["place"] == place, 0).to_numpy()
        life = strength.get(place, np.ones(quarters))
        total += np.outer(share * life, here / here.sum())
    return total / total.sum(axis=1, keepdims=True)


def _when(pattern, calendar, restricted, rng):
    """Return the share of each month in its financial year; longer months have more."""
    weight = [
        pattern.season(month.month)
        * (pattern.restricted if month in restricted else 1)
        * (months.shift(month, 1) - month).days
        for month in calendar
    ]
    weight = np.array(weight) * rng.lognormal(sigma=MONTHLY, size=len(weight))
    return weight / weight.sum()


def _near_places(inside, places, rng):
    """Return points in each place's circle, densest in the middle, in any ward."""
    frames = []
    middles = gpd.GeoSeries.from_xy(places["lon"], places["lat"], crs=DEGREES).to_crs(GRID)
    tree = shapely.STRtree(inside)
    for place, middle, radius in zip(places["id"], middles, places["radius_m"], strict=True):
        wanted = 6 + int(radius) // 25
        away = rng.normal(scale=0.45 * radius, size=(20 * wanted, 2))
        away = away[np.hypot(*away.T) < 0.95 * radius]
        x, y = middle.x + away[:, 0], middle.y + away[:, 1]
        candidate, ward = tree.query(shapely.points(x, y), predicate="within")
        candidate, ward = candidate[:wanted], ward[:wanted]
        frames.append(pd.DataFrame({"x": x[candidate], "y": y[candidate], "ward": ward}))
        frames[-1]["place"] = place
    return pd.concat(frames)


def _in_wards(inside, wards, wanted, rng):
    """Return points divided among the wards by residents, many of them around the centre."""
    frames = []
    centres = gpd.GeoSeries(wards["centre"], crs=DEGREES).to_crs(GRID)
    upto = np.round(np.cumsum(wards["residents"]) / wards["residents"].sum() * wanted).astype(int)
    for ward, (area, centre, n) in enumerate(
        zip(inside, centres, np.diff(upto, prepend=0), strict=True)
    ):
        left, bottom, right, top = area.bounds
        spread = 0.3 * np.sqrt(area.area)
        anywhere = rng.uniform((left, bottom), (right, top), size=(4 * n, 2))
        around = rng.normal((centre.x, centre.y), spread, size=(4 * n, 2))
        candidates = np.where(rng.random((4 * n, 1)) < GATHERED, around, anywhere)
        x, y = candidates[shapely.contains_xy(area, *candidates.T)][:n].T
        frames.append(pd.DataFrame({"x": x, "y": y, "ward": ward, "place": ""}))
    return pd.concat(frames)
