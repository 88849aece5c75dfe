"""Answers for the trends page."""

from functools import lru_cache
from typing import Any

from callbacks.page import Answer, PageCallbacks
from data import monthly_views, queries, trends
from data.drivers import Drivers, drivers
from data.pack import Pack
from data.question import Question
from data.trends import Series
from layouts.driver_panel import driver_panel, part_links
from layouts.panels import Panel
from layouts.published import published_table
from layouts.small_multiples import small_multiples
from layouts.trend_panels import annual_panel, overlay_panel, process_panel, split_panel
from layouts.trends import ANNUAL, DRIVERS, MONTHLY, PARTS, PUBLISHED, SMALL, SPLIT, VIEWS
from layouts.view_links import split_links, split_of, view_links
from layouts.view_panels import heat_panel, rolling_panel, view_panel

OF = {"type": "crime type", "area": "area"}


def answer(pack: Pack, question: Question) -> Answer:
    """The series in the chosen view and split, annual totals, what drove the change, the report."""
    everything = question.filters.whole_series(question.domain)
    series = trends.series(queries.by_month(pack, everything), question.domain)
    split = split_of(question.view)
    parts = _parts(pack, question, split) if split != "none" else []
    small = question.view.view == "small"
    return Answer(
        panels={
            MONTHLY: _main(pack, question, series, parts),
            ANNUAL: annual_panel(question, series),
            DRIVERS: driver_panel(question, _drivers(pack, question)),
        },
        parts={
            VIEWS: view_links(question),
            SPLIT: split_links(question),
            SMALL: small_multiples(question, parts, OF[split]) if small else [],
            PARTS: part_links(question),
            PUBLISHED: _published(pack),
        },
    )


@lru_cache(maxsize=2)
def _published(pack: Pack) -> list[Any]:
    """The published table, which no filter changes: made once for a pack."""
    return published_table(queries.annual(pack), queries.annual_checks(pack))


def _parts(pack: Pack, question: Question, split: str) -> list[tuple[str, Series]]:
    everything = question.filters.whole_series(question.domain)
    if split == "type":
        return trends.split(queries.by_month_and_type(pack, everything), "label", question.domain)
    return trends.split(queries.by_month_and_area(pack, everything), "name", question.domain)


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
    return view_panel(question, _viewed(pack, question, given, split), OF.get(split, ""))


def _viewed(
    pack: Pack, question: Question, parts: list[tuple[str, Series]], split: str
) -> list[tuple[str, monthly_views.Numbers]]:
    """Each part in the numbers of the chosen view."""
    view = question.view.view
    if view == "rolling":
        return [(name, monthly_views.rolling(values)) for name, values in parts]
    if view == "daily":
        return [(name, monthly_views.daily(values, question.domain)) for name, values in parts]
    residents = queries.residents(pack)
    if split == "area":
        people = dict(zip(residents["name"], residents["residents"], strict=True))
        rates = [(name, monthly_views.per_thousand(values, people.get(name)))
                 for name, values in parts]  # fmt: skip
        return [each for each in rates if any(value is not None for value in each[1])] or rates
    whole = monthly_views.residents_of(question, residents)
    return [(name, monthly_views.per_thousand(values, whole)) for name, values in parts]


def _drivers(pack: Pack, question: Question) -> Drivers | None:
    """What drove the change of the chosen months on the year before, if they can be compared."""
    now, before = question.filters, question.filters.year_before(question.domain)
    if before is None:
        return None
    if question.parts == "type":
        return drivers(trends.pairs(queries.by_type(pack, before), queries.by_type(pack, now),
                                    "label"))  # fmt: skip
    wards = [rows[rows["kind"] == "ward"] for rows in
             (queries.by_area(pack, before), queries.by_area(pack, now))]  # fmt: skip
    return drivers(trends.pairs(*wards, "name"))


PAGE = PageCallbacks(
    {MONTHLY: None, ANNUAL: None, DRIVERS: None},
    (VIEWS, SPLIT, SMALL, PARTS, PUBLISHED),
    answer,
)
