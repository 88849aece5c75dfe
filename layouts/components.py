"""The small vocabulary of the page: tiles, ranked rows, legends, notices."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from dash import dcc, html

from layouts import theme
from layouts.classes import Class
from layouts.glossary import abbreviated
from layouts.tables import Table, numbers

SPARK_WIDTH, SPARK_HEIGHT = 68, 24
FINE = 3  # whole numbers in a drawing three times as large need no decimals
SVG_SAFE = " =:/'<>"  # need no escaping in a data address, and stay short


def sparkline(
    values: Sequence[float | None], description: str, marked: Sequence[bool | None] | None = None
) -> html.Img:
    """A small line without axes; a gap where a value is missing, a dot at the end.

    Or, if it is told which values are ``marked``, a dot at each of these.
    """
    width, height = FINE * SPARK_WIDTH, FINE * SPARK_HEIGHT
    top = max([*(value for value in values if value is not None), 1])
    step = (width - 6 * FINE) / max(len(values) - 1, 1)
    path, pen, (x, y) = "", "M", (0, 0)
    dots: list[tuple[int, int]] = []
    for place, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        x = round(2 * FINE + place * step)
        y = round(height - 3 * FINE - value / top * (height - 6 * FINE))
        path += f"{pen}{x} {y}"
        pen = "L"
        if marked and marked[place]:
            dots.append((x, y))
    if marked is None:
        dots = [(x, y)]
    # Short on purpose, and with single quotes: it travels with every change.
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'>"
        f"<path d='{path}' fill='none' stroke='{theme.ACCENT}' stroke-width='{1.6 * FINE:g}'/>"
        f"<g fill='{theme.ACCENT if marked is None else theme.SERIES[1]}'>"
        + "".join(f"<circle cx='{x}' cy='{y}' r='{2.4 * FINE:g}'/>" for x, y in dots)
        + "</g></svg>"
    )
    return html.Img(
        src=f"data:image/svg+xml,{quote(svg, safe=SVG_SAFE)}", alt=description,
        width=SPARK_WIDTH, height=SPARK_HEIGHT,
    )  # fmt: skip


def tile(
    *,
    name: str,
    value: str,
    change: str,
    verdict: str,
    spark: Any,
    href: str,
    chosen: bool,
    interval: str = "",
) -> dcc.Link:
    """A headline: name, value, sparkline, change, verdict, interval; choosing it asks its type."""
    return dcc.Link(
        [
            html.Span(abbreviated(name), className="name"),
            html.Span([html.B(value), spark], className="value"),
            html.Span([html.B(change), " ", html.Span(verdict)], className="change"),
            *([html.Span(f"95%: {interval}", className="change")] if interval else []),
        ],
        href=href,
        className="tile chosen" if chosen else "tile",
    )


def ranked_rows(
    rows: Iterable[tuple[str, str, float, str, str, str | None, bool]], caption: str
) -> html.Ol:
    """A ranked list of links with bars.

    Each row is (name, kind, share of the longest bar, value, detail, href, chosen); a row that
    nothing can be chosen by has no href.
    """
    return html.Ol(
        [
            html.Li(
                _row(
                    [
                        html.Span([name, html.Small(f" {kind}")]),
                        html.I(html.I(style={"width": f"{100 * share:.0f}%"})),
                        html.B(value),
                        html.Em(detail),
                    ],
                    href,
                ),
                className="chosen" if chosen else "",
            )
            for name, kind, share, value, detail, href, chosen in rows
        ],
        className="ranking",
        **{"aria-label": caption},
    )


def spark_row(name: str, about: str, spark: Any, href: str | None) -> html.Li:
    """A row of a list: a name, what is said of it, and its sparkline."""
    return html.Li(_row([html.Span([name, html.Small(about)]), spark], href))


def _row(parts: list[Any], href: str | None) -> Any:
    return dcc.Link(parts, href=href) if href else html.Div(parts, tabIndex=0)


def legend(heading: str, classes: Sequence[Class], *more: Any) -> list[Any]:
    """A legend on one line: its heading, then a swatch and a label for each class."""
    return [
        html.Span(heading, className="heading"),
        *(html.Span([html.I(style={"background": each.colour}), each.label]) for each in classes),
        *more,
    ]


def ring_key() -> html.Span:
    """The legend entry for a named place."""
    return html.Span([html.I(className="ring"), "Place"])


def scrolled(name: str, *content: Any, kind: str = "") -> html.Div:
    """What may be wider than its place, as a region of that name that scrolls by keyboard too."""
    return html.Div(
        list(content), className=f"scroll {kind}".rstrip(), tabIndex=0, role="region",
        **{"aria-label": name},
    )  # fmt: skip


def scrolled_table(table: Table, kind: str = "") -> html.Div:
    """A table of numbers in a region that scrolls, called by its caption."""
    return scrolled(table.caption, numbers(table), kind=kind)


def csv_file(address: str, words: str = "Download these numbers (CSV)") -> html.P:
    """A link to the same numbers as CSV."""
    return html.P(html.A(words, href=address, download=""), className="file")


def notice(*children: Any) -> html.Div:
    """A plain notice that stands out without alarm."""
    return html.Div(list(children), className="notice")
