"""Which of many tests are significant: the false discovery rate (Benjamini and Hochberg 1995)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.crs import Numbers


def survivors(p_values: Sequence[float] | Numbers, level: float) -> NDArray[np.bool_]:
    """Return which p-values are significant at a false discovery rate of ``level``.

    They are those whose q by ``scipy.stats.false_discovery_control`` is at most the level. No q is
    below its p-value, so only p-values up to the level are sorted.
    """
    p = np.asarray(p_values, float)
    low = np.sort(p[p <= level])
    held = low * (len(p) / np.arange(1, len(low) + 1)) <= level
    return p <= low[held].max(initial=-np.inf)
