"""The panel of a borough among its peers, its table, and the choice of peers."""

from dataclasses import replace
from typing import Any

from dash import html
from plotly.graph_objects import Figure

from data.frames import each_row
from data.funnel import Funnel, Peers
from data.question import Question
from layouts import peer_words, theme
from layouts.figures import drawn
from layouts.funnel_chart import beyond_chart, funnel_chart
from layouts.panels import Panel
from layouts.tables import Table

SIMULATED = "The peers are made up. Nothing can be learnt from them."
NAMES = {"similar": "Areas chosen as alike", "all": "Every area held"}


def funnel_panel(question: Question, answer: Peers) -> Panel:
    """The funnel with its finding, or the reason why there is none."""
    found = answer.funnel
    if found is None:
        title, sentence = peer_words.nothing(question, answer)
        return Panel(title, sentence, _no_axes(), Table(title, ("Area",), []))
    title, sentence = peer_words.finding(question, found)
    decimals = peer_words.decimals_of(found)
    higher = beyond_chart(found)
    said = [
        peer_words.beyond([*zip(higher["name"], higher["rate"], strict=True)], decimals),
        peer_words.left_out(found),
        SIMULATED if question.domain.demonstration else "",
    ]
    return Panel(
        title=title,
        sentence=sentence,
        figure=funnel_chart(found, question.domain.borough, decimals),
        table=funnel_table(question, found),
        legend=[*_band_key(found), *(html.Span(each) for each in said if each)],
    )


def _band_key(found: Funnel) -> list[Any]:
    """The legend entry of the shaded band, if the chart has one."""
    swatch = html.I(style={"background": theme.SEQUENTIAL[1]})
    return [html.Span([swatch, "What chance alone allows, 95%"])] if found.expected else []


def _no_axes() -> Figure:
    hidden = {"visible": False}
    return drawn([{"type": "scatter", "x": [], "y": []}], xaxis=hidden, yaxis=hidden)


def funnel_table(question: Question, found: Funnel) -> Table:
    """Every area by name, never by rank: its standing, counts, rate and interval."""
    decimals = peer_words.decimals_of(found)
    grouped = bool(found.areas["area_group"].any())
    rows = [
        (
            f"{row.name} (this borough)" if row.own else row.name,
            *((row.area_group or "–",) if grouped else ()),
            peer_words.STANDINGS[row.standing],
            int(row.n), int(row.residents),
            *(float(value) for value in (row.rate, row.rate_low, row.rate_high)),
        )
        for row in each_row(found.areas)
    ]  # fmt: skip
    words = 3 if grouped else 2
    notes = [peer_words.own_limits(found, decimals), peer_words.left_out(found)]
    if question.domain.demonstration:
        notes.append(SIMULATED)
    return Table(
        caption=f"{peer_words.what(question)}: areas by name, {peer_words.months(question, found)}",
        head=("Area", *(("Group",) if grouped else ()), "Limits", "Incidents",
              "Residents", "Per 1,000", "95% from", "to"),
        rows=rows,
        words=words,
        decimals=decimals,
        note=" ".join(each for each in notes if each),
    )  # fmt: skip


def among_links(question: Question, answer: Peers) -> list[Any]:
    """The choice between the areas chosen as alike and every area, as links."""
    if not 0 < answer.similar < answer.every:
        return []
    counts = {"similar": answer.similar, "all": answer.every}
    return [
        html.Span("Compared with", id="peers-with"),
        html.Nav(
            [
                html.A(
                    f"{NAMES[each]} ({count})",
                    href=question.query(view=replace(question.view, peers=each)) or "?",
                    **{
                        "data-link": "",
                        "aria-current": "true" if question.view.peers == each else None,
                    },
                )
                for each, count in counts.items()
            ],
            className="switch",
            **{"aria-labelledby": "peers-with"},
        ),
    ]
