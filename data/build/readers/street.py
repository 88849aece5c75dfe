"""Read street-level crime files of data.police.uk, as downloaded, through DuckDB.

A force that records it may add the column ``ASB category``. A row that cannot be used is kept with
the reason, so that every row is accounted for. Regular files are read by DuckDB, others by
``csvfile``, which names the line of every error. The rules are SQL for both.
"""

from collections.abc import Collection, Mapping

import pandas as pd

from data.build.plain_text import Plain
from data.build.readers import street_checks
from data.build.readers.police_rows import Layout, Texts, tidied
from data.build.readers.street_reasons import (
    BAD_MONTH,
    COPY,
    DATE,
    DATES,
    LEFT_OUT,
    NO_FORCE,
    NO_LOCATION,
    OTHER_MONTH,
    OUTSIDE_GB,
    SCIENTIFIC,
    SCIENTIFIC_ID,
    UNKNOWN_CATEGORY,
    UNKNOWN_TYPE,
)  # fmt: skip
from data.build.store import Store
from data.model.crime_types import ASB, ASB_CATEGORY_SPELLINGS, BY_LABEL, SUCCESSORS
from geo import crs
from geo.areas import Box

COLUMNS = (
    "Crime ID", "Month", "Reported by", "Longitude", "Latitude", "Location", "LSOA code",
    "Crime type", "Last outcome category",
)  # fmt: skip
CATEGORY = "ASB category"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"

WORDS = {
    "bad_month": BAD_MONTH, "other_month": OTHER_MONTH, "no_force": NO_FORCE,
    "unknown_type": UNKNOWN_TYPE, "unknown_category": UNKNOWN_CATEGORY, "asb": ASB,
    "no_location": NO_LOCATION, "outside_gb": OUTSIDE_GB, "date": DATE, "dates": DATES,
    "scientific_id": SCIENTIFIC_ID, "scientific": SCIENTIFIC, "left_out": LEFT_OUT,
}  # fmt: skip
GREAT_BRITAIN: Box = {
    "west": crs.LON_RANGE[0], "east": crs.LON_RANGE[1],
    "south": crs.LAT_RANGE[0], "north": crs.LAT_RANGE[1],
}  # fmt: skip


def layout(left_out: Collection[str] = ()) -> Layout:
    """Return how rows are read; ``left_out`` are the crime types that the TOML leaves out."""
    return Layout(
        COLUMNS,
        "street/tidy",
        WORDS | GREAT_BRITAIN,
        {
            "crime_types": _spelt(BY_LABEL | SUCCESSORS),
            "left_out": {each.strip().lower(): each for each in ("", *left_out)},
            "asb_categories": ASB_CATEGORY_SPELLINGS,
        },
    )


def _spelt(types: Mapping[str, str]) -> dict[str, str]:
    """Return the types with further spellings: other dashes and non-breaking spaces.

    The usual spellings come first, because DuckDB searches a map from its beginning.
    """
    changed = [("-", dash) for dash in DASHES] + [(" ", "\u00a0")]
    return {
        label.replace(plain, other): each
        for plain, other in (("", ""), *changed)
        for label, each in types.items()
    }


def read(
    store: Store, files: Mapping[int, Plain], box: Box, left_out: Collection[str] = ()
) -> pd.DataFrame:
    """Read files with the same header, keyed by number, into tables ``kept`` and ``unusable``.

    ``left_out`` are the crime types whose rows the TOML leaves out. ``kept`` has the usable rows in
    the box (EPSG:4326). Returns the number of rows ``n`` by file, force, month, crime_type, reason
    (null where a row can be used), located, swapped and far (usable, outside the box), with the
    first ``line``; every row read is in it once.

    Raises:
        BadInput: a column is missing, longitude and latitude are swapped, a crime type is not
            known, a spreadsheet changed a cell, or over 2 % of the located rows cannot be used.
    """
    store.run("street/box", {"box": box})
    texts = tidied(store, files, layout(left_out))
    if texts is None:
        return pd.concat(
            [read(store, {each: plain}, box, left_out) for each, plain in files.items()]
        )
    _find_unusable(store, texts)
    store.run("street/kept")
    store.run("outcomes/force_crime", {"no_location": NO_LOCATION})
    british = {f"gb_{side}": degrees for side, degrees in GREAT_BRITAIN.items()}
    tally = store.frame("street/tally", british)
    for number, of_file in street_checks.suspects(tally):
        path = files[number].path
        street_checks.refuse_if_swapped(path, of_file)
        street_checks.refuse_changed(path, of_file)
        if (of_file["reason"] == UNKNOWN_TYPE).any():
            unknown = store.frame("street/unknown_types", {"reason": UNKNOWN_TYPE})
            street_checks.refuse_unknown_types(path, unknown[unknown["file"] == number])
        street_checks.refuse_if_mostly_bad(path, of_file)
    return tally


def _find_unusable(store: Store, texts: Texts) -> None:
    """Write the rows that cannot be used, copies among them, into the table ``unusable``.

    A copy has a Crime ID and the same cells as a row above it in its file. ASB rows have no Crime
    ID and never count as copies.
    """
    rows = store.frame("street/doubtful")
    lines = rows.groupby("file")["line"]
    rows["row"] = [
        text for number, each in lines for text in texts(int(str(number)), each.tolist())
    ]
    shared = rows[rows["shared"]]
    copies = shared[shared.duplicated(["file", "row"]) & shared["reason"].isna()]
    store.lend("copies", copies[["position"]])
    store.run("street/copies", {"copy": COPY})
    rows.loc[copies.index, "reason"] = COPY
    columns = ["file", "line", "month", "force", "reason", "row"]
    store.append("unusable", rows.loc[rows["reason"].notna(), columns])
