"""The funnel: a dot an area over its residents, and the limits of what to expect of each."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from data.area_values import PER
from data.frames import each_row
from data.funnel import LEVELS, Expected, Funnel
from layouts import theme, words
from layouts.figures import Part, drawn
from layouts.lines import end_labels

STEPS = 60
REACH = 1.5  # points higher than so many times the highest limit are drawn at the edge
DASHES = {0.95: "dot", 0.998: "solid"}
# Where the own label has more room to the left of its mark than to the right.
FAR_RIGHT = 0.6


def funnel_chart(found: Funnel, name: str, decimals: int) -> go.Figure:
    """The areas of a funnel, the own one marked by shape and name, limits named at their end."""
    own, peers = found.own, found.peers
    right = float(found.areas["residents"].max()) * 1.04
    lines = _lines(found.expected, _left(found), right)
    edge = _edge(found)
    beyond = peers["rate"] > edge
    inside = found.areas.loc[found.areas["rate"] <= edge, "rate"]
    top = 1.06 * max(float(inside.max()), edge / REACH, 10.0**-decimals)
    quiet = {"color": theme.GREY, "size": 8, "line": {"color": "#fff", "width": 1}}
    mine = found.areas[found.areas["own"]]
    marks = [
        _dots(peers[~beyond], peers.loc[~beyond, "rate"].tolist(), decimals,
              {**quiet, "symbol": "circle"}),
        _dots(peers[beyond], [top * 0.98] * int(beyond.sum()), decimals,
              {**quiet, "symbol": "triangle-up", "size": 11}),
        _dots(mine, [own["rate"]], decimals,
              {"color": theme.SERIES[1], "symbol": "diamond", "size": 15,
               "line": {"color": theme.INK, "width": 1.5}}),
    ]  # fmt: skip
    band = _band(found.expected, lines)
    notes = [_own_label(name, own, right), *_axis_names(), *_ends(lines, right, top, decimals)]
    return drawn(
        [*band, *lines, *(each for each in marks if len(each["x"]))],
        notes=notes,
        xaxis={
            "range": [0, right],
            "tickformat": "~s",
            "nticks": 6,
            "tickangle": 0,
            "ticklabelstandoff": 6,
        },
        yaxis={"range": [0, top], "nticks": 6, "tickformat": ",~g", "ticklabelstandoff": 6},
        margin={"t": 28, "r": 104 if lines else 20, "b": 40},
        hovermode="closest",
    )


def beyond_chart(found: Funnel) -> pd.DataFrame:
    """The peers whose dots the chart draws at its upper edge, by name."""
    return found.peers[found.peers["rate"] > _edge(found)]


def _left(found: Funnel) -> float:
    """Where the lines begin: a little before the smallest area."""
    return float(found.areas["residents"].min()) * 0.9


def _edge(found: Funnel) -> float:
    """The highest rate that is drawn at its height; nothing is too high without limits.

    It goes by the limits of a smallish area: those of a tiny one may reach very high.
    """
    if found.expected is None:
        return REACH * float(found.areas["rate"].max())
    smallish = found.areas["residents"].quantile(0.25)
    _low, high = found.expected.limits([smallish], LEVELS[-1])
    return REACH * max(float(high[0]) * PER, float(found.own["rate"]))


def _lines(expected: Expected | None, left: float, right: float) -> list[Part]:
    """The rate of all peers together and the limits around it, as lines over residents."""
    if expected is None:
        return []
    people = np.geomspace(left, right, STEPS)
    rate = expected.rate * PER
    lines: list[Part] = [
        {"x": [left, right], "y": [rate, rate], "line": {"color": theme.ACCENT, "width": 1.5},
         "name": "Peers"}
    ]  # fmt: skip
    for level in LEVELS:
        for side in expected.limits(people, level):
            lines.append(
                {"x": people.round().tolist(), "y": (side * PER).round(4).tolist(),
                 "line": {"color": theme.SOFT, "width": 1.3, "dash": DASHES[level]},
                 "name": f"{100 * level:g}%"}
            )  # fmt: skip
    kind = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    return [{**kind, **line} for line in lines]


def _band(expected: Expected | None, lines: list[Part]) -> list[Part]:
    """What chance alone allows around the rate of all peers, shaded."""
    if expected is None:
        return []
    people = lines[-1]["x"]
    low, high = expected.chance(people, LEVELS[0])
    kind = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"width": 0}}
    sides = [{**kind, "x": people, "y": (side * PER).round(4).tolist()} for side in (low, high)]
    return [sides[0], {**sides[1], "fill": "tonexty", "fillcolor": theme.SEQUENTIAL[1]}]


def _dots(areas: pd.DataFrame, heights: Sequence[float], decimals: int, marker: Part) -> Part:
    said = [
        f"<b>{row.name}</b><br>{words.number(row.rate, decimals)} per 1,000 "
        f"({words.number(row.rate_low, decimals)} to {words.number(row.rate_high, decimals)})<br>"
        f"{words.plural(int(row.n), 'incidents')}, {words.number(row.residents)} residents"
        for row in each_row(areas)
    ]
    return {
        "type": "scatter", "mode": "markers", "x": areas["residents"].tolist(),
        "y": list(heights), "text": said, "hovertemplate": "%{text}<extra></extra>",
        "marker": marker, "cliponaxis": False,
    }  # fmt: skip


def _own_label(name: str, own: pd.Series, right: float) -> Part:
    far = own["residents"] > FAR_RIGHT * right
    return {
        "x": own["residents"], "y": own["rate"], "text": f"<b>{name}</b>", "showarrow": False,
        "xanchor": "right" if far else "left", "xshift": -11 if far else 11,
        "bgcolor": "rgba(255,255,255,0.8)", "font": {"size": 14, "color": theme.INK},
    }  # fmt: skip


def _axis_names() -> list[Part]:
    plain = {"showarrow": False, "xref": "paper", "yref": "paper", "xanchor": "left"}
    font = {"size": 13, "color": theme.SOFT}
    return [
        {**plain, "x": 0, "y": 1, "yanchor": "bottom", "yshift": 6, "font": font,
         "text": "Incidents per 1,000 residents"},
        {**plain, "x": 0.5, "y": 0, "xanchor": "center", "yanchor": "top", "yshift": -22,
         "font": font, "text": "Residents of the area"},
    ]  # fmt: skip


def _ends(lines: list[Part], right: float, top: float, decimals: int) -> list[Part]:
    """Each line named at its right end."""
    ends = []
    for line in lines:
        level = line["y"][-1]
        rate = f" {words.number(level, decimals)}" if line["name"] == "Peers" else " limit"
        colour = theme.ACCENT if line["name"] == "Peers" else theme.SOFT
        ends.append((f"{line['name']}{rate}", level, colour))
    return end_labels(right, ends, top)
