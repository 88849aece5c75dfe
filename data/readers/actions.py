"""Actions of a problem-solving group at named places: what, who, since when and until when."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from data import csvfile
from data.crime_types import ASB, CHOICE
from data.errors import BadInput, quoted

# In the order of a problem profile: scanning, analysis, response, assessment.
STAGES = ("scanning", "analysis", "response", "assessment")
NEEDED = ("place", "date", "action", "lead", "review_date", "stage")
OPTIONAL = ("ended", "comparison", "crime", "assumed", "source")
TRUTH = {"": False, "false": False, "true": True}
Row = Mapping[str, Any]


def read(path: Path, area: pd.DataFrame) -> pd.DataFrame:
    """One row an action, in the columns of the pack's table.

    Columns: place and comparison (codes of named places, the second null if none), began, text,
    lead, review and ended (days, null where not given), stage, crime (the id of a choice),
    assumed, source. ``area`` holds the areas of the borough, with their shapes.

    Raises:
        BadInput: a place, day, stage, crime type or truth is not one, the days are out of order,
            an action has no words, or nothing could be compared with the comparison place.
    """
    frame = csvfile.read(path, NEEDED)
    for column in OPTIONAL:
        frame[column] = frame[column] if column in frame.columns else ""
    places = _by_name(area[area["kind"] == "place"])
    return pd.DataFrame([_Line(path, row).action(places) for row in frame.to_dict("records")])


def _by_name(places: pd.DataFrame) -> dict[str, Row]:
    """Each place under its name, its id in the address and its code."""
    rows = places.to_dict("records")
    return {str(row[key]).casefold(): row for row in rows for key in ("code", "slug", "name")}


class _Line:
    """One line of the file, to say where something is wrong."""

    def __init__(self, path: Path, row: Row) -> None:
        self.path, self.line = path, int(row["line"])
        self.cells = {key: str(row[key]).strip() for key in (*NEEDED, *OPTIONAL)}

    def action(self, places: Mapping[str, Row]) -> Row:
        cells = self.cells
        began = self._day("date")
        if began is None:
            raise self._bad("an action has no date", "Give the day on which it began")
        if not cells["action"]:
            raise self._bad("an action has no words", "Say what was done")
        place = self._place("place", places)
        return {
            "place": place["code"],
            "began": began,
            "text": cells["action"],
            "lead": cells["lead"],
            "review": self._later("review_date", began),
            "stage": self._one_of("stage", cells["stage"].lower(), STAGES),
            "ended": self._later("ended", began),
            "comparison": self._comparison(place, places) if cells["comparison"] else None,
            "crime": self._one_of("crime", cells["crime"] or ASB, CHOICE),
            "assumed": TRUTH[self._one_of("assumed", cells["assumed"].lower(), TRUTH)],
            "source": cells["source"],
        }

    def _bad(self, what: str, do: str) -> BadInput:
        return BadInput(self.path, what, do, self.line)

    def _day(self, column: str) -> date | None:
        text = self.cells[column]
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise self._bad(
                f"{column} is {quoted(text)}, not a day", "Write it as 2022-04-01"
            ) from None

    def _later(self, column: str, began: date) -> date | None:
        day = self._day(column)
        if day and day < began:
            raise self._bad(
                f"{column} {day} is before the action began, on {began}", "Mend one of the two"
            )
        return day

    def _one_of(self, column: str, value: str, allowed: Mapping | tuple[str, ...]) -> str:
        if value not in allowed:
            raise self._bad(
                f"{column} is {quoted(self.cells[column])}",
                f"Use {' or '.join(each for each in allowed if each)}",
            )
        return value

    def _place(self, column: str, places: Mapping[str, Row]) -> Row:
        name = self.cells[column]
        if name.casefold() not in places:
            raise self._bad(
                f"{column} is {quoted(name)}, which is not a named place",
                "Use the name of a place in a places source",
            )
        return places[name.casefold()]

    def _comparison(self, place: Row, places: Mapping[str, Row]) -> str:
        other = self._place("comparison", places)
        shapes = place["geometry"], other["geometry"]
        if other["code"] == place["code"]:
            raise self._bad(f"{place['name']} is compared with itself", "Choose another place")
        for each in (place, other):
            if shapely.is_missing(each["geometry"]):
                raise self._bad(
                    f"{each['name']} is not located, so nothing can be counted there",
                    "Leave comparison blank or locate the place",
                )
        if shapely.intersects(*shapes) and not shapely.touches(*shapes):
            raise self._bad(
                f"{other['name']} shares ground with {place['name']}",
                "Choose a comparison place that lies apart",
            )
        return other["code"]
