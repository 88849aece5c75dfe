"""The funnel plot: the rate of each area against its residents, with control limits."""

from dataclasses import replace

import numpy as np
import pandas as pd

from data.model.noun import INCIDENT
from data.model.rows import rows
from data.stats.funnel import LEVELS, Funnel, FunnelRow
from layouts.base import theme, words
from layouts.base.chart import Axis, Chart, Series, Text
from layouts.charts.end_labels import end_labels

STEPS = 60
REACH = 1.5  # rates above this many times a limit (see ``_edge``) are drawn at the upper edge
DASHES = {0.95: "dot", 0.998: "solid"}
# Where the own label has more room to the left of its mark than to the right.
FAR_RIGHT = 0.6
RATE = "Per 1,000"


def funnel_chart(
    funnel: Funnel, name: str, decimals: int, unit: str = "Incidents per 1,000 residents"
) -> Chart:
    """Return the funnel plot: the own area marked by shape and name, and the limits named."""
    own, peers, areas = funnel.own, funnel.peers, funnel.areas
    right = float(areas["residents"].max()) * 1.04
    lines = _lines(funnel, float(areas["residents"].min()) * 0.9, right)
    edge = _edge(funnel)
    beyond = peers["rate"] > edge
    inside = areas.loc[areas["rate"] <= edge, "rate"]
    top = 1.06 * max(float(inside.max()), edge / REACH, 10.0**-decimals)
    dots = (
        replace(_dots("areas", peers[~beyond], decimals), symbol="circle", size=8),
        replace(_dots("areas above the chart", peers[beyond], decimals), size=11),
        replace(_dots("this borough", areas[areas["own"]], decimals), symbol="diamond", size=15,
                colour=theme.SERIES[1], outline=theme.INK),
    )  # fmt: skip
    far = own.residents > FAR_RIGHT * right
    label = Text(
        name, own.residents, own.rate, "right" if far else "left",
        colour=theme.INK, size=14, bold=True, off=11,
    )  # fmt: skip
    return Chart(
        "points",
        series=(*lines, *(each for each in dots if each.values)),
        x=Axis("Residents of the area", high=right),
        y=Axis(unit, high=top, decimals=decimals),
        texts=[label, *_ends(lines, right, top, decimals)],
        right=104 if lines else 20,
    )


def beyond_chart(funnel: Funnel) -> pd.DataFrame:
    """Return the rows of the peers whose dots the chart draws at its upper edge."""
    return funnel.peers[funnel.peers["rate"] > _edge(funnel)]


def _edge(funnel: Funnel) -> float:
    """Return the rate above which a dot is drawn at the upper edge; without limits none is.

    It depends on the upper limit of an area at the first quartile of residents, because the limit
    of a tiny area may be very high, and on the rate of the own area.
    """
    if funnel.expected is None:
        return REACH * float(funnel.areas["rate"].max())
    smallish = funnel.areas["residents"].quantile(0.25)
    _low, high = funnel.expected.limits([smallish], LEVELS[-1])
    return REACH * max(float(high[0]) * funnel.per, funnel.own.rate)


def _lines(funnel: Funnel, left: float, right: float) -> list[Series]:
    """Return the band of chance alone, the rate of all peers together, and the limits, if any."""
    expected, per = funnel.expected, funnel.per
    if expected is None:
        return []
    people = np.geomspace(left, right, STEPS)
    x = people.round().tolist()
    rate = expected.rate * per
    low, high = ((side * per).round(4).tolist() for side in expected.chance(people, LEVELS[0]))
    return [
        Series("Chance alone, lower", low, theme.SEQUENTIAL[2], 0, x=x, hover=""),
        Series("Chance alone, upper", high, theme.SEQUENTIAL[2], 0, x=x, hover="",
               fill=theme.SEQUENTIAL[1]),
        Series("Peers", [rate, rate], theme.ACCENT, 1.5, x=[left, right], hover=""),
        *(
            Series(f"{100 * level:g}% limit, {side}", (values * per).round(4).tolist(), theme.SOFT,
                   1.3, DASHES[level], x=x, hover="")
            for level in LEVELS
            for side, values in zip(("lower", "upper"), expected.limits(people, level), strict=True)
        ),
    ]  # fmt: skip


def _dots(name: str, areas: pd.DataFrame, decimals: int) -> Series:
    said = [
        f"<b>{row.name}</b>\n{words.number(row.rate, decimals)} per 1,000 "
        f"({words.number(row.rate_low, decimals)} to {words.number(row.rate_high, decimals)})\n"
        f"{INCIDENT.count(row.n)}, {words.number(row.residents)} residents"
        for row in rows(areas, FunnelRow)
    ]
    return Series(
        f"{RATE}, {name}", areas["rate"].tolist(), theme.GREY, 0, symbol="triangle-up",
        outline=theme.PAPER, x=areas["residents"].tolist(), hover="{note}", notes=said,
    )  # fmt: skip


def _ends(lines: list[Series], right: float, top: float, decimals: int) -> list[Text]:
    """Return the names of the lines at their right ends."""
    ends = []
    for line in lines:
        level = line.values[-1]
        if line.width and level is not None:
            peers = line.name == "Peers"
            said = f"{line.name} {words.number(level, decimals)}" if peers else (
                line.name.partition(",")[0]
            )  # fmt: skip
            ends.append((said, level, line.colour))
    return end_labels(right, ends, top)
