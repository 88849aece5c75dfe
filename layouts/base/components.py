"""Parts of pages: tiles, ranked rows, legends, tables that scroll."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from layouts.base import theme
from layouts.base.classes import Class
from layouts.base.glossary import abbreviated
from layouts.base.tables import Table, render
from layouts.base.unchecked import Link, html

SPARK_WIDTH, SPARK_HEIGHT = 68, 24
FINE = 3  # whole numbers in a drawing three times as large need no decimals
SVG_SAFE = " =:/'<>"  # need no escaping in a data address, and stay short


def sparkline(
    values: Sequence[float | None], description: str, marked: Sequence[bool | None] | None = None
) -> html.Img:
    """Return a small line without axes, with a gap where a value is missing.

    A dot marks the last value, or each of the ``marked`` values where they are given.
    """
    width, height = FINE * SPARK_WIDTH, FINE * SPARK_HEIGHT
    top = max([*(value for value in values if value is not None), 1])
    step = (width - 6 * FINE) / max(len(values) - 1, 1)
    path, pen, (x, y) = "", "M", (0, 0)
    dots: list[tuple[int, int]] = []
    for index, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        x = round(2 * FINE + index * step)
        y = round(height - 3 * FINE - value / top * (height - 6 * FINE))
        path += f"{pen}{x} {y}"
        pen = "L"
        if marked and marked[index]:
            dots.append((x, y))
    if marked is None:
        dots = [(x, y)] if path else []
    # Short, and with single quotes: it is sent with every answer.
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'>"
        f"<path d='{path}' fill='none' stroke='{theme.ACCENT}' stroke-width='{1.6 * FINE:g}'/>"
        f"<g fill='{theme.ACCENT if marked is None else theme.SERIES[1]}'>"
        + "".join(f"<circle cx='{x}' cy='{y}' r='{2.4 * FINE:g}'/>" for x, y in dots)
        + "</g></svg>"
    )
    return html.Img(
        src=f"data:image/svg+xml,{quote(svg, safe=SVG_SAFE)}",
        alt=description,
        width=SPARK_WIDTH,
        height=SPARK_HEIGHT,
    )


def tile(
    *,
    name: str,
    value: str,
    change: str,
    than: str = "",
    verdict: str,
    spark: Any,
    href: str,
    chosen: bool,
    caution: str = "",
) -> Link:
    """Return a headline tile, a link that chooses its crime type.

    ``than`` follows the change: what it is compared with, and its interval.
    """
    return Link(
        [
            html.Span(abbreviated(name), className="name"),
            html.Span([html.B(value), spark], className="value"),
            html.Span([html.B(change), than], className="change"),
            html.Span(verdict, className="change"),
            *([html.Span(caution, className="change caution")] if caution else []),
        ],
        href=href,
        className="tile chosen" if chosen else "tile",
    )


class Ranked(NamedTuple):
    """A row of a ranking; ``share`` is its bar as a share of the longest, negative for a fall.

    ``href`` is None for a row that cannot be chosen. ``colour`` is for bars of changes only.
    """

    name: str
    kind: str
    share: float
    value: str
    detail: str
    href: str | None
    chosen: bool
    colour: str = ""


def ranked_rows(
    rows: Iterable[Ranked | tuple], caption: str, span: tuple[float, float] | None = None
) -> html.Ol:
    """Return a ranked list of links with bars.

    A ranking of changes has a ``span``, the smallest and the largest share: its bars begin at zero
    and go both ways, and the detail stands beside each.
    """
    ranked = [Ranked(*each) for each in rows]
    return html.Ol(
        [
            html.Li(
                _row(
                    [
                        html.Span([each.name, *_about(each.kind)]),
                        _change_bar(each, *span) if span else _bar(each.share),
                        html.B(each.value),
                        html.Em(each.detail),
                    ],
                    each.href,
                ),
                className="chosen" if each.chosen else "",
            )
            for each in ranked
        ],
        className="ranking changes" if span else "ranking",
        **{"aria-label": caption},
    )


def _bar(share: float) -> html.I:
    return html.I(html.I(style={"width": f"{100 * share:.0f}%"}))


def _change_bar(row: Ranked, least: float, most: float) -> html.I:
    """Return a bar that starts at zero, with a line at zero."""
    scale = 100 / ((most - least) or 1)
    zero, width = -least * scale, abs(row.share) * scale
    start = zero - width if row.share < 0 else zero
    style = {"left": f"{start:.1f}%", "width": f"{width:.1f}%", "background": row.colour}
    return html.I([html.I(style=style), html.S(style={"left": f"{zero:.1f}%"})])


def _about(kind: str) -> list[Any]:
    return [" ", html.Small(kind)] if kind else []


def spark_row(name: str, about: str, spark: Any, href: str | None) -> html.Li:
    """Return a row of a list: a name, a description and a sparkline."""
    return html.Li(_row([html.Span([name, html.Small(about)]), spark], href))


def _row(parts: list[Any], href: str | None) -> Any:
    return Link(parts, href=href) if href else html.Div(parts, tabIndex=0)


def legend(heading: str, classes: Sequence[Class], *more: Any) -> list[Any]:
    """Return a legend on one line: its heading, then a swatch and a label for each class."""
    return [
        html.Span(heading, className="heading"),
        *(html.Span([html.I(style={"background": each.colour}), each.label]) for each in classes),
        *more,
    ]


def ring_key() -> html.Span:
    """Return the legend entry for a named place."""
    return html.Span([html.I(className="ring"), "Place"])


def scrolled(name: str, *content: Any, kind: str = "") -> html.Div:
    """Return content that may be wider than its space, in a named region that scrolls."""
    return html.Div(
        list(content),
        className=f"scroll {kind}".rstrip(),
        tabIndex=0,
        role="region",
        **{"aria-label": name},
    )


def scrolled_table(table: Table, kind: str = "") -> html.Div:
    """Return a table of numbers in a region that scrolls, named by its caption."""
    return scrolled(table.caption, render(table), kind=kind)


def csv_file(address: str, words: str = "Download these numbers (CSV)") -> html.P:
    """Return a link to download the numbers as CSV."""
    return html.P(html.A(words, href=address, download=""), className="file")
