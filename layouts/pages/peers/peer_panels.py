"""The panel of a borough among its peers, its table, and the choice of peers."""

from dataclasses import replace
from typing import Any

from data.harm.harm_scale import Reason
from data.model.measures import MEASURES
from data.model.question import Question
from data.model.rows import rows
from data.stats.funnel import Funnel, FunnelRow, Peers
from layouts.base import harm_words, theme
from layouts.base.chart import Chart
from layouts.base.panels import Panel
from layouts.base.standings import CLAIMS, STANDINGS
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.charts.funnel_chart import beyond_chart, funnel_chart
from layouts.pages.peers import peer_words

SIMULATED = "The peers are made up. Nothing can be learnt from them."
SAME_WEIGHTS = "Every area has the harm weights of this borough."
NAMES = {"similar": "Areas chosen as alike", "all": "Every area held"}


def funnel_panel(question: Question, answer: Peers, counted: Funnel | None = None) -> Panel:
    """Return the funnel plot with its finding, or the reason why there is none.

    ``counted`` is the funnel of the count, and makes ``answer`` one of harm: where each area lies
    by count is then given too.
    """
    found = answer.funnel
    if found is None:
        title, sentence = peer_words.nothing(question, answer)
        return Panel(title, sentence, Chart(), Table(title, ("Area",), []))
    title, sentence = peer_words.finding(question, found)
    decimals = peer_words.decimals_of(found)
    higher = beyond_chart(found)
    said = [
        peer_words.beyond([*zip(higher["name"], higher["rate"], strict=True)], decimals),
        peer_words.left_out(found),
        SAME_WEIGHTS if counted is not None else "",
    ]
    unit = "Incidents"
    if counted is not None:
        unit = "Harm score"
        beside = f"By count it {CLAIMS[counted.own.standing]}."
        sentence = f"{sentence} {beside if counted.expected else ''}".strip()
    if question.domain.demonstration:
        sentence = f"{SIMULATED} {sentence}"
    return Panel(
        title=title,
        sentence=sentence,
        figure=funnel_chart(
            found, question.domain.borough, decimals, f"{unit} per 1,000 residents"
        ),
        table=funnel_table(question, found, counted),
        legend=[*_band_key(found), *(html.Span(each) for each in said if each)],
    )


def _band_key(funnel: Funnel) -> list[Any]:
    """Return the legend entry of the shaded band, if the chart has one."""
    swatch = html.I(style={"background": theme.SEQUENTIAL[1]})
    return [html.Span([swatch, "What chance alone allows, 95%"])] if funnel.expected else []


def funnel_table(question: Question, funnel: Funnel, counted: Funnel | None = None) -> Table:
    """Return every area in order of name, not rank: its limits, count, rate and interval.

    With ``counted``, the funnel of the count, there is a column for where it lies by count.
    """
    by_count = dict(zip(counted.areas["code"], counted.areas["standing"], strict=True)) if (
        counted is not None
    ) else {}  # fmt: skip
    decimals = peer_words.decimals_of(funnel)
    grouped = bool(funnel.areas["area_group"].any())
    areas = [
        (
            f"{row.name} (this borough)" if row.own else row.name,
            *((row.area_group or "–",) if grouped else ()),
            STANDINGS[row.standing],
            *((STANDINGS[by_count[row.code]],) if by_count else ()),
            row.n,
            int(row.residents),
            row.rate,
            row.rate_low,
            row.rate_high,
        )
        for row in rows(funnel.areas, FunnelRow)
    ]
    words = 2 + grouped + bool(by_count)
    notes = [peer_words.own_limits(funnel, decimals), peer_words.left_out(funnel)]
    if question.domain.demonstration:
        notes.append(SIMULATED)
    return Table(
        caption=f"{peer_words.named(question, funnel)}: areas by name, "
        f"{peer_words.months(question, funnel)}",
        columns=(
            "Area",
            *(("Group",) if grouped else ()),
            "Limits",
            *(("By count",) if by_count else ()),
            "Incidents",
            "Residents",
            "Per 1,000",
            "95% from",
            "to",
        ),
        rows=areas,
        text_columns=words,
        decimals=decimals,
        note=" ".join(each for each in notes if each),
    )


def no_harm(reason: Reason) -> Panel:
    """Return the panel that says why there is no harm to compare."""
    title, sentence = harm_words.WHY[reason]
    return Panel(title, sentence, Chart(), Table(title, ("Area",), []))


def measure_links(question: Question) -> list[Any]:
    """Return links to compare the rate of incidents or the rate of harm."""
    now = "harm" if question.view.measure == "harm" else "rate"
    return [
        html.Nav(
            [
                html.A(
                    MEASURES[each].label,
                    href=question.query(view=replace(question.view, measure=each)),
                    **{"data-link": "", "aria-current": "true" if now == each else None},
                )
                for each in ("rate", "harm")
            ],
            className="switch",
            **{"aria-label": "What is compared"},
        )
    ]


def among_links(question: Question, answer: Peers) -> list[Any]:
    """Return links to compare with the areas chosen as alike, or with every area.

    Empty if there is no choice: no area is chosen as alike, or all are.
    """
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
