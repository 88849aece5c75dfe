"""Read requests to the council about anti-social behaviour: one row per request.

The rows are restricted: messages give the line and column of a wrong cell and never its text.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import geopandas as gpd
import numpy as np
import pandas as pd

from data.build import csvfile
from data.build.config import Source
from data.build.csvfile import refuse_rows
from data.build.errors import refuse
from data.model import months
from data.model.crime_types import ASB_CATEGORY_SPELLINGS
from geo import areas, crs

COLUMNS = ("reference", "received_at", "category")
LOCATION = ("easting", "northing", "location")
DEGREES = {"latitude": ("lat",), "longitude": ("lon", "long", "lng")}
LONDON = ZoneInfo("Europe/London")
CATEGORY = "asb_category"
OUTCOME = "outcome"
NOT_KNOWN = ""
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.I)
CONTACT = re.compile(r"\S@\S|(?:\+44|\b0)[\s()]*[1-9](?:[\s()-]*[0-9]){8,9}\b")
IN_BRITAIN = (480_000, 170_000)  # easting, northing: a placeholder where none are given
NUMBER = r"[0-9]{1,7}(\.[0-9]+)?"


@dataclass(frozen=True)
class Ground:
    """Where a request may be: the current wards (EPSG:27700), and the ward code of each name.

    ``named`` maps the names of wards and places, in lower case, to ward codes; the code is blank
    for a place without a location or with its centre outside the wards.
    """

    wards: gpd.GeoDataFrame
    named: dict[str, str]

    @classmethod
    def of(cls, area: pd.DataFrame) -> "Ground":
        """Return the ground of the areas that ``data.build.area_rows`` reads."""
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
            centres = areas.centres(located).to_crs(crs.GRID).geometry
            rows = areas.assign(centres.x.to_numpy(), centres.y.to_numpy(), metres)
            named |= {
                _plain(name): metres["code"].iloc[row] if row >= 0 else NOT_KNOWN
                for name, row in zip(located["name"], rows, strict=True)
            }
        named |= dict(zip(map(_plain, wards["name"]), wards["code"], strict=True))
        return cls(metres, named)


def span(source: Source, toml: Path) -> tuple[date, date]:
    """Return the first and last month that a source covers; months between without rows are zero.

    Raises:
        BadInput: one of the two is missing or not a month, or they are out of order.
    """
    first, last = (months.parse(source.option(key, "")) for key in ("first_month", "last_month"))
    if first is None or last is None or first > last:
        refuse(
            toml,
            "first_month and last_month of a requests source are not two months in order",
            'Write the months the files cover in full: first_month = "2020-04"',
        )
    return first, last


def read(path: Path, source: Source, toml: Path, ground: Ground) -> tuple[pd.DataFrame, int]:
    """Return the requests inside the borough, and how many lie outside it.

    Columns: reference, line, month, category, asb_category, ward_code (blank where not known) and
    outcome.

    Raises:
        BadInput: a row cannot be used; no cell is quoted.
    """
    spellings = (each for name, others in DEGREES.items() for each in (name, *others))
    frame = csvfile.read_columns(path, COLUMNS, (*LOCATION, CATEGORY, OUTCOME, *spellings))
    frame = _in_metres(path, frame)
    for column in ("reference", "category", "location", OUTCOME):
        postcode = frame[column].str.contains(POSTCODE)
        do = "Give the ward or named place instead, and never an address"
        refuse_rows(path, frame, postcode, "the cell contains a postcode", do, column=column)
    for column in ("category", "location", OUTCOME):
        contact = frame[column].str.contains(CONTACT)
        what, do = "the cell contains a telephone number or email address", "Take it out"
        refuse_rows(path, frame, contact, what, do, column=column)
    csvfile.refuse_blank(path, frame, ["reference", "category"], "Give one to every row")
    for column in ("reference", "category"):
        frame[column] = frame[column].str.split().str.join(" ")
    twice = frame["reference"].duplicated()
    do = "Keep each request once"
    refuse_rows(path, frame, twice, "the reference is given twice", do, column="reference")
    frame["month"] = _months(path, frame, span(source, toml))
    frame[CATEGORY] = _asb_categories(path, frame, source)
    ward, outside = _wards(path, frame, ground)
    kept = frame.assign(ward_code=ward)[~outside]
    columns = ["reference", "line", "month", "category", CATEGORY, "ward_code", OUTCOME]
    return kept[columns].reset_index(drop=True), int(outside.sum())


def _in_metres(path: Path, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with eastings and northings where only latitude and longitude are given."""
    lat, lon = (
        frame[[name, *others]].mask(lambda cells: cells == "").bfill(axis=1).iloc[:, 0].fillna("")
        for name, others in DEGREES.items()
    )
    only = (frame["easting"] == "") & (frame["northing"] == "") & ((lat != "") | (lon != ""))
    if not only.any():
        return frame
    y, x = (pd.to_numeric(each[only], errors="coerce").to_numpy(float) for each in (lat, lon))
    wrong = pd.Series(False, frame.index)
    wrong[only] = ~crs.in_great_britain(x, y)
    refuse_rows(
        path, frame, wrong, "latitude and longitude are not two numbers in Great Britain",
        "Give both in degrees, or neither and a location; are the two swapped?",
    )  # fmt: skip
    frame = frame.copy()
    metres = crs.eastings_northings(x, y)
    for column, values in zip(("easting", "northing"), metres, strict=True):
        frame.loc[only, column] = [f"{each:.2f}" for each in values]
    return frame


def _months(path: Path, frame: pd.DataFrame, covered: tuple[date, date]) -> pd.Series:
    received = pd.Series([_month(text) for text in frame["received_at"]], dtype=object)
    do = "Write it as 2022-04-01 or 2022-04-01T13:05"
    refuse_rows(path, frame, received.isna(), "it is not a day", do, column="received_at")
    refuse_rows(
        path, frame, ~received.between(*covered),
        "the day is not in the months from first_month to last_month of the TOML",
        "Leave the row out, or correct the months", column="received_at",
    )  # fmt: skip
    return received


def _month(text: str) -> date | None:
    """Return the first day of the month of a day or time, None if it is neither.

    A time with a UTC offset is converted to London time.
    """
    try:
        received = datetime.fromisoformat(text)
        local = received.astimezone(LONDON) if received.tzinfo else received
        return local.date().replace(day=1)
    except (ValueError, OverflowError):
        return None


def _asb_categories(path: Path, frame: pd.DataFrame, source: Source) -> pd.Series:
    """Return each row's ASB category, from ``categories`` of the TOML if given, else its column.

    Blank where not known.
    """
    declared = source.option("categories")
    categories = frame[CATEGORY]
    if declared is not None:
        known = {_plain(name): str(value) for name, value in declared.items()}
        own = frame["category"].map(_plain)
        refuse_rows(
            path, frame, ~own.isin([*known]), "the category is not in categories of the TOML",
            "Add it there, or correct the row", column="category",
        )  # fmt: skip
        categories = own.map(known)
    plain = categories.map(_plain)
    refuse_rows(
        path, frame, (plain != "") & ~plain.isin([*ASB_CATEGORY_SPELLINGS]),
        "the ASB category is not Personal, Community (or Nuisance) or Environmental",
        "Use one of these, or leave it blank where it is not known", column=CATEGORY,
    )  # fmt: skip
    return plain.map(ASB_CATEGORY_SPELLINGS).fillna("")


def _wards(path: Path, frame: pd.DataFrame, ground: Ground) -> tuple[pd.Series, pd.Series]:
    """Return the ward code of each row, blank where not known, and which rows lie outside."""
    east, north = frame["easting"], frame["northing"]
    given = (east != "") | (north != "")
    valid = east.str.fullmatch(NUMBER) & north.str.fullmatch(NUMBER)
    refuse_rows(
        path, frame, given & ~valid, "easting and northing are not two numbers in metres",
        "Give both, or neither and a location",
    )  # fmt: skip
    x, y = (pd.to_numeric(each.where(given, "0")).to_numpy(float) for each in (east, north))
    somewhere = (np.where(given, x, IN_BRITAIN[0]), np.where(given, y, IN_BRITAIN[1]))
    in_britain = crs.in_great_britain(*crs.lon_lat(*somewhere))
    refuse_rows(
        path, frame, given & ~in_britain, "easting and northing are not in Great Britain",
        "Give metres of the national grid; are the two swapped?",
    )  # fmt: skip
    row = areas.assign(x, y, ground.wards)
    code = ground.wards["code"].to_numpy(object)[row]
    location = frame["location"].map(_plain)
    refuse_rows(
        path, frame, ~given & (location != "") & ~location.isin([*ground.named]),
        "the location is not a ward or named place of this borough",
        "Correct its spelling, or leave it blank where it is not known", column="location",
    )  # fmt: skip
    named = location.map(ground.named).fillna(NOT_KNOWN)
    return named.mask(given, pd.Series(code, index=frame.index)), given & (row < 0)


def _plain(text: object) -> str:
    return " ".join(str(text).lower().split())
