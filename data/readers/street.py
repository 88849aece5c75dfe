"""Street-level crime files of data.police.uk, as downloaded.

The published columns are kept as they are; ``ASB category`` may be added as a further column by
a force that records it. A row that cannot be used keeps its place with the reason, so that every
row read can be accounted for.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data import csvfile, months
from data.crime_types import ASB, ASB_CATEGORY_SPELLINGS, BY_LABEL
from data.errors import BadInput
from geo import crs

COLUMNS = (
    "Crime ID", "Month", "Reported by", "Longitude", "Latitude", "Location", "LSOA code",
    "Crime type", "Last outcome category",
)  # fmt: skip
CATEGORY = "ASB category"
NAMED_BY_MONTH = re.compile(r"(\d{4}-\d{2})-.+-street\.csv(\.gz)?")
MOST_BAD = 0.02

BAD_MONTH = "month is not YYYY-MM"
OTHER_MONTH = "month is not the month in the file's name"
NO_FORCE = "no police force in Reported by"
UNKNOWN_TYPE = "crime type is not one of police.uk's"
UNKNOWN_CATEGORY = "ASB category is not known"
NO_LOCATION = "no coordinates"
OUTSIDE_GB = "coordinates are not in Great Britain"
COPY = "copy of a row with the same Crime ID"
# Published so, and no sign of a damaged file.
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
    tidy = _tidy(raw)
    located = (raw["Longitude"] + raw["Latitude"]).str.strip().to_numpy() != ""
    tidy["reason"] = _reasons(path, raw, tidy, located)
    _refuse_if_swapped(path, tidy, located)
    _refuse_if_mostly_bad(path, tidy, located)
    bad = tidy["reason"].notna()
    cells = raw[bad].drop(columns="line").itertuples(index=False)
    tidy["raw"] = pd.Series(map(_as_csv, cells), index=raw.index[bad], dtype=object)
    return tidy


def _tidy(raw: pd.DataFrame) -> pd.DataFrame:
    category = raw.get(CATEGORY, pd.Series("", index=raw.index))
    return pd.DataFrame(
        {
            "line": raw["line"],
            "source_id": raw["Crime ID"].str.strip().replace("", None),
            "month": _each(raw["Month"], months.parse).astype("datetime64[s]"),
            "force": _each(raw["Reported by"], _words),
            "crime_type": _each(raw["Crime type"], lambda text: BY_LABEL.get(_key(text))),
            "asb_category": _each(category, lambda text: ASB_CATEGORY_SPELLINGS.get(_key(text))),
            "asb_category_label": _each(category, _words),
            "lon": pd.to_numeric(raw["Longitude"], errors="coerce").astype(float),
            "lat": pd.to_numeric(raw["Latitude"], errors="coerce").astype(float),
            "location": _each(raw["Location"], lambda text: _words(_place(text))),
            "lsoa_code": _each(raw["LSOA code"], _words),
            "outcome": _each(raw["Last outcome category"], _words),
        }
    )


def _each(column: pd.Series, change: Callable[[str], object]) -> pd.Series:
    """The column with every distinct text changed once: few texts fill many rows."""
    codes, texts = pd.factorize(column.to_numpy(object))
    changed = np.empty(len(texts), dtype=object)
    changed[:] = [change(text) for text in texts]
    return pd.Series(changed[codes], index=column.index, dtype=object)


def _words(text: str) -> str | None:
    return text.strip() or None


def _key(text: str) -> str:
    return text.strip().lower()


def _place(text: str) -> str:
    return text.strip().removeprefix("On or near")


def _reasons(
    path: Path, raw: pd.DataFrame, tidy: pd.DataFrame, located: NDArray[np.bool_]
) -> NDArray[np.object_]:
    """Why each row cannot be used: the first of these that is true of it, else None."""
    named = NAMED_BY_MONTH.fullmatch(path.name)
    stray = raw["Month"] != named[1] if named else pd.Series(False, index=raw.index)
    categorised = tidy["asb_category_label"].notna()
    strange = categorised & (tidy["asb_category"].isna() | (tidy["crime_type"] != ASB))
    in_gb = crs.in_great_britain(tidy["lon"].to_numpy(), tidy["lat"].to_numpy())
    faults = (
        (BAD_MONTH, tidy["month"].isna()), (OTHER_MONTH, stray), (NO_FORCE, tidy["force"].isna()),
        (UNKNOWN_TYPE, tidy["crime_type"].isna()), (UNKNOWN_CATEGORY, strange),
        (NO_LOCATION, ~located), (OUTSIDE_GB, ~in_gb), (COPY, _copies(raw, tidy["source_id"])),
    )  # fmt: skip
    reasons = np.full(len(raw), None, dtype=object)
    for reason, of_rows in reversed(faults):
        reasons[np.asarray(of_rows)] = reason
    return reasons


def _copies(raw: pd.DataFrame, ids: pd.Series) -> pd.Series:
    """Whole-row copies of a row above. ASB rows have no Crime ID and are never taken for copies."""
    repeated = ids.notna() & ids.duplicated(keep=False)
    copies = raw[repeated].drop(columns="line").duplicated()
    return copies.reindex(raw.index, fill_value=False)


def _refuse_if_swapped(path: Path, tidy: pd.DataFrame, located: NDArray[np.bool_]) -> None:
    swapped = crs.in_great_britain(tidy["lat"].to_numpy(), tidy["lon"].to_numpy()) & located
    if swapped.any() and swapped.sum() > MOST_BAD * located.sum():
        raise BadInput(
            path,
            "longitude and latitude are swapped",
            "Swap the two columns",
            int(tidy["line"].to_numpy()[swapped][0]),
        )


def _refuse_if_mostly_bad(path: Path, tidy: pd.DataFrame, located: NDArray[np.bool_]) -> None:
    bad = tidy["reason"].notna() & ~tidy["reason"].isin(GUILTLESS)
    if bad.sum() <= MOST_BAD * located.sum():
        return
    first = tidy[bad].iloc[0]
    raise BadInput(
        path,
        f"{bad.sum():,} of {len(tidy):,} rows cannot be used, the first for this reason: "
        f"{first['reason']}",
        "More than 2 % of the located rows is too many to leave out: get the file again",
        int(first["line"]),
    )


def _as_csv(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
