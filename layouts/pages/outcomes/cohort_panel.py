"""The panel of cohorts by month of recording, and the choice of the horizon."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data.model import months
from data.model.crime_types import CRIME
from data.model.outcome_groups import POSITIVE
from data.outcomes.cohorts import PUBLISHED, Tally
from data.outcomes.outcomes import BY_NAME, CohortOutcome, Outcomes
from layouts.base import change_words, theme, words
from layouts.base.chart import Axis, Chart, Series, headroom
from layouts.base.panels import Panel
from layouts.base.tables import Cell, Table
from layouts.base.unchecked import html
from layouts.base.words import MONTH
from layouts.pages.outcomes.outcome_words import (
    INTERVALS,
    cell,
    ends,
    horizon,
    interval_cell,
    percent,
    share,
)

NOT_COMPLETE = "not complete"
SO_FAR = "So far"
NAMES = {within: name for name, within in BY_NAME.items()}
LABELS = {"published": "As last published"}
FEW_PER_CENT = 5  # below this, ticks need a decimal


def within_links(found: Outcomes) -> list[Any]:
    """Return links to the horizons, with the current one marked."""
    question = found.question
    return [
        html.Span("Positive outcome", id="outcomes-horizon"),
        html.Nav(
            [
                html.A(
                    LABELS.get(name, f"Within {each} months"),
                    href=question.query(view=replace(question.view, within=name)) or "?",
                    **{
                        "data-link": "",
                        "aria-current": "true" if each == found.within else None,
                    },
                )
                for each in found.horizons
                for name in [NAMES[each]]
            ],
            className="switch",
            **{"aria-labelledby": "outcomes-horizon"},
        ),
    ]


def _column(within: int) -> str:
    return "As published" if within == PUBLISHED else f"Within {within} months"


def cohorts_panel(found: Outcomes) -> Panel:
    """Return the share with a positive outcome by month of recording, incomplete months in grey."""
    own = found.whole.own
    title = (
        f"{percent(own.share(*POSITIVE))} had a positive outcome {horizon(found.within)}"
        if own.crimes
        else f"No month is complete for outcomes {horizon(found.within)}"
    )
    unripe = len(found.cohorts) - len(found.ripe)
    grey = f" Grey: {MONTH.count(unripe)} not old enough, and in no total." if unripe else ""
    return Panel(
        title=title,
        sentence=f"By month of recording. Bars are 95% intervals.{grey}",
        figure=_cohort_chart(found),
        table=_cohort_table(found),
        legend=[html.Span(change_words.THRESHOLDS)] if _is_tested(found) else [],
        how=(INTERVALS,),
    )


def _is_tested(found: Outcomes) -> bool:
    """Whether the lead sentence of the page gives a verdict."""
    tests = (each.test for each in (found.whole, found.before) if each)
    return any(test is not None and not words.too_few(test) for test in tests)


def _cohort_chart(found: Outcomes) -> Chart:
    by_month = {each.month: each for each in found.cohorts}
    span = months.between(found.question.first, found.question.last)
    ripe = [_tally(by_month.get(each), found.within, ripe=True) for each in span]
    grey = [_tally(by_month.get(each), found.within, ripe=False) for each in span]
    low, high = ends(ripe)
    shares = [share(each) for each in ripe]
    series = [
        Series(
            _column(found.within), shares, theme.ACCENT, 0, symbol="circle", size=9,
            low=low, high=high, hover="{x}: {y}\n{note}", notes=[_notes(each) for each in ripe],
        ),
        Series(
            SO_FAR, [share(each) for each in grey], theme.GREY, 0, symbol="diamond", size=9,
            hover="{x}, not complete: {y}\n{note}", notes=[_notes(each) for each in grey],
        ),
    ]  # fmt: skip
    top = headroom([*high, *series[1].values])
    return Chart(
        categories=span,
        series=[each for each in series if not each.empty],
        x=Axis("Month"),
        y=Axis("Positive outcome", high=top, suffix="%", decimals=0 if top > FEW_PER_CENT else 1),
    )


def _tally(cohort: CohortOutcome | None, within: int, *, ripe: bool) -> Tally | None:
    """Return a cohort's tally within a horizon, if it has crimes and is ripe or not as asked.

    None otherwise. A ripe cohort is old enough for the horizon: ``Age.ripe``.
    """
    if cohort is None or cohort.age.ripe(within) != ripe:
        return None
    found = cohort.by_horizon[within]
    return found if found.crimes else None


def _notes(tally: Tally | None) -> str:
    return f"{tally.positive:,} of {CRIME.count(tally.crimes)}" if tally else ""


def _cells(cohort: CohortOutcome, within: int) -> tuple[Cell, Cell]:
    """Return the share within a horizon and its interval.

    Both are None for a cohort that is not ripe, and dashes for a ripe one without crimes.
    """
    found = _tally(cohort, within, ripe=True)
    if found is None and cohort.age.ripe(within):
        return "–", "–"
    return cell(found), interval_cell(found)


def _cohort_table(found: Outcomes) -> Table:
    """Return a row for each month: its share within each horizon, the chosen horizon first."""
    horizons = sorted(found.horizons, key=lambda each: each != found.within)
    published = PUBLISHED in horizons
    columns = [part for each in horizons for part in (_column(each), f"{_column(each)}, 95%")]
    rows: list[Sequence[Cell]] = []
    for cohort in found.cohorts:
        rows.append(
            (
                months.label(cohort.month),
                cohort.crimes,
                *(part for each in horizons for part in _cells(cohort, each)),
                cell(_tally(cohort, found.within, ripe=False)) or "–",
                *([cohort.age.release] if published else []),
            )
        )
    return Table(
        caption=f"Positive outcomes by month: {found.crime.plural}",
        columns=("Month", "Crimes", *columns, SO_FAR, *(["Released"] if published else [])),
        rows=rows,
        missing=NOT_COMPLETE,
        note="A month is complete for a horizon when the outcomes of all its months are held. "
        f"{SO_FAR}: what was known {horizon(found.within)} when the last file ended.",
    )
