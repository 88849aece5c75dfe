"""How often planted changes are found in simulated counts that vary by the rule."""

import numpy as np

from bench.rules import Numbers
from data.stats.dispersion import DEFAULT_EXCESS, YEAR, Scatter, two_sided
from data.stats.significance import CLEAR, POSSIBLE

INCIDENTS = (50, 200, 1000, 5000)
EFFECTS = (0, 10, 20, 50)
# (name, months compared, from which of them the change holds)
WINDOWS = (
    ("12 months", 12, 0),
    ("12, from mid-year", 12, 6),
    ("3 months", 3, 0),
    ("1 month", 1, 0),
)
DRAWS = 4000


def table() -> tuple[str, list[str], list[list[str]]]:
    """Return title, columns and rows: the share called possible or clear, before and now."""
    random = np.random.default_rng(3)
    rows = []
    for name, months, start in WINDOWS:
        for effect in EFFECTS:
            cells = [_called(random, incidents, months, start, effect) for incidents in INCIDENTS]
            rows.append([name, f"+{effect} %", *cells])
    title = "Planted changes: called possible or clear / clear by the rule (by Poisson), %"
    return title, ["Compared", "Change", *(f"{each:,} a year" for each in INCIDENTS)], rows


def _called(
    random: np.random.Generator, incidents: int, months: int, start: int, effect: int
) -> str:
    level = np.full((DRAWS, months), incidents / YEAR)
    raised = level * np.where(np.arange(months) >= start, 1 + effect / 100, 1)
    # Each series has its own excess: exponential about the mean.
    excess = DEFAULT_EXCESS * random.exponential(size=(DRAWS, 1))
    before, after = (_drawn(random, each, excess).sum(1) for each in (level, raised))
    factors = Scatter(months=months).pair(before + after, 0.5)
    now = two_sided(before, after, 0.5, factors)
    exact = two_sided(before, after, 0.5, 1.0)
    found = [100 * (p <= at).mean() for p in (now, exact) for at in (POSSIBLE, CLEAR)]
    return f"{found[0]:.0f} / {found[1]:.0f} ({found[2]:.0f} / {found[3]:.0f})"


def _drawn(random: np.random.Generator, mean: Numbers, excess: Numbers) -> Numbers:
    """Monthly counts whose variance is their mean times the dispersion (negative binomial)."""
    over = np.maximum(excess * np.log1p(mean), 1e-9)
    return random.poisson(random.gamma(mean / over, over))
