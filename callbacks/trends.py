"""Callbacks of the trends page."""

from dataclasses import replace
from functools import partial
from typing import Any

from callbacks.page import Answer, PageCallbacks
from data.harm.harm import harm
from data.harm.harm_areas import Harm
from data.harm.published_harm import published_harm
from data.model.noun import Noun
from data.model.question import Question
from data.pack import incidents, queries
from data.pack.cache import per_pack
from data.pack.pack import Pack
from data.series import monthly_views, trends
from data.series.trends import Series
from data.stats.dispersion import Scatter
from data.stats.drivers import Drivers, drivers
from layouts.base.panels import Panel
from layouts.pages.trends import harm_panels
from layouts.pages.trends.driver_panel import driver_panel, part_links
from layouts.pages.trends.harm_panels import harm_section
from layouts.pages.trends.small_multiples import small_multiples
from layouts.pages.trends.trend_panels import (
    annual_panel,
    overlay_panel,
    process_panel,
    split_panel,
)
from layouts.pages.trends.trends import (
    ANNUAL,
    DRIVERS,
    HARM,
    MONTHLY,
    PARTS,
    PUBLISHED,
    SMALL,
    SPLIT,
    VIEWS,
)
from layouts.pages.trends.view_links import HARM as HARM_MEASURE
from layouts.pages.trends.view_links import split_links, split_of, view_links
from layouts.pages.trends.view_panels import heat_panel, rolling_panel, view_panel
from layouts.published.published import published_table

OF = {"type": Noun("crime type", "crime types"), "area": Noun("area", "areas")}


def answer(pack: Pack, question: Question) -> Answer:
    """Return the monthly series, annual totals, drivers of the change and published figures."""
    everything = question.filters.whole_series(question.domain)
    series = trends.series(incidents.by_month(pack, everything), question.domain)
    split = split_of(question.view)
    parts = _parts(pack, question, split) if split != "none" else []
    found = harm(pack, question) if question.view.measure == HARM_MEASURE else None
    small = question.view.view == "small" and found is None
    panels = {
        MONTHLY: _main(pack, question, series, parts),
        ANNUAL: annual_panel(question, series),
        DRIVERS: driver_panel(question, _drivers(pack, question)),
    }
    return Answer(
        panels=panels | (_harm(found, panels[MONTHLY]) if found else {}),
        parts={
            VIEWS: view_links(question),
            SPLIT: split_links(question),
            SMALL: small_multiples(question, parts, OF[split].singular) if small else [],
            PARTS: part_links(question),
            HARM: harm_section(found, published_harm(queries.annual(pack), found.scale))
            if found
            else [],
            PUBLISHED: _published(pack),
        },
    )


def _harm(found: Harm, monthly: Panel) -> dict[str, Panel]:
    """Return the panels of harm, which replace those of the count.

    With an area filter the monthly panel still shows the count: wards have no harm by month.
    """
    if found.series is None:
        return dict.fromkeys((MONTHLY, ANNUAL), harm_panels.nothing(found.reason or "not held"))
    annual = harm_panels.annual_panel(found.series)
    if found.question.filters.areas:
        sentence = f"{monthly.sentence} {harm_panels.OF_WARDS}"
        return {MONTHLY: replace(monthly, sentence=sentence), ANNUAL: annual}
    return {MONTHLY: harm_panels.monthly_panel(found.series), ANNUAL: annual}


@per_pack(2)
def _published(pack: Pack) -> list[Any]:
    """Return the published table, cached for the pack: no filter applies."""
    return published_table(queries.annual(pack), queries.annual_checks(pack))


def _parts(pack: Pack, question: Question, split: str) -> list[tuple[str, Series]]:
    everything = question.filters.whole_series(question.domain)
    if split == "type":
        return trends.split(incidents.by_month_and_type(pack, everything), "label", question.domain)
    return trends.split(incidents.by_month_and_area(pack, everything), "name", question.domain)


def _main(pack: Pack, question: Question, series: Series, parts: list[tuple[str, Series]]) -> Panel:
    view, split = question.view.view, split_of(question.view)
    if view == "years":
        return overlay_panel(question, series)
    if view == "heat":
        return heat_panel(question, series)
    if view in {"months", "small"}:
        if parts:
            return split_panel(question, parts, OF[split])
        notes = trends.notes_on(queries.annotations(pack), question)
        return process_panel(question, series, notes)
    if view == "rolling" and not parts:
        return rolling_panel(question, series, monthly_views.rolling(series))
    given = parts or [(question.where, series)]
    of = OF[split].singular if split in OF else ""
    return view_panel(question, _viewed(pack, question, given, split), of)


def _viewed(
    pack: Pack, question: Question, parts: list[tuple[str, Series]], split: str
) -> list[tuple[str, monthly_views.Numbers]]:
    """Return the name and the monthly values of each part, transformed for the chosen view.

    Areas without a population are left out of rates, unless none has one.
    """
    view = question.view.view
    if view == "rolling":
        return [(name, monthly_views.rolling(values)) for name, values in parts]
    if view == "daily":
        return [(name, monthly_views.daily(values, question.domain)) for name, values in parts]
    residents = queries.residents(pack)
    if split == "area":
        residents = residents[residents["residents"].notna()]
        people = dict(zip(residents["name"], residents["residents"], strict=True))
        rates = [(name, monthly_views.per_thousand(values, people.get(name)))
                 for name, values in parts]  # fmt: skip
        return [each for each in rates if any(value is not None for value in each[1])] or rates
    whole = monthly_views.residents_of(question, residents)
    return [(name, monthly_views.per_thousand(values, whole)) for name, values in parts]


def _drivers(pack: Pack, question: Question) -> Drivers | None:
    """Return the drivers of the change on the year before; None if it cannot be compared."""
    now, before = question.filters, question.filters.year_before(question.domain)
    if before is None:
        return None
    scatter = Scatter.of(now.crime, now.length)
    if question.parts == "type":
        types = trends.pairs(incidents.by_type(pack, before), incidents.by_type(pack, now), "label")
        return drivers(types, scatter, partial(Scatter.labelled, months=now.length))
    wards = [rows[rows["kind"] == "ward"] for rows in
             (incidents.by_area(pack, before), incidents.by_area(pack, now))]  # fmt: skip
    pairs = trends.pairs(*wards, "name")
    if now.narrowed:  # part of the borough: leave out wards without incidents in it
        pairs = [each for each in pairs if each[1] or each[2]]
    return drivers(pairs, scatter, lambda _ward: scatter)


PAGE = PageCallbacks(
    {MONTHLY: None, ANNUAL: None, DRIVERS: None},
    (VIEWS, SPLIT, SMALL, PARTS, HARM, PUBLISHED),
    answer,
)
