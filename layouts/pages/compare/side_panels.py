"""Two sides on the page: tiles, and the verdict over mirrored months."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from data.model import months
from data.model.question import Question
from data.series.sides import Refused, Side, Sides
from layouts.base import components, theme, words
from layouts.base.chart import Axis, Band, Chart, Series, headroom
from layouts.base.classes import Class
from layouts.base.panels import Panel
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.charts.lines import MONTH, gaps
from layouts.pages.compare import side_words as say

# Colours of the sides. Navy and orange are not used: they mark falls and rises on every page.
COLOUR_A, COLOUR_B = theme.SERIES[3], theme.SERIES[2]


def tiles(sides: Sides | Refused, of_a: Question, of_b: Question) -> list[Any]:
    """Return both sides as tiles: a description, the count and any rate that is compared.

    A dash stands for the count if the comparison is refused.
    """
    shown = [(name, of, None) for name, of in (("A", of_a), ("B", of_b))]
    if isinstance(sides, Sides):
        shown = [("A", of_a, sides.a), ("B", of_b, sides.b)]
    return [
        html.Dl(
            [
                html.Div(
                    [
                        html.Dt([html.B(name), " ", _about(of, side, "B" if name == "A" else "A")]),
                        html.Dd(_number(of, side, sides)),
                    ],
                    className=f"side side-{name.lower()}",
                )
                for name, of, side in shown
            ]
        )
    ]


def _about(of: Question, side: Side | None, other: str) -> str:
    """Return the description of a side, with a capital letter."""
    said = say.described(of, side, other)
    return f"{said[0].upper()}{said[1:]}"


def _number(of: Question, side: Side | None, sides: Sides | Refused) -> Any:
    """Return the count of a side with any rate; a dash without a comparison."""
    if side is None or isinstance(sides, Refused):
        return "–"
    per = say.unit(sides)
    rate = f" {words.number(say.rate(side.n, side, sides), 2)} {per}" if per else ""
    return [words.number(side.n), html.Small(f" {of.incident.form(side.n)}{rate and ','}{rate}")]


def verdict_panel(sides: Sides, of_a: Question, of_b: Question) -> Panel:
    """Return the verdict, and the months of both sides: A upwards and B downwards."""
    names, starts, columns = _months(sides, of_a)
    decimals = 2 if sides.per_residents else 0
    top = headroom(value for column in columns for value in column)
    b_down = [None if value is None else -value for value in columns[1]]
    per = " per 1,000 residents" if sides.per_residents else ""
    chart = Chart(
        categories=starts or names,
        series=[
            Series(name, values, colour, 2.5, decimals=decimals, notes=_noted(values, decimals),
                   hover=f"{name}, {{x}}: {{note}}")
            for name, values, colour in (("A", columns[0], COLOUR_A), ("B", b_down, COLOUR_B))
        ],
        x=MONTH,
        y=Axis(f"Incidents{per}", -top, top, decimals=decimals, mirrored=True),
        bands=[
            *(gaps(of_a.domain) if starts else ()),
            Band("Zero", theme.GREY, low=0, dash="solid"),
        ],
    )  # fmt: skip
    legend = components.legend(
        f"Incidents{per} by month, A up and B down",
        [
            Class(COLOUR_A, f"A: {say.described(of_a, sides.a, 'B')}"),
            Class(COLOUR_B, f"B: {say.described(of_b, sides.b, 'A')}"),
        ],
        *(html.Span(each) for each in say.notes(sides, of_a)),
    )
    title, said = say.title(sides, of_a, of_b), say.sentence(sides, of_a, of_b)
    return Panel(
        title=title,
        sentence=said,
        figure=chart,
        table=Table(
            caption=say.caption(sides, of_a, of_b),
            columns=("Month", "A", "B"),
            rows=list(zip(names, *columns, strict=True)),
            decimals=decimals,
            note=" ".join([f"{title}.", said, *say.notes(sides, of_a)]),
        ),
        legend=legend,
    )


def _noted(values: Sequence[float | None], decimals: int) -> list[str]:
    """Return the values as text without a sign, as those of B are drawn below zero."""
    return ["" if value is None else words.number(abs(value), decimals) for value in values]


def _months(
    sides: Sides, of_a: Question
) -> tuple[list[str], Sequence[date], list[list[float | None]]]:
    """Return the labels of the months, their dates, and the columns of A and B.

    If both sides have the same months, the columns have every month of the pack. Otherwise they
    have the months of each side in order, the shorter filled with None, and there are no dates.
    Values are counts, or rates per 1,000 residents.
    """
    domain = of_a.domain

    def value(n: int | None, side: Side) -> float | None:
        return None if n is None else (
            1000 * n / (side.residents or 1) if sides.per_residents else n
        )  # fmt: skip

    spans = [
        months.between(side.filters.first_month, side.filters.last_month)
        for side in (sides.a, sides.b)
    ]
    columns = []
    for side, span in zip((sides.a, sides.b), spans, strict=True):
        n_by_month = dict(zip(domain.months, side.series, strict=True))
        columns.append([value(n_by_month.get(month), side) for month in span])
    if spans[0] == spans[1]:
        every = [[value(n, side) for n in side.series] for side in (sides.a, sides.b)]
        return [months.label(each) for each in domain.months], domain.months, every
    long = max(map(len, columns))
    columns = [[*column, *([None] * (long - len(column)))] for column in columns]
    alike = spans[0][0].month == spans[1][0].month and long <= months.YEAR
    named = [f"{each:%b}" for each in max(spans, key=len)]
    return named if alike else [f"{n}" for n in range(1, long + 1)], (), columns


def refused(reason: str) -> Panel:
    """Return the panel that says why the sides are not compared; ``reason`` is a clause."""
    return Panel(
        title="Not compared",
        sentence=f"{reason[0].upper()}{reason[1:]}.",
        figure=Chart(),
        table=Table("Not compared", ("Month",), []),
    )
