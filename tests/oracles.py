"""Every query again in plain Python, over the demonstration set's own CSV files.

Nothing here uses our readers, filters or SQL. Crime types are spelt as the files spell them, areas
by name, months as ``YYYY-MM``.
"""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import shapely
from pyproj import Geod

ASB = "Anti-social behaviour"
OFFENCES = (
    "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime",
    "Other theft", "Possession of weapons", "Public order", "Robbery", "Shoplifting",
    "Theft from the person", "Vehicle crime", "Violence and sexual offences",
)  # fmt: skip
NEVER_AT_A_POINT = frozenset(
    {"Drugs", "Possession of weapons", "Robbery", "Violence and sexual offences"}
)
FIRST, LAST = "2020-04", "2023-03"
PAGE = 50
CATEGORIES = ("Personal", "Community", "Environmental")


@dataclass(frozen=True)
class Asked:
    """A question in the terms of the files; no area means the whole borough."""

    types: frozenset[str] = frozenset(OFFENCES)
    categories: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    first: str = "2022-04"
    last: str = "2023-03"
    circle: tuple[float, float, float] | None = None


def asked(
    types: Iterable[str] = (),
    *,
    categories: Iterable[str] = (),
    areas: Iterable[str] = (),
    first: str = "2022-04",
    last: str = "2023-03",
    circle: tuple[float, float, float] | None = None,
) -> Asked:
    types, categories = frozenset(types), frozenset(categories)
    if not types and not categories:
        types = frozenset(OFFENCES)
    return Asked(types, categories, frozenset(areas), first, last, circle)


@dataclass(frozen=True)
class Incident:
    """One row of a street file; ``areas`` are the names of its ward and of every place round it."""

    number: int
    month: str
    type: str
    category: str
    lon: float
    lat: float
    location: str
    ward: str
    areas: frozenset[str]
    force: str


def months_between(first: str, last: str) -> list[str]:
    every = [f"{year}-{month:02d}" for year in range(2000, 2031) for month in range(1, 13)]
    return [each for each in every if first <= each <= last]


class Oracle:
    """The demonstration set as in its files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with (folder / "wards_2022.csv").open(encoding="utf-8") as text:
            self.residents = {
                row["ward_name"]: int(row["population_mid_2020"]) for row in csv.DictReader(text)
            }
        shapes = json.loads((folder / "wards.geojson").read_text("utf-8"))["features"]
        self.wards = {
            each["properties"]["WD22NM"]: shapely.geometry.shape(each["geometry"])
            for each in shapes
        }
        self.codes = {each["properties"]["WD22NM"]: each["properties"]["WD22CD"] for each in shapes}
        with (folder / "places.csv").open(encoding="utf-8") as text:
            self.places = {
                row["name"]: (float(row["lon"]), float(row["lat"]), float(row["radius_m"]))
                for row in csv.DictReader(text)
                if row["lon"]
            }

    def where(self, lon: float, lat: float) -> tuple[str, frozenset[str]]:
        """Return the ward of a point, and every area that contains it."""
        point = shapely.Point(lon, lat)
        wards = [name for name, shape in self.wards.items() if shape.contains(point)]
        assert len(wards) == 1, (lon, lat)
        near = set()
        for name, (east, north, radius) in self.places.items():
            metres = Geod(ellps="WGS84").inv(lon, lat, east, north)[2]
            # The product's circle has 64 corners: no point may lie between it and the real circle.
            assert not 0.998 < metres / radius < 1.001, (name, lon, lat)
            if metres < radius:
                near.add(name)
        return wards[0], frozenset({wards[0], *near})

    @cached_property
    def incidents(self) -> list[Incident]:
        """Return every row, numbered by month, ward code and order of the files."""
        rows: list[dict[str, str]] = []
        for path in sorted(self.folder.glob("street/*/*.csv")):
            with path.open(encoding="utf-8", newline="") as text:
                rows += csv.DictReader(text)
        places = {}
        found = []
        for row in rows:
            at = row["Longitude"], row["Latitude"]
            if at not in places:
                places[at] = self.where(float(at[0]), float(at[1]))
            found.append((row, *places[at]))
        found.sort(key=lambda each: (each[0]["Month"], self.codes[each[1]]))
        return [
            Incident(
                number, row["Month"], row["Crime type"], row["ASB category"],
                float(row["Longitude"]), float(row["Latitude"]),
                row["Location"].removeprefix("On or near "), ward, areas,
                row["Falls within"],
            )
            for number, (row, ward, areas) in enumerate(found, 1)
        ]  # fmt: skip

    def matching(self, question: Asked) -> list[Incident]:
        return [
            each
            for each in self.incidents
            if question.first <= each.month <= question.last
            and (each.type in question.types or each.category in question.categories)
            and (
                not (question.areas or question.circle)
                or each.areas & question.areas
                or (question.circle and within(each, *question.circle))
            )
        ]


def within(each: Incident, lon: float, lat: float, radius: float) -> bool:
    metres = Geod(ellps="WGS84").inv(each.lon, each.lat, lon, lat)[2]
    # As for the places: no point may lie between a circle with corners and a real one.
    assert not 0.998 < metres / radius < 1.001, each
    return metres < radius


class Answers:
    """The answers to one question, as the query of each name should return them."""

    def __init__(self, oracle: Oracle, question: Asked) -> None:
        self.oracle, self.question = oracle, question
        self.rows = oracle.matching(question)
        self.months = months_between(question.first, question.last)
        wanted = question.types | ({ASB} if question.categories else frozenset())
        self.types = [each for each in (ASB, *OFFENCES) if each in wanted]

    def total(self) -> int:
        return len(self.rows)

    def by_month(self) -> list[tuple[str, int]]:
        counts = Counter(each.month for each in self.rows)
        return [(month, counts[month]) for month in self.months]

    def by_month_and_type(self) -> list[tuple[str, str, int]]:
        """Types as police.uk lists them; chosen categories of ASB are one line with their names."""
        counts = Counter((each.type, each.month) for each in self.rows)
        return [
            (self._label(kind), month, counts[kind, month])
            for kind in self.types
            for month in self.months
        ]

    def _label(self, kind: str) -> str:
        chosen = [each for each in CATEGORIES if each in self.question.categories]
        return ", ".join(f"ASB: {each}" for each in chosen) if kind == ASB and chosen else kind

    def by_month_and_area(self) -> list[tuple[str, str, int]]:
        chosen = sorted(self.question.areas or self.oracle.wards)
        counts = Counter((area, each.month) for each in self.rows for area in each.areas)
        return [(area, month, counts[area, month]) for area in chosen for month in self.months]

    def by_area(self) -> list[tuple[str, int, int | None]]:
        counts = Counter(area for each in self.rows for area in each.areas)
        names = [*self.oracle.wards, *self.oracle.places]
        rows = [(name, counts[name], self.oracle.residents.get(name)) for name in names]
        return sorted(rows, key=lambda row: (-row[1], row[0]))

    def by_type(self) -> list[tuple[str, int]]:
        counts = Counter(each.type for each in self.rows)
        ordered = sorted(self.types, key=lambda kind: (-counts[kind], (ASB, *OFFENCES).index(kind)))
        return [(self._label(kind), counts[kind]) for kind in ordered]

    def street_points(self) -> list[tuple[str, float, float, str, int]]:
        counts = Counter(
            (each.location, each.lon, each.lat, each.ward)
            for each in self.rows
            if each.type not in NEVER_AT_A_POINT
        )
        rows = [(*point, n) for point, n in counts.items()]
        return sorted(rows, key=lambda row: (-row[4], row[0], row[1], row[2]))

    def records(self, sort: str = "month", order: str = "down") -> list[Incident]:
        """Return all records in order: ties by number, unknown values last."""

        def key(each: Incident) -> str | None:
            return {
                "month": each.month,
                "type": each.type,
                "ward": each.ward,
                "location": None if each.type in NEVER_AT_A_POINT else each.location,
                "outcome": None,
                "force": each.force,
            }[sort]

        groups: dict[str, list[Incident]] = defaultdict(list)
        unknown = []
        for each in self.rows:
            value = key(each)
            (unknown if value is None else groups[value]).append(each)
        ordered = sorted(groups, reverse=order == "down")
        return [each for value in ordered for each in groups[value]] + unknown


@cache
def oracle_of(folder: Path) -> Oracle:
    """Return the set in a folder, which all tests of a process share."""
    return Oracle(folder)
