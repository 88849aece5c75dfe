"""Finer MARAC returns for partners: twelve months ending each quarter, as chart and table."""

from collections.abc import Sequence

import plotly.graph_objects as go

from data.disclosure import Rule
from data.marac_band import Band
from data.marac_windows import Window
from layouts import marac_figures, marac_words, theme
from layouts.figures import drawn
from layouts.panels import Panel
from layouts.tables import Table, safe_cell

MANY = 8


def windows_panel(windows: Sequence[Window], band: Band | None, rule: Rule, standing: str) -> Panel:
    """The repeat rate of each twelve months from safe counts; in a public pack there are none."""
    table = window_table(windows)
    if not windows:
        title = "Finer figures are for partners"
        return Panel(title, "This pack holds none.", marac_figures.nothing(), table)
    return Panel(
        title=marac_words.windows_title(windows),
        sentence=marac_words.windows_sentence(standing, rule),
        figure=rolling(windows, band),
        unit="Repeat rate",
        table=table,
    )


def window_table(windows: Sequence[Window]) -> Table:
    """Each twelve months with its counts as they may be shown, and why any is missing."""
    return Table(
        caption="MARAC, twelve months ending each quarter, counts protected",
        head=("12 months to", "Cases", "Repeat cases", "Rate", "Children", "Note"),
        rows=[
            (
                each.label,
                *(safe_cell(count) for count in (each.cases, each.repeats)),
                marac_words.window_rate(each),
                safe_cell(each.children),
                each.note,
            )
            for each in windows
        ],
    )


def rolling(windows: Sequence[Window], band: Band | None) -> go.Figure:
    """A line through the rates with their 95 % intervals, broken where there is no figure.

    A window never holds two definitions, so a change of definition breaks the line by itself.
    """
    names = [f"{each.end:%b}<br>{each.end:%Y}" for each in windows]
    rates = [None if each.rate is None else 100 * each.rate for each in windows]
    ends = [each.interval for each in windows]
    line = {
        "type": "scatter", "mode": "lines+markers", "x": names, "y": rates, "connectgaps": False,
        "line": {"color": theme.SEQUENTIAL[2], "width": 1.5},
        "marker": {"size": 8, "color": theme.ACCENT},
        "error_y": {
            "type": "data", "symmetric": False, "width": 3, "thickness": 1.2,
            "color": theme.ACCENT,
            "array": [end and 100 * end[1] - (rate or 0)
                      for end, rate in zip(ends, rates, strict=True)],
            "arrayminus": [end and (rate or 0) - 100 * end[0]
                           for end, rate in zip(ends, rates, strict=True)],
        },
        "text": [marac_words.window_rate(each) or "" for each in windows],
        "hovertemplate": "12 months to %{x}: %{text}<extra></extra>",
    }  # fmt: skip
    shade, label = marac_figures.band_shade(band)
    top = max([60, *(100 * end[1] for end in ends if end)])
    return drawn(
        [line],
        shade,
        label,
        yaxis={"range": [0, top * 1.05], "ticksuffix": "%", "nticks": 5},
        xaxis={
            "type": "category", "range": [-0.6, len(windows) - 0.4],
            "tickvals": names[:: 2 if len(names) > MANY else 1],
            "tickangle": 0,
        },
    )  # fmt: skip
