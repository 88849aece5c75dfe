"""Rules for the verdict, fitted to placebos and tested on other forces."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from bench.placebo import SERIES, Splits
from data.series.headlines import HEADLINES
from data.stats.dispersion import EXCESS, Scatter, two_sided
from data.stats.significance import CLEAR, POSSIBLE

Numbers = NDArray[np.float64]
FOLDS = 5
DRAWS = 2000
FURTHEST_Z = 5.0  # deviations are winsorised, so that no single event decides a constant
SIZES = ((20, 100), (100, 500), (500, 2000), (2000, 10**9))
CERTAINTY = 0.01
Basis = Callable[[Numbers], Numbers]


@dataclass(frozen=True)
class Fit:
    """The excess of each series, in the order of SERIES, and of all together."""

    series: Numbers
    together: float


def level(splits: Splits) -> Numbers:
    """Return incidents a month."""
    return splits.total / (2 * splits.months)


def fit(splits: Splits, basis: Basis = np.log1p) -> Fit:
    """Fit the excess by moments: squared deviations less 1, over the basis of the level."""
    p, n = splits.share, splits.total
    z = (splits.after - n * p) / np.sqrt(n * p * (1 - p))
    over = np.clip(z, -FURTHEST_Z, FURTHEST_Z) ** 2 - 1
    size = len(SERIES)
    tops = np.bincount(splits.series, over, size)
    bottoms = np.bincount(splits.series, basis(level(splits)), size)
    return Fit(np.maximum(tops / bottoms, 0), float(tops.sum() / bottoms.sum()))


def folds(forces: NDArray[np.str_], seed: int = 1) -> NDArray[np.int64]:
    """Return the fold of each force named, all tests of a force in one."""
    names = np.unique(forces)
    dealt = np.random.default_rng(seed).permutation(len(names)) % FOLDS
    return dealt[np.searchsorted(names, forces)]


def judged(splits: Splits, excess: Numbers) -> Numbers:
    """Return p-values by the product's rule, with an excess for each test."""
    scatter = Scatter(excess, splits.months)
    factors = scatter.pair(splits.total, splits.share)
    return two_sided(splits.before, splits.after, splits.share, factors)


def shipped(splits: Splits) -> Numbers:
    """Return p-values by the rule as the product has it."""
    return judged(splits, np.array([EXCESS[each] for each in SERIES])[splits.series])


def by_chance(splits: Splits) -> Numbers:
    """Return p-values of the exact Poisson test."""
    return two_sided(splits.before, splits.after, splits.share, 1.0)


def at_one_dispersion(
    before: Numbers, after: Numbers, share: Numbers, dispersion: Numbers
) -> Numbers:
    """Return the p-values of the product's test without its average over the excess."""
    b, a = (np.maximum((each - 0.5) / dispersion + 0.5, 1e-12) for each in (before, after))
    fewer = special.betainc(b, (after + 0.5) / dispersion + 0.5, 1 - share)
    more = special.betainc(a, (before + 0.5) / dispersion + 0.5, share)
    return np.minimum(2 * np.minimum(fewer, more), 1)


def unfitted(splits: Splits, use: Callable[[Fit], Numbers], basis: Basis = np.log1p) -> Numbers:
    """Return the constant of each test, from a fit to the other folds' forces."""
    fold, found = folds(splits.force), np.empty(len(splits.force))
    for each in range(FOLDS):
        held_out = fold == each
        found[held_out] = use(fit(_where(splits, ~held_out), basis))[splits.series[held_out]]
    return found


def _where(splits: Splits, kept: NDArray[np.bool_]) -> Splits:
    return Splits(splits.before[kept], splits.after[kept], splits.share[kept], splits.months,
                  splits.area[kept], splits.series[kept], splits.force[kept])  # fmt: skip


def groups(splits: Splits) -> dict[str, NDArray[np.bool_]]:
    """Return the tests of all, of each size band, and of each series, commonest first."""
    n = splits.total
    found = {"all": np.ones(len(n), bool)}
    for low, high in SIZES:
        found[f"{low:,} to {high:,}" if high < 10**9 else f"from {low:,}"] = (n >= low) & (n < high)
    totals = np.bincount(splits.series, n, len(SERIES))
    return found | {SERIES[each]: splits.series == each for each in np.argsort(-totals)}


def least_rate(called: NDArray[np.bool_], forces: NDArray[np.str_], seed: int = 2) -> float:
    """Return the lowest rate that a bootstrap over forces does not reject at 1 %."""
    names, at = np.unique(forces, return_inverse=True)
    called_by, tests_by = np.bincount(at, called, len(names)), np.bincount(at, minlength=len(names))
    drawn = np.random.default_rng(seed).multinomial(
        len(names), np.full(len(names), 1 / len(names)), DRAWS
    )
    return float(np.quantile(drawn @ called_by / (drawn @ tests_by), CERTAINTY))


def six_tiles(splits: Splits, p_values: Numbers) -> float:
    """Return the share of areas with at least one headline called."""
    shown = np.isin(splits.series, [SERIES.index(each) for each in HEADLINES])
    called = np.unique(splits.area[shown & (p_values <= POSSIBLE)])
    return len(called) / len(np.unique(splits.area))


def rates(p_values: Numbers) -> str:
    """Return the shares called possible or clear, and clear, in per cent: "4.8 / 0.30"."""
    if not len(p_values):
        return "–"
    return f"{100 * (p_values <= POSSIBLE).mean():.1f} / {100 * (p_values <= CLEAR).mean():.2f}"
