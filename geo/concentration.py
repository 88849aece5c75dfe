"""Concentration of incidents in few places."""

import numpy as np
from numpy.typing import NDArray


def share_holding(counts: NDArray, part: float = 0.5, places: int | None = None) -> float:
    """Return the smallest share of places that hold at least ``part`` of the incidents.

    ``counts`` are incidents by place; ``places`` is the number of places including empty ones
    (default: the number of counts). The share is of a whole number of places. NaN without an
    incident. Weisburd 2015 gives 2.1 to 6.0 % of street segments for one half. Raises ValueError
    as ``gini``.
    """
    counts, places = _checked(counts, places)
    if not counts.sum():
        return float("nan")
    running = np.cumsum(np.sort(counts)[::-1])
    # A relative tolerance, since 0.1 × 30 is slightly more than 3 in floating point.
    needed = int(np.searchsorted(running, part * counts.sum() * (1 - 1e-12))) + 1
    return needed / places


def gini(counts: NDArray, places: int | None = None) -> float:
    """Return the Gini coefficient of incidents over places: 0 if even, near 1 if all at one place.

    With fewer incidents than places, some places must be empty, and this alone makes the
    coefficient large: see ``generalised_gini``. NaN without an incident. Raises ValueError if there
    are fewer ``places`` than places with incidents.
    """
    counts, places = _checked(counts, places)
    total = counts.sum()
    if not total:
        return float("nan")
    ranked = np.sort(counts)  # empty places would rank first and add nothing
    rank = np.arange(1, len(ranked) + 1) + (places - len(ranked))
    return float(2 * (rank * ranked).sum() / (places * total) - (places + 1) / places)


def generalised_gini(counts: NDArray, places: int | None = None) -> float:
    """Return the Gini coefficient relative to the most even spread of as many incidents.

    G′ = max(n/c, 1)·(G - 1) + 1 for n places and c incidents (Bernasco and Steenbeek 2017): 0 for
    the most even spread possible, 1 at most. NaN without an incident. Raises ValueError as
    ``gini``.
    """
    counts, places = _checked(counts, places)
    total = counts.sum()
    if not total:
        return float("nan")
    return float(max(places / total, 1.0) * (gini(counts, places) - 1) + 1)


def _checked(counts, places):
    """Return the counts above 0 and the number of places; ValueError if it is below theirs."""
    counts = np.asarray(counts)
    places = len(counts) if places is None else places
    occupied = np.count_nonzero(counts)
    if places < occupied:
        raise ValueError(f"There are {occupied} places with incidents, but places={places}.")
    return counts[counts > 0], places
