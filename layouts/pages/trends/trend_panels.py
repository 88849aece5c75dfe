"""Panels of trends: the monthly line, its splits, the overlay of years and annual totals."""

from collections.abc import Sequence

import pandas as pd

from data.model import months
from data.model.comparison import unlike_years
from data.model.noun import Noun, either
from data.model.question import Question, join
from data.series import monthly_views
from data.series.process import Process, process
from data.series.trends import Series, overlay, year_changes, year_totals
from data.stats.dispersion import Scatter
from layouts.base import change_words, findings, words
from layouts.base.chart import Axis
from layouts.base.panels import Panel
from layouts.base.tables import Table, by_month
from layouts.base.unchecked import html
from layouts.charts import lines
from layouts.charts.process_chart import limits_at, process_chart
from layouts.pages.trends import process_words

YEAR = Noun("year", "years")
FEWEST = 5  # incidents that a month needs to be named as the highest
TIED = 2  # months that tie and are named; more are only counted


def monthly_panel(question: Question, values: Series, notes: pd.DataFrame) -> Panel:
    """Return the line of every month of the pack, dark over the chosen months.

    ``notes`` is the result of ``queries.annotations``.
    """
    domain = question.domain
    title, sentence = findings.trend(question, values)
    return Panel(
        title=title,
        sentence=sentence,
        figure=lines.monthly(values, domain, (question.first, question.last), notes),
        table=Table(
            caption=f"{findings.subject(question)} by month",
            columns=("Month", "Incidents", lines.YEAR_MEAN),
            rows=[
                (months.label(month), value, "–" if mean is None else round(mean, 1))
                for month, value, mean in zip(
                    domain.months, values, lines.year_means(values, domain).values, strict=True
                )
            ],
        ),
    )


def process_panel(question: Question, values: Series, notes: pd.DataFrame) -> Panel:
    """Return the process behaviour chart of a series, with its special causes in words."""
    domain = question.domain
    scatter = Scatter.of(question.filters.crime)
    filters = question.filters
    turns = domain.gaps.turns(filters.types, domain.months, narrowed=filters.narrowed)
    found = process(values, domain, notes, scatter, turns)
    title, sentence = findings.trend(question, values)
    return Panel(
        title=title,
        sentence=f"{sentence} {process_words.standing_out(found, question.first, question.last)}",
        figure=process_chart(found, domain, (question.first, question.last), notes),
        table=_process_table(question, found),
        legend=[
            html.Span(each)
            for each in (
                *process_words.levels(found),
                *process_words.key(found),
                *process_words.recalculated(found),
            )
        ],
        how=(process_words.HOW,) if found.chart.phases else (),
    )


def _process_table(question: Question, found: Process) -> Table:
    """Return each point with its average, its limits and the rule that marks it, if any."""
    limits = ("Average", "Lower limit", "Upper limit")
    rows = []
    for index, value in enumerate(found.chart.values):
        when = words.stretch(found.starts[index], found.end(index))
        at = (round(each, 1) if each is not None else "–" for each in limits_at(found, index))
        rows.append((when, value, *at, process_words.mark(found, index)))
    limited = ", with the limits of its chart" if found.chart.phases else ""
    return Table(
        caption=f"{findings.subject(question)} by {found.unit}{limited}",
        columns=(found.unit.capitalize(), "Incidents", *limits, "Marked"),
        rows=rows,
    )


def split_panel(question: Question, parts: Sequence[tuple[str, Series]], of: Noun) -> Panel:
    """Return monthly lines of several types or areas; ``parts`` are (name, series)."""
    domain = question.domain
    found = [(name, values, sum(filter(None, values))) for name, values in parts]
    found.sort(key=lambda part: -part[2])
    ordered = [(name, values) for name, values, _sum in found]
    sums = [(name, total) for name, _values, total in found]
    top = words.leaders(sums, of)
    largest = f": {top} {either(len(words.tied(sums)), 'is', 'are')} the largest"
    several = len(ordered) > 1
    title = f"{findings.subject(question)} by {of.singular}"
    scale = f"{' on one scale' if several else ''}.{lines.drawn_of(len(ordered))}"
    return Panel(
        title=f"{title}{largest if several and top else '' if top else ': no incidents'}",
        sentence=f"Monthly counts of {of.count(len(ordered))}{scale}",
        figure=lines.lines(ordered, domain, Axis("Incidents")),
        table=Table(
            caption=f"{findings.subject(question)} by month and {of.singular}",
            columns=("Month", *(name for name, _series in ordered)),
            rows=by_month(domain, [values for _name, values in ordered]),
        ),
    )


def overlay_panel(question: Question, values: Series) -> Panel:
    """Return the chart of a line for each financial year, from April to March."""
    by_year = overlay(values, question.domain)
    return Panel(
        title=f"{findings.subject(question)}, April to March, year over year",
        sentence=peaks(by_year),
        figure=lines.year_over_year(by_year),
        table=Table(
            caption=f"{findings.subject(question)} by month of the financial year",
            columns=("Month", *(label for label, _values in by_year)),
            rows=[
                (month, *(series[index] for _label, series in by_year))
                for index, month in enumerate(lines.MONTHS_OF_YEAR)
            ],
        ),
    )


def peaks(by_year: Sequence[tuple[str, Series]]) -> str:
    """Return a sentence on the highest month of each whole year, the latest year first.

    If more than ``TIED`` months tie, it gives their number. A year in which no month has
    ``FEWEST`` incidents is left out.
    """
    known = [(label, [value for value in series if value is not None]) for label, series in by_year]
    if not any(map(sum, (values for _label, values in known))):
        return "No incidents in these months."
    whole = [(label, values) for label, values in known if len(values) == months.YEAR]
    if not whole:
        return "No year has data for all its months."
    said = []
    for label, values in reversed(whole):
        most = max(values)
        at = [lines.MONTHS_OF_YEAR[k] for k, value in enumerate(values) if value == most]
        if most >= FEWEST:
            which = join(at) if len(at) <= TIED else f"{len(at)} months"
            said.append(f"{which} in {label} ({most:,}{' each' if len(at) > 1 else ''})")
    if not said:
        return f"Fewer than {FEWEST} in every month: too few to name the highest."
    return f"Highest month of each whole year: {join(said)}."


def annual_panel(question: Question, values: Series) -> Panel:
    """Return a bar for each financial year, incomplete ones hatched, with its change.

    The sentence is about the year of the last chosen month, or else the latest year compared.
    """
    totals = year_totals(values, question.domain)
    unlike = unlike_years(question)
    changes = year_changes(totals, Scatter.of(question.filters.crime), unlike)
    compared = [(year, test) for year, test in changes if test is not None]
    if compared:
        label = months.year_label(months.year_of(question.last))
        year, test = next((each for each in compared if each[0].label == label), compared[-1])
        said = [
            "" if year.label == label else f"{label} is not compared.",
            f"{year.label}: {words.amount(test)} on the year before, {words.verdict(test)}.",
            change_words.year_caution(question, year.label),
        ]
        sentence = " ".join(filter(None, said))
    else:
        sentence = "No two whole years in a row have data, so none are compared."
    return Panel(
        title=f"{findings.subject(question)} by financial year",
        sentence=sentence,
        figure=lines.annual_bars(totals),
        table=Table(
            caption=f"{findings.subject(question)} by financial year",
            columns=(
                "Year",
                "Incidents",
                "Months held",
                "Change",
                change_words.RATIO,
                "Verdict",
                change_words.CHANCE_ALONE,
            ),
            rows=[
                (
                    year.label,
                    year.n,
                    year.months_held,
                    test.difference if test else None,
                    change_words.ratio(test),
                    words.verdict(test) if test else change_words.NOT_COMPARED,
                    change_words.chance_alone(test),
                )
                for year, test in changes
            ],
            missing="–",
            signed=(3,),
            note=change_words.marked([(year.label, test) for year, test in changes], YEAR),
        ),
        legend=[html.Span(each) for each in _latest(question, values, marked=bool(compared))],
    )


def _latest(question: Question, values: Series, *, marked: bool) -> list[str]:
    """Return the changes of the latest 12 months and the latest month, a sentence each.

    The meaning of the verdicts follows if a sentence has one, or if ``marked``: the table does.
    """
    domain = question.domain
    last = monthly_views.latest(domain)
    if last is None:
        return [change_words.THRESHOLDS] if marked else []
    scatter = Scatter.of(question.filters.crime)
    before, year = months.shift(last, -12), months.shift(last, -11)
    pairs = (
        (
            f"{words.stretch(year, last)} against the 12 months before",
            monthly_views.twelve_against_twelve(values, domain, scatter, last),
            monthly_views.other_forces(question, year, last),
        ),
        (
            f"{months.label(last)} against {months.label(before)}",
            monthly_views.month_against_last_year(values, domain, scatter, last),
            monthly_views.other_forces(question, last, last),
        ),
    )
    said = []
    for what, test, forces in pairs:
        if test is None:
            said.append(f"{what}: not compared, months are missing.")
        elif forces:
            said.append(f"{what}: not compared, {words.held_unlike(forces)}.")
        else:
            marked = True
            said.append(
                f"{what}: {words.amount(test)} ({words.number(test.before)} to "
                f"{words.number(test.after)}), {words.verdict(test)}."
            )
    return [*said, change_words.THRESHOLDS] if marked else said
