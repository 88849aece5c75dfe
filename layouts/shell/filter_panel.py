"""The controls of the filter bar: one row, with each label inside its control.

They are native fields; ``data-field`` names the parameter of the address that a field sets.
``assets/filters.js`` writes the address and sets the fields from it, ``assets/choices.js`` shows a
multiple choice as a field with a list.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.model import months
from data.model.crime_types import DEFAULT_CHOICE
from data.model.domain import Domain
from data.model.filters import CUSTOM
from data.model.measures import MEASURES
from data.model.pages import HOTSPOTS, PLACE
from data.model.periods import default_period, labels
from data.model.view import View
from layouts.base import ids
from layouts.base.addresses import below
from layouts.base.markup import Element
from layouts.base.unchecked import html

Option = tuple[str, str, str]  # group, value and label
NO_DATA = "no data"
HEADS = {"place": "Named places", "ward": "Wards"}


def filter_panel(domain: Domain) -> html.Form:
    """Return the filter bar of a pack: crime type, area, period, months and measure."""
    return html.Form(
        [
            _choice("crime", "type", "Crime type", "All crime", _crime_options(domain)),
            _choice(
                "areas",
                "area",
                "Area",
                "All wards and places",
                _area_options(domain),
                html.Optgroup(label="Streets", **{"data-names": _names(domain)}),
            ),
            html.Div(
                [
                    html.Label("Period", htmlFor="period"),
                    _select("period", "period", "Period", _period_options(domain)),
                ],
                className="control period",
                **{"data-plain": default_period(domain)},
            ),
            html.Details(
                [
                    html.Summary("Months"),
                    html.Div([_month("from", "From", domain), _month("to", "To", domain)]),
                ],
                className="months menu",
            ),
            html.Fieldset(
                [
                    html.Legend("Measure", className="hidden"),
                    *(_measure(each.id, each.label) for each in MEASURES.values()),
                ],
                className="measure",
                **{"data-plain": View().measure},
            ),
        ],
        id=ids.FILTERS,
        className="filters",
        **{"aria-label": "Filters"},
    )


def _names(domain: Domain) -> str:
    """Return the address of the names of streets, which the browser fetches on first use."""
    return below(f"/streets/{domain.version}/names.json")


def _choice(
    field: str,
    param: str,
    label: str,
    everything: str,
    options: list[Option],
    *more: html.Optgroup,
) -> html.Div:
    """Return a field to type in, with a list; a hidden select holds the options chosen.

    The browser fetches the options of a group in ``more``; one of these is chosen alone, without
    any other option.
    """
    said = {"aria-describedby": f"{field}-chosen", "data-everything": everything}
    text_field = _combobox(field, label, everything, said)
    groups: dict[str, list[html.Option]] = {}
    for group, value, name in options:
        groups.setdefault(group, []).append(_option(value, name))
    grouped = [
        *(html.Optgroup(each, label=group, **_profiles(group)) for group, each in groups.items()),
        *more,
    ]
    hint = html.P("Or type the name of a street or a page", hidden=True, className="hint")
    many = {"aria-multiselectable": "true"}
    named: Any = {"aria-label": f"Clear {label.lower()}"}
    return html.Div(
        [
            html.Label(label, htmlFor=f"{field}-text"),
            html.Span(id=f"{field}-chosen", className="pills"),
            text_field,
            html.Button("×", type="button", className="clear", hidden=True, **named),
            html.Select(grouped, multiple=True, hidden=True, **{"data-field": param}),
            _listbox(field, label, many, [hint] if more else []),
        ],
        id=field,
        className=f"control choice {field}",
    )


def search() -> html.Div:
    """Return the search of the header, which finds the areas and streets of the field Area."""
    label = "Search"
    return html.Div(
        [_combobox("find", label, "Place, ward, street or page", {}), _listbox("find", label, {})],
        id="find",
        className="control choice find",
        role="search",
        **{"data-find": HOTSPOTS.path, "data-of": "areas"},
    )


def _combobox(field: str, label: str, placeholder: str, more: Mapping[str, str]) -> Any:
    return Element(
        "input",
        {
            "type": "text",
            "id": f"{field}-text",
            "role": "combobox",
            "aria-label": label,
            "aria-autocomplete": "list",
            "aria-expanded": "false",
            "aria-controls": f"{field}-list",
            "autocomplete": "off",
            "spellcheck": "false",
            "placeholder": placeholder,
            **more,
        },
    )


def _listbox(
    field: str, label: str, more: Mapping[str, str], hint: Sequence[html.P] = ()
) -> html.Div:
    named: Any = {"aria-label": label, **more}
    return html.Div(
        [
            html.Div(id=f"{field}-list", role="listbox", **named),
            *hint,
            html.P("Nothing has that name", role="status", hidden=True),
        ],
        className="list",
        hidden=True,
    )


def _select(param: str, name: str, label: str, options: Iterable[html.Option]) -> html.Select:
    given: Any = {"data-field": param, "aria-label": label}
    return html.Select([*options], id=name, **given)


def _option(value: str, label: str, **more: Any) -> html.Option:
    return html.Option(label, value=value, **more)


def _month(param: str, label: str, domain: Domain) -> html.Div:
    options = (
        _option(months.spell(each), months.label(each))
        if each in domain.covered
        else _option(months.spell(each), f"{months.label(each)} ({NO_DATA})", className="missing")
        for each in domain.months
    )
    name = f"month-{param}"
    return html.Div(
        [html.Label(label, htmlFor=name), _select(param, name, label, options)], className="control"
    )


def _measure(value: str, label: str) -> html.Label:
    given = {"type": "radio", "name": "measure", "value": value, "data-field": "measure"}
    field: Any = Element("input", given)
    return html.Label([field, html.Span(label)])


def _crime_options(domain: Domain) -> list[Option]:
    shown = [each for each in domain.choices.values() if each.id != DEFAULT_CHOICE]
    return [(each.group, each.id, each.label) for each in shown]


def _profiles(group: str) -> dict[str, Any]:
    """Return the attribute with the address of profiles, for the group of named places."""
    return {"data-profiles": PLACE.address()} if group == HEADS["place"] else {}


def _area_options(domain: Domain) -> list[Option]:
    return [(HEADS[each.kind], each.id, each.name) for each in domain.areas]


def _period_options(domain: Domain) -> list[html.Option]:
    return [
        *(_option(value, label) for value, label in labels(domain)),
        _option(CUSTOM, "As chosen", disabled=True),
    ]
