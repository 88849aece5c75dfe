"""Each aim of the strategy: what was done, with its check, and the measures it may affect."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.model.noun import Noun
from data.model.query_rows import MONEY, StrategyRow
from data.model.question import join
from data.model.rows import rows
from data.series.kpi import Figures, figures_of
from data.stats.dispersion import Scatter
from data.stats.significance import Change, change
from layouts.base import change_words, findings, tables, words
from layouts.base.components import scrolled
from layouts.base.explained import how_we_know
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.pages.activity.money_card import money_card
from layouts.pages.activity.report_figures import agrees, figure, of, whole

NO_PROOF = (
    "What was done stands beside measures that it may bear on, each with the reason. That one "
    "followed the other does not show that it was the cause. Under which aim something stands is "
    "our reading: the report does not say."
)
CORRECTED = (
    "Each aim's measures are compared with the year before. One stands out if it does so among all "
    "of its aim."
)
MEASURE, OTHER = Noun("measure", "measures"), Noun("other measure", "other measures")
DONE = ("done", *MONEY)
PRIORITIES = {"earlier": "Earlier priorities", "theme": "Themes", "aim": "Aims"}


def body(
    strategy: pd.DataFrame,
    annual: pd.DataFrame,
    checks: pd.DataFrame,
    watched: Sequence[Any] = (),
    scope: str = "",
) -> list[Any]:
    """Return the board's measures, the priorities, a card for each aim and the money.

    The frames are the results of ``queries.strategy``, ``annual`` and ``annual_checks``.
    ``watched`` is the card of the board's measures; ``scope`` is put before the first sentence.
    Without a strategy there is only a sentence that says so, and ``watched``.
    """
    if strategy.empty:
        none = "No strategy has been loaded."
        return [html.P(" ".join(filter(None, [scope, none])), className="soft"), *watched]
    figures = figures_of(annual)
    aims = strategy[strategy["kind"] == "aim"]
    return [
        html.P(" ".join(filter(None, [scope, changed(strategy, figures)])), className="lead"),
        html.P(NO_PROOF, className="soft"),
        *watched,
        _priorities(strategy),
        html.P(f"{CORRECTED} {change_words.THRESHOLDS}", className="soft"),
        how_we_know(change_words.MANY),
        *(_card(row, strategy[strategy["aim"] == row.aim], figures, checks)
          for row in rows(aims, StrategyRow)),
        *money_card(strategy, figures, checks),
    ]  # fmt: skip


def changed(strategy: pd.DataFrame, figures: Figures) -> str:
    """Return a sentence on the measures that clearly changed, corrected for those of all aims."""
    measures = rows(strategy[strategy["kind"] == "measure"], StrategyRow)
    tests = {
        findings.lowered(row.text): test
        for row in measures
        if (test := _last(row, figures)) is not None
    }
    if not tests:
        return "No measure can be compared with the year before."
    left = {*change_words.left([*tests.items()])}
    clear = [(name, test) for name, test in tests.items()
             if name in left and test.verdict == "clear"]  # fmt: skip
    said = [
        f"{join(names)} clearly {way}"
        for way, rose in (("rose", True), ("fell", False))
        if (names := [name for name, test in clear if (test.difference > 0) == rose])
    ]
    if not said:
        return f"None of {MEASURE.count(len(tests))} clearly rose or fell on the year before."
    found = f"On the year before, {', and '.join(said)}"
    rest = len(tests) - len(clear)
    other = f"; {OTHER.count(rest)} did not clearly change" if rest else ""
    return f"{found}{other}."


def _priorities(strategy: pd.DataFrame) -> html.Section:
    """Return earlier priorities, themes and aims as lists, each with its source."""
    lists = []
    for kind, name in PRIORITIES.items():
        items = rows(strategy[strategy["kind"] == kind], StrategyRow)
        if items:
            listed = html.Ol([html.Li(each.text) for each in items])
            source = html.P(items[0].source, className="soft")
            lists.append(html.Div([html.H3(name), listed, source]))
    return html.Section([html.H2("Priorities"), html.Div(lists, className="lists")],
                        className="card")  # fmt: skip


def _card(
    aim: StrategyRow, items: pd.DataFrame, figures: Figures, checks: pd.DataFrame
) -> html.Section:
    measures = items[items["kind"] == "measure"]
    return html.Section(
        [
            html.H2(f"{aim.aim}. {aim.text}"),
            html.P(_finding(measures, figures), className="finding"),
            html.Div(
                [
                    _scroll(done_table(items[items["kind"].isin(DONE)], figures, checks)),
                    html.Div([_scroll(measure_table(measures, figures)), reasons(measures)]),
                ],
                className="grid",
            ),
        ],
        className="card",
    )


def _finding(measures: pd.DataFrame, figures: Figures) -> str:
    """Return how many measures of an aim changed, corrected for many tests, and which."""
    lasts = [
        (findings.lowered(row.text), _last(row, figures)) for row in rows(measures, StrategyRow)
    ]
    total, kept = sum(test is not None for _name, test in lasts), change_words.left(lasts)
    if not total:
        return "None of its measures can be compared with the year before."
    said = change_words.moved(lasts)
    if said and not kept:
        return f"{said[0].upper()}{said[1:]}."
    which = "All" if len(kept) == total > 1 else f"{len(kept) or 'None'} of"
    beyond = f"{which} {MEASURE.count(total)} changed beyond normal variation"
    return f"{beyond}: {said}." if said else f"{beyond}."


def done_table(done: pd.DataFrame, figures: Figures, checks: pd.DataFrame) -> Table:
    """Return what was done and spent: its figure, whether the report's checks agree, its group."""
    lines = rows(done, StrategyRow)
    sources = "; ".join(dict.fromkeys(each.source for each in lines))
    marks = [agrees(row, checks).partition(": ") for row in lines]
    why = [f"{row.text}: {reason}." for row, (_mark, _is, reason) in zip(lines, marks, strict=True)
           if reason]  # fmt: skip
    return Table(
        caption=f"Aim {lines[0].aim}: what was done" if lines else "What was done",
        columns=("What", "Figure", "Agrees", "Group"),
        rows=[
            (row.text, figure(row, figures), mark, row.group_name or "–")
            for row, (mark, _is, _reason) in zip(lines, marks, strict=True)
        ],
        text_columns=4,
        missing="no number given",
        note=" ".join([*why, f"As published: {sources}."]) if lines else "",
    )


def measure_table(measures: pd.DataFrame, figures: Figures) -> Table:
    """Return the measures of an aim by year, with the last change and its verdict."""
    lines = rows(measures, StrategyRow)
    series = [of(row, figures) for row in lines]
    years = sorted({year for each in series for year in each})
    tests = [(row.text, _last(row, figures)) for row in lines]
    return Table(
        caption=f"Aim {lines[0].aim}: what it may bear on" if lines else "What it may bear on",
        columns=("Measure", *years, "Change", change_words.RATIO, "Verdict"),
        rows=[
            (
                row.text,
                *(whole(values[year]) if year in values else None for year in years),
                test.difference if test else None,
                change_words.ratio(test),
                words.verdict(test) if test else change_words.NOT_COMPARED,
            )
            for row, (_name, test), values in zip(lines, tests, series, strict=True)
        ],
        missing="–",
        signed=(len(years) + 1,),
    )


def reasons(measures: pd.DataFrame) -> html.Ul:
    """Return a list with the stated reason for each measure being under its aim."""
    return html.Ul(
        [html.Li([html.B(each.text), f": {each.source}"]) for each in rows(measures, StrategyRow)],
        className="soft",
    )


def _last(row: StrategyRow, figures: Figures) -> Change | None:
    """Return the change between the last two years of a measure.

    None with fewer than two, and for rates and other figures with decimals, which are not counts.
    """
    values = of(row, figures)
    *_earlier, before, now = (None, None, *sorted(values))
    if before is None or now is None:
        return None
    was, is_now = whole(values[before]), whole(values[now])
    if not (isinstance(was, int) and isinstance(is_now, int)):
        return None
    return change(was, is_now, Scatter.labelled(row.measure or ""))


def _scroll(shown: Table) -> html.Div:
    notes: Sequence[Any] = [html.P(shown.note, className="soft")] if shown.note else []
    return scrolled(shown.caption, tables.render(shown), *notes)
