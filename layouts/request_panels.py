"""The page of council requests: findings, a table shaded by count, wards as bars, and the rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from data.disclosure import SafeCount
from data.domain import Domain
from data.request_cells import ALL, CATEGORY, OUTCOME, QUARTER, WARD, YEAR
from layouts import tables, theme, words
from layouts.components import csv_file, scrolled
from layouts.request_tables import EVERY, NO_FILTERS, Line, Told, quarter_table, year_table
from layouts.requests import OUTCOMES, QUARTERS, WARDS, YEARS
from layouts.tables import Table

NONE_LOADED = "No requests to the council have been loaded."
# From which share of the largest count each step of the scale begins, and its ink.
SHADES = ((0.75, 4), (0.5, 3), (0.25, 2), (0.0, 1))
WHITE_FROM = 4
FULL = 100


def data_tables(domain: Domain, told: Told) -> Mapping[str, Table]:
    """The tables of the page by the names of their files; none without requests."""
    if not told.by:
        return {}
    note = f"{_marks(domain)} {NO_FILTERS}"
    by_year = {YEARS: (CATEGORY, "Category"), WARDS: (WARD, "Ward"), OUTCOMES: (OUTCOME, "Outcome")}
    made = {QUARTERS: quarter_table(told, note)}
    if told.years:
        made |= {name: year_table(told, *what, note) for name, what in by_year.items()}
    return made


def body(
    domain: Domain, told: Told, found: Mapping[str, Table], csv_links: Mapping[str, str]
) -> list[Any]:
    """The whole page from its tables, with links to their files; one line if nothing was loaded."""
    if not found:
        return [html.P(NONE_LOADED, className="soft")]
    quarters = _card(
        "By category and quarter", _quarter_finding(told), _shaded(told, found[QUARTERS]),
        csv_links[QUARTERS], found[QUARTERS].note,
    )  # fmt: skip
    if YEARS not in found:
        return [html.P(_lead(told), className="lead"), quarters, _rules(domain)]
    named = {
        YEARS: ("By category and year", _category_finding(told), tables.numbers(found[YEARS])),
        WARDS: ("By ward", _ward_finding(told), _bars(told, found[WARDS])),
        OUTCOMES: (
            "What became of them", "As the council recorded it.", tables.numbers(found[OUTCOMES]),
        ),
    }  # fmt: skip
    return [
        html.P(_lead(told), className="lead"),
        quarters,
        *(_card(*said, csv_links[name], found[name].note) for name, said in named.items()),
        _rules(domain),
    ]


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


def _lead(told: Told) -> str:
    """The total of the last year and whether it changed."""
    [every] = told.lines(ALL, YEAR) or [Line(EVERY, "", ())]
    if not every.counts:
        return "No financial year of requests is complete yet."
    count, label = every.counts[-1], told.year_labels[-1]
    said = f"{_requests(count)} to the council in {label}"
    if every.change is None:
        return f"{said}."
    return f"{said}, {words.compared(every.change)}."


def _requests(count: SafeCount) -> str:
    """``1 request``, ``612 requests``, ``fewer than 5 requests``."""
    if count.state == "withheld":
        return "A number of requests that is withheld was made"
    if count.value == 1:
        return "1 request"
    spelt = f"{count.words} requests"
    return spelt[0].upper() + spelt[1:]


def _quarter_finding(told: Told) -> str:
    labels = told.quarter_labels
    latest = [line for line in told.lines(CATEGORY, QUARTER)
              if line.counts[-1].state == "exact"]  # fmt: skip
    if not latest:
        return f"No category can be told for {labels[-1]}."
    most = max(latest, key=lambda line: line.counts[-1].value or 0)
    return (
        f"Of those that can be told, {most.name} was largest in {labels[-1]}: "
        f"{most.counts[-1].words}."
    )


def _ward_finding(told: Told) -> str:
    return _real(told.lines(WARD, YEAR), "wards", told.year_labels)


def _category_finding(told: Told) -> str:
    return _real(told.lines(CATEGORY, YEAR), "categories", told.year_labels)


def _real(lines: Sequence[Line], noun: str, years: Sequence[str]) -> str:
    """How many of the changes that can be told are beyond chance."""
    tests = [line.change for line in lines if line.change is not None]
    if not tests:
        return f"Changes cannot be told for any of {len(lines)} {noun}."
    real = sum(test.verdict != "normal" for test in tests)
    named = [f"{line.name} {words.signed(line.change.difference)}" for line in lines
             if line.change is not None and line.change.verdict != "normal"]  # fmt: skip
    which = f": {', '.join(named)}" if named else ""
    return (
        f"From {years[-2]} to {years[-1]}, {real or 'none'} of {len(tests)} {noun} that can be "
        f"compared changed beyond chance{which}."
    )


def _shaded(told: Told, table: Table) -> html.Table:
    """The table of quarters with each count on a ground as dark as it is large."""
    counts = [line.counts for breakdown in (CATEGORY, ALL)
              for line in told.lines(breakdown, QUARTER)]  # fmt: skip
    *categories, _every = counts
    largest = max([1, *(each.value or 0 for line in categories for each in line)])
    made: Any = tables.numbers(table)
    head, rows = made.children[1:]
    for tr, line in zip(rows.children, counts, strict=True):
        shade = line is not counts[-1]
        for td, count in zip(tr.children[1:], line, strict=True):
            if shade and count.state == "exact":
                td.style = _shade(count.value or 0, largest)
    caption = made.children[0]
    return html.Table([caption, head, rows], className="numbers words-1 shaded")


def _shade(value: int, largest: int) -> dict[str, str]:
    if not value:
        return {}
    step = next(step for share, step in SHADES if value > share * largest or not share)
    ink = "#fff" if step >= WHITE_FROM else theme.INK
    return {"background": theme.SEQUENTIAL[step - 1], "color": ink}


def _bars(told: Told, table: Table) -> html.Table:
    """The table of wards with a bar beside each name."""
    largest = max([1, *(each.counts[-1].value or 0 for each in told.wards)])
    made: Any = tables.numbers(table)
    *rows, _every = made.children[2].children
    for tr, line in zip(rows, told.wards, strict=True):
        name = tr.children[0]
        name.children = [name.children, _bar(line.counts[-1], largest)]
    return made


def _bar(count: SafeCount, largest: int) -> html.I:
    """A bar as long as the count; a short hatched one if it is not told."""
    hidden = count.value is None
    long = (count.below - 1 if count.state == "fewer" else count.below) if hidden else count.value
    share = f"{FULL * (long or 0) / largest:.0f}%"
    return html.I(html.I(style={"width": share}, className="hidden-count" if hidden else ""),
                  className="ward-bar", **{"aria-hidden": "true"})  # fmt: skip


def _marks(domain: Domain) -> str:
    """What the words in the tables mean."""
    rule, sensitive = domain.rule("A"), domain.rule("B")
    least = rule.threshold or sensitive.threshold
    if not least:
        return "Every count is told."
    whose = "" if rule.threshold else " of sensitive categories, and totals with them,"
    return (
        f'Counts{whose} from 1 to {least - 1} read "fewer than {least}". "Withheld" counts are '
        "kept back so that none of those follows from a total. Neither is 0."
    )


def _rules(domain: Domain) -> html.Section:
    """How these figures are protected, and whether that is agreed."""
    public = domain.audience == "public"
    seen = (
        "The public sees complete financial years."
        if public
        else "Partners see every complete quarter. Do not pass these figures on."
    )
    return html.Section(
        [
            html.H2("How these figures are protected"),
            html.P(
                "The requests themselves are not in the dashboard: only this table is. It takes no "
                "filter, so nothing can be subtracted. The build checks that no suppressed count "
                f"can be worked out from the totals. {seen}"
            ),
            html.P(f"These rules are {domain.disclosure.standing}."),
            *([html.P("Demonstration data: every request is simulated.")]
              if domain.demonstration else []),
        ],
        className="card words",
    )  # fmt: skip
