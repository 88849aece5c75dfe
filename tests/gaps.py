"""A borough with missing months: two wards, three places, and a rail force with every month.

The area's own force has April 2020 to September 2022 without June and July 2021, when the rail
force still has rows. There is no ASB category, no annual report and no MARAC return. Every month
holds the same rows, but for what is said in ``MORE``.
"""

import csv
import io
import json
from pathlib import Path

import pytest

from data.build import build, config
from data.pack.pack import Pack
from data.pack.packs import Packs
from tests.shared_folders import shared

HEAD = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
)  # fmt: skip
LOCAL, RAIL = "Local Police", "British Transport Police"
MISSING = ("2021-06", "2021-07")
ALDER, BIRCH, POND = (-0.885, 51.41), (-0.855, 51.41), (-0.8856, 51.4103)
FORMULA = "=HYPERLINK(1)"
# Type, point, street, outcome, how many a month.
EACH_MONTH = (
    ("Burglary", ALDER, "Mill Lane", "Under investigation", 2),
    ("Burglary", BIRCH, FORMULA, "", 1),
    ("Anti-social behaviour", POND, "Pond", "", 3),
    ("Drugs", ALDER, "Mill Lane", "Offender given a caution", 1),
)
RAIL_MONTH = ("Bicycle theft", BIRCH, "Station", "", 1)
# The only robbery, in one month.
MORE = {"2022-08": (("Robbery", BIRCH, "Station", "", 1),)}
TOML = """
[borough]
name = "Gapton"
codes = ["E06000001"]

[[source]]
kind = "street"
name = "Local police"
path = "local/*.csv"
role = "primary"
licence = "OGL"
vintage = "2022-12"
access = "open"

[[source]]
kind = "street"
name = "Rail police"
path = "rail/*.csv"
role = "additional"
licence = "OGL"
vintage = "2022-12"
access = "open"

[[source]]
kind = "wards"
path = "wards.geojson"
current = true
licence = "OGL"
vintage = "2022"
access = "open"

[[source]]
kind = "population"
path = "people.csv"
of = "ward"
value_column = "people"
licence = "OGL"
vintage = "mid-2020"
access = "open"

[[source]]
kind = "places"
path = "places.csv"
licence = "OGL"
vintage = "2022"
access = "open"
"""


def months_held() -> list[str]:
    every = [f"{year}-{month:02d}" for year in (2020, 2021, 2022) for month in range(1, 13)]
    return [each for each in every if "2020-04" <= each <= "2022-09" and each not in MISSING]


def write(folder: Path) -> Path:
    """Write the borough's files and TOML; return the TOML."""
    for name, month, force, kinds in (
        *((f"local/{month}.csv", month, LOCAL, (*EACH_MONTH, *MORE.get(month, ())))
          for month in months_held()),
        *((f"rail/{month}.csv", month, RAIL, (RAIL_MONTH,))
          for month in sorted([*months_held(), *MISSING])),
    ):  # fmt: skip
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(HEAD)
        for kind, (lon, lat), street, outcome, count in kinds:
            for copy in range(count):
                identity = "" if kind.startswith("Anti") else f"{name}-{kind}-{street}-{copy}"
                writer.writerow(
                    [identity, month, force, force, lon, lat, street, "", "", kind, outcome, ""]
                )
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.getvalue(), encoding="utf-8")
    boxes = {"Alder": (-0.90, -0.87), "Birch": (-0.87, -0.84)}
    features = [
        {
            "type": "Feature",
            "properties": {"WD22CD": f"E0500000{place}", "WD22NM": name, "LAD22CD": "E06000001"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[west, 51.4], [east, 51.4], [east, 51.42], [west, 51.42], [west, 51.4]]
                ],
            },
        }
        for place, (name, (west, east)) in enumerate(boxes.items(), 1)
    ]
    wards = {"type": "FeatureCollection", "features": features}
    (folder / "wards.geojson").write_text(json.dumps(wards), encoding="utf-8")
    (folder / "people.csv").write_text("code,people\nE05000001,4000\nE05000002,2500\n", "utf-8")
    (folder / "places.csv").write_text(
        "name,lon,lat,radius_m,confidence,note\n"
        "Mill Estate,-0.885,51.41,300,high,\n"
        "Pond,-0.8856,51.4103,20,low,A guess\n"
        "Nowhere Yet,,,,none,Not located\n",
        "utf-8",
    )
    toml = folder / "gapton.toml"
    toml.write_text(TOML, encoding="utf-8")
    return toml


@pytest.fixture(scope="session")
def gap_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pack of the borough with gaps; build nothing in it."""

    def make(folder: Path) -> None:
        build.build(config.read(write(folder / "sources")), folder / "packs")

    return shared(tmp_path_factory, "gaps", make) / "packs"


@pytest.fixture(scope="session")
def gap_open(gap_packs: Path) -> Packs:
    """The packs of the borough with gaps, open as in a server."""
    return Packs(gap_packs)


@pytest.fixture(scope="session")
def gap_pack(gap_open: Packs) -> Pack:
    return gap_open.current()
