"""The published annual report rebuilt: three years, the change, and which changes are real."""

from typing import Any

import pandas as pd
from dash import html

from data.question import join
from data.reconcile import REASONS
from data.significance import SMALL_BASE, Change, change
from layouts import change_words, tables, words
from layouts.components import scrolled
from layouts.reconciliation import reconciled
from layouts.tables import Table

NAMED = 3
TITLES = {
    "crime_performance_summary": "Recorded crime",
    "hate_crime": "Hate crime (strands overlap, so do not add them)",
    "domestic_abuse": "Domestic abuse",
    "marac_summary": "MARAC",
    "police_reported_asb": "Anti-social behaviour reported to the police",
}


def published_table(annual: pd.DataFrame, checks: pd.DataFrame) -> list[Any]:
    """The report's tables that carry a change, and the sums that do not add up.

    ``annual`` and ``checks`` are the answers of ``queries.annual`` and ``queries.annual_checks``.
    """
    changing = annual[annual["published_change"].notna()]["table_name"].unique()
    if not len(changing):
        return [
            html.H2("Published annual figures"),
            html.P("No annual report has been loaded.", className="soft"),
        ]
    blocks = [report_table(annual, str(name)) for name in changing]
    tests = [pair for name in changing for pair in last_changes(annual, str(name))]
    real = sum(test.verdict != "normal" for _measure, test in tests)
    clear = sum(test.verdict == "clear" for _measure, test in tests)
    return [
        html.H2("Published annual figures, and which changes are real"),
        html.P(
            f"{real} of the report's {len(tests)} changes are beyond chance at 95%, {clear} of "
            f"them at 99.8%. Percentages are as published; on a base under {SMALL_BASE} they "
            "mislead, so they are grey and in brackets.",
            className="finding",
        ),
        scrolled("Published annual figures", *map(tables.numbers, blocks), kind="published"),
        html.P(change_words.by_chance(tests), className="soft"),
        *_contributions(annual, checks),
        *_revised(annual),
        html.P(
            [
                f"{reconciled(checks)} ",
                html.A("Every check is on the page on data and methods", href="/about"),
                ".",
            ],
            className="soft",
        ),
    ]  # fmt: skip


def last_changes(annual: pd.DataFrame, name: str, back: int = 0) -> list[tuple[str, Change]]:
    """Each measure of one table of the report with the change between its last two years.

    ``back`` is how many years before the last the later of the two lies.
    """
    wide, years = _wide(annual, name)
    if len(years) < back + 2:
        return []
    end = len(years) - back
    return [
        (measure, change(int(values[end - 2]), int(values[end - 1])))
        for (_position, measure), values in zip(wide.index, wide.to_numpy(), strict=True)
        if not pd.isna(values[end - 2 : end]).any()
    ]


def years_of(annual: pd.DataFrame, name: str) -> list[str]:
    """The years that one table of the report has, oldest first."""
    return sorted(annual.loc[annual["table_name"] == name, "year"].unique())


def report_table(annual: pd.DataFrame, name: str) -> Table:
    """One table of the report: each measure by year, the last change, its verdict and interval."""
    wide, years = _wide(annual, name)
    first, _years = _wide(annual, name, "first_value")
    rows = annual[annual["table_name"] == name].dropna(subset=["published_change"])
    printed = dict(zip(rows["measure"], rows["published_percent"], strict=True))
    tests = dict(last_changes(annual, name))
    return Table(
        caption=TITLES.get(name, name.replace("_", " ").capitalize()),
        head=("Measure", *years, "Change", "Percent", change_words.RATIO, "Verdict"),
        rows=[
            (
                measure,
                *(_figure(each, first) for each, first in zip(values, firsts, strict=True)),
                *_changed(tests.get(measure), printed.get(measure)),
            )
            for (_position, measure), values, firsts in zip(
                wide.index, wide.to_numpy(), first.to_numpy(), strict=True
            )
        ],
        missing="–",
    )


def _contributions(annual: pd.DataFrame, checks: pd.DataFrame) -> list[Any]:
    """What each listed row adds to the change of a total that the report does not list in full."""
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
    """A figure as it is now, with what was first published where a later report revised it."""
    if pd.isna(now):
        return None
    return int(now) if now == first else f"{now:,.0f} (first {first:,.0f})"


def _revised(annual: pd.DataFrame) -> list[Any]:
    count = int((annual["value"] != annual["first_value"]).sum())
    if not count:
        return []
    said = f"{count} figure{'s have' if count > 1 else ' has'} been revised since first published."
    return [html.P(f"{said} Both are given; changes are worked out on what stands now.")]


def _wide(annual: pd.DataFrame, name: str, values: str = "value") -> tuple[pd.DataFrame, list[str]]:
    """The figures of one table, a row a measure in the order of the report, a column a year."""
    rows = annual[annual["table_name"] == name]
    wide = rows.pivot(index=["position", "measure"], columns="year", values=values).sort_index()
    return wide, years_of(annual, name)


def _changed(test: Change | None, percent: float | None) -> tuple:
    """The cells on the last change: amount, published percentage, interval, verdict."""
    if test is None:
        return None, None, None, change_words.NOT_COMPARED
    said: str | None = None
    if percent is not None and not pd.isna(percent):
        said = f"{words.signed(percent, 1)}%"
        said = tables.Aside(f"({said})") if test.before < SMALL_BASE else said
    amount = words.signed(test.difference)
    return amount, said, change_words.ratio(test), words.verdict(test)
