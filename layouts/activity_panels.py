"""Each aim of the strategy: what was done, with its check, and the measures it should move."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from data.frames import each_row
from data.significance import Change, change
from layouts import change_words, tables, words
from layouts.components import scrolled
from layouts.tables import Table

NO_PROOF = (
    "What was done stands beside what it was meant to move. That one followed the other is no "
    "proof that it came from it."
)
UNCHECKED = "no check"
Figures = dict[tuple[str, str], dict[str, float]]


def body(strategy: pd.DataFrame, annual: pd.DataFrame, checks: pd.DataFrame) -> list[Any]:
    """The themes, and a card for each aim; the frames are the answers of the queries so named."""
    if strategy.empty:
        return [html.P("No strategy has been loaded.", className="soft")]
    figures = figures_of(annual)
    themes = [row.text for row in each_row(strategy[strategy["kind"] == "theme"])]
    named = [html.Ol([html.Li(each) for each in themes])] if themes else []
    aims = strategy[strategy["kind"] == "aim"]
    return [
        html.P(NO_PROOF, className="lead"),
        *([html.Section([html.H2("Themes"), *named], className="card words")] if themes else []),
        *(_card(row, strategy[strategy["aim"] == row.aim], figures, checks)
          for row in each_row(aims)),
    ]  # fmt: skip


def figures_of(annual: pd.DataFrame) -> Figures:
    """The published figures by table and measure, then by year."""
    found: Figures = {}
    for row in each_row(annual):
        found.setdefault((row.table_name, row.measure), {})[row.year] = float(row.value)
    return found


def _card(aim: Any, items: pd.DataFrame, figures: Figures, checks: pd.DataFrame) -> html.Section:
    measures = items[items["kind"] == "measure"]
    return html.Section(
        [
            html.H2(f"{aim.aim}. {aim.text}"),
            html.P(_finding(measures, figures), className="finding"),
            html.Div(
                [
                    _scroll(done_table(items[items["kind"] == "done"], figures, checks)),
                    _scroll(measure_table(measures, figures)),
                ],
                className="grid",
            ),
        ],
        className="card",
    )


def _finding(measures: pd.DataFrame, figures: Figures) -> str:
    tests = [test for row in each_row(measures) if (test := _last(row, figures)) is not None]
    if not tests:
        return "None of its measures can be compared with the year before."
    real = sum(test.verdict != "normal" for test in tests)
    changed = "none" if not real else str(real)
    return (
        f"Of {len(tests)} measures compared with the year before, {changed} changed beyond chance."
    )


def done_table(done: pd.DataFrame, figures: Figures, checks: pd.DataFrame) -> Table:
    """What was done: how many, whether the report's figures agree on it, and where it is from."""
    return Table(
        caption="What was done",
        head=("What", "Figure", "Agrees", "Source"),
        rows=[
            (row.text, _figure(row, figures), _agrees(row, checks), row.source)
            for row in each_row(done)
        ],
        words=4,
        missing="no number given",
    )


def measure_table(measures: pd.DataFrame, figures: Figures) -> Table:
    """What the aim should move: each measure by year, its last change and the verdict."""
    held = [figures.get((row.table_name, row.measure), {}) for row in each_row(measures)]
    years = sorted({year for each in held for year in each})
    tests = [(row.text, _last(row, figures)) for row in each_row(measures)]
    return Table(
        caption="What it was meant to move",
        head=("Measure", *years, "Change", change_words.RATIO, "Verdict"),
        rows=[
            (
                name,
                *(int(values[year]) if year in values else None for year in years),
                test.difference if test else None,
                change_words.ratio(test),
                words.verdict(test) if test else change_words.NOT_COMPARED,
            )
            for (name, test), values in zip(tests, held, strict=True)
        ],
        missing="–",
        signed=(len(years) + 1,),
        note=change_words.by_chance(tests),
    )


def _figure(row: Any, figures: Figures) -> str | None:
    values = figures.get((row.table_name, row.measure))
    return tables.shown(int(values[max(values)])) if values else None


def _last(row: Any, figures: Figures) -> Change | None:
    """The change between the last two years of a measure, if both are given."""
    values = figures.get((row.table_name, row.measure), {})
    *_earlier, before, now = (None, None, *sorted(values))
    if before is None or now is None:
        return None
    return change(int(values[before]), int(values[now]))


def _agrees(row: Any, checks: pd.DataFrame) -> str:
    """A tick or cross for what is said of a figure, with the reason."""
    if checks.empty or not row.measure:
        return UNCHECKED
    same = checks[(checks["table_name"] == row.table_name) & (checks["measure"] == row.measure)]
    if same.empty:
        return UNCHECKED
    off = same[same["state"] != "agrees"]
    if off.empty:
        return "✓ yes"
    reasons = dict.fromkeys(
        f"{published} here, {found} found: {reason}"
        for published, found, reason in zip(
            off["published"], off["found"], off["reason"], strict=True
        )
    )
    return f"✗ no: {'; '.join(reasons)}"


def _scroll(shown: Table) -> html.Div:
    notes: Sequence[Any] = [html.P(shown.note, className="soft")] if shown.note else []
    return scrolled(shown.caption, tables.numbers(shown), *notes)
