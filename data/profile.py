"""What a problem profile says of one place: its rank, its months and its mix beside the borough's.

A place is set against the rest of the borough, which is the borough without it, so that nothing is
compared with itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from data.domain import Area
from data.frames import each_row
from data.significance import Change, change
from data.trends import Series
from geo import areas


@dataclass(frozen=True)
class Share:
    """One crime type at a place and in the rest of the borough.

    ``test`` has the count of the rest as before and the place's as after, each with the whole of
    its side as exposure: its ratio is the interval of the share here over the share there.
    """

    crime_type: str
    label: str
    n: int
    rest: int
    total: int
    total_rest: int
    test: Change | None

    @property
    def here(self) -> float | None:
        """The share of the place's incidents that are of this type, from 0 to 1."""
        return self.n / self.total if self.total else None

    @property
    def there(self) -> float | None:
        """The share in the rest of the borough, from 0 to 1."""
        return self.rest / self.total_rest if self.total_rest else None

    @property
    def ratio(self) -> float | None:
        """The share here over the share there; null where there are none there."""
        return self.here / self.there if self.here is not None and self.there else None


def mix(place: pd.DataFrame, borough: pd.DataFrame) -> list[Share]:
    """Each crime type with its share at a place and in the rest of the borough, most first.

    Both frames are answers of ``queries.by_type``, the second of the whole borough.
    """
    here = {row.crime_type: int(row.n) for row in each_row(place)}
    every = {row.crime_type: int(row.n) for row in each_row(borough)}
    total = sum(here.values())
    total_rest = sum(every.values()) - total
    found = []
    for row in each_row(borough):
        n = here.get(row.crime_type, 0)
        rest = every[row.crime_type] - n
        test = change(rest, n, (total_rest, total)) if total and total_rest else None
        found.append(Share(row.crime_type, row.label, n, rest, total, total_rest, test))
    return sorted(found, key=lambda each: -each.n)


def ranks(counts: Sequence[int]) -> list[int]:
    """The rank of each count, 1 for the largest; equal counts share the better rank."""
    return [1 + sum(other > count for other in counts) for count in counts]


def had_it_followed(place: Series, borough: Series) -> tuple[float | None, ...] | None:
    """The place's months had they risen and fallen as in the rest of the borough.

    Nothing if the rest has no incidents. Each month is the rest's count, scaled so that the
    held months add up to the place's total.
    """
    both = [
        None if here is None or every is None else (here, every - here)
        for here, every in zip(place, borough, strict=True)
    ]
    held = [each for each in both if each is not None]
    total, rest = sum(here for here, _rest in held), sum(other for _here, other in held)
    if not rest:
        return None
    return tuple(None if each is None else each[1] * total / rest for each in both)


@dataclass(frozen=True)
class Neighbours:
    """The names of the places and of the current wards that share ground with a place."""

    places: tuple[str, ...]
    wards: tuple[str, ...]


def described(places: pd.DataFrame, place: Area) -> Any:
    """The row of ``queries.places`` of one place."""
    rows = places[(places["kind"] == "place") & (places["slug"] == place.id)]
    return next(each_row(rows))


def rank_of(values: pd.DataFrame, place: str) -> tuple[int, int, int]:
    """The rank of a place among places by count, how many share it, and how many places there are.

    ``values`` is the answer of ``queries.by_area``; ``place`` an id.
    """
    rows = values[values["kind"] == "place"]
    counts = rows["n"].tolist()
    at = rows["slug"].tolist().index(place)
    found = ranks(counts)
    return found[at], found.count(found[at]), len(counts)


def outcomes(frame: pd.DataFrame) -> list[tuple[str | None, int]]:
    """The answer of ``queries.outcomes`` as (outcome, n), nothing where none is recorded."""
    return [
        (row.outcome if isinstance(row.outcome, str) else None, int(row.n))
        for row in each_row(frame)
    ]


def neighbours(
    some: gpd.GeoDataFrame, places: gpd.GeoDataFrame, wards: gpd.GeoDataFrame
) -> list[Neighbours]:
    """What each of some areas overlaps; all are in EPSG:27700, and none overlaps its own name."""
    near = areas.overlaps(some, places).to_numpy().tolist()
    across = areas.overlaps(some, wards).to_numpy().tolist()
    names, ward_names, own = (each["name"].tolist() for each in (places, wards, some))
    return [
        Neighbours(
            places=tuple(names[b] for a, b in near if a == place and names[b] != own[place]),
            wards=tuple(ward_names[b] for a, b in across if a == place),
        )
        for place in range(len(some))
    ]
