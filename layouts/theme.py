"""Colours, type and the Plotly template: how everything looks, in one place.

The palette is the Government Analysis Function's, with its plum a little redder: beside its blue it
was hard to tell for a protanope (``tests/layouts/test_colours.py``). Contrasts on white are 10.2,
3.0, 3.2 and 9.8 to 1. Charts sit on white, where all of them pass. No colour means good or bad.
"""

from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

INK = "#1b1f24"
SOFT = "#505a5f"
LINE = "#d9dee4"
PALE = "#e8ebee"
GREY = "#8a949e"
ACCENT = "#12436D"
SERIES = ("#12436D", "#F46A25", "#28A197", "#801844")
# Five steps of one blue, lightest first; areas are told apart by a boundary line and the legend.
SEQUENTIAL = ("#E3EEF9", "#B5D2EE", "#6BACE6", "#2073BC", "#12436D")
# Clear fall, possible fall, within normal variation, possible rise, clear rise, not compared.
CHANGES = ("#12436D", "#6BACE6", "#EDEFF1", "#F9B48F", "#D4500F", "#FFFFFF")
ZERO = "#FFFFFF"
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

_SHADES = (
    "#eef4f9", "#dbe7f1", "#b3cde2", "#88b1d3", "#6499c5", "#4d8abd", "#4183ba", "#3170a3",
    "#12436d", "#0d3558",
)  # fmt: skip
MANTINE_THEME: Any = {
    "colors": {"navy": list(_SHADES)},
    "primaryColor": "navy",
    "primaryShade": 8,
    "autoContrast": True,
    "fontFamily": FONT,
    "headings": {"fontFamily": FONT},
    "defaultRadius": 5,
}

_AXIS = {
    "gridcolor": PALE,
    "zeroline": False,
    "linecolor": GREY,
    "tickfont": {"size": 13, "color": SOFT},
    "automargin": True,
    "fixedrange": True,
}
# Lean on purpose: the template travels with every figure.
TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": 14, "color": INK},
        "colorway": list(SERIES),
        "paper_bgcolor": "#fff",
        "plot_bgcolor": "#fff",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "hoverlabel": {"bgcolor": "#fff", "bordercolor": GREY, "font": {"size": 14, "color": INK}},
        "showlegend": False,
        "dragmode": False,
        "xaxis": {**_AXIS, "showgrid": False},
        "yaxis": {**_AXIS, "rangemode": "tozero", "tickformat": ","},
        "map": {"style": MAP_STYLE},
    }
)


def use() -> None:
    """Make the template Plotly's default, so that no figure can reach for a tile server."""
    pio.templates["csp"] = TEMPLATE
    pio.templates.default = "csp"
