"""MARAC panels: the repeat rate with its intervals, the numbers, and the finding in words."""

from collections.abc import Sequence
from typing import Any

from dash import html

from data.marac import EXPECTED_BAND, MaracYear, count_change, rate_verdict
from data.question import join
from layouts import figures, tables, words
from layouts.panels import Panel
from layouts.tables import Table

AGAINST_BAND = {
    "inside": "The whole interval is inside the expected band.",
    "below": "The whole interval is below the expected band.",
    "above": "The whole interval is above the expected band.",
    "unsure": "That is too few cases to say whether the rate is inside the expected band.",
}


def lead(years: Sequence[MaracYear]) -> str:
    """The finding of the page in two or three sentences."""
    rated = [each for each in years if each.rate is not None]
    if not rated:
        return "No MARAC figures have been loaded."
    now = rated[-1]
    said = (
        f"{now.repeats} of {now.cases} cases discussed in {now.label} were repeats: "
        f"{_percent(now)}. {AGAINST_BAND[now.band]}"
    )
    if len(rated) > 1:
        found = rate_verdict(rated[-2], now)
        said += {
            "normal": " The change on the year before is within normal variation.",
            "possible": " The change on the year before may be more than chance.",
            "clear": " The change on the year before is more than chance would explain.",
            None: " The definition changed, so it is not compared with the year before.",
        }[found]
    return said


def _percent(year: MaracYear) -> str:
    return f"{100 * year.rate:.1f}%" if year.rate is not None else "not given"


def _interval(year: MaracYear) -> str:
    if year.interval is None:
        return "–"
    return f"{100 * year.interval[0]:.1f} to {100 * year.interval[1]:.1f}%"


def rate_panel(years: Sequence[MaracYear]) -> Panel:
    """A dot a year with its interval over the expected band."""
    rated = [
        (each.label, f"{each.repeats} of {each.cases}", each.rate, each.interval)
        for each in years
        if each.rate is not None and each.interval is not None
    ]
    low, high = (round(100 * each) for each in EXPECTED_BAND)
    return Panel(
        title="Repeat rate, with the range chance alone would give",
        sentence=(
            "Bars show 95% intervals. Lower is not better: below the band, repeats may be going "
            "unflagged."
        ),
        figure=figures.repeat_rates(rated, EXPECTED_BAND),
        table=year_table(years),
        unit="Repeat rate",
        legend=[
            html.Span(
                f"The band of {low} to {high}% is an expectation still to be confirmed by the "
                "partnership."
            )
        ],
    )


def year_table(years: Sequence[MaracYear]) -> Table:
    """Cases, repeats, rate with its interval, the published rate and children, a row a year."""
    return Table(
        caption="MARAC cases, repeat cases and children by year",
        head=("Year", "Cases", "Repeats", "Rate", "95% interval", "As published", "Children"),
        rows=[
            (
                each.label,
                each.cases,
                each.repeats,
                _percent(each),
                _interval(each),
                f"{each.published_rate:.1f}%" if each.published_rate is not None else None,
                each.children,
            )
            for each in years
        ],
        missing="not given",
    )


def numbers_card(years: Sequence[MaracYear]) -> list[Any]:
    """The numbers as a table, with what changed on the year before."""
    return [
        html.H2("The numbers"),
        html.Div(tables.numbers(year_table(years)), className="scroll", tabIndex=0, role="region",
                 **{"aria-label": "The numbers"}),
        *([html.P(_changes(years[-2], years[-1]))] if len(years) > 1 else []),
        *_rounding(years),
    ]  # fmt: skip


def _changes(before: MaracYear, now: MaracYear) -> str:
    """What changed between two years, those beyond chance first and named as such."""
    pairs = {
        "cases": (before.cases, now.cases),
        "repeat cases": (before.repeats, now.repeats),
        "children": (before.children, now.children),
    }
    tests = {name: test for name, pair in pairs.items() if (test := count_change(*pair))}
    every = join([f"{name} {words.signed(test.difference)}" for name, test in tests.items()])
    real = [
        f"{name} ({words.verdict(test)})"
        for name, test in tests.items()
        if test.verdict != "normal"
    ]
    said = f"Beyond chance: {join(real)}." if real else "Nothing changed beyond chance."
    return f"{said} From {before.label} to {now.label}: {every}."


def _rounding(years: Sequence[MaracYear]) -> list[Any]:
    """Why the published percentages may differ from ours in the last digit."""
    cut = [
        each.label
        for each in years
        if each.rate is not None
        and each.published_rate is not None
        and f"{100 * each.rate:.1f}" != f"{each.published_rate:.1f}"
    ]
    if not cut:
        return []
    return [
        html.P(
            "The annual report cuts its percentages after one decimal; here they are rounded. "
            f"They differ by 0.1 in {join(cut)}.",
            className="soft",
        )
    ]
