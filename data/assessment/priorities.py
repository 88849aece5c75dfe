"""The order of themes by weighted points.

Points run from 0 to 1. Demand and harm are by rank, because counts and scores of themes differ by
orders of magnitude; trend and comparison are by verdict, so that normal variation gives none; the
board's are the mean of its scores. A column without a value is left out of a theme's total, which
is divided by the weights of the others: missing is not zero. A theme of which nothing is measured
has no rank, because scores alone cannot be compared with figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.harm.harm_scale import Reason
from data.harm.harm_series import Compared
from data.model.assessment import MOST_SCORE, Theme
from data.stats.funnel import Funnel
from data.stats.significance import Change

BOARD = "board"  # the column that is not measured
POSSIBLE = 0.5
DECIMALS = 9  # errors of floating point make no difference of rank
OF_TREND = {"clear": 1.0, "possible": POSSIBLE, "normal": 0.0}
OF_STANDING = {"above 99.8": 1.0, "above 95": POSSIBLE}
Ranks = Mapping[str, int | None]


@dataclass(frozen=True, eq=False)
class Measured:
    """A theme in the chosen months, for the whole borough.

    ``n`` is its count, None if it has no types or the pack lacks them in all chosen months;
    ``change`` is that on the year before, None where nothing is compared. ``harm`` is None where
    ``why_no_harm`` says why. ``funnel`` is None without peers.
    """

    theme: Theme
    n: int | None = None
    change: Change | None = None
    harm: Compared | None = None
    why_no_harm: Reason | None = None
    funnel: Funnel | None = None


@dataclass(frozen=True, eq=False)
class Priority:
    """A theme in the order: its rank from 1, points by column, and their weighted mean.

    Themes with the same ``total`` share a ``rank``. Both are None for a theme of which nothing is
    measured. ``ranks`` has its ranks by demand and by harm, 1 for the most, and ``ranked`` the
    number of themes that have a value of each.
    """

    measured: Measured
    rank: int | None
    points: Mapping[str, float | None]
    total: float | None
    ranks: Ranks
    ranked: Mapping[str, int]


def priorities(themes: Sequence[Measured], weights: Mapping[str, int]) -> list[Priority]:
    """Return the themes with most points first; those without a total last."""
    values = {
        "demand": [each.n for each in themes],
        "harm": [round(each.harm.now.harm, DECIMALS) if each.harm else None for each in themes],
    }
    present = {
        name: [each for each in column if each is not None] for name, column in values.items()
    }
    found = []
    for i, theme in enumerate(themes):
        own = {name: column[i] for name, column in values.items()}
        points = {
            **{name: _by_rank(value, present[name]) for name, value in own.items()},
            "trend": _trend(theme),
            "comparison": _comparison(theme),
            "board": board_mean(theme.theme, 1 / MOST_SCORE),
        }
        ranks = {name: _rank(value, present[name]) for name, value in own.items()}
        found.append((_total(points, weights), points, ranks, theme))
    totals = [each[0] for each in found if each[0] is not None]
    ranked = {name: len(column) for name, column in present.items()}
    listed = [
        Priority(theme, _rank(total, totals), points, total, ranks, ranked)
        for total, points, ranks, theme in found
    ]
    return sorted(listed, key=lambda each: each.rank or len(listed) + 1)


def board_mean(theme: Theme, scale: float = 1.0) -> float | None:
    """Return the mean of the board's scores of a theme, times ``scale``; None without any."""
    scores = theme.scores.values()
    return scale * sum(scores) / len(scores) if scores else None


def _by_rank(value: float | None, among: Sequence[float]) -> float | None:
    """Return the share (0 to 1) of the other themes whose value is less; None without a value."""
    if value is None:
        return None
    return sum(each < value for each in among) / max(len(among) - 1, 1)


def _rank(value: float | None, among: Sequence[float]) -> int | None:
    """Return the rank of a value, 1 for the largest."""
    if value is None:
        return None
    return 1 + sum(each > value for each in among)


def _trend(theme: Measured) -> float | None:
    if theme.change is None:
        return None
    return OF_TREND[theme.change.verdict] if theme.change.difference > 0 else 0.0


def _comparison(theme: Measured) -> float | None:
    if theme.funnel is None or theme.funnel.expected is None:
        return None
    return OF_STANDING.get(theme.funnel.own.standing, 0.0)


def _total(points: Mapping[str, float | None], weights: Mapping[str, int]) -> float | None:
    """Return the weighted mean of the points that are not None.

    None if no measured column (any but the board's) has both points and a weight.
    """
    present = {name: value for name, value in points.items() if value is not None and weights[name]}
    if not present.keys() - {BOARD}:
        return None
    total = sum(weights[name] * value for name, value in present.items())
    return round(total / sum(weights[name] for name in present), DECIMALS)
