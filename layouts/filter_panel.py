"""The controls of the filter bar: one row, with each label inside its control."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from data import months
from data.crime_types import DEFAULT_CHOICE
from data.domain import Domain
from data.filters import ALL, CUSTOM, LAST_YEAR, default_period
from data.measures import MEASURES
from data.view import View
from layouts import ids


def filter_panel(domain: Domain) -> html.Form:
    """The filter bar of a pack: crime type, area, period, months and measure."""
    return html.Form(
        [
            _choice("crime", "Crime type", _crime_options(domain), "All crime", 92),
            _choice("areas", "Area", _area_options(domain), "All wards and places", 52),
            dmc.Select(
                id=ids.control("period"),
                leftSection="Period",
                leftSectionWidth=62,
                data=_period_options(domain),
                value=default_period(domain),
                allowDeselect=False,
                withScrollArea=False,
                className="control period",
                **{"aria-label": "Period"},
            ),
            html.Details(
                [
                    html.Summary("Months"),
                    html.Div([_month("first", "From", domain), _month("last", "To", domain)]),
                ],
                className="months",
            ),
            html.Fieldset(
                [
                    html.Legend("Measure", className="hidden"),
                    dmc.SegmentedControl(
                        id=ids.control("measure"),
                        data=[
                            {"value": each.id, "label": each.label} for each in MEASURES.values()
                        ],
                        value=View().measure,
                    ),
                ],
                id=ids.MEASURE,
                className="measure",
            ),
        ],
        id=ids.FILTERS,
        className="filters",
        **{"aria-label": "Filters"},
    )


def _choice(field: str, label: str, options: Any, everything: str, width: int) -> html.Div:
    clear: Any = {"aria-label": f"Clear {label.lower()}"}
    control = dmc.MultiSelect(
        id=ids.control(field),
        leftSection=label,
        leftSectionWidth=width,
        data=options,
        value=[],
        placeholder=everything,
        searchable=True,
        clearable=True,
        hidePickedOptions=True,
        clearSearchOnChange=True,
        nothingFoundMessage="Nothing has that name",
        withScrollArea=False,
        clearButtonProps=clear,
        **{"aria-label": label},
    )
    return html.Div(control, id=field, className=f"control {field}")


def _month(field: str, label: str, domain: Domain) -> dmc.Select:
    return dmc.Select(
        id=ids.control(field),
        label=label,
        data=[{"value": months.spell(each), "label": months.label(each)} for each in domain.months],
        value=months.spell(domain.months[0 if field == "first" else -1]),
        searchable=True,
        allowDeselect=False,
        withScrollArea=False,
    )


def _crime_options(domain: Domain) -> list[dict]:
    shown = [each for each in domain.choices.values() if each.id != DEFAULT_CHOICE]
    return _grouped([(each.group, each.id, each.label) for each in shown])


def _area_options(domain: Domain) -> list[dict]:
    heads = {"place": "Named places", "ward": "Wards"}
    return _grouped([(heads[each.kind], each.id, each.name) for each in domain.areas])


def _grouped(options: list[tuple[str, str, str]]) -> list[dict]:
    groups: dict[str, list[dict]] = {}
    for group, value, label in options:
        groups.setdefault(group, []).append({"value": value, "label": label})
    return [{"group": group, "items": items} for group, items in groups.items()]


def _period_options(domain: Domain) -> list[dict]:
    years = [
        {"value": each.id, "label": each.label if each.complete else f"{each.label} (part)"}
        for each in reversed(domain.years)
    ]
    return [
        *years,
        {"value": ALL, "label": "All months"},
        {"value": LAST_YEAR, "label": "Last 12 months"},
        {"value": CUSTOM, "label": "As chosen", "disabled": True},
    ]
