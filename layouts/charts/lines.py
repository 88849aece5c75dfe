"""Charts of monthly counts: one line, several, a line for each financial year, annual bars."""

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import mean

import pandas as pd

from data.model import months
from data.model.domain import Domain
from data.model.noun import either
from data.series.trends import Series as Values
from data.series.trends import YearTotal
from layouts.base import theme
from layouts.base.chart import (
    Axis,
    Band,
    Chart,
    Series,
    counts,
    headroom,
)
from layouts.charts.end_labels import end_labels, last_of
from layouts.charts.notes import averages, noted, raised

NAMED = len(theme.SERIES)
DASHES = ("solid", "dot", "dash", "dashdot")
MONTHS_OF_YEAR = (
    "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar",
)  # fmt: skip
MOST = 30  # lines of a chart; more could neither be read nor sent in time
MONTH = Axis("Month")
CHOSEN = "Incidents, months chosen"
YEAR_MEAN = "Mean of the year"


def monthly(
    values: Values, domain: Domain, chosen: tuple[date, date], notes: pd.DataFrame
) -> Chart:
    """Return one line over every month of the pack, the chosen months dark, missing months as gaps.

    ``values`` has one count for each month, None where missing; ``notes`` has first_month,
    last_month and text. Each complete year has its monthly mean as a dashed line.
    """
    means = year_means(values, domain)
    feet = averages(means, domain)
    bands, texts = noted(notes, domain)
    return Chart(
        categories=domain.months,
        series=(
            Series("Incidents", values, theme.SEQUENTIAL[2]),
            Series(CHOSEN, within(values, domain.months, chosen), theme.ACCENT, 3),
            *([means] if feet else []),
        ),
        x=MONTH,
        y=raised(counts(values), texts),
        bands=[*gaps(domain), *bands],
        texts=[*texts, *feet],
    )


def within(
    values: Iterable[float | None], starts: Sequence[date], chosen: tuple[date, date]
) -> tuple[float | None, ...]:
    """Return the values of the chosen months, None in all others."""
    pairs = zip(starts, values, strict=True)
    return tuple(value if chosen[0] <= start <= chosen[1] else None for start, value in pairs)


def year_means(values: Values, domain: Domain) -> Series:
    """Return a series with the monthly mean of each complete year in each of its months."""
    found: list[float | None] = [None] * len(values)
    starts = []
    for year in domain.years:
        first, last = months.year_span(year.start)
        inside = [n for n, month in enumerate(domain.months) if first <= month <= last]
        some = [value for n in inside if (value := values[n]) is not None]
        if year.complete and some:
            starts.append(inside[0])
            found[inside[0] : inside[-1] + 1] = [mean(some)] * len(inside)
    return Series(YEAR_MEAN, found, theme.SOFT, 1.5, "dash", level=True, breaks=starts, decimals=1)


def gaps(domain: Domain) -> list[Band]:
    """Return a hatched band for each stretch of months that the pack does not cover."""
    missing = domain.missing(domain.months[0], domain.months[-1])
    firsts = [each for each in missing if months.shift(each, -1) not in missing]
    lasts = [each for each in missing if months.shift(each, 1) not in missing]
    return [
        Band("No data", theme.GREY, first, last, hatched=True)
        for first, last in zip(firsts, lasts, strict=True)
    ]


def lines(parts: Sequence[tuple[str, Sequence[float | None]]], domain: Domain, y: Axis) -> Chart:
    """Return several monthly lines, the largest four coloured and named, the rest pale.

    ``parts`` holds (name, a value for each month of the pack, None where missing), largest first;
    the first 30 are drawn. ``y`` gives the unit and format of the values.
    """
    top = headroom([value for _name, values in parts[:MOST] for value in values])
    named = [
        Series(name, values, theme.SERIES[place], 2.5, hover=f"{_escaped(name)}, {{x}}: {{y}}")
        for place, (name, values) in enumerate(parts[:NAMED])
    ]
    pale = [Series(name, values, theme.LINE, 1.5, quiet=True) for name, values in parts[NAMED:MOST]]
    ends = [(each.name, last_of(each.values), each.colour) for each in named]
    return Chart(
        categories=domain.months,
        series=(*pale, *reversed(named)),
        x=MONTH,
        y=Axis(y.title, high=top, decimals=y.decimals),
        bands=gaps(domain),
        texts=end_labels(domain.months[-1], ends, top),
        right=190,
        ends="lines",
    )


def _escaped(name: str) -> str:
    return name.replace("{", "{{").replace("}", "}}")


def drawn_of(count: int) -> str:
    """Return a sentence on which of ``count`` lines are drawn and named; "" if all are named."""
    if count > MOST:
        return f" The largest {MOST} of {count} are drawn; the numbers have all."
    rest = count - NAMED
    are = either(rest, "other is", f"other {rest} are")
    return f" The {are} pale; the numbers have all." if rest > 0 else ""


def year_over_year(by_year: Sequence[tuple[str, Values]]) -> Chart:
    """Return a named line for each financial year over April to March, the latest dark."""
    series = []
    for back, (name, values) in enumerate(reversed(by_year)):
        place = min(back, NAMED - 1)
        series.append(
            Series(name, values, theme.SERIES[place], 2 if back else 3, DASHES[place],
                   hover=f"{{x}} in {name}: {{y}}")
        )  # fmt: skip
    top = headroom([value for _name, values in by_year for value in values])
    ends = [
        (each.name, last_of(each.values), each.colour)
        for each in series
        if any(value is not None for value in each.values)
    ]
    return Chart(
        categories=MONTHS_OF_YEAR,
        series=series[::-1],
        x=MONTH,
        y=Axis("Incidents", high=top),
        texts=end_labels(len(MONTHS_OF_YEAR) - 1, ends, top),
        right=84,
        ends="lines",
    )


def annual_bars(totals: Sequence[YearTotal]) -> Chart:
    """Return a bar for each financial year; one with missing months is hatched and says so."""
    bars = Series(
        "Incidents",
        [each.n for each in totals],
        theme.SEQUENTIAL[3],
        labels=[f"{each.n:,}{'' if each.complete else held(each)}" for each in totals],
        hatched=[not each.complete for each in totals],
    )
    labels = [each.label for each in totals]
    return Chart("columns", labels, (bars,), Axis("Year"), counts(bars.values))


def held(year: YearTotal) -> str:
    """Return the number of months of a year that are held, to follow its count."""
    return f" ({year.months_held} of {len(MONTHS_OF_YEAR)} months)"
