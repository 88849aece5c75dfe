"""Charts of harm: with the count by month, and by financial year."""

from collections.abc import Callable, Sequence
from math import floor, log10
from statistics import fmean

from data.harm.harm_series import Size, YearHarm
from data.model.domain import Domain
from layouts.base import theme
from layouts.base.chart import Axis, Chart, Series, headroom
from layouts.charts.end_labels import end_labels, last_of

COUNT, HARM = "Index of the count", "Index of harm"
SCORE = "Harm"
Index = tuple[float | None, ...]


def indices(sizes: Sequence[Size | None]) -> tuple[Index, Index, Index, Index]:
    """Return count, harm and the ends of its intervals as indices: a mean of 100 a month.

    The ends are divided by the mean of harm, as harm is.
    """
    held = [each for each in sizes if each is not None]
    counts = fmean(each.n for each in held) if held else 0
    harms = fmean(each.harm for each in held) if held else 0

    def index(value: Callable[[Size], float], mean: float) -> Index:
        return tuple(
            round(100 * value(each) / mean, 1) if each is not None and mean else None
            for each in sizes
        )

    return (
        index(lambda each: each.n, counts),
        index(lambda each: each.harm, harms),
        index(lambda each: each.limits[0], harms),
        index(lambda each: each.limits[1], harms),
    )


def beside_count(sizes: Sequence[Size | None], domain: Domain) -> Chart:
    """Return harm with its intervals and the count by month, each as an index of its mean."""
    count, harm, low, high = indices(sizes)
    top = headroom([*high, *count])
    series = (
        Series(COUNT, count, theme.SERIES[1], 2.5, hover="{x}, count: {y}"),
        Series(HARM, harm, theme.ACCENT, 2.5, low=low, high=high, hover="{x}, harm: {y}"),
    )
    names = zip(("Count", "Harm"), series, strict=True)
    ends = [(name, last_of(each.values), each.colour) for name, each in names]
    return Chart(
        categories=domain.months,
        series=series,
        x=Axis("Month"),
        y=Axis("Monthly mean = 100", high=top, decimals=1),
        texts=end_labels(domain.months[-1], ends, top),
        right=80,
        ends="lines",
    )


def short(value: float) -> str:
    """Return a score to three significant digits, from a thousand with k or m: "917k", "1.03m"."""
    near = float(f"{value:.2e}")
    for size, letter in ((1e6, "m"), (1e3, "k")):
        if near >= size:
            return f"{near / size:.{2 - floor(log10(near / size))}f}{letter}"
    return f"{value:.0f}"


def by_year(years: Sequence[YearHarm]) -> Chart:
    """Return a bar for each financial year with its interval; incomplete ones are hatched."""
    sizes = [each.compared.now for each in years]
    bars = Series(
        SCORE,
        [round(each.harm) for each in sizes],
        theme.SEQUENTIAL[3],
        low=[round(each.limits[0]) for each in sizes],
        high=[round(each.limits[1]) for each in sizes],
        hatched=[not each.complete for each in years],
        labels=[f"{short(each.harm)}{'' if year.complete else ' (part)'}"
                for each, year in zip(sizes, years, strict=True)],
    )  # fmt: skip
    labels = [each.compared.name for each in years]
    top = headroom(bars.high)
    return Chart("columns", labels, (bars,), Axis("Year"), Axis("Harm score", high=top))
