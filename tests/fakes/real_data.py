"""The real open data beside the repository, published by the fake services."""

import csv
import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.fakes.open_data import OpenData

FORCES = ("thames-valley", "hampshire", "btp")
LOOKUP = {"ltla24": "LAD24", "csp24": "CSP24", "pfa24": "PFA24"}
LSOAS = {"lsoa11": "LSOA11", "lsoa21": "LSOA21", "ltla22": "LAD22"}


def published(shared: Path) -> OpenData:
    """Everything but archives and dates: see ``archive``."""
    boundaries, lookups = shared / "boundaries", shared / "lookups"
    people = _people(lookups)
    return OpenData(
        layers={
            "LAD24_CSP24_PFA24_EW_LU": _renamed(lookups / "lad24_csp24_pfa24.csv", LOOKUP),
            "LSOA11_LSOA21_LAD22_EW_LU_v2": _renamed(lookups / "lsoa11_lsoa21_lad22.csv.gz", LSOAS),
            "Wards_December_2022_Boundaries_UK_BGC": _features(boundaries, "wards-2022/*"),
            "Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC_V5": _features(
                boundaries, "lsoa-2021/*"
            ),
            "Local_Authority_Districts_December_2022_UK_BGC_V2": _features(
                boundaries, "lad-2022/*.geojson"
            ),
        },
        people=lambda code, gender, _age: people.get(code, []) if gender == "0" else [],
    )


def archive(
    shared: Path, months: Sequence[str], *, later: bool = False
) -> dict[str, Callable[[], bytes]]:
    """The members of an archive for the months that are here, of the later vintage if there is."""
    found = {}
    for force in FORCES:
        for month in months:
            for kind in ("street-later-vintage", "street", "outcomes")[not later :]:
                file = f"{month}-{force}-{kind.partition('-')[0]}.csv"
                path = shared / "police-uk" / force / kind / f"{file}.gz"
                if path.exists():
                    found.setdefault(f"{month}/{file}", partial(_unpacked, path))
    return found


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def _rows(path: Path) -> Iterator[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _renamed(path: Path, names: dict[str, str]) -> list[tuple[dict, None]]:
    """The rows with ONS's names of columns: ``lad24_code`` becomes ``LAD24CD``."""
    columns = {
        f"{ours}_{long}": f"{theirs}{short}"
        for ours, theirs in names.items()
        for long, short in (("code", "CD"), ("name", "NM"))
    }
    return [
        ({columns[key]: value for key, value in row.items() if key in columns}, None)
        for row in _rows(path)
    ]


def _features(boundaries: Path, pattern: str) -> list[tuple[dict, dict]]:
    return [
        (each["properties"], each["geometry"])
        for path in sorted(boundaries.glob(pattern))
        for each in json.loads(path.read_text(encoding="utf-8"))["features"]
    ]


def _people(lookups: Path) -> dict[str, list[tuple[str, int]]]:
    """Residents of wards and districts in mid-2020 and of LSOAs in the census of 2021."""
    wards = lookups / "population_mid2020_ward20_thames_valley_codes_repaired.csv"
    tables = (
        (wards, "ward21_code", "All Ages", "2020"),
        (lookups / "population_mid2020_lad21.csv", "ltla21_code", "total_population", "2020"),
        (lookups / "census2021_residents_households_lsoa21.csv.gz", "lsoa21_code",
         "census2021_residents", "2021"),
    )  # fmt: skip
    return {
        row[code]: [(year, int(row[value].replace(",", "")))]
        for path, code, value, year in tables
        for row in _rows(path)
    }
