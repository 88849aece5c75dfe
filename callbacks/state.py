"""Callbacks that synchronise controls and URL; no other callback writes the URL."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dash import ALL, Dash, Input, Output, State, ctx, no_update, set_props

from callbacks.page import ReadQuestion
from callbacks.presentation import meeting_bar
from data.model import months
from data.model.crime_types import DEFAULT_CHOICE
from data.model.drawn_area import MOST_DRAWN, DrawnArea
from data.model.filters import Filters
from data.model.question import Question
from data.pack import incidents
from data.pack.packs import Packs
from layouts.base import ids
from layouts.base.addresses import below
from layouts.base.markup import html_text
from layouts.shell.result import filters_set, result

MOST_MAPS = 4
NOT_DRAWN = (
    "The area you drew was not used: it is too small, its outline is too complicated, or it is "
    "outside Great Britain. What is shown has not changed. Please draw a simpler outline."
)


@dataclass(frozen=True)
class Heading:
    """The title of the page at an address, and which filters apply to it."""

    title: str
    measured: bool
    located: bool
    typed: bool = True


About = Callable[[str | None, Question], Heading]


def register(app: Dash, packs: Packs, at: ReadQuestion, about: About) -> None:
    """Add the callback that reads the URL, and those of the maps, which write it.

    The filter controls write the URL in the browser: see ``assets/filters.js``.
    """

    @app.callback(
        Output(ids.URL, "search", allow_duplicate=True),
        Output(ids.area_map(ALL), "clickData"),
        Input(ids.area_map(ALL), "clickData"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )
    def click(clicked: list, search: str | None) -> tuple[Any, list]:
        """Filter by the ward clicked, or by the ward of the street point clicked.

        A second click removes the filter.
        """
        points = [each["points"][0] for each in clicked if each]
        # The code of the ward is the location of a ward, and the custom data of a street point.
        code = next((each.get("location", each.get("customdata")) for each in points), None)
        cleared = [None] * len(clicked)
        question = Question.from_query(search, packs.for_search(search, or_current=True).domain)
        area = next((each for each in question.domain.areas if each.code == code), None)
        if area is None:
            return no_update, cleared
        areas = () if question.filters.areas == (area.id,) else (area.id,)
        return question.query_with(areas=areas), cleared

    @app.callback(
        Input(ids.area_map(ALL), "selectedData"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )
    def draw(_selected: list, search: str | None) -> None:
        """Filter by the area drawn on a map."""
        # Other maps of the page may still hold areas that were drawn earlier. No page has more than
        # MOST_MAPS maps, but a request can list any number.
        selected = [each["value"] for each in ctx.triggered[:MOST_MAPS] if each["value"]]
        drawn = next(filter(None, map(drawn_on_map, selected)), None)
        if drawn is not None:
            question = Question.from_query(search, packs.for_search(search, or_current=True).domain)
            set_props(ids.URL, {"search": question.query_with(areas=(), drawn=drawn)})
        elif any(map(was_drawn, selected)):
            set_props(ids.STATUS, {"data-html": NOT_DRAWN})

    @app.callback(
        Output(ids.STATUS, "data-html"),
        Output(ids.ASK, "data-state"),
        Output(ids.MEETING, "data-html"),
        Input(ids.URL, "search"),
        Input(ids.URL, "pathname"),
    )
    def follow(search: str | None, path: str | None) -> tuple[str, str, str]:
        """Update the result line, the controls and the links from the URL."""
        pack = packs.for_search(search, or_current=True)
        question = Question.from_query(search, pack.domain)
        shown = at(path, search, pack.domain)
        heading = about(path, question)
        # A page of all types ignores the chosen ones.
        chosen = shown.chosen.with_crime(DEFAULT_CHOICE) if not heading.typed else shown.chosen
        bar, present = meeting_bar(packs, shown, path or "/", heading.title)
        state = {
            "fields": field_values(question),
            "hidden": [
                *([] if heading.measured else ["measure"]),
                *([] if heading.located else ["areas"]),
                *([] if heading.typed else ["crime"]),
            ],
            "query": replace(question, view=replace(question.view, page=1, brief="")).query(),
            "records": below(
                f"/download/records.csv{shown.on_page(1).query(filters=shown.filters)}"
            ),
            "filters": filters_set(shown, chosen),
            "present": present,
        }
        return (
            html_text(result(incidents.total(pack, shown.filters), shown, chosen)),
            json.dumps(state, separators=(",", ":"), ensure_ascii=False),
            bar,
        )


def was_drawn(selected: Any) -> bool:
    """Whether a selection on a map is a box or a lasso."""
    return isinstance(selected, Mapping) and bool(
        selected.get("lassoPoints") or selected.get("range")
    )


def drawn_on_map(selected: Any) -> DrawnArea | None:
    """Return the area of a box or lasso on a map; None if there is none or it cannot be used."""
    if not was_drawn(selected):
        return None
    try:
        if selected.get("lassoPoints"):
            ring = selected["lassoPoints"]["map"]
        else:
            (west, north), (east, south) = selected["range"]["map"]
            ring = [(west, south), (east, south), (east, north), (west, north)]
        if len(ring) > MOST_DRAWN:
            return None
        return DrawnArea.shape([(float(lon), float(lat)) for lon, lat in ring])
    # A browser can send anything.
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
        return None


def field_values(question: Question) -> dict[str, str | list[str]]:
    """Return the value of every field by its ``data-field``; the default types are []."""
    plain = Filters.of(question.domain)
    filters = question.filters
    return {
        "type": [] if filters.crime == plain.crime else list(filters.crime),
        "area": list(filters.areas),
        "street": filters.drawn.street if filters.drawn else "",
        "period": filters.period,
        "from": months.spell(filters.first_month),
        "to": months.spell(filters.last_month),
        "measure": question.view.measure,
    }
