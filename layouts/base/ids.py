"""Every component id, in one place."""

from typing import Any

from data.model.domain import Area

URL = "url"
MAIN = "main"
STATUS = "status"
ASK = "ask"
FILTERS = "filters"
FILTERS_BUTTON = "filters-button"
COPY_LINK = "copy-link"
PRESENT = "present"
MEETING = "meeting"
GUIDE = "guide"
MEANINGS = "meanings"
COPY_VIEW = "copy-view"
COPIED = "copied"
BRIEFING = "briefing-link"
KEPT = "kept-views"
EXPORT_BAR = "export-bar"
EXPORT_STOP = "export-stop"
EXPORT_SAID = "export-said"
RECORDS_LINK = "records-link"
TILES = "tiles"
RANKING = "ranking"
TITLE = "page-title"
# One for each page: Dash wants all outputs of a callback on a page, or none.
NOW_LEAD, MARAC_LEAD, OUTCOMES_LEAD = "now-lead", "marac-lead", "outcomes-lead"
LEADS = (NOW_LEAD, MARAC_LEAD, OUTCOMES_LEAD)


def of(place: Area | None, card: str) -> str:
    """Return the name of a card, table or map in an address: with the place it is about, if any."""
    return f"{place.id}/{card}" if place else card


def area_map(name: Any) -> dict[str, Any]:
    """Return the id of a map on which a click chooses an area."""
    return {"map": name}


def part(card: str, what: str) -> str:
    """Return the id of one part of a card: its title, sentence, graph, legend, table or link."""
    return f"{card}-{what}"
