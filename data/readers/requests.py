"""Anti-social behaviour reported to the council: one row a request, none of which is kept.

The rows are restricted. What is wrong with one is told by its line alone, never by what it says.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import geopandas as gpd
import numpy as np
import pandas as pd

from data import csvfile, months
from data.borough import Source
from data.crime_types import ASB_CATEGORY_SPELLINGS
from data.csvfile import refuse
from data.errors import BadInput
from geo import areas, crs

COLUMNS = ("reference", "received_at", "category")
WHERE_COLUMNS = ("easting", "northing", "location")
CATEGORY = "asb_category"
OUTCOME = "outcome"
NOT_KNOWN = ""
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.I)
IN_BRITAIN = (480_000, 170_000)  # stands in where no coordinates are given
NUMBER = r"[0-9]{1,7}(\.[0-9]+)?"


@dataclass(frozen=True)
class Ground:
    """Where a request may be: the current wards (EPSG:27700), and the ward of each name.

    ``named`` has wards and places in lower case; a place that is not located has no ward.
    """

    wards: gpd.GeoDataFrame
    named: dict[str, str]

    @classmethod
    def of(cls, area: pd.DataFrame) -> "Ground":
        """The ground of the areas of a pack, as ``data.area_rows`` reads them."""
        current = area[area["current"]]
        is_ward = current["kind"] == "ward"
        wards = gpd.GeoDataFrame(current[is_ward], geometry="geometry", crs=crs.DEGREES)
        metres = crs.to_metres(gpd.GeoDataFrame(wards.reset_index(drop=True)))
        places = current[(current["kind"] == "place")]
        named = {_plain(name): NOT_KNOWN for name in places["name"]}
        located = gpd.GeoDataFrame(
            places[places["geometry"].notna()], geometry="geometry", crs=crs.DEGREES
        )
        if not located.empty:
            middle = areas.centres(located).to_crs(crs.GRID).geometry
            found = areas.assign(middle.x.to_numpy(), middle.y.to_numpy(), metres)
            named |= {
                _plain(name): metres["code"].iloc[row] if row >= 0 else NOT_KNOWN
                for name, row in zip(located["name"], found, strict=True)
            }
        named |= dict(zip(map(_plain, wards["name"]), wards["code"], strict=True))
        return cls(metres, named)


def span(source: Source, toml: Path) -> tuple[date, date]:
    """The first and last month that a source covers: no request in one of them is a zero.

    Raises:
        BadInput: one of the two is missing or not a month, or they are the wrong way round.
    """
    ends = [months.parse(source.option(key, "")) for key in ("first_month", "last_month")]
    if ends[0] is None or ends[1] is None or ends[0] > ends[1]:
        raise BadInput(
            toml,
            "first_month and last_month of a requests source are not two months in order",
            'Write the months the files cover in full: first_month = "2020-04"',
        )
    return ends[0], ends[1]


def read(path: Path, source: Source, toml: Path, ground: Ground) -> tuple[pd.DataFrame, int]:
    """The requests inside the borough, and how many lie outside it.

    Columns: reference, line, month, category, asb_category, ward_code (blank where it is not
    known) and outcome.

    Raises:
        BadInput: a row cannot be used; its words are not repeated.
    """
    frame = csvfile.read(path, COLUMNS)
    for column in (*WHERE_COLUMNS, CATEGORY, OUTCOME):
        frame[column] = frame[column].str.strip() if column in frame.columns else ""
    for column in ("reference", "category", "location", OUTCOME):
        refuse(
            path,
            frame,
            frame[column].str.contains(POSTCODE),
            f"{column} holds a postcode",
            "Give the ward or named place instead, and never an address",
        )
    for column in ("reference", "category"):
        frame[column] = frame[column].map(lambda cell: " ".join(cell.split()))
        refuse(path, frame, frame[column] == "", f"{column} is blank", "Give one to every row")
    refuse(
        path,
        frame,
        frame["reference"].duplicated(),
        "the reference is given twice",
        "Keep each request once",
    )
    frame["month"] = _months(path, frame, span(source, toml))
    frame[CATEGORY] = _asb_categories(path, frame, source)
    ward, outside = _wards(path, frame, ground)
    kept = frame.assign(ward_code=ward)[~outside]
    columns = ["reference", "line", "month", "category", CATEGORY, "ward_code", OUTCOME]
    return kept[columns].reset_index(drop=True), int(outside.sum())


def _months(path: Path, frame: pd.DataFrame, covered: tuple[date, date]) -> list[date]:
    found = []
    for text, line in zip(frame["received_at"], frame["line"], strict=True):
        try:
            day = datetime.fromisoformat(text.strip())
        except ValueError:
            _bad(
                path, line, "received_at is not a day", "Write it as 2022-04-01 or 2022-04-01T13:05"
            )
        month = date(day.year, day.month, 1)
        if not covered[0] <= month <= covered[1]:
            _bad(
                path,
                line,
                "received_at is not from first_month to last_month of the TOML",
                "Leave the row out, or mend the months",
            )
        found.append(month)
    return found


def _asb_categories(path: Path, frame: pd.DataFrame, source: Source) -> pd.Series:
    """What the TOML or the column says each row counts as; never worked out from its category."""
    declared = source.option("categories")
    if declared is not None:
        known = {_plain(name): str(value) for name, value in declared.items()}
        mapped = frame["category"].map(_plain)
        refuse(
            path,
            frame,
            ~mapped.isin([*known]),
            "its category is not in categories of the TOML",
            "Add it there, or mend the row",
        )
        said = mapped.map(known)
    else:
        said = frame[CATEGORY]
    plain = said.map(_plain)
    refuse(
        path,
        frame,
        (plain != "") & ~plain.isin([*ASB_CATEGORY_SPELLINGS]),
        "its ASB category is not Personal, Community (or Nuisance) or Environmental",
        "Mend it, or leave it blank where it is not known",
    )
    return plain.map(ASB_CATEGORY_SPELLINGS).fillna("")


def _wards(path: Path, frame: pd.DataFrame, ground: Ground) -> tuple[pd.Series, pd.Series]:
    """The ward of each row, blank where it is not known, and which rows lie outside."""
    east, north = frame["easting"], frame["northing"]
    given = (east != "") | (north != "")
    fine = east.str.fullmatch(NUMBER) & north.str.fullmatch(NUMBER)
    refuse(
        path,
        frame,
        given & ~fine,
        "easting and northing are not two numbers in metres",
        "Give both, or neither and a location",
    )
    x, y = (pd.to_numeric(each.where(given, "0")).to_numpy(float) for each in (east, north))
    somewhere = (np.where(given, x, IN_BRITAIN[0]), np.where(given, y, IN_BRITAIN[1]))
    in_britain = crs.in_great_britain(*crs.lon_lat(*somewhere))
    refuse(
        path,
        frame,
        given & ~in_britain,
        "easting and northing are not in Great Britain",
        "Give metres of the national grid; are the two swapped?",
    )
    row = areas.assign(x, y, ground.wards)
    code = ground.wards["code"].to_numpy(object)[row]
    place = frame["location"].map(_plain)
    refuse(
        path,
        frame,
        ~given & (place != "") & ~place.isin([*ground.named]),
        "its location is not a ward or named place of this borough",
        "Mend its spelling, or leave it blank where it is not known",
    )
    named = place.map(ground.named).fillna(NOT_KNOWN)
    return named.mask(given, pd.Series(code, index=frame.index)), given & (row < 0)


def _bad(path: Path, line: int, what: str, do: str) -> NoReturn:
    raise BadInput(path, what, do, int(line))


def _plain(text: object) -> str:
    return " ".join(str(text).lower().split())
