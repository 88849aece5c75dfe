"""Every component id, in one place."""

from typing import Any

from data.domain import Area

URL = "url"
MAIN = "main"
STATUS = "status"
ASK = "ask"
FILTERS = "filters"
MEASURE = "measure"
AREAS = "areas"
FILTERS_BUTTON = "filters-button"
FILTERS_COUNT = "filters-count"
COPY_LINK = "copy-link"
PRESENT = "present"
MEETING = "meeting"
COPY_VIEW = "copy-view"
COPIED = "copied"
EXPORT_BAR = "export-bar"
EXPORT_STOP = "export-stop"
EXPORT_SAID = "export-said"
NAV = "nav"
RECORDS_LINK = "records-link"
TILES = "tiles"
RANKING = "ranking"
TITLE = "page-title"
LEAD = "page-lead"


def of(place: Area | None, card: str) -> str:
    """The name of a card, table or map in an address: with the place it is about, if any."""
    return f"{place.id}/{card}" if place else card


def control(field: Any) -> dict[str, Any]:
    """The id of the control that holds one field of the question."""
    return {"control": field}


def area_map(name: Any) -> dict[str, Any]:
    """The id of a map on which a click chooses an area."""
    return {"map": name}


def part(card: str, what: str) -> str:
    """The id of one part of a card: its title, sentence, graph, legend, table or link."""
    return f"{card}-{what}"
