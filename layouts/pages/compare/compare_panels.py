"""Panels of two periods: maps in the same classes, and the back-test of hotspot methods."""

from dataclasses import replace
from typing import Any

import pandas as pd

from data.model.filters import Filters
from data.model.measures import MEASURES
from data.model.question import Question
from data.model.rows import rows
from data.stats.area_values import AreaRow
from data.stats.significance import wilson
from geo.backtest import BackTestRow
from layouts.base import classes, components, drawings, words
from layouts.base.area_findings import area_lines
from layouts.base.chart import Chart
from layouts.base.components import scrolled_table
from layouts.base.explained import how_we_know
from layouts.base.panels import Panel
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.base.words import number
from layouts.maps.area_panels import area_table, mapped
from layouts.maps.question_map import question_map
from layouts.pages.compare.compare import MAP_HEIGHT

TEN = 10  # a ratio from here on has no decimals
NO_HARM = "These are counts: harm is not compared here."


def pair(
    question: Question,
    before: Filters,
    values: pd.DataFrame,
    earlier: pd.DataFrame,
    totals: tuple[int, int],
) -> tuple[Panel, Panel]:
    """Return the maps of the chosen period (A) and the earlier one (B), in the same classes.

    ``before`` has the filters of B. ``values`` is the result of ``incidents.areas`` for A against
    B, ``earlier`` for B; ``totals`` are the counts of B and of A in the chosen areas.
    """
    measure = MEASURES["rate" if question.view.measure == "rate" else "count"]
    # Each map is of its own period only; the map of changes compares the two.
    earlier, areas = (
        frame[frame["kind"] != "place"].reset_index(drop=True).assign(test=None)
        for frame in (earlier, values)
    )
    chosen = {question.domain.area_by_id[each].code for each in question.filters.areas}
    shown = [[mapped(row, measure) for row in rows(frame, AreaRow)] for frame in (earlier, areas)]
    found, placed = classes.quantised([*shown[0], *shown[1]], measure.decimals)
    if -1 in placed:
        found = [*found, classes.UNRELIABLE]
        placed = [len(found) - 1 if each == -1 else each for each in placed]
    question_of_measure = replace(question, view=replace(question.view, measure=measure.id))
    legend = components.legend(words.measure_words(measure, question_of_measure), found)
    if question.view.measure == "harm":
        legend = [*legend, html.Span(NO_HARM)]
    stretches = (
        (before, earlier, placed[: len(earlier)]),
        (question.filters, areas, placed[len(earlier) :]),
    )
    made = []
    for side, (filters, counted, mine), n in zip("BA", stretches, totals, strict=True):
        asked = replace(question, filters=filters)
        months = f"{side}: {words.stretch(filters.first_month, filters.last_month)}"
        frame = counted.assign(
            chosen=counted["code"].isin(chosen),
            card=[
                "<br>".join([f"<b>{row.name}</b>", *area_lines(row, asked)])
                for row in rows(counted, AreaRow)
            ],
        )
        said = _counted(question, n, int(counted["n"].sum()))
        made.append(
            Panel(
                title=months,
                sentence=f"{said} Both maps have one scale.",
                figure=question_map(question, frame, found, mine, MAP_HEIGHT, whole=True),
                print_map=drawings.of_areas(
                    months, frame, [found[each].colour for each in mine], question.view.edition
                ),
                table=area_table(question, rows(values, AreaRow)),
                legend=legend,
            )
        )
    return made[1], made[0]


def _counted(question: Question, n: int, everywhere: int) -> str:
    """Return the count of the chosen areas and, if areas are chosen, that of the whole map."""
    said = question.incident.count(n)
    if not question.filters.narrowed:
        return f"{said}."
    return f"{said} in {question.where}, {number(everywhere)} on the whole map."


def nothing() -> Panel:
    """Return the panel of a map if B is not an earlier period of A; the page then hides it."""
    return Panel(
        title="Not two periods",
        sentence="B is not an earlier period of A.",
        figure=Chart(),
        table=Table("Not two periods", ("Area",), []),
    )


def back_test(question: Question, before: Filters, results: pd.DataFrame) -> list[Any]:
    """Return how many incidents of the chosen period each method predicted from the earlier one.

    ``results`` is the result of ``geo.backtest.compare``.
    """
    heading = html.H2("Which hotspot method predicted best?")
    if not results["incidents"].max():
        stretch = words.stretch(question.first, question.last)
        reason = f"Nothing to test: no {question.incidents} are recorded in {stretch}."
        return [heading, html.P(reason, className="soft")]
    earlier = words.stretch(before.first_month, before.last_month)
    scores = rows(results, BackTestRow)
    smallest = min(row.area_share for row in scores)
    narrow = [(row.hit_rate, row) for row in scores
              if row.area_share == smallest and row.hit_rate is not None]  # fmt: skip
    said = "No method had enough incidents to choose squares."
    if narrow:
        hit_rate, best = max(narrow, key=lambda each: each[0])
        low, high = wilson(round(best.hits or 0), best.incidents)
        settled = best.settled_pai or 0
        said = (
            f"In {question.domain.borough}, {best.label.lower()} in {earlier} chose "
            f"{100 * smallest:.0f}% of the ground. It held {100 * hit_rate:.0f}% of "
            f"{question.incidents} in {words.stretch(question.first, question.last)}: "
            f"{number(settled, 0 if settled >= TEN else 1)} times an even spread over settled "
            f"ground. Methods with {100 * low:.0f} to {100 * high:.0f}% cannot be told apart."
        )
    table = Table(
        "Hottest squares of the earlier period, scored on the later one",
        (
            "Method",
            "Chosen",
            "Hit rate, %",
        ),
        [
            (row.label, f"{100 * row.area_share:.0f}% of the area", _tenths(row.hit_rate, 100))
            for row in scores
        ],
        text_columns=2,
        missing="too few",
    )
    indices = Table(
        "The same squares by indices",
        (
            "Method",
            "Chosen",
            "PAI",
            "PAI, settled ground",
            "Best possible PAI",
            "PEI, %",
        ),
        [
            (
                row.label,
                f"{100 * row.area_share:.0f}% of the area",
                _tenths(row.pai),
                _tenths(row.settled_pai),
                _tenths(row.best_pai),
                _tenths(row.pei, 100),
            )
            for row in scores
        ],
        text_columns=2,
        missing="too few",
    )
    return [
        heading,
        html.P(said, className="finding"),
        scrolled_table(table),
        how_we_know(
            "PAI: hit rate over the share of the area, or of settled ground. PEI: PAI as a share "
            "of the best that squares chosen afterwards could have had.",
            scrolled_table(indices),
        ),
    ]


def _tenths(value: float | None, times: int = 1) -> float | None:
    """Return ``times`` the value, rounded to one decimal; None for None."""
    return None if value is None else round(times * value, 1)
