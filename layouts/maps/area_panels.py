"""Wards and places: the map panel, its table and the ranking, from one frame of area values."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.model.domain import WARDS
from data.model.measures import MEASURES, Measure
from data.model.question import Question
from data.model.rows import rows
from data.series.trends import Period
from data.stats.area_values import AreaRow
from data.stats.significance import SMALL_COUNT
from layouts.base import (
    area_findings,
    change_words,
    classes,
    components,
    drawings,
    findings,
    tables,
    theme,
    words,
)
from layouts.base.components import Ranked
from layouts.base.panels import Panel
from layouts.base.tables import Cell, Later, Table
from layouts.base.unchecked import html
from layouts.maps.question_map import question_map

PLACES_SHOWN, WARDS_SHOWN = 4, 6
# Columns of the table of areas that have room beside a map.
BRIEF = {"count": (0, 1, 2, 7, 9), "rate": (0, 1, 2, 3, 7), "change": (0, 1, 6, 2, 7, 9)}
MOST_SHOWN = 40  # on a page of its own; the numbers under the map list every area


def ward_panel(
    question: Question,
    values: pd.DataFrame,
    height: int,
    total: int | None = None,
    *,
    points: pd.DataFrame | None = None,
    chosen_areas: Period | None = None,
) -> Panel:
    """Return the map of wards for the chosen measure, with its legend and table.

    ``values`` is the answer of ``area_values``; ``total`` is the number of all matching incidents,
    given where some may lie in none of its areas. ``points`` are drawn as circles: see
    ``maps.circles``. ``chosen_areas`` is the count and change of the chosen areas, for the title.
    """
    measure = MEASURES[question.view.measure]
    wards = values[values["kind"] != "place"].reset_index(drop=True)
    every = rows(values, AreaRow)
    areas = [row for row in every if row.kind != "place"]
    if not question.is_covered:
        found, placed = [classes.NO_DATA], [0] * len(wards)
    elif measure.id == "change":
        found, placed = classes.by_verdict([row.test for row in areas])
    else:
        shown = [mapped(row, measure) for row in areas]
        found, placed = classes.quantised(shown, measure.decimals)
        if -1 in placed:
            found = [*found, classes.UNRELIABLE]
            placed = [len(found) - 1 if each == -1 else each for each in placed]
    chosen = {question.domain.area_by_id[each].code for each in question.filters.areas}
    wards["chosen"] = wards["code"].isin(chosen)
    wards["card"] = [
        "<br>".join(
            [
                f"<b>{row.name}</b>",
                *(area_findings.area_lines(row, question) if question.is_covered else ["No data"]),
            ]
        )
        for row in areas
    ]
    title, sentence = area_findings.where(question, wards, total, chosen_areas)
    table = area_table(question, every)
    more = [components.ring_key()] if len(every) > len(areas) else []
    if measure.id == "change" and any(row.test for row in areas):
        more.append(html.Span(change_words.THRESHOLDS))
    return Panel(
        title=title,
        sentence=sentence,
        figure=question_map(question, wards, found, placed, height, points=points),
        table=table,
        legend=components.legend(words.measure_words(measure, question), found, *more),
        print_map=drawings.of_areas(
            title, wards, [found[each].colour for each in placed], question.view.edition
        ),
        leading=leading(question, every, measure, table),
    )


def mapped(row: AreaRow, measure: Measure) -> float | None:
    """Return the value to map; None if it is unknown or a rate on fewer than ten incidents."""
    return None if measure.id == "rate" and row.n < SMALL_COUNT else _value(row, measure)


def _value(row: AreaRow, measure: Measure) -> float | None:
    return {"count": row.n, "rate": row.rate, "change": row.change}[measure.id]


def area_table(question: Question, areas: Sequence[AreaRow]) -> Table:
    """Return each area and place with count, rate, interval, earlier count, change and verdict."""
    baseline = question.baseline[0].upper() + question.baseline[1:]

    def known(value: float | None) -> float | None:
        return value if question.is_covered else None

    # Wards only, as in the title: places overlap them.
    tested = [(row.name, row.test) for row in areas if row.kind != "place"]
    note = change_words.marked(tested, question.area)

    def cells() -> list[tuple[Cell, ...]]:
        return [
            (
                row.name,
                row.kind,
                known(row.n),
                known(row.rate),
                known(row.rate_low),
                known(row.rate_high),
                row.before,
                row.change,
                change_words.ratio(row.test),
                words.verdict(row.test) if row.test else "not compared",
                change_words.chance_alone(row.test),
            )
            for row in areas
        ]

    return Table(
        caption=f"{question.incidents.capitalize()} by {question.area.singular} and named place, "
        f"{words.stretch(question.first, question.last)}",
        columns=("Area", "Kind", "Incidents", "Per 1,000", "95% from", "95% to", baseline, "Change",
              change_words.RATIO, "Verdict", change_words.CHANCE_ALONE),
        rows=Later(len(areas), cells),
        text_columns=2,
        missing="–",
        signed=(7,),
        note=f"{note} {change_words.THRESHOLDS}" if note else "",
    )  # fmt: skip


def leading(question: Question, areas: Sequence[AreaRow], measure: Measure, table: Table) -> Table:
    """Return the table of areas in few columns: only rows that can be ranked, largest first."""
    order = _order(areas, measure) if question.is_covered else []
    return tables.brief(table, BRIEF[measure.id], order)


def ranking(question: Question, values: pd.DataFrame, *, every: bool = False) -> list[Any]:
    """Return the leading places and areas by the chosen measure, as links that choose them.

    With ``every``, up to 40 of each. Areas that are not wards have no links.
    """
    measure = MEASURES[question.view.measure]
    incidents = {"count": "Most incidents", "rate": "Highest rates", "change": "Largest changes"}
    nouns = question.area.plural
    blocks: list[Any] = [html.H2(f"{incidents[measure.id]}: places and {nouns}")]
    if not question.is_covered:
        return [*blocks, html.P(f"Nothing to rank. {findings.NOT_HELD}", className="soft")]
    areas, change = rows(values, AreaRow), measure.id == "change"
    parts = []
    for caption, of_places, limit in (
        ("Named places", True, PLACES_SHOWN),
        (nouns[0].upper() + nouns[1:], False, WARDS_SHOWN),
    ):
        some = [row for row in areas if (row.kind == "place") == of_places]
        ranked = [some[each] for each in _order(some, measure)]
        if ranked:
            parts.append((caption, ranked[: MOST_SHOWN if every else limit]))
    if len(parts) == 1:
        blocks = [html.H2(incidents[measure.id])]
    # Bars of places and of areas have one scale; those of changes have one zero too.
    every_value = [0.0, *(_value(row, measure) or 0 for _caption, part in parts for row in part)]
    longest = max(map(abs, every_value)) or 1
    span = (min(every_value) / longest, max(every_value) / longest) if change else None
    for caption, ranked in parts:
        listed = [_row(question, row, measure, longest) for row in ranked]
        blocks += [html.H3(caption), components.ranked_rows(listed, caption, span)]
    if len(blocks) == 1:
        nobody = all(row.residents is None for row in areas)
        reason = {"rate": "no population has been loaded" if nobody else "every count is under 10",
                  "change": words.why_no_change(question)}.get(measure.id, "no areas")  # fmt: skip
        blocks.append(html.P(f"Nothing to rank: {reason}.", className="soft"))
    if len(parts) > 1:
        overlap = f"Places overlap {nouns}: do not add the two."
        blocks.append(html.P(overlap, className="soft"))
    if every and change and any(row.test for row in areas):
        blocks.append(html.P(change_words.THRESHOLDS, className="soft"))
    return blocks


def _order(areas: Sequence[AreaRow], measure: Measure) -> list[int]:
    """Return the positions of the areas that can be ranked by the measure, largest first."""
    sizes = {
        position: abs(value)
        for position, row in enumerate(areas)
        if (value := _value(row, measure)) is not None
        and (measure.id != "rate" or row.n >= SMALL_COUNT)
    }
    return sorted(sizes, key=lambda position: -sizes[position])


def _row(question: Question, row: AreaRow, measure: Measure, longest: float) -> Ranked:
    share = (_value(row, measure) or 0) / longest
    said = _said(question, row, measure)
    colour = theme.of_change(row.test.verdict != "normal", row.test.difference) if row.test else ""
    if row.kind != "place" and question.view.edition != WARDS.id:
        return Ranked(row.name, "", share, *said, None, False, colour)
    chosen = row.slug in question.filters.areas
    note = " place, location uncertain" if row.confidence == "low" else ""
    areas = tuple(each for each in question.filters.areas if each != row.slug)
    href = question.query_with(areas=areas if chosen else (row.slug,)) or "?"
    return Ranked(row.name, note, share, *said, href, chosen, colour)


def _said(question: Question, row: AreaRow, measure: Measure) -> tuple[str, str]:
    """Return the value of an area as a ranking shows it, and its detail."""
    value = _value(row, measure) or 0
    said = words.signed(value) if measure.id == "change" else words.number(value, measure.decimals)
    if measure.id == "change":
        return said, words.verdict(row.test) if row.test else change_words.NOT_COMPARED
    return said, "; ".join(area_findings.area_lines(row, question)[1:])
