"""Street-level crime files of data.police.uk, as downloaded.

The published columns are kept as they are; ``ASB category`` may be added as a further column by
a force that records it. A row that cannot be used keeps its place with the reason, so that every
row read can be accounted for.
"""

import re
from pathlib import Path

import numpy as np
import pandas as pd

from data import csvfile, months
from data.crime_types import ASB, ASB_CATEGORY_SPELLINGS, BY_LABEL
from data.errors import BadInput
from geo import crs

COLUMNS = {
    "Crime ID": "source_id",
    "Month": "month_text",
    "Reported by": "force",
    "Longitude": "lon_text",
    "Latitude": "lat_text",
    "Location": "location",
    "LSOA code": "lsoa_code",
    "Crime type": "crime_label",
    "Last outcome category": "outcome",
}
CATEGORY = "ASB category"
NAMED_BY_MONTH = re.compile(r"(\d{4}-\d{2})-.+-street\.csv(\.gz)?")
MOST_BAD = 0.02

NO_LOCATION = "no coordinates"
BAD_MONTH = "month is not YYYY-MM"
OTHER_MONTH = "month is not the month in the file's name"
OUTSIDE_GB = "coordinates are not in Great Britain"
NO_FORCE = "no police force in Reported by"
UNKNOWN_TYPE = "crime type is not one of police.uk's"
UNKNOWN_CATEGORY = "ASB category is not known"
COPY = "copy of a row with the same Crime ID"
GUILTLESS = (NO_LOCATION, COPY)


def read(path: Path) -> pd.DataFrame:
    """The rows of one file, one a recorded crime or ASB incident, nothing left out.

    Columns: line, raw (the row as text, only where rejected), source_id, month, force,
    crime_type, asb_category, asb_category_label, lon, lat (degrees, NaN where none), location,
    lsoa_code, outcome, and ``reason``: why the row cannot be used, null where it can.

    Raises:
        BadInput: the file is not such a file, has longitude and latitude swapped, or over 2 % of
            its located rows cannot be used.
    """
    raw = csvfile.read(path, COLUMNS)
    frame = raw.rename(columns=COLUMNS)
    lon = pd.to_numeric(frame["lon_text"], errors="coerce").to_numpy(float)
    lat = pd.to_numeric(frame["lat_text"], errors="coerce").to_numpy(float)
    located = (
        (frame["lon_text"].str.strip() != "") | (frame["lat_text"].str.strip() != "")
    ).to_numpy()
    in_gb = crs.in_great_britain(lon, lat)
    month = {text: months.parse(text) for text in frame["month_text"].unique()}
    label = frame["crime_label"].str.strip().str.lower()
    category = frame.get(CATEGORY, pd.Series("", index=frame.index)).str.strip()
    tidy = pd.DataFrame(
        {
            "line": frame["line"],
            "source_id": _or_null(frame["source_id"]),
            "month": frame["month_text"].map(month).astype("datetime64[s]"),
            "force": frame["force"].str.strip(),
            "crime_type": label.map(BY_LABEL),
            "asb_category": category.str.lower().map(ASB_CATEGORY_SPELLINGS),
            "asb_category_label": _or_null(category),
            "lon": lon,
            "lat": lat,
            "location": _or_null(frame["location"].str.removeprefix("On or near")),
            "lsoa_code": _or_null(frame["lsoa_code"]),
            "outcome": _or_null(frame["outcome"]),
        }
    )
    named = NAMED_BY_MONTH.fullmatch(path.name)
    stray = (frame["month_text"] != named[1]) if named else pd.Series(False, index=frame.index)
    asb_only = (category != "") & (tidy["asb_category"].isna() | (tidy["crime_type"] != ASB))
    copies = raw.drop(columns="line").duplicated() & tidy["source_id"].notna()
    tidy["reason"] = np.select(
        [
            tidy["month"].isna(), stray, tidy["force"] == "", tidy["crime_type"].isna(), asb_only,
            ~located, ~in_gb, copies,
        ],
        [BAD_MONTH, OTHER_MONTH, NO_FORCE, UNKNOWN_TYPE, UNKNOWN_CATEGORY, NO_LOCATION, OUTSIDE_GB,
         COPY],
        default="",
    )  # fmt: skip
    _refuse_if_swapped(path, lon, lat, located)
    _refuse_if_mostly_bad(path, tidy, located)
    bad = tidy["reason"] != ""
    tidy["reason"] = tidy["reason"].where(bad)
    rows = raw[bad].drop(columns="line").itertuples(index=False)
    tidy["raw"] = pd.Series([",".join(row) for row in rows], index=raw.index[bad], dtype=str)
    return tidy


def _or_null(column: pd.Series) -> pd.Series:
    stripped = column.str.strip()
    return stripped.where(stripped != "")


def _refuse_if_swapped(path: Path, lon: crs.Numbers, lat: crs.Numbers, located: np.ndarray) -> None:
    swapped = crs.in_great_britain(lat, lon) & located
    if swapped.any() and swapped.sum() > MOST_BAD * located.sum():
        raise BadInput(
            path, "longitude and latitude are swapped", "Swap the two columns",
            int(np.flatnonzero(swapped)[0]) + 2,
        )  # fmt: skip


def _refuse_if_mostly_bad(path: Path, tidy: pd.DataFrame, located: np.ndarray) -> None:
    bad = (tidy["reason"] != "") & ~tidy["reason"].isin(GUILTLESS)
    if bad.sum() <= MOST_BAD * located.sum():
        return
    first = tidy[bad].iloc[0]
    share = 100 * bad.sum() / max(located.sum(), 1)
    raise BadInput(
        path,
        f"{bad.sum():,} of {located.sum():,} located rows ({share:.0f} %) cannot be used; "
        f"the first: {first['reason']}",
        "More than 2 % is too many to leave out; get the file again",
        int(first["line"]),
    )
