"""Small multiples: one small chart for each type or area, on one scale or each on its own."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from data.model.domain import Domain
from data.model.months import APRIL
from data.model.question import Question
from data.series.trends import Series
from layouts.base import theme, words
from layouts.base.components import SVG_SAFE
from layouts.base.unchecked import html
from layouts.pages.trends.view_links import SCALES, links

WIDTH, HEIGHT, FINE = 220, 64, 2
MOST = 30


def small_multiples(question: Question, parts: Sequence[tuple[str, Series]], of: str) -> list[Any]:
    """Return a small chart for each part, largest first, and the links for the scale.

    At most the 30 largest are drawn. Their numbers are in the table of the card above.
    """
    ordered = sorted(parts, key=lambda part: -sum(value or 0 for value in part[1]))
    known = [
        (name, series, [value for value in series if value is not None])
        for name, series in ordered[:MOST]
    ]
    shared = question.view.scale == "shared"
    top = max([1, *(value for _name, _series, some in known for value in some)])
    said = (
        f"All share one scale, from 0 to {words.number(top)} a month: heights can be compared."
        if shared
        else "Each has its own scale, from 0 to its highest month: compare shapes, not heights."
    )
    if len(ordered) > MOST:
        said = f"The {MOST} largest of {len(ordered)}. {said}"
    return [
        html.Div(
            [
                html.Div([html.H2(f"Each {of} by itself"), html.P(said, className="finding")]),
                html.Nav(
                    links(question, "scale", SCALES), className="switch", **{"aria-label": "Scale"}
                ),
            ],
            className="card-head",
        ),
        html.Div(
            [
                html.Figure(
                    [
                        html.Figcaption(
                            [html.B(name), f" up to {words.number(max(some))} a month"]
                            if some
                            else [html.B(name), " no data"]
                        ),
                        html.Img(
                            src=_drawn(series, question.domain, top if shared else max([1, *some])),
                            alt=f"{name}, month by month: {_range(some)}",
                            width=WIDTH,
                            height=HEIGHT,
                        ),
                    ]
                )
                for name, series, some in known
            ],
            className="multiples",
        ),
    ]


def _range(some: Sequence[int]) -> str:
    if not some:
        return "no month held"
    return f"from {words.number(min(some))} to {words.number(max(some))} a month"


def _drawn(values: Series, domain: Domain, top: int) -> str:
    """Return a data address of the picture: a line with gaps, and a mark where each year starts."""
    width, height = FINE * WIDTH, FINE * HEIGHT
    step = (width - 12) / max(len(values) - 1, 1)
    years = "".join(
        f"M{round(6 + index * step)} 0V{height}"
        for index, month in enumerate(domain.months)
        if month.month == APRIL
    )
    path, pen = "", "M"
    for index, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        x, y = round(6 + index * step), round(height - 4 - value / top * (height - 12))
        alone = pen == "M" and (index + 1 == len(values) or values[index + 1] is None)
        path += f"{pen}{x} {y}{'h3' if alone else ''}"
        pen = "L"
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'>"
        f"<path d='{years}M0 {height - 2}H{width}' stroke='{theme.LINE}' stroke-width='2'/>"
        f"<path d='{path}' fill='none' stroke='{theme.ACCENT}' stroke-width='3.5'/></svg>"
    )
    return f"data:image/svg+xml,{quote(svg, safe=SVG_SAFE)}"
