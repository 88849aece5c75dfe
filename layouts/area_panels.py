"""Wards and places: the map panel, its table and the ranking, from one frame of area values."""

from typing import Any

import pandas as pd
from dash import html

from data.domain import WARDS
from data.frames import each_row
from data.measures import MEASURES, Measure
from data.question import Question
from data.significance import SMALL_COUNT
from layouts import change_words, classes, components, drawings, findings, maps, tables, words
from layouts.panels import Panel
from layouts.tables import Table

PLACES_SHOWN, WARDS_SHOWN = 4, 6
# Columns of the table of areas that have room beside a map.
BRIEF = {"count": (0, 1, 2, 7, 9), "rate": (0, 1, 2, 3, 7), "change": (0, 1, 6, 2, 7, 9)}
MOST_SHOWN = 40  # on a page of its own; the numbers under the map list every area


def ward_panel(
    question: Question,
    values: pd.DataFrame,
    height: int,
    total: int | None = None,
    points: pd.DataFrame | None = None,
) -> Panel:
    """The map of wards for the chosen measure, with its legend and table.

    ``values`` is the answer of ``area_values``; ``total`` all matching incidents, where some may
    lie in none of its areas. ``points`` are drawn as circles: see ``maps.circles``.
    """
    measure = MEASURES[question.view.measure]
    wards = values[values["kind"] != "place"].reset_index(drop=True)
    if not question.held:
        found, placed = [classes.NO_DATA], [0] * len(wards)
    elif measure.id == "change":
        found, placed = classes.by_verdict(wards["test"].tolist())
    else:
        shown = [mapped(row, measure) for row in each_row(wards)]
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
                *(
                    findings.area_lines(row, "incidents", question.baseline)
                    if question.held
                    else ["No data"]
                ),
            ]
        )
        for row in each_row(wards)
    ]
    title, sentence = findings.where(question, wards, total)
    ring = [components.ring_key()] if (values["kind"] == "place").any() else []
    return Panel(
        title=title,
        sentence=sentence,
        figure=maps.ward_map(
            wards,
            found,
            placed,
            version=question.domain.version,
            extent=question.domain.extent,
            height=height,
            edition=question.view.edition,
            drawn=question.filters.drawn,
            points=points,
        ),
        table=area_table(question, values),
        legend=components.legend(words.measure_words(measure, question), found, *ring),
        printed=drawings.of_areas(
            title, wards, [found[each].colour for each in placed], question.view.edition
        ),
        leading=leading(question, values, measure),
    )


def mapped(row: Any, measure: Measure) -> float | None:
    """The value to map; a rate on fewer than ten incidents is too uncertain to colour."""
    if measure.id == "rate" and (row.n < SMALL_COUNT or not row.residents > 0):
        return None
    return float(getattr(row, measure.column))


def area_table(question: Question, values: pd.DataFrame) -> Table:
    """Every ward and place with count, rate, interval, earlier count, change and verdict."""
    baseline = question.baseline[0].upper() + question.baseline[1:]

    def known(value: Any) -> float | None:
        return float(value) if question.held and not pd.isna(value) else None

    rows = [
        (
            row.name,
            row.kind,
            int(row.n) if question.held else None,
            known(row.rate),
            known(row.rate_low),
            known(row.rate_high),
            int(row.before) if row.test else None,
            row.test.difference if row.test else None,
            change_words.ratio(row.test),
            words.verdict(row.test) if row.test else "not compared",
        )
        for row in each_row(values)
    ]
    return Table(
        caption=f"{question.incidents.capitalize()} by {question.area_noun} and named place, "
        f"{words.span(question.first, question.last)}",
        head=("Area", "Kind", "Incidents", "Per 1,000", "95% from", "95% to", baseline, "Change",
              change_words.RATIO, "Verdict"),
        rows=rows,
        words=2,
        missing="–",
        signed=(7,),
        note=change_words.by_chance(list(zip(values["name"], values["test"], strict=True))),
    )  # fmt: skip


def leading(question: Question, values: pd.DataFrame, measure: Measure) -> Table:
    """The rows of the table that can be ranked, largest first, in its leading columns."""
    order = _ordered(values.reset_index(drop=True), measure).index if question.held else []
    return tables.brief(area_table(question, values), BRIEF[measure.id], list(order))


def ranking(question: Question, values: pd.DataFrame, *, every: bool = False) -> list[Any]:
    """The leading places and wards for the chosen measure, each a link that chooses it."""
    measure = MEASURES[question.view.measure]
    incidents = {"count": "Most incidents", "rate": "Highest rates", "change": "Largest changes"}
    nouns = f"{question.area_noun}s"
    blocks: list[Any] = [html.H2(f"{incidents[measure.id]}: places and {nouns}")]
    if not question.held:
        return [*blocks, html.P(f"Nothing to rank. {findings.NOT_HELD}", className="soft")]
    is_place = values["kind"] == "place"
    for caption, chosen, limit in (
        ("Named places", is_place, PLACES_SHOWN),
        (nouns[0].upper() + nouns[1:], ~is_place, WARDS_SHOWN),
    ):
        rows = _ordered(values[chosen], measure)
        if rows.empty:
            continue
        longest = max(rows[measure.column].abs().max(), 1e-9)
        shown = rows.head(MOST_SHOWN if every else limit)
        blocks.append(html.H3(caption))
        blocks.append(
            components.ranked_rows(
                [
                    _row(question, row, measure, abs(getattr(row, measure.column)) / longest)
                    for row in each_row(shown)
                ],
                caption,
            )
        )
    if len(blocks) == 1:
        reason = {"rate": "no population has been loaded or every count is under 10",
                  "change": words.why_no_change(question)}.get(measure.id, "no areas")  # fmt: skip
        blocks.append(html.P(f"Nothing to rank: {reason}.", className="soft"))
    elif not every:
        blocks.append(html.P(f"Places overlap {nouns}: do not add the two.", className="soft"))
    return blocks


def _ordered(rows: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """The rows that can be ranked by the measure, largest first."""
    rows = rows.assign(**{measure.column: pd.to_numeric(rows[measure.column])})
    rows = rows[rows[measure.column].notna()]
    if measure.id == "rate":
        rows = rows[rows["n"] >= SMALL_COUNT]
    order = rows[measure.column].abs().sort_values(ascending=False, kind="stable").index
    return rows.loc[order]


def _row(question: Question, row: Any, measure: Measure, share: float) -> tuple:
    if row.kind != "place" and question.view.edition != WARDS.id:
        return (row.name, "", share, *_said(question, row, measure), None, False)
    chosen = row.slug in question.filters.areas
    note = " place, location uncertain" if row.confidence == "low" else ""
    areas = tuple(each for each in question.filters.areas if each != row.slug)
    href = question.about(areas=areas if chosen else (row.slug,)) or "?"
    return (row.name, note, share, *_said(question, row, measure), href, chosen)


def _said(question: Question, row: Any, measure: Measure) -> tuple[str, str]:
    """The value of an area as a ranking says it, and what else is known."""
    value = getattr(row, measure.column)
    said = words.signed(value) if measure.id == "change" else words.number(value, measure.decimals)
    lines = findings.area_lines(row, "incidents", question.baseline)
    return said, lines[-1] if measure.id == "change" else "; ".join(lines[1:])
