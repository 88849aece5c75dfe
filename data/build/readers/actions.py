"""Read the actions of a problem-solving group at named places."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from data.build import csvfile
from data.build.errors import refuse
from data.model.crime_types import ASB, CHOICE

# The order of a problem profile (SARA).
STAGES = ("scanning", "analysis", "response", "assessment")
NEEDED = ("place", "date", "action", "lead", "review_date", "stage")
OPTIONAL = ("ended", "comparison", "crime", "assumed", "source")
BOOLEANS = {"": False, "false": False, "true": True}
Place = Mapping[str, Any]


def read(path: Path, area: pd.DataFrame) -> pd.DataFrame:
    """Return one row per action, in the columns of the pack's table ``action``.

    Columns: place and comparison (codes of named places, the second null if none), began, text,
    lead, review and ended (dates, null if not given), stage, crime (the id of a choice; asb where
    blank), assumed (bool), source. ``area`` is what ``area_rows.read`` returns.

    Raises:
        BadInput: a place, day, stage, crime type or boolean is not one, the days are out of order,
            an action has no text or is given twice, or the comparison place is the place itself,
            overlaps it, or one of the two has no location.
    """
    rows = csvfile.read_columns(path, NEEDED, OPTIONAL)
    csvfile.refuse_blank(path, rows, ["action"], "Say what was done")
    for column in ("date", "review_date", "ended"):
        rows[column] = csvfile.parsed(path, rows, column, csvfile.DAY, blank=column != "date")
    for column in ("review_date", "ended"):
        pairs = zip(rows[column], rows["date"], strict=True)
        early = pd.Series([bool(day and day < began) for day, began in pairs])
        what = f"{{{column}}} is before the action began, on {{date}}"
        csvfile.refuse_rows(path, rows, early, what, "Correct one of the two", column=column)
    twice = rows.duplicated([*NEEDED, *OPTIONAL])
    csvfile.refuse_rows(path, rows, twice, "the action is given twice", "Keep one")
    rows["stage"], rows["assumed"] = rows["stage"].str.lower(), rows["assumed"].str.lower()
    rows["crime"] = rows["crime"].replace("", ASB)
    for column, allowed in (("stage", STAGES), ("crime", CHOICE), ("assumed", BOOLEANS)):
        csvfile.refuse_other(path, rows, column, [*allowed])
    named = _by_name(area[area["kind"] == "place"])
    do = "Use the name of a place in a places source"
    place = csvfile.Cell(lambda name: named.get(name.casefold()), "a named place", do)
    for column in ("place", "comparison"):
        rows[column] = csvfile.parsed(path, rows, column, place, blank=column == "comparison")
    for row in rows[rows["comparison"].notna()].to_dict("records"):
        _refuse_comparison(path, row["line"], row["place"], row["comparison"])
    codes = [other and other["code"] for other in rows["comparison"]]
    return pd.DataFrame(
        {
            "place": [place["code"] for place in rows["place"]],
            "began": rows["date"],
            "text": rows["action"],
            "lead": rows["lead"],
            "review": rows["review_date"],
            "stage": rows["stage"],
            "ended": rows["ended"],
            "comparison": pd.Series(codes, dtype=object),
            "crime": rows["crime"],
            "assumed": rows["assumed"].map(BOOLEANS),
            "source": rows["source"],
        }
    )


def _by_name(places: pd.DataFrame) -> dict[str, Place]:
    """Return each place three times: by its name, its id in addresses and its code, lower case."""
    rows = places.to_dict("records")
    return {str(row[key]).casefold(): row for row in rows for key in ("code", "slug", "name")}


def _refuse_comparison(path: Path, line: int, place: Place, other: Place) -> None:
    """Refuse a comparison place that is the place itself, overlaps it or has no location."""
    shapes = place["geometry"], other["geometry"]
    missing = [each["name"] for each in (place, other) if shapely.is_missing(each["geometry"])]
    if other["code"] == place["code"]:
        what, do = f"{place['name']} is compared with itself", "Choose another place"
    elif missing:
        what = f"{missing[0]} has no location, so incidents there cannot be counted"
        do = "Leave comparison blank or locate the place"
    elif shapely.intersects(*shapes) and not shapely.touches(*shapes):
        what = f"{other['name']} overlaps {place['name']}"
        do = "Choose a comparison place that does not"
    else:
        return
    refuse(path, what, do, int(line), "comparison")
