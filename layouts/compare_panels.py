"""Panels of two periods side by side: one scale for both maps, and the back-test of methods."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
from dash import html

from data.compared import USUAL
from data.domain import Domain
from data.filters import Filters
from data.frames import each_row
from data.measures import MEASURES
from data.question import Question
from layouts import classes, components, drawings, maps, words
from layouts.area_panels import area_table, mapped
from layouts.compare import MAP_HEIGHT
from layouts.components import scrolled_table
from layouts.findings import area_lines
from layouts.panels import Panel
from layouts.tables import Table


def pair(
    question: Question, before: Filters, values: pd.DataFrame, earlier: pd.DataFrame
) -> tuple[Panel, Panel]:
    """The maps of the earlier and the chosen stretch, in the same classes.

    ``values`` is the answer of ``queries.areas`` for the chosen stretch against the earlier,
    ``earlier`` that for the earlier one.
    """
    measure = MEASURES["rate" if question.view.measure == "rate" else "count"]
    # Each map tells of its own stretch only; the map of changes sets the two against each other.
    earlier, areas = (
        frame[frame["kind"] != "place"].reset_index(drop=True).assign(test=None)
        for frame in (earlier, values)
    )
    chosen = {question.domain.area_by_id[each].code for each in question.filters.areas}
    whole = " The maps show the whole borough." if question.filters.narrowed else ""
    shown = [[mapped(row, measure) for row in each_row(frame)] for frame in (earlier, areas)]
    found, placed = classes.quantised([*shown[0], *shown[1]], measure.decimals)
    if -1 in placed:
        found = [*found, classes.UNRELIABLE]
        placed = [len(found) - 1 if each == -1 else each for each in placed]
    asked = replace(question, view=replace(question.view, measure=measure.id))
    legend = components.legend(words.measure_words(measure, asked), found)
    stretches = (
        (before, earlier, placed[: len(earlier)]),
        (question.filters, areas, placed[len(earlier) :]),
    )
    made = []
    for filters, counted, mine in stretches:
        total = int(counted["n"].sum())
        months = words.span(filters.first_month, filters.last_month)
        frame = counted.assign(
            chosen=counted["code"].isin(chosen),
            card=[
                "<br>".join(
                    [f"<b>{row.name}</b>", *area_lines(row, "incidents", question.baseline)]
                )
                for row in each_row(counted)
            ],
        )
        made.append(
            Panel(
                title=months,
                sentence=f"{words.plural(total, question.incidents)}.{whole} Both maps have one "
                "scale and move together.",
                figure=maps.ward_map(
                    frame, found, mine, version=question.domain.version,
                    extent=question.domain.extent, height=MAP_HEIGHT,
                    edition=question.view.edition, drawn=question.filters.drawn,
                ),
                printed=drawings.of_areas(
                    months, frame, [found[each].colour for each in mine], question.view.edition
                ),
                table=area_table(question, values),
                legend=legend,
            )
        )  # fmt: skip
    return made[0], made[1]


def nothing(question: Question, reason: str) -> Panel:
    """What each card says when the two stretches cannot be compared."""
    return Panel(
        title="Not compared",
        sentence=f"{reason[0].upper()}{reason[1:]}. Choose another period above.",
        figure=maps.empty(question.domain, MAP_HEIGHT),
        table=Table("Not compared", ("Area",), []),
    )


def against_links(question: Question, spans: Mapping[str, tuple[date, date]]) -> list[Any]:
    """The periods that the chosen one can be set against, as links; the present one is marked."""
    view = question.view
    links = [_link(question, USUAL.capitalize(), "", view.against not in spans)]
    links += [
        _link(question, _named(question.domain, name), name, view.against == name) for name in spans
    ]
    return [
        html.Span("Compared with", id="compare-with"),
        html.Nav(links, className="switch", **{"aria-labelledby": "compare-with"}),
    ]


def _named(domain: Domain, name: str) -> str:
    return next(each.label for each in domain.years if each.id == name)


def _link(question: Question, label: str, against: str, here: bool) -> html.A:
    href = question.query(view=replace(question.view, against=against)) or "?"
    return html.A(label, href=href, **{"data-link": "", "aria-current": "true" if here else None})


def back_test(question: Question, before: Filters | None, told: pd.DataFrame | None) -> list[Any]:
    """How much of the chosen stretch each method would have foreseen from the earlier one.

    ``told`` is the answer of ``geo.backtest.compare``.
    """
    heading = html.H2("Which method deserves trust here?")
    if before is None or told is None:
        return [heading, html.P("Nothing to test: two stretches are needed.", className="soft")]
    if not told["incidents"].max():
        stretch = words.span(question.first, question.last)
        reason = f"Nothing to test: no {question.incidents} are recorded in {stretch}."
        return [heading, html.P(reason, className="soft")]
    earlier = words.span(before.first_month, before.last_month)
    narrow = told[told["area_share"] == told["area_share"].min()].dropna(subset=["pai"])
    rows = [
        (
            row.label, f"{100 * row.area_share:.0f}% of the area",
            *(None if pd.isna(value) else round(float(value), 1)
              for value in (100 * row.hit_rate, row.pai, row.best_pai, 100 * row.pei)),
        )
        for row in each_row(told)
    ]  # fmt: skip
    said = "No method had enough incidents to choose squares."
    if len(narrow):
        best = narrow.sort_values("hit_rate", ascending=False).iloc[0]
        part = f"the hottest {100 * best['area_share']:.0f}% of the area"
        said = (
            f"By {best['label'].lower()}, {part} in "
            f"{earlier} held {100 * best['hit_rate']:.0f}% of what came in "
            f"{words.span(question.first, question.last)}: {best['pai']:.0f} times what chance "
            "would give."
        )
    table = Table(
        "Hottest squares of the earlier stretch, scored on the later one",
        ("Method", "Chosen", "Hit rate, %", "PAI", "Best possible PAI", "PEI, %"),
        rows,
        words=2,
        missing="too few",
    )
    return [
        heading,
        html.P(said, className="finding"),
        scrolled_table(table),
        html.P(
            "Hit rate: the share of later incidents in the chosen squares. PAI: hit rate over the "
            "share of the area. PEI: PAI as a share of the best that squares chosen afterwards "
            "could have had.",
            className="soft",
        ),
    ]  # fmt: skip
