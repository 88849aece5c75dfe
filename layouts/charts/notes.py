"""Texts on a monthly chart, placed so that none covers another on a phone.

On a wider chart they stand further apart. Widths are estimates in pixels.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from data.model import months
from data.model.domain import Domain
from data.model.query_rows import NoteRow
from data.model.rows import rows
from layouts.base import theme, words
from layouts.base.chart import HEADROOM, ROW, Axis, Band, Series, Text
from layouts.charts.svg_plot import wide

PHONE = 280  # pixels: the width of a plot in a window 390 pixels wide
APART = 6  # pixels, at least, between two texts of a row
MOST_ROWS = 4
TENS = 10
Span = tuple[float, float]


def level(value: float) -> str:
    """Return a mean or limit as it is written on a chart."""
    return words.number(value, 0 if value >= TENS else 1)


def noted(notes: pd.DataFrame, domain: Domain) -> tuple[list[Band], list[Text]]:
    """Return a pale band for each note on a stretch of months, and each text at its first band.

    A text that would cover another is a row lower; one without room in four rows is left out.
    """
    bands: list[Band] = []
    texts: dict[str, date] = {}
    for note in rows(notes, NoteRow):
        first, last = note.first_month, note.last_month
        if last < domain.months[0] or first > domain.months[-1]:
            continue
        first, last = max(first, domain.months[0]), min(last, domain.months[-1])
        bands.append(Band(note.text, theme.SERIES[1], first, last, opacity=0.1))
        texts.setdefault(note.text, first)
    late = domain.months[2 * len(domain.months) // 3]  # later texts end at their month
    made = [
        Text(text, first, None, "right" if first > late else "left", "top", size=12)
        for text, first in texts.items()
    ]
    return bands, _in_rows(made, domain)


def _in_rows(texts: Sequence[Text], domain: Domain) -> list[Text]:
    """Return the texts that have room, each in the first row in which it covers no other."""
    taken: list[list[Span]] = [[] for _row in range(MOST_ROWS)]
    placed = []
    for text in texts:
        span = _span(text, domain)
        free = (n for n, row in enumerate(taken) if not any(_meet(span, each) for each in row))
        if (row := next(free, None)) is not None:
            taken[row].append(span)
            placed.append(replace(text, row=row))
    return placed


def _span(text: Text, domain: Domain) -> Span:
    """Return the left and right end of a text on a phone, in pixels from the left of the plot."""
    at, length = _pixels(text.at, domain), wide(text.text) + APART
    if text.across == "center":
        return at - length / 2, at + length / 2
    if text.across == "right":
        return at - length, at
    return min(at, PHONE - length), at + length


def _pixels(month: object, domain: Domain) -> float:
    if not isinstance(month, date):
        raise TypeError(f"{month} is no month")
    return (len(months.between(domain.months[0], month)) - 0.5) * PHONE / len(domain.months)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def raised(axis: Axis, texts: Sequence[Text]) -> Axis:
    """Return the axis with a higher top, so that the lines of the chart stay below the texts."""
    lowest = max((each.row for each in texts), default=0)
    return replace(axis, high=axis.high / (1 - HEADROOM * ROW * lowest))


def averages(means: Series, domain: Domain) -> list[Text]:
    """Return the mean of each year above its middle, as in "652 a month".

    Where these texts would cover each other, all but the first are numbers only, and a number that
    would still cover the one before is left out.
    """
    made = [
        Text(f"{level(value)} a month", months.shift(domain.months[first], 6), up="above")
        for first, _last, value in means.runs()
    ]
    if len(_apart(made, domain)) < len(made):
        short = [replace(each, text=each.text.partition(" ")[0]) for each in made[1:]]
        made = _apart([made[0], *short], domain)
    return made


def _apart(texts: Sequence[Text], domain: Domain) -> list[Text]:
    """Return the texts without those that would cover the last one kept."""
    kept: list[Text] = []
    for each in texts:
        if not kept or not _meet(_span(kept[-1], domain), _span(each, domain)):
            kept.append(each)
    return kept
