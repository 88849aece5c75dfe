"""The main chart of the Trends page in its other views: rolling, per day, per 1,000, heat table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from data import months
from data.monthly_views import Numbers, latest, twelve_against_twelve
from data.question import Question
from data.significance import Change
from data.trends import Series, overlay
from layouts import findings, lines, theme, words
from layouts.figures import drawn
from layouts.panels import Panel
from layouts.tables import Table
from layouts.trend_panels import peaks


@dataclass(frozen=True)
class View:
    """How one view speaks of its numbers: what they are, and with how many decimals."""

    what: str
    decimals: int
    why: str
    unit: str


VIEWS = {
    "rolling": View("in the twelve months ending with each", 0,
                    "A year's sum has no season in it. It is given where all twelve are held.",
                    "Incidents in twelve months"),
    "daily": View("a day", 1, "Months differ in length: a day sets them side by side.",
                  "Incidents a day"),
    "rate": View("per 1,000 residents", 2, "One population is used for all years.",
                 "Incidents per 1,000 residents"),
}  # fmt: skip
NO_PEOPLE = "There is no population for what is chosen, so no rate can be given."


def view_panel(question: Question, parts: Sequence[tuple[str, Numbers]], of: str = "") -> Panel:
    """Lines of one view; ``parts`` are (name, a number for each month), one or more.

    ``of`` says what the parts are, when there are several: "crime type" or "area".
    """
    view, domain = VIEWS[question.view.view], question.domain
    ordered = sorted(parts, key=lambda part: -_last(part[1]))
    subject = findings.subject(question)
    held = [value for _name, values in ordered for value in values if value is not None]
    by = f" by {of}" if of else ""
    return Panel(
        title=f"{subject}{by}, {view.what}",
        sentence=_sentence(question, ordered, of) if held else _nothing(question),
        figure=lines.lines(ordered, domain, decimals=view.decimals),
        table=Table(
            caption=f"{subject}{by}, {view.what}",
            head=("Month", *(name for name, _values in ordered)),
            rows=[
                (months.label(month), *(_rounded(values[place], view) for _name, values in ordered))
                for place, month in enumerate(domain.months)
            ],
            decimals=view.decimals,
            missing="–" if question.view.view == "rolling" else "not held",
        ),
        unit=view.unit,
    )


def _rounded(value: float | None, view: View) -> float | int | None:
    return None if value is None else round(value, view.decimals) if view.decimals else value


def _last(values: Numbers) -> float:
    return next((value for value in reversed(values) if value is not None), -1)


def _nothing(question: Question) -> str:
    if question.view.view == "rate":
        return NO_PEOPLE
    return "No twelve months in a row are held, so no sum of a year can be given."


def _sentence(question: Question, ordered: Sequence[tuple[str, Numbers]], of: str) -> str:
    view, domain = VIEWS[question.view.view], question.domain
    if of:
        name, values = ordered[0]
        said = f"{name} is highest at the end, {words.number(_last(values), view.decimals)}."
        return f"{said} {view.why}{lines.drawn_of(len(ordered))}"
    values = ordered[0][1]
    at = [(value, place) for place, value in enumerate(values) if value is not None]
    (low, first), (high, last) = min(at), max(at, key=lambda each: each[0])
    month = [months.label(domain.months[place]) for place in (first, last)]
    if low == high:
        return f"{words.number(low, view.decimals)} throughout. {view.why}"
    return (
        f"Highest {words.number(high, view.decimals)} in {month[1]}, lowest "
        f"{words.number(low, view.decimals)} in {month[0]}. {view.why}"
    )


def rolling_panel(question: Question, values: Series, rolled: Numbers) -> Panel:
    """The sum of each twelve months as one line, the latest set against the twelve before."""
    panel = view_panel(question, [(findings.what(question), rolled)])
    test = twelve_against_twelve(values, question.domain)
    if test is None:
        return panel
    return Panel(
        title=rolling_title(findings.subject(question), test),
        sentence=(
            f"{words.number(test.after)} in the twelve months to "
            f"{months.label(latest(question.domain))}: "
            f"{words.compared(test, 'the twelve before')}. {VIEWS['rolling'].why}"
        ),
        figure=panel.figure,
        table=panel.table,
        unit=panel.unit,
    )


def rolling_title(subject: str, test: Change) -> str:
    """The finding of a rolling sum, which names a direction only beyond chance."""
    if test.verdict == "normal":
        return f"{subject}: no real change over the latest twelve months"
    return f"{subject} {'rose' if test.difference > 0 else 'fell'} over the latest twelve months"


def heat_panel(question: Question, values: Series) -> Panel:
    """A table of months by financial years, shaded by how many there were."""
    by_year = overlay(values, question.domain)
    subject = findings.subject(question)
    return Panel(
        title=f"{subject}, each month of each year",
        sentence=f"{peaks(by_year)} Darker is more; a month without data is blank.",
        figure=heat(by_year),
        table=Table(
            caption=f"{subject} by financial year and month",
            head=("Year", *lines.MONTHS_OF_YEAR),
            rows=[(label, *series) for label, series in by_year],
        ),
    )


def heat(by_year: Sequence[tuple[str, Sequence[int | None]]]) -> go.Figure:
    """A row a year, a column a month from April, each cell with its number; nothing where missing.

    Only the three lightest blues are used, on which dark numbers can be read.
    """
    some = [value for _label, series in by_year for value in series if value is not None]
    scale = [[place / 2, colour] for place, colour in enumerate(theme.SEQUENTIAL[:3])]
    trace: dict[str, Any] = {
        "type": "heatmap", "x": list(lines.MONTHS_OF_YEAR), "y": [label for label, _s in by_year],
        "z": [list(series) for _label, series in by_year], "texttemplate": "%{z:,}",
        "textfont": {"size": 11.5, "color": theme.INK}, "colorscale": scale, "showscale": False,
        "xgap": 2, "ygap": 2,
        "zmin": min(some, default=0), "zmax": max([*some, 1]), "hoverongaps": False,
        "hovertemplate": "%{x} in %{y}: %{z:,}<extra></extra>",
    }  # fmt: skip
    return drawn(
        [trace],
        xaxis={"side": "top", "type": "category", "tickfont": {"size": 12}},
        yaxis={"autorange": "reversed", "type": "category", "showgrid": False},
    )
