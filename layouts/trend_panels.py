"""Trend panels: the monthly line, its splits, the overlay of years and the annual totals."""

from collections.abc import Sequence

import pandas as pd
from dash import html

from data import monthly_views, months
from data.process import Process, process
from data.question import Question, join
from data.trends import Series, overlay, year_changes, year_totals
from data.xmr import ORDER
from layouts import change_words, figures, findings, lines, process_words, words
from layouts.panels import Panel
from layouts.process_chart import process_chart
from layouts.tables import Table


def monthly_panel(question: Question, values: Series, notes: pd.DataFrame) -> Panel:
    """The monthly line over every month of the pack, the chosen months dark."""
    domain = question.domain
    totals = year_totals(values, domain)
    title, sentence = findings.trend(question, totals)
    return Panel(
        title=title,
        sentence=sentence,
        figure=lines.monthly(values, domain, (question.first, question.last), notes),
        table=Table(
            caption=f"{findings.subject(question)} by month",
            head=("Month", "Incidents"),
            rows=[
                (months.label(month), value)
                for month, value in zip(domain.months, values, strict=True)
            ],
        ),
    )


def process_panel(question: Question, values: Series, notes: pd.DataFrame) -> Panel:
    """The process behaviour chart of a series: limits, special causes, and what they may be."""
    domain = question.domain
    found = process(values, domain, notes)
    title, sentence = findings.trend(question, year_totals(values, domain))
    rules = {rule for place in range(len(found.starts)) if (rule := found.chart.rule_at(place))}
    key = [f"{process_words.SHAPES[rule]} {process_words.RULES[rule]}" for rule in ORDER
           if rule in rules]  # fmt: skip
    return Panel(
        title=title,
        sentence=f"{sentence} {process_words.standing_out(found)}",
        figure=process_chart(found, domain, (question.first, question.last), notes),
        table=_process_table(question, found),
        legend=[
            html.Span(each)
            for each in ("Dashed: average. Dotted: limits.", *key, *process_words.anew(found))
        ],
    )


def _process_table(question: Question, found: Process) -> Table:
    """Each point with its average, its limits and what marks it; a count never falls below 0."""
    rows = []
    for place, value in enumerate(found.chart.values):
        phase = found.chart.phase_at(place)
        limits = (None,) * 3 if phase is None else (
            phase.mean, max(phase.lower, 0.0), phase.upper,
        )  # fmt: skip
        when = words.stretch(found.starts[place], found.end(place))
        rows.append(
            (when, value, *(round(each, 1) if each is not None else "–" for each in limits),
             process_words.mark(found, place))
        )  # fmt: skip
    return Table(
        caption=f"{findings.subject(question)} by {found.unit}, with the limits of its chart",
        head=(found.unit.capitalize(), "Incidents", "Average", "Lower limit", "Upper limit",
              "Marked"),
        rows=rows,
    )  # fmt: skip


def split_panel(question: Question, parts: Sequence[tuple[str, Series]], of: str) -> Panel:
    """Monthly lines of several types or areas; ``parts`` are (name, series)."""
    domain = question.domain
    ordered = sorted(parts, key=lambda part: -sum(value or 0 for value in part[1]))
    largest = ordered[0][0] if ordered else "Nothing"
    many = "" if len(ordered) == 1 else "s"
    told = lines.drawn_of(len(ordered))
    return Panel(
        title=f"{findings.subject(question)} by {of}: {largest} is the largest",
        sentence=f"Monthly counts of {len(ordered)} {of}{many} on one scale.{told}",
        figure=lines.lines(ordered, domain),
        table=Table(
            caption=f"{findings.subject(question)} by month and {of}",
            head=("Month", *(name for name, _series in ordered)),
            rows=[
                (months.label(month), *(series[place] for _name, series in ordered))
                for place, month in enumerate(domain.months)
            ],
        ),
    )


def overlay_panel(question: Question, values: Series) -> Panel:
    """A line for each financial year over April to March."""
    by_year = overlay(values, question.domain)
    return Panel(
        title=f"{findings.subject(question)}, April to March, year over year",
        sentence=peaks(by_year),
        figure=lines.year_over_year(by_year),
        table=Table(
            caption=f"{findings.subject(question)} by month of the financial year",
            head=("Month", *(label for label, _values in by_year)),
            rows=[
                (month, *(series[place] for _label, series in by_year))
                for place, month in enumerate(lines.MONTHS_OF_YEAR)
            ],
        ),
    )


def peaks(by_year: Sequence[tuple[str, Series]]) -> str:
    """In which months each year was highest, the latest first."""
    said = []
    for label, series in reversed(by_year):
        held = [(value, place) for place, value in enumerate(series) if value is not None]
        if held and max(held)[0] > 0:
            value, place = max(held, key=lambda each: each[0])
            said.append(f"{lines.MONTHS_OF_YEAR[place]} in {label} ({value:,})")
    return f"Highest month held: {join(said)}." if said else "No incidents in these months."


def annual_panel(question: Question, values: Series) -> Panel:
    """A bar for each financial year, parts of years hatched, with the change on the year before."""
    totals = year_totals(values, question.domain)
    changes = year_changes(totals)
    compared = [(year, test) for year, test in changes if test is not None]
    if compared:
        year, test = compared[-1]
        sentence = f"{year.label}: {words.amount(test)} on the year before, {words.verdict(test)}."
    else:
        sentence = "No two whole years in a row are held, so none are compared."
    return Panel(
        title=f"{findings.subject(question)} by financial year",
        sentence=sentence,
        figure=figures.annual_bars([(each.label, each.n, each.complete) for each in totals]),
        table=Table(
            caption=f"{findings.subject(question)} by financial year",
            head=("Year", "Incidents", "Months held", "Change", change_words.RATIO, "Verdict"),
            rows=[
                (
                    year.label,
                    year.n,
                    year.months_held,
                    test.difference if test else None,
                    change_words.ratio(test),
                    words.verdict(test) if test else change_words.NOT_COMPARED,
                )
                for year, test in changes
            ],
            missing="–",
            signed=(3,),
            note=change_words.by_chance([(year.label, test) for year, test in changes]),
        ),
        legend=[html.Span(each) for each in _latest(question, values)],
    )


def _latest(question: Question, values: Series) -> list[str]:
    """The latest twelve months against the twelve before, and the latest month a year earlier."""
    domain = question.domain
    last = monthly_views.latest(domain)
    before, year = months.shift(last, -12), months.shift(last, -11)
    pairs = (
        (f"{words.span(year, last)} against the 12 months before",
         monthly_views.twelve_against_twelve(values, domain)),
        (f"{months.label(last)} against {months.label(before)}",
         monthly_views.month_against_last_year(values, domain)),
    )  # fmt: skip
    return [
        f"{what}: {words.amount(test)} "
        f"({words.number(test.before)} to {words.number(test.after)}), {words.verdict(test)}."
        if test
        else f"{what}: not compared, months are missing."
        for what, test in pairs
    ]
