"""The published annual report rebuilt: three years, the change and its verdict."""

from math import nan
from typing import Any

import pandas as pd

from data.model import pages
from data.model.noun import Noun
from data.model.question import join
from data.stats.dispersion import Scatter
from data.stats.reconcile import REASONS
from data.stats.significance import SMALL_BASE, Change, change
from layouts.base import change_words, tables, words
from layouts.base.addresses import below
from layouts.base.components import scrolled
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.published.reconciliation import reconciled

FIGURE = Noun("figure", "figures")
NAMED = 3
# Before the names of measures that do not say what they count.
PREFIXES = {"police_reported_asb": "ASB: "}
TITLES = {
    "crime_performance_summary": "Recorded crime",
    "hate_crime": "Hate crime (strands overlap, so do not add them)",
    "domestic_abuse": "Domestic abuse",
    "marac_summary": "MARAC",
    "police_reported_asb": "Anti-social behaviour reported to the police",
}


def published_table(annual: pd.DataFrame, checks: pd.DataFrame) -> list[Any]:
    """Return the section on the report: its tables with changes, and totals that do not add up.

    ``annual`` and ``checks`` are the answers of ``queries.annual`` and ``queries.annual_checks``.
    """
    changing = annual[annual["published_change"].notna()]["table_name"].unique()
    if not len(changing):
        return [
            html.H2("Published annual figures"),
            html.P("No annual report has been loaded.", className="soft"),
        ]
    blocks = [report_table(annual, str(name)) for name in changing]
    tests = [
        (f"{PREFIXES.get(name, '')}{measure}", test)
        for name in changing
        for measure, test in last_changes(annual, str(name))
        if (name, measure) not in sums(checks)
    ]
    return [
        html.H2("Published annual figures, and their changes"),
        html.P(
            f"{change_words.marked(tests)} Totals are not counted with their parts.",
            className="finding",
        ),
        scrolled("Published annual figures", *map(tables.render, blocks), kind="published"),
        html.P(
            f"Percentages are as published; on a base under {SMALL_BASE} they mislead, so they are "
            f"grey and in brackets. {change_words.THRESHOLDS}",
            className="soft",
        ),
        *_contributions(annual, checks),
        *_revised(annual),
        html.P(
            [
                f"{reconciled(checks)} ",
                html.A(
                    "Every check is on the page on data and methods",
                    href=below(pages.ABOUT.path),
                ),
                ".",
            ],
            className="soft",
        ),
    ]  # fmt: skip


def sums(checks: pd.DataFrame) -> set[tuple[str, str]]:
    """Return the (table, measure) of the totals that are checked against the sum of their parts."""
    totals = checks[checks["relation"] == "sum"]
    return {*zip(totals["table_name"], totals["measure"], strict=True)}


def last_changes(annual: pd.DataFrame, name: str, back: int = 0) -> list[tuple[str, Change]]:
    """Return each measure of one table of the report with the change between its last two years.

    ``back`` moves both years back by as many years. Empty if the table has too few years.
    """
    wide, years = _wide(annual, name)
    if len(years) < back + 2:
        return []
    end = len(years) - back
    return [
        (measure, change(int(values[end - 2]), int(values[end - 1]), Scatter.labelled(measure)))
        for measure, values in wide
        if not any(map(pd.isna, values[end - 2 : end]))
    ]


def years_of(annual: pd.DataFrame, name: str) -> list[str]:
    """Return the years that one table of the report has, oldest first."""
    return sorted(annual.loc[annual["table_name"] == name, "year"].unique())


def report_table(annual: pd.DataFrame, name: str) -> Table:
    """Return one table of the report: measures by year, then the last change and its verdicts."""
    wide, years = _wide(annual, name)
    first, _years = _wide(annual, name, "first_value")
    rows = annual[annual["table_name"] == name].dropna(subset=["published_change"])
    published = dict(zip(rows["measure"], rows["published_percent"], strict=True))
    tests = dict(last_changes(annual, name))
    return Table(
        caption=TITLES.get(name, name.replace("_", " ").capitalize()),
        columns=(
            "Measure",
            *years,
            "Change",
            "Percent",
            change_words.RATIO,
            "Verdict",
            change_words.CHANCE_ALONE,
        ),
        rows=[
            (
                measure,
                *(_figure(each, first) for each, first in zip(values, firsts, strict=True)),
                *_changed(tests.get(measure), published.get(measure)),
            )
            for (measure, values), (_measure, firsts) in zip(wide, first, strict=True)
        ],
        missing="–",
    )


def _contributions(annual: pd.DataFrame, checks: pd.DataFrame) -> list[Any]:
    """Return paragraphs: how far listed rows explain the change of a total with unlisted rows."""
    short = checks[checks["reason"] == REASONS["unlisted"]]
    said = []
    for (name, measure), rows in short.groupby(["table_name", "measure"], sort=False):
        tests = dict(last_changes(annual, str(name)))
        whole = tests.pop(str(measure), None)
        years = sorted(annual.loc[annual["table_name"] == name, "year"].unique())
        parts = dict(zip(rows["year"], rows["exact"], strict=True))
        if whole is None or years[-1] not in parts or years[-2] not in parts:
            continue
        listed = round(parts[years[-1]] - parts[years[-2]])
        leaders = sorted(tests.items(), key=lambda each: -abs(each[1].difference))[:NAMED]
        named = [f"{part} is {words.signed(test.difference)}" for part, test in leaders]
        rest = words.signed(whole.difference - listed)
        said.append(
            f"Of the {words.signed(whole.difference)} in {measure}, {join(named)}. "
            f"{rest} is in kinds that the report does not list."
        )
    return [html.P(each) for each in said]


def _figure(now: float, first: float) -> int | str | None:
    """Return the newest figure, with the first if a later report revised it; None if missing."""
    if pd.isna(now):
        return None
    return int(now) if now == first else f"{now:,.0f} (first {first:,.0f})"


def _revised(annual: pd.DataFrame) -> list[Any]:
    count = int((annual["value"] != annual["first_value"]).sum())
    if not count:
        return []
    said = f"{FIGURE.count(count, ('has', 'have'))} been revised since first published."
    return [html.P(f"{said} Both are given; changes are worked out on what stands now.")]


def _wide(
    annual: pd.DataFrame, name: str, values: str = "value"
) -> tuple[list[tuple[str, list[float]]], list[str]]:
    """Return each measure of one table with its figures by year, and the years; NaN is missing."""
    names = ("table_name", "position", "measure", "year", values)
    columns = (annual[each].tolist() for each in names)
    by_measure: dict[tuple[int, str], dict[str, float]] = {}
    for table, position, measure, year, value in zip(*columns, strict=True):
        if table == name:
            by_measure.setdefault((position, measure), {})[year] = value
    years = sorted({year for each in by_measure.values() for year in each})
    return [
        (measure, [by_year.get(year, nan) for year in years])
        for (_position, measure), by_year in sorted(by_measure.items())
    ], years


def _changed(test: Change | None, percent: float | None) -> tuple:
    """Return the cells on the last change: amount, percentage, interval, both verdicts."""
    if test is None:
        return None, None, None, change_words.NOT_COMPARED, None
    said: str | None = None
    if percent is not None and not pd.isna(percent):
        said = f"{words.signed(percent, 1)}%"
        said = tables.Aside(f"({said})") if test.before < SMALL_BASE else said
    amount = words.signed(test.difference)
    return (
        amount,
        said,
        change_words.ratio(test),
        words.verdict(test),
        change_words.chance_alone(test),
    )
