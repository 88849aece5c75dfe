"""Other views of the main chart of Trends: rolling, per day, per 1,000, heat table."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.model import months
from data.model.noun import Noun, either
from data.model.question import Question
from data.series.monthly_views import Numbers, latest, other_forces, twelve_against_twelve
from data.series.trends import Series, overlay
from data.stats.dispersion import Scatter
from layouts.base import findings, theme, words
from layouts.base.chart import Axis, Chart
from layouts.base.chart import Series as Row
from layouts.base.panels import Panel
from layouts.base.tables import Table, by_month
from layouts.charts import lines
from layouts.pages.trends.trend_panels import peaks


@dataclass(frozen=True)
class Unit:
    """How one view presents its numbers.

    ``what`` ends the title, ``why`` is a sentence of explanation and ``unit`` names the axis.
    """

    what: str
    decimals: int
    why: str
    unit: str


UNITS = {
    "rolling": Unit(
        "in the twelve months ending with each",
        0,
        "A year's sum has no season in it. It is given where all twelve months have data.",
        "Incidents in twelve months",
    ),
    "daily": Unit(
        "a day", 1, "Months differ in length: a day sets them side by side.", "Incidents a day"
    ),
    "rate": Unit(
        "per 1,000 residents",
        2,
        "One population is used for all years.",
        "Incidents per 1,000 residents",
    ),
}
NO_PEOPLE = "There is no population for what is chosen, so no rate can be given."


def view_panel(question: Question, parts: Sequence[tuple[str, Numbers]], of: str = "") -> Panel:
    """Return the chart of one view; ``parts`` are (name, a number for each month), at least one.

    ``of`` names the parts when there are several: "crime type" or "area".
    """
    unit, domain = UNITS[question.view.view], question.domain
    ordered = sorted(parts, key=lambda part: -_last(part[1]))
    subject = findings.subject(question)
    known = [value for _name, values in ordered for value in values if value is not None]
    by = f" by {of}" if of else ""
    return Panel(
        title=f"{subject}{by}, {unit.what}",
        sentence=_sentence(question, ordered, of) if known else _nothing(question),
        figure=lines.lines(ordered, domain, Axis(unit.unit, decimals=unit.decimals)),
        table=Table(
            caption=f"{subject}{by}, {unit.what}",
            columns=("Month", *(name for name, _values in ordered)),
            rows=by_month(domain, [values for _name, values in ordered], unit.decimals),
            decimals=unit.decimals,
            missing="–" if question.view.view == "rolling" else "not held",
        ),
    )


def _last(values: Numbers) -> float:
    """Return the last known value; -1 without one, which sorts last."""
    return next((value for value in reversed(values) if value is not None), -1)


def _nothing(question: Question) -> str:
    """Return why a view has no numbers."""
    if question.view.view == "rate":
        return NO_PEOPLE
    return "No twelve months in a row have data, so no sum of a year can be given."


def _sentence(question: Question, ordered: Sequence[tuple[str, Numbers]], of: str) -> str:
    unit, domain = UNITS[question.view.view], question.domain
    if len(ordered) > 1:
        ends = [(name, round(_last(values), unit.decimals)) for name, values in ordered]
        tied, at_end = words.tied(ends), words.number(ends[0][1], unit.decimals)
        top = words.leaders(ends, Noun(of, f"{of}s"))
        are = either(len(tied), "is", "are")
        said = f"{top} {are} highest at the end, {at_end}. " if tied else ""
        return f"{said}{unit.why}{lines.drawn_of(len(ordered))}"
    values = ordered[0][1]
    at = [(value, index) for index, value in enumerate(values) if value is not None]
    (low, first), (high, last) = min(at), max(at, key=lambda each: each[0])
    month = [months.label(domain.months[index]) for index in (first, last)]
    if low == high:
        return f"{words.number(low, unit.decimals)} throughout. {unit.why}"
    return (
        f"Highest {words.number(high, unit.decimals)} in {month[1]}, lowest "
        f"{words.number(low, unit.decimals)} in {month[0]}. {unit.why}"
    )


def rolling_panel(question: Question, values: Series, rolled: Numbers) -> Panel:
    """Return the sums of twelve months as one line.

    The title is the change of the twelve months that end with the last chosen month that is held,
    if they can be compared with the twelve before.
    """
    panel = view_panel(question, [(findings.what(question), rolled)])
    scatter = Scatter.of(question.filters.crime)
    last = latest(question.domain, question.last)
    test = twelve_against_twelve(values, question.domain, scatter, last) if last else None
    if last is None or test is None:
        return panel
    if other_forces(question, months.shift(last, 1 - months.YEAR), last):
        return panel
    when = f"the twelve months to {months.label(last)}"
    return Panel(
        title=words.changed(findings.subject(question), test, when),
        sentence=(
            f"{words.number(test.after)} in {when}: "
            f"{words.compared(test, 'in the twelve before')}. {UNITS['rolling'].why}"
        ),
        figure=panel.figure,
        table=panel.table,
    )


def heat_panel(question: Question, values: Series) -> Panel:
    """Return a table of months by financial years, shaded by count."""
    by_year = overlay(values, question.domain)
    subject = findings.subject(question)
    return Panel(
        title=f"{subject}, each month of each year",
        sentence=f"{peaks(by_year)} Darker is more; a month without data is blank.",
        figure=heat(by_year),
        table=Table(
            caption=f"{subject} by financial year and month",
            columns=("Year", *lines.MONTHS_OF_YEAR),
            rows=[(label, *series) for label, series in by_year],
        ),
    )


def heat(by_year: Sequence[tuple[str, Sequence[int | None]]]) -> Chart:
    """Return the shaded table: a row for each year, a column for each month, blank without data."""
    rows = [Row(label, values, theme.ACCENT) for label, values in by_year]
    return Chart("heat", lines.MONTHS_OF_YEAR, rows, Axis("Month"), Axis("Incidents"))
