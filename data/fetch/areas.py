"""Find a district or partnership, its police forces and its neighbours."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd

from data.build.peer_file import file_of
from data.fetch import arcgis
from data.fetch.catalogue import Catalogue
from data.fetch.client import Client
from data.fetch.errors import NotFetched
from geo import crs

NEARBY = 1000  # metres around the borough in which a pack keeps incidents
MARGIN = 0.03  # degrees, at least NEARBY in Great Britain
COLUMNS = (
    "lad_code", "lad_name", "csp_code", "csp_name", "pfa_code", "pfa_name",
)  # fmt: skip
Lookup = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Place:
    """A district or partnership: its name, its partnership's name, and its districts and police.

    ``codes`` are of its districts; ``police`` are the names of its police force areas.
    """

    name: str
    partnership: str
    codes: tuple[str, ...]
    police: tuple[str, ...]

    @property
    def forces(self) -> tuple[str, ...]:
        """Return its police forces as named in police.uk's file names, such as thames-valley."""
        return tuple(map(file_of, self.police))


def lookup(client: Client, catalogue: Catalogue) -> list[dict[str, str]]:
    """Return every district with its partnership and police force area, in ``COLUMNS``."""
    found = arcgis.layer(client, catalogue, catalogue.texts("lookup", "names"), "1=1")
    return [_plain(each) for each in arcgis.rows(client, found)]


def find(table: Lookup, wanted: str) -> Place:
    """Return the district with a code or name or, if there is none, the partnership with it.

    Upper and lower case are the same.

    Raises:
        NotFetched: there is no district or partnership of that code or name, or more than one.
    """
    key = wanted.strip().casefold()
    for kind in ("lad", "csp"):
        matching = [
            row for row in table
            if key in {row[f"{kind}_code"].casefold(), row[f"{kind}_name"].casefold()}
        ]  # fmt: skip
        if len({row[f"{kind}_code"] for row in matching}) == 1:
            partnership = matching[0]["csp_name"]
            return Place(
                name=matching[0][f"{kind}_name"],
                partnership=partnership if "Partner" in partnership
                else f"{partnership} Community Safety Partnership",
                codes=tuple(row["lad_code"] for row in matching),
                police=tuple(dict.fromkeys(row["pfa_name"] for row in matching)),
            )  # fmt: skip
    names = sorted({row["lad_name"] for row in table} | {row["csp_name"] for row in table})
    close = difflib.get_close_matches(wanted, names, 3, 0.6)
    hint = f"Is it {' or '.join(close)}?" if close else "Give a code such as E06000041"
    raise NotFetched(f"no district or partnership is called {wanted!r}. {hint}")


def neighbours(
    client: Client, catalogue: Catalogue, table: Lookup, place: Place, wards: Sequence[Any]
) -> list[str]:
    """Return the police forces of districts within 1 km of the place, without the place's own.

    They are named as in police.uk's files. ``wards`` are the place's wards as GeoJSON features.
    """
    shapes = gpd.GeoDataFrame.from_features(list(wards), crs=crs.DEGREES)
    west, south, east, north = shapes.total_bounds
    box = f"{west - MARGIN},{south - MARGIN},{east + MARGIN},{north + MARGIN}"
    code = catalogue.text("districts", "code")
    names = catalogue.texts("districts", "names")
    inside = {
        "geometry": box, "geometryType": "esriGeometryEnvelope", "inSR": "4326",
        "spatialRel": "esriSpatialRelIntersects",
    }  # fmt: skip
    found = arcgis.layer(client, catalogue, names, "1=1", inside)
    districts = gpd.GeoDataFrame.from_features(arcgis.features(client, found), crs=crs.DEGREES)
    borough = crs.to_metres(shapes).union_all()
    close = districts[crs.to_metres(districts).distance(borough) <= NEARBY]
    police = {row["lad_code"]: row["pfa_name"] for row in table}
    forces = {file_of(police[each]) for each in close[code] if each in police}
    return sorted(forces - set(place.forces))


def _plain(row: Mapping[str, Any]) -> dict[str, str]:
    """Return a row of ONS's lookup with ``COLUMNS``, whose names have no year.

    Raises:
        NotFetched: a column is missing.
    """
    named = {
        f"{name[:3].lower()}_{'code' if name.upper().endswith('CD') else 'name'}": str(value)
        for name, value in row.items()
        if name.upper().startswith(("LAD", "CSP", "PFA")) and name.upper().endswith(("CD", "NM"))
    }
    if set(COLUMNS) - named.keys():
        raise NotFetched("the lookup of districts has other columns. Change it in catalogue.toml")
    return {column: named[column].strip() for column in COLUMNS}
