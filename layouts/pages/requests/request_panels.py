"""The page of council requests: findings, a table shaded by count, wards as bars, and the rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.model.disclosure import EXACT, SafeCount
from data.model.domain import Domain
from data.model.noun import either
from data.model.question import join
from data.requests.request_cells import CATEGORY, OUTCOME, QUARTER, WARD, YEAR
from data.requests.request_lines import RequestLine, RequestLines
from layouts.base import change_words, disclosure_words, tables, theme, words
from layouts.base.components import csv_file, scrolled
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.pages.requests.request_tables import (
    by_size,
    name_of,
    quarter_table,
    year_labels,
    year_table,
)
from layouts.pages.requests.requests import OUTCOMES, QUARTERS, WARDS, YEARS

NONE_LOADED = "No requests to the council have been loaded."
# The share of the largest count above which a cell has each step of the colour scale, 4 darkest.
SHADES = ((0.75, 4), (0.5, 3), (0.25, 2), (0.0, 1))
WHITE_FROM = 4  # the step from which text is white
FULL = 100
BY_YEAR = {YEARS: (CATEGORY, "Category"), WARDS: (WARD, "Ward"), OUTCOMES: (OUTCOME, "Outcome")}


def data_tables(lines: RequestLines) -> Mapping[str, Table]:
    """Return the tables of the page by the names of their files; empty without requests."""
    made = {QUARTERS: quarter_table(lines)} if lines.lines(CATEGORY, QUARTER) else {}
    if lines.years:
        made |= {
            name: year_table(lines, breakdown, heading)
            for name, (breakdown, heading) in BY_YEAR.items()
            if lines.lines(breakdown, YEAR)
        }
    return made


def body(
    domain: Domain,
    lines: RequestLines,
    shown: Mapping[str, Table],
    csv_links: Mapping[str, str],
    scope: str = "",
) -> list[Any]:
    """Return the page from its tables (``shown``) and the links to their files, by name.

    ``scope`` is put before the first sentence. Without tables there is only a sentence.
    """
    if not shown:
        return [html.P(" ".join(filter(None, [scope, NONE_LOADED])), className="soft")]
    cards = {
        QUARTERS: ("By category and quarter", _quarter_finding, _shaded),
        YEARS: ("By category and year", _category_finding, _numbers),
        WARDS: ("By ward", _ward_finding, _bars),
        OUTCOMES: ("What became of them", lambda _lines: "As the council recorded it.", _numbers),
    }
    return [
        html.P(" ".join(filter(None, [scope, _lead(lines)])), className="lead"),
        *(
            _card(title, finding(lines), content(lines, shown[name]), csv_links[name],
                  shown[name].note)
            for name, (title, finding, content) in cards.items()
            if name in shown
        ),
        _rules(domain, lines),
    ]  # fmt: skip


def _card(title: str, finding: str, content: Any, csv_link: str, note: str) -> html.Section:
    return html.Section(
        [
            html.H2(title),
            html.P(finding, className="finding"),
            scrolled(title, content),
            html.P(note, className="soft"),
            csv_file(csv_link),
        ],
        className="card",
    )


def _lead(lines: RequestLines) -> str:
    """Return the total of the last financial year and its change, each with its largest error.

    Or that no financial year is complete.
    """
    every = lines.every[YEAR]
    if not every.counts:
        return "No financial year of requests is complete yet."
    count, change = every.counts[-1], every.change
    said = f"{_requests(count)} to the council in {year_labels(lines)[-1]}"
    if change is None:
        return f"{said}{_within(count.error, shown=not count.is_small)}."
    # The errors of both years add up in their difference.
    when = f"the year before{_within(count.error + every.counts[-2].error)}"
    about = "" if lines.width == EXACT else "about "
    return f"{said}{_within(count.error)}. That is {about}{words.compared(change, when)}."


def _within(error: int, *, shown: bool = True) -> str:
    """Return an error in brackets; empty if it is 0 or not to be ``shown``."""
    return f" (give or take {error:,})" if error and shown else ""


def _requests(count: SafeCount) -> str:
    """Return ``1 request``, ``About 612 requests``, ``Fewer than 7 requests``."""
    if count.value == 1:
        return "1 request"
    said = f"{count.words} requests"
    return said[0].upper() + said[1:]


def _quarter_finding(lines: RequestLines) -> str:
    """Return the categories with most requests in the last quarter."""
    counts = {line.name: line.counts[-1] for line in lines.lines(CATEGORY, QUARTER)}
    top = max(counts.values(), key=lambda count: count.value or 0)
    names = [name for name, count in counts.items() if count == top]
    when = words.quarter(lines.quarters[-1])
    if not top.value:
        return f"There were none in {when}."
    each = either(len(names), "", " each")
    within = _within(top.error, shown=not top.is_small)
    return f"{join(names)} had the most in {when}: {top.words}{each}{within}."


def _ward_finding(lines: RequestLines) -> str:
    return _beyond_normal(lines, WARD, "wards")


def _category_finding(lines: RequestLines) -> str:
    return _beyond_normal(lines, CATEGORY, "categories")


def _beyond_normal(lines: RequestLines, breakdown: str, noun: str) -> str:
    """Return which lines of a breakdown changed beyond normal variation, or why none is known."""
    found = lines.lines(breakdown, YEAR)
    tests = [(line, line.change) for line in found if line.change is not None]
    if not tests:
        return f"Changes are not known for any of {len(found)} {noun}."
    about = "" if lines.width == EXACT else "about "
    named = [(f"{name_of(line, breakdown)} ({about}{words.signed(test.difference)})", test)
             for line, test in tests]  # fmt: skip
    none = f"none of {len(tests)} {noun} changed beyond normal variation"
    years = year_labels(lines)
    return f"From {years[-2]} to {years[-1]}, {change_words.moved(named) or none}."


def _numbers(_lines: RequestLines, table: Table) -> html.Table:
    return tables.render(table)


def _shaded(lines: RequestLines, table: Table) -> html.Table:
    """Return the table of quarters, with a darker background for a larger count."""
    counts = [line.counts for line in lines.lines(CATEGORY, QUARTER)]
    largest = max([1, *(each.value or 0 for line in counts for each in line)])
    made: Any = tables.render(table)
    caption, head, rows = made.children
    for tr, line in zip(rows.children, counts, strict=False):  # all but the row of totals
        for td, count in zip(tr.children[1:], line, strict=True):
            if count.value and not count.is_small:
                td.style = _shade(count.value, largest)
    return html.Table([caption, head, rows], className="numbers words-1 shaded")


def _shade(value: int, largest: int) -> dict[str, str]:
    step = next(step for share, step in SHADES if value > share * largest)
    ink = "#fff" if step >= WHITE_FROM else theme.INK
    return {"background": theme.SEQUENTIAL[step - 1], "color": ink}


def _bars(lines: RequestLines, table: Table) -> html.Table:
    """Return the table of wards with a bar for the last year beside each name."""
    wards: Sequence[RequestLine] = by_size(lines.lines(WARD, YEAR))
    largest = max([1, *(each.counts[-1].value or 0 for each in wards)])
    made: Any = tables.render(table)
    *rows, _every = made.children[2].children
    for tr, line in zip(rows, wards, strict=True):
        name = tr.children[0]
        name.children = [name.children, _bar(line.counts[-1], largest)]
    return made


def _bar(count: SafeCount, largest: int) -> html.I:
    """Return a bar in proportion to the count; hatched if the count is small."""
    share = f"{FULL * (count.value or 0) / largest:.0f}%"
    small = "hidden-count" if count.is_small else ""
    return html.I(html.I(style={"width": share}, className=small),
                  className="ward-bar", **{"aria-hidden": "true"})  # fmt: skip


def _rules(domain: Domain, lines: RequestLines) -> html.Section:
    """Return the card on how these figures are protected, and whether the rules are agreed."""
    public = domain.audience == "public"
    seen = (
        "The public sees complete financial years."
        if public
        else "Partners see every complete quarter. Do not pass these figures on."
    )
    how = (
        "These counts are exact, for partners."
        if lines.width == EXACT
        else (
            f"Each count is rounded by itself, whatever the others are. {disclosure_words.RISK} "
            f"{disclosure_words.KEPT}"
        )
    )
    return html.Section(
        [
            html.H2("How these figures are protected"),
            html.P(
                "The requests themselves are not in the dashboard: only these counts are. They "
                f"take no filter. {how} {seen}"
            ),
            html.P(f"These rules are {domain.disclosure.standing}."),
            *([html.P("Demonstration data: every request is simulated.")]
              if domain.demonstration else []),
        ],
        className="card words",
    )  # fmt: skip
