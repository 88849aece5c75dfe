"""Charts of MARAC figures: repeat rates with the expected range, the p-chart, and the volume."""

from collections.abc import Sequence
from itertools import pairwise

from data.marac.marac import MaracYear, joined
from data.marac.marac_band import ExpectedRange as Expected
from data.marac.marac_chart import Centre
from data.marac.marac_volume import Elsewhere, Volume
from data.marac.marac_windows import Window
from layouts.base import theme
from layouts.base.chart import Axis, Band, Chart, Series, Text

HALF = 0.36  # of a category: half the width of a box of limits
SYMBOLS = {"normal": "circle", "possible": "diamond", "clear": "diamond"}
LEAST_TOP = 60  # per cent
YEAR = Axis("Year")
REPEAT_RATE = "Repeat rate"


def rates(years: Sequence[MaracYear], band: Expected | None) -> Chart:
    """Return a dot for each year with its 95 % interval, and the expected range; in per cent.

    A line joins consecutive years under one definition. A dotted line marks a change of definition.
    The chart is empty if no year has a rate.
    """
    rated = [each for each in years if each.rate is not None and each.interval is not None]
    if not rated:
        return Chart()
    values = [100 * (each.rate or 0) for each in rated]
    low, high = _ends([each.interval for each in rated])
    dots = Series(
        REPEAT_RATE, values, theme.LINE, symbol="circle", size=13, mark=theme.ACCENT,
        labels=[f"{value:.1f}%" for value in values], low=low, high=high,
        breaks=[n for n, pair in enumerate(pairwise(rated), 1) if not joined(*pair)],
        hover="{x}: {y}\n95% interval {note}",
        notes=[f"{a:.1f} to {b:.1f}%" for a, b in zip(low, high, strict=True)],
    )  # fmt: skip
    changed = [
        n - 0.5
        for n, (before, after) in enumerate(pairwise(rated), 1)
        if before.definition != after.definition
    ]
    shade, label = _expected(band)
    return Chart(
        categories=[each.label for each in rated],
        series=(dots,),
        x=YEAR,
        y=_percent(1.1 * max([LEAST_TOP, *high, *([band.high] if band else [])])),
        bands=[*shade, *(Band("definition changed", theme.SOFT, at, dash="dot") for at in changed)],
        texts=[
            *label,
            *(Text("definition changed", at, across="left", up="bottom", size=12, off=4)
              for at in changed),
        ],
        ticks=[f"{each.label}\n{each.repeats} of {each.cases}" for each in rated],
    )  # fmt: skip


def _percent(high: float) -> Axis:
    return Axis("Repeat rate", high=high, suffix="%", decimals=1)


def _ends(intervals: Sequence[tuple[float, float] | None]) -> tuple[list, list]:
    """Return the lower and the upper ends of intervals, in per cent."""
    low, high = ([None if each is None else 100 * each[n] for each in intervals] for n in (0, 1))
    return low, high


def _expected(band: Expected | None) -> tuple[list[Band], list[Text]]:
    """Return the expected range as a band with its name; two empty lists without a range."""
    if band is None:
        return [], []
    doubt = "" if band.confirmed else " (to confirm)"
    said = f"Shaded: {band.low:g} to {band.high:g}% expected{doubt}"
    shade = Band(said, theme.EXPECTED, low=band.low, high=band.high, opacity=0.22)
    return [shade], [Text(said, across="left", up="top")]


def windows(found: Sequence[Window], rates: Sequence[str | None], band: Expected | None) -> Chart:
    """Return a line through the rates with their 95 % intervals, broken where a rate is missing.

    ``rates`` are the rates in words. A window with two definitions has no rate, so a change of
    definition breaks the line.
    """
    low, high = _ends([each.interval for each in found])
    line = Series(
        "Rate", [None if each.rate is None else 100 * each.rate for each in found],
        theme.SEQUENTIAL[2], 1.5, symbol="circle", size=8, mark=theme.ACCENT, low=low, high=high,
        hover="12 months to {x}: {note}", notes=[each or "" for each in rates],
    )  # fmt: skip
    shade, label = _expected(band)
    return Chart(
        categories=[each.end for each in found],
        series=(line,),
        x=Axis("12 months to"),
        y=_percent(
            1.05 * max([LEAST_TOP, *(end for end in high if end), *([band.high] if band else [])])
        ),
        bands=shade,
        texts=label,
        ticks=[f"{each.end:%b}\n{each.end:%Y}" for each in found],
    )


def p_chart(centres: Sequence[Centre]) -> Chart:
    """Return each year's rate with its 95 % limits (dark) and 99.8 % limits (pale)."""
    points = [(centre, point) for centre in centres for point in centre.points]
    if not points:
        return Chart()
    spans = [[(100 * low, 100 * high) for low, high in point.limits] for _centre, point in points]
    boxes = [
        Band(name, colour, n - HALF, n + HALF, *span[level], outline=theme.GREY)
        for n, span in enumerate(spans)
        for level, name, colour in ((1, "99.8% limits", theme.PALE), (0, "95% limits", theme.LINE))
    ]
    rates = [100 * point.rate for _centre, point in points]
    dots = Series(
        "Rate", rates, theme.ACCENT, 0,
        symbol=[SYMBOLS[point.verdict] for _centre, point in points], size=12,
        hover="{x}: {y}\n{note}",
        notes=[f"95%: {inner[0]:.1f} to {inner[1]:.1f}%\n99.8%: {outer[0]:.1f} to {outer[1]:.1f}%"
               for inner, outer in spans],
    )  # fmt: skip
    lasts = [n for n, pair in enumerate(pairwise(points)) if pair[0][0] is not pair[1][0]]
    lasts.append(len(points) - 1)
    average = Series(
        "Average", [100 * centre.rate for centre, _point in points], theme.SOFT, 1.5, "dash",
        level=True, breaks=[each + 1 for each in lasts[:-1]],
    )  # fmt: skip
    return Chart(
        categories=[point.year.label for _centre, point in points],
        series=(dots, average),
        x=YEAR,
        y=_percent(1.08 * max([*rates, *(outer[1] for _inner, outer in spans)])),
        bands=boxes,
        texts=[
            Text(f"Average\n{100 * points[n][0].rate:.1f}%", n + HALF, 100 * points[n][0].rate,
                 "left", off=5)
            for n in lasts
        ],
        right=74,
    )  # fmt: skip


def volume_bars(
    volumes: Sequence[Volume], beside: Sequence[Elsewhere], expected: Sequence[Elsewhere]
) -> Chart:
    """Return bars of cases per 10,000 women, and a dashed line at each expected value.

    Years have blue bars with 95 % intervals, other areas (``beside``) grey ones without. The chart
    is empty without ``volumes``.
    """
    if not volumes:
        return Chart()
    rates = [*(each.rate for each in volumes), *(each.value for each in beside)]
    rest = [None] * len(beside)
    high = [*(each.interval[1] for each in volumes), *rest]
    bars = Series(
        "Per 10,000 women", rates, theme.ACCENT,
        colours=[theme.BAR] * len(volumes) + [theme.SOFT] * len(beside),
        labels=[*(f"{each.rate:.1f}" for each in volumes), *(f"{each.value:g}" for each in beside)],
        low=[*(each.interval[0] for each in volumes), *rest], high=high,
        hover="{x}: {y} per 10,000 women",
    )  # fmt: skip
    levels = [each.value for each in expected]
    top = max([*rates, *levels, *(each for each in high if each is not None)])
    return Chart(
        "bars",
        categories=[each.label for each in (*volumes, *beside)],
        series=(bars,),
        x=YEAR,
        y=Axis("Cases per 10,000 women", high=top * 1.08, decimals=1),
        bands=[Band("Expected", theme.SERIES[3], low=each, dash="dash") for each in levels],
        texts=[
            Text(f"{each:g} expected", value=each, across="right", up="above",
                 colour=theme.SERIES[3])
            for each in levels
        ],
    )  # fmt: skip
