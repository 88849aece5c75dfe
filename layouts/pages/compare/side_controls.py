"""The controls of side B: lists, each with the name of the URL parameter that it sets."""

from collections.abc import Iterable
from typing import Any

from data.model import months
from data.model.comparison import against_of, side_b, swapped
from data.model.crime_types import CHOICE
from data.model.periods import labels
from data.model.question import Question, described
from data.model.view import BEFORE, SAME, WHOLE
from layouts.base.unchecked import html

AS_A = "As in A"
CHOSEN = "As chosen"
HEADS = {"place": "Named places", "ward": "Wards"}


def controls(question: Question) -> list[Any]:
    """Return the lists of types, areas and months of side B, and the link that swaps A and B."""
    return [
        html.B("Compare A (the filters above) with B:"),
        _labelled("Type of B", _types(question)),
        _labelled("Area of B", _areas(question)),
        _labelled("Months of B", _periods(question)),
        html.Details(
            [
                html.Summary("From and to"),
                html.Div([_month(question, "b_from", "From"), _month(question, "b_to", "To")]),
            ],
            className="months menu",
        ),
        html.A("Swap A and B", href=swapped(question) or "?", className="button",
               **{"data-link": ""}),
    ]  # fmt: skip


def _labelled(label: str, field: html.Select) -> html.Div:
    name = getattr(field, "id", "")
    return html.Div([html.Label(label, htmlFor=name), field], className="control")


def _select(param: str, options: Iterable[Any], clears: str = "") -> html.Select:
    given: Any = {"data-param": param, "data-clears": clears, "id": param.replace("_", "-")}
    return html.Select([*options], **given)


def _option(value: str, label: str, chosen: bool) -> html.Option:
    given: Any = {"selected": chosen}
    return html.Option(label, value=value, **given)


def _types(question: Question) -> html.Select:
    chosen = question.view.b_type
    options = [_option("", AS_A, not chosen)]
    if "," in chosen:
        names = [CHOICE[each].label for each in chosen.split(",")]
        options.append(_option(chosen, ", ".join(names), True))
    options += [
        _option(each.id, each.label, chosen == each.id) for each in question.domain.choices.values()
    ]
    return _select("b_type", options)


def _areas(question: Question) -> html.Select:
    view, domain = question.view, question.domain
    chosen, drawn = view.b_area, side_b(question).drawn
    own = view.b_area or view.b_drawn
    options: list[Any] = [
        _option("", AS_A, not own),
        _option(WHOLE, f"All {domain.borough}", chosen == WHOLE),
    ]
    if view.b_drawn and drawn:
        options.append(_option(chosen, described(drawn).capitalize(), True))
    elif "," in chosen:
        names = [domain.area_by_id[each].name for each in chosen.split(",")]
        options.append(_option(chosen, ", ".join(names), True))
    options += [
        html.Optgroup(
            [
                _option(each.id, each.name, chosen == each.id and not view.b_drawn)
                for each in domain.areas
                if each.kind == kind
            ],
            label=head,
        )
        for kind, head in HEADS.items()
        if any(each.kind == kind for each in domain.areas)
    ]
    return _select("b_area", options, "b_drawn")


def _periods(question: Question) -> html.Select:
    chosen = against_of(question)
    own = [] if chosen else [_option("", CHOSEN, True)]
    options = [(BEFORE, "The year before A"), (SAME, "The same months"), *labels(question.domain)]
    return _select(
        "against", [*own, *(_option(*each, chosen == each[0]) for each in options)], "b_from b_to"
    )


def _month(question: Question, param: str, label: str) -> html.Div:
    b = side_b(question)
    chosen = b.first_month if param == "b_from" else b.last_month
    options = [
        _option(months.spell(each), months.label(each), each == chosen)
        for each in question.domain.months
    ]
    if chosen not in question.domain.months:
        options.insert(0, _option("", months.label(chosen), True))
    return _labelled(f"{label}, B", _select(param, options, "against"))
