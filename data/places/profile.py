"""The problem profile of a place: its rank, months and crime types compared with the borough.

The comparison is with the rest of the borough, so that no count is compared with itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from data.model.domain import Area
from data.model.query_rows import OutcomeRow, PlaceRow, TypeRow
from data.model.rows import rows
from data.series.trends import Series
from data.stats.dispersion import Scatter
from data.stats.significance import Change, change
from geo import areas


@dataclass(frozen=True)
class Share:
    """One crime type at a place and in the rest of the borough.

    ``n`` is the place's count of this type and ``rest`` that of the rest; ``total`` and
    ``total_rest`` are of all types. ``test`` has the count of the rest as before and the place's as
    after, each with its total as exposure: its ratio is the share here over the share there, with
    a confidence interval. It is None if either total is 0.
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
        """The share of this type in the place's incidents, from 0 to 1; None without incidents."""
        return self.n / self.total if self.total else None

    @property
    def there(self) -> float | None:
        """The share in the rest of the borough, from 0 to 1; None without incidents there."""
        return self.rest / self.total_rest if self.total_rest else None

    @property
    def ratio(self) -> float | None:
        """The share here over the share there; None without incidents here or of the type there."""
        return self.here / self.there if self.here is not None and self.there else None


def mix(place: pd.DataFrame, borough: pd.DataFrame, months: int) -> list[Share]:
    """Return each crime type with its share at a place and in the rest, most incidents first.

    Both frames are results of ``counts.by_type`` over so many months, the second for the whole
    borough.
    """
    here = {row.crime_type: row.n for row in rows(place, TypeRow)}
    types = rows(borough, TypeRow)
    every = {row.crime_type: row.n for row in types}
    total = sum(here.values())
    total_rest = sum(every.values()) - total
    shares = []
    for row in types:
        n = here.get(row.crime_type, 0)
        rest = every[row.crime_type] - n
        test = None
        if total and total_rest:
            scatter = Scatter.of([row.crime_type], months)
            test = change(rest, n, scatter, (total_rest, total))
        shares.append(Share(row.crime_type, row.label, n, rest, total, total_rest, test))
    return sorted(shares, key=lambda each: -each.n)


def ranks(counts: Sequence[int]) -> list[int]:
    """Return the rank of each count, 1 for the largest; ties share the better rank."""
    return [1 + sum(other > count for other in counts) for count in counts]


def expected_from_rest(place: Series, borough: Series) -> tuple[float | None, ...] | None:
    """Return the monthly counts expected at a place if it followed the rest of the borough.

    Each is the rest's count, scaled so that the covered months add up to the place's total; None
    where the month is missing. None for all if the rest has no incidents.
    """
    both = [
        None if here is None or every is None else (here, every - here)
        for here, every in zip(place, borough, strict=True)
    ]
    known = [each for each in both if each is not None]
    total, rest = sum(here for here, _rest in known), sum(other for _here, other in known)
    if not rest:
        return None
    return tuple(None if each is None else each[1] * total / rest for each in both)


@dataclass(frozen=True)
class Neighbours:
    """The names of the places and current wards that a place overlaps."""

    places: tuple[str, ...]
    wards: tuple[str, ...]


def described(places: pd.DataFrame, place: Area) -> PlaceRow:
    """Return the row of one place in ``queries.places``."""
    return rows(places[(places["kind"] == "place") & (places["slug"] == place.id)], PlaceRow)[0]


def rank_of(values: pd.DataFrame, place: str) -> tuple[int, int, int]:
    """Return the rank of a place by count, how many share it, and the number of places.

    ``values`` is the result of ``counts.by_area``; ``place`` is an id.
    """
    places = values[values["kind"] == "place"]
    counts = places["n"].tolist()
    at = places["slug"].tolist().index(place)
    found = ranks(counts)
    return found[at], found.count(found[at]), len(counts)


def outcomes(frame: pd.DataFrame) -> list[tuple[str | None, int]]:
    """Return the rows of ``queries.outcomes`` as (outcome, n), None where none is recorded."""
    return [(row.outcome, row.n) for row in rows(frame, OutcomeRow)]


def neighbours(
    some: gpd.GeoDataFrame, places: gpd.GeoDataFrame, wards: gpd.GeoDataFrame
) -> list[Neighbours]:
    """Return what each area of ``some`` overlaps; all frames are in EPSG:27700.

    A place with the name of the area is left out, because it is the area itself.
    """
    near = areas.overlaps(some, places).to_numpy().tolist()
    across = areas.overlaps(some, wards).to_numpy().tolist()
    names, ward_names, own = (each["name"].tolist() for each in (places, wards, some))
    return [
        Neighbours(
            places=tuple(names[b] for a, b in near if a == index and names[b] != own[index]),
            wards=tuple(ward_names[b] for a, b in across if a == index),
        )
        for index in range(len(some))
    ]
