"""Parts of the MARAC page in words and tables: changes with their verdicts, and every number."""

from collections.abc import Sequence
from typing import Any

from data.marac.marac import RATE, MaracYear, YearChange
from data.marac.marac_volume import Volume
from data.stats.significance import RateChange
from layouts.base import change_words, words
from layouts.base.components import csv_file, scrolled_table
from layouts.base.explained import how_we_know
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.pages.marac import marac_words
from layouts.pages.marac.marac_panels import year_table


def changes_table(changes: Sequence[YearChange]) -> Table:
    """Return the change of each measure on the year before, latest first, with its verdict."""
    latest_first = sorted(changes, key=lambda each: each.after.start, reverse=True)
    named = [(f"{each.measure} in {each.after.label}", each.test) for each in latest_first]
    said = change_words.marked(named)
    return Table(
        caption="Each change on the year before",
        columns=(
            "Measure",
            "Year",
            "Before",
            "After",
            "Change",
            change_words.RATIO,
            "Verdict",
            change_words.CHANCE_ALONE,
        ),
        rows=[_row(each) for each in latest_first],
        text_columns=2,
        missing="–",
        note=f"{said} {change_words.THRESHOLDS}" if said else "",
    )


def _row(each: YearChange) -> tuple:
    if each.test is None:
        return (each.measure, each.after.label, *_both(each), None, None, each.reason, None)
    return (
        each.measure,
        each.after.label,
        *_both(each),
        _difference(each),
        change_words.ratio(each.test),
        words.verdict(each.test),
        change_words.chance_alone(each.test),
    )


def _both(each: YearChange) -> tuple:
    """Return the measure in both years as shown in the table; None where it is not known."""
    if each.measure == RATE:
        return tuple(
            marac_words.percent(year) if year.rate is not None else None
            for year in (each.before, each.after)
        )
    field = {"Cases": "cases", "Repeat cases": "repeats", "Children": "children"}[each.measure]
    return getattr(each.before, field), getattr(each.after, field)


def _difference(each: YearChange) -> str | None:
    """Return the change of a count, or of a rate in percentage points; None without a test."""
    if isinstance(each.test, RateChange):
        return f"{words.signed(100 * each.test.difference, 1)} points"
    return words.signed(each.test.difference) if each.test else None


def changes_card(changes: Sequence[YearChange], csv_link: str) -> list[Any]:
    """Return the card of changes: its title, a sentence on earlier years, and the table if any."""
    head = [
        html.H2(marac_words.changes_title(changes)),
        html.P(marac_words.earlier_changes(changes), className="finding"),
    ]
    return [*head, *_table(changes_table(changes), csv_link)] if changes else head


def numbers_card(years: Sequence[MaracYear], volumes: Sequence[Volume], csv_link: str) -> list[Any]:
    """Return the card of all published numbers by year; empty without years.

    If there are fewer children per case than before, it asks why.
    """
    if not years:
        return []
    question = marac_words.children_question(years)
    return [
        html.H2("Every published number, by year"),
        *([html.P(question, className="finding question")] if question else []),
        *_table(year_table(years, volumes), csv_link),
        how_we_know("The interval of a repeat rate is Wilson's."),
    ]


def _table(shown: Table, csv_link: str) -> list[Any]:
    return [
        scrolled_table(shown),
        *([html.P(shown.note, className="soft")] if shown.note else []),
        csv_file(csv_link),
    ]
