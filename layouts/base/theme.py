"""Colours, fonts and the Plotly template.

The palette is the Government Analysis Function's, with its plum a little redder: beside its blue it
was hard to tell for a protanope (``tests/layouts/base/test_colours.py``). Contrasts on white are
10.2, 3.0, 3.2 and 9.8 to 1. Charts sit on white, where all of them pass. No colour means good or
bad.
"""

import json
from typing import Any

from layouts.base.addresses import below

INK = "#1b1f24"
SOFT = "#505a5f"
LINE = "#d9dee4"
PALE = "#e8ebee"
GREY = "#8a949e"
ACCENT = "#12436D"
SERIES = ("#12436D", "#F46A25", "#28A197", "#801844")
# Five steps of one blue, lightest first; boundary lines and the legend separate areas.
SEQUENTIAL = ("#E3EEF9", "#B5D2EE", "#6BACE6", "#2073BC", "#12436D")
# Clear fall, possible fall, within normal variation, possible rise, clear rise, not compared.
CHANGES = ("#12436D", "#6BACE6", "#EDEFF1", "#F9B48F", "#D4500F", "#FFFFFF")
FALL, RISE = CHANGES[0], CHANGES[-2]
BAR = SEQUENTIAL[3]  # a bar with an interval in INK, whose contrast with it is 3 to 1
STEADY = GREY  # a change within normal variation, where it is drawn as a bar
ZERO = "#FFFFFF"
PAPER = "#FFFFFF"
VEIL = "rgba(255,255,255,0.8)"  # behind words that lie on lines
STRIPE = "#F3F5F7"  # every second row of a table
EXPECTED = "#A285D1"  # an expected range: a colour that means neither good nor bad
# Steps of SEQUENTIAL on which dark numbers can be read.
LEGIBLE_STEPS = 3
# Colours too pale for words, darkened to 4.5 to 1 on white.
_LEGIBLE = {SERIES[1]: "#B8430C", SERIES[2]: "#1B7A72", LINE: SOFT}
FONT = 'Inter, "Segoe UI", Arial, sans-serif'
MAP_STYLE = "/map-style.json"

GRAPH_CONFIG: Any = {
    "showSendToCloud": False,
    "displaylogo": False,
    "scrollZoom": False,
    "responsive": True,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
    "toImageButtonOptions": {"format": "png", "scale": 2},
}

_AXIS = {
    "gridcolor": PALE,
    "zeroline": False,
    "linecolor": GREY,
    "tickfont": {"size": 13, "color": SOFT},
    "automargin": True,
    "fixedrange": True,
}
TEMPLATE: dict[str, Any] = {
    "layout": {
        "font": {"family": FONT, "size": 14, "color": INK},
        "colorway": list(SERIES),
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "hoverlabel": {"bgcolor": "#fff", "bordercolor": GREY, "font": {"size": 14, "color": INK}},
        "showlegend": False,
        "dragmode": False,
        "xaxis": {**_AXIS, "showgrid": False},
        "yaxis": {**_AXIS, "rangemode": "tozero", "tickformat": ","},
        "map": {"style": MAP_STYLE},
    }
}


def of_change(marked: bool, difference: float) -> str:
    """Return the colour of the bar of a change: fall, rise, or within normal variation."""
    if not marked:
        return STEADY
    return RISE if difference > 0 else FALL


def legible(colour: str) -> str:
    """Return a colour dark enough for words in place of one that is only for marks."""
    return _LEGIBLE.get(colour, colour)


def shade(share: float) -> str:
    """Return the colour of a cell of a heat table, from 0 (lightest) to 1."""
    scale = SEQUENTIAL[:LEGIBLE_STEPS]
    place = min(max(share, 0), 1) * (len(scale) - 1)
    step = min(int(place), len(scale) - 2)
    return mixed(scale[step + 1], scale[step], place - step)


def mixed(colour: str, under: str, share: float) -> str:
    """Return a colour laid over another one at an opacity from 0 to 1."""
    pairs = ((int(each[n : n + 2], 16) for each in (colour, under)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(low + (top - low) * share):02X}" for top, low in pairs)


def as_json() -> str:
    """Return the template as JSON, for ``assets/map_view.js`` to give to every chart."""
    return json.dumps(TEMPLATE, separators=(",", ":"))


def use() -> None:
    """Add the path prefix to the address of the map style, which this server offers itself."""
    TEMPLATE["layout"]["map"]["style"] = below(MAP_STYLE)
