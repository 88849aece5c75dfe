"""What stands behind monthly lines: the financial years, and notes on stretches of time."""

from datetime import date, timedelta

import pandas as pd

from data import months
from data.domain import Domain
from data.frames import each_row
from layouts import theme
from layouts.figures import Part

ROOM_FOR_NAME = 3
HALF_A_MONTH = timedelta(days=15)


def bands(notes: pd.DataFrame, domain: Domain) -> tuple[list[Part], list[Part]]:
    """A pale band for each note on a stretch of months, its text once at the first."""
    bands: list[Part] = []
    texts: dict[str, date] = {}
    for note in each_row(notes):
        first, last = note.first_month.date(), note.last_month.date()
        if last < domain.months[0] or first > domain.months[-1]:
            continue
        first, last = max(first, domain.months[0]), min(last, domain.months[-1])
        bands.append(
            {
                "type": "rect", "x0": first, "x1": months.shift(last, 1), "y0": 0, "y1": 1,
                "yref": "paper", "fillcolor": theme.SERIES[1], "opacity": 0.1, "line": {"width": 0},
                "layer": "below",
            }
        )  # fmt: skip
        texts.setdefault(note.text, first)
    late = domain.months[2 * len(domain.months) // 3]
    labels = [
        {
            "x": first, "y": 1, "yref": "paper", "text": text, "showarrow": False,
            "xanchor": "right" if first > late else "left",  # so that none is cut at the edge
            "yanchor": "top", "font": {"size": 12, "color": theme.SOFT},
        }
        for text, first in texts.items()
    ]  # fmt: skip
    return bands, labels


def year_axis(domain: Domain) -> tuple[Part, list[Part]]:
    """An axis that names each financial year at its middle, and a pale line where one ends."""
    starts = sorted({months.year_of(each) for each in domain.months})
    held = [[each for each in domain.months if months.year_of(each) == start] for start in starts]
    named = [each for each in held if len(each) >= ROOM_FOR_NAME or len(held) == 1]
    axis = {
        "tickvals": [each[len(each) // 2] for each in named],
        "ticktext": [months.year_label(months.year_of(each[0])) for each in named],
        "range": [domain.months[0] - HALF_A_MONTH, domain.months[-1] + HALF_A_MONTH],
    }
    lines_between = [
        {
            "type": "line", "x0": each[0], "x1": each[0], "y0": 0, "y1": 1, "yref": "paper",
            "line": {"color": theme.LINE, "width": 1}, "layer": "below",
        }
        for each in held[1:]
    ]  # fmt: skip
    return axis, lines_between
