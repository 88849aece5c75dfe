"""Controls and the URL: the only writer of the URL, and of what follows it around every page."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dash import ALL, Dash, Input, Output, State, ctx, no_update, set_props

from callbacks.meeting import meeting_bar
from callbacks.page import Ask
from data import months, queries
from data.drawn import Drawn
from data.filters import CUSTOM, Filters
from data.packs import Packs
from data.question import Question
from data.view import VIEW_CHOICES
from layouts import ids
from layouts.markup import html_text
from layouts.result import filters_set, result

MONTHS = ("first", "last")


About = Callable[[str | None, Question], tuple[str, bool]]


def register(app: Dash, packs: Packs, at: Ask, about: About) -> None:
    """Add the callbacks that keep controls, URL, links, result line and meeting together.

    ``about`` gives the title of the page of an address, and whether its measure means anything.
    """
    controls = ids.control(ALL)

    @app.callback(
        Input(controls, "value"),
        State(ids.URL, "search"),
        State(controls, "id"),
        prevent_initial_call=True,
    )
    def ask(values: list, search: str | None, control_ids: list[dict]) -> None:
        """The URL follows the control that was used.

        It is set in passing, not declared as an output: a declared one would hold back every
        callback that reads the URL until this one has answered.
        """
        question = Question.read(search, packs.asked(search).domain)
        given = {each["control"]: value for each, value in zip(control_ids, values, strict=True)}
        used = ctx.triggered_id["control"]
        # A control that only follows the URL asks nothing: it must not turn back to page 1.
        if given[used] != control_values(question)[used]:
            address = changed(question, used, given).query()
            set_props(ids.URL, {"search": address})

    @app.callback(
        Output(ids.URL, "search", allow_duplicate=True),
        Output(ids.area_map(ALL), "clickData"),
        Input(ids.area_map(ALL), "clickData"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )
    def click(clicked: list, search: str | None) -> tuple[Any, list]:
        """A click on a ward, or a point in it, chooses it; a second click lets go of it."""
        points = [each["points"][0] for each in clicked if each]
        # A ward carries its code as its location, a street point as its data.
        code = next((each.get("location", each.get("customdata")) for each in points), None)
        cleared = [None] * len(clicked)
        question = Question.read(search, packs.asked(search).domain)
        area = next((each for each in question.domain.areas if each.code == code), None)
        if area is None:
            return no_update, cleared
        areas = () if question.filters.areas == (area.id,) else (area.id,)
        return question.about(areas=areas), cleared

    @app.callback(
        Input(ids.area_map(ALL), "selectedData"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )
    def draw(_selected: list, search: str | None) -> None:
        """An area drawn on a map becomes the area that is asked about."""
        # Other maps of the page may still hold what was drawn on them earlier.
        drawn = next(filter(None, (drawn_on_map(each["value"]) for each in ctx.triggered)), None)
        if drawn is not None:
            question = Question.read(search, packs.asked(search).domain)
            set_props(ids.URL, {"search": question.about(areas=(), drawn=drawn)})

    @app.callback(
        Output(ids.STATUS, "data-html"),
        Output(controls, "value"),
        Output({"nav": ALL}, "href"),
        Output(ids.RECORDS_LINK, "href"),
        Output(ids.FILTERS_BUTTON, "children"),
        Output(ids.MEASURE, "hidden"),
        Output(ids.MEETING, "data-html"),
        Output(ids.PRESENT, "href"),
        Input(ids.URL, "search"),
        Input(ids.URL, "pathname"),
        State(controls, "value"),
        State(controls, "id"),
        State({"nav": ALL}, "id"),
    )
    def follow(
        search: str | None, path: str | None, values: list, control_ids: list[dict], nav: list[dict]
    ) -> tuple:
        """The result line in words, controls that show the question, links that carry it along."""
        pack = packs.asked(search)
        question = Question.read(search, pack.domain)
        shown = at(path, search, pack.domain)
        title, measured = about(path, question)
        spelt = control_values(question)
        wanted = [spelt[each["control"]] for each in control_ids]
        carried = replace(question, view=replace(question.view, page=1)).query()
        return (
            html_text(result(queries.total(pack, shown.filters), shown)),
            [no_update if a == b else b for a, b in zip(values, wanted, strict=True)],
            [f"{each['nav']}{carried}" for each in nav],
            f"/download/records.csv{shown.on_page(1).query(filters=shown.filters)}",
            filters_set(shown),
            not measured,
            *meeting_bar(packs, shown, path or "/", title),
        )


def drawn_on_map(selected: Mapping[str, Any] | None) -> Drawn | None:
    """The box or shape of a selection on a map; nothing if it holds none that is large enough."""
    try:
        if not selected or not (selected.get("lassoPoints") or selected.get("range")):
            return None
        if selected.get("lassoPoints"):
            ring = selected["lassoPoints"]["map"]
        else:
            (west, north), (east, south) = selected["range"]["map"]
            ring = [(west, south), (east, south), (east, north), (west, north)]
        return Drawn.shape([(float(lon), float(lat)) for lon, lat in ring])
    except (AttributeError, KeyError, TypeError, ValueError):  # a browser can send anything
        return None


def changed(question: Question, control: str, given: dict[str, Any]) -> Question:
    """The question after one control was used; ``given`` holds the value of each control."""
    value = given[control]
    now = question.filters
    if control in VIEW_CHOICES:
        return replace(question, view=replace(question.view, **{control: value}, page=1))
    wanted: dict[str, Any] = {"crime": now.crime, "areas": now.areas, "period": now.period,
                              "first": now.first_month, "last": now.last_month,
                              "drawn": None if control == "areas" else now.drawn}  # fmt: skip
    if control in MONTHS:
        wanted |= {"period": "", control: months.parse(value or "")}
    else:
        wanted[control] = value or ()
    if wanted["period"] == CUSTOM:
        wanted["period"] = ""
    filters = Filters.of(question.domain, **wanted)
    return replace(question, filters=filters, view=replace(question.view, page=1))


def control_values(question: Question) -> dict[str, Any]:
    """The value of every control for a question; the default crime type is an empty choice."""
    plain = Filters.of(question.domain)
    filters, view = question.filters, question.view
    return {
        "crime": [] if filters.crime == plain.crime else list(filters.crime),
        "areas": list(filters.areas),
        "period": filters.period,
        "first": months.spell(filters.first_month),
        "last": months.spell(filters.last_month),
        "measure": view.measure,
    }
