"""Choose the signals to show: of overlapping ones the narrowest, then those it does not explain."""

from collections.abc import Sequence

import numpy as np

from data.model.crime_types import CHOICE
from data.signals.incidents import TYPES, Flags, Incidents
from data.signals.search import BOROUGH, Found, p_values
from data.stats.dispersion import DEFAULT_EXCESS, EXCESS

MOST = 5
# The least share of a wider signal's excess that a narrower one must have to replace it; also the
# least share of the narrower one's incidents that must be in the wider one's area.
LEAST_SHARE = 2 / 3
WIDTHS = ("street", "place", "ward", "borough")


def distinct(incidents: Incidents, found: Sequence[Found]) -> list[Found]:
    """Return at most five signals, most certain first, none of which explains another.

    ``found`` has all signals that stand out, most certain first. For the first, ``narrowest`` is
    chosen. Then the signals are dropped that would not stand out without the incidents of those
    chosen so far, and the same is done with the first of the remaining signals.
    """
    chosen: list[Found] = []
    weakest = max((each.p_value for each in found), default=0.0)
    explained = np.zeros((len(incidents.points), len(TYPES)), dtype=bool)
    left = list(found)
    while left and len(chosen) < MOST:
        best = narrowest(incidents, left)
        chosen.append(best)
        explained[np.ix_(points_of(incidents, best), types_of(best))] = True
        left = [each for each in left if _without(incidents, each, explained) <= weakest]
    return sorted(chosen, key=lambda each: each.p_value)


def narrowest(incidents: Incidents, found: Sequence[Found]) -> Found:
    """Return the signal to show for the first: the narrowest that has two thirds of its excess.

    It covers the same months and only types of the first, has the same direction, and has two
    thirds of its own incidents in the area of the first. Among the narrowest kind of area, the
    signal with the fewest types is taken, then the street point with most incidents at the point
    itself.
    """
    first = found[0]
    around, types = points_of(incidents, first), types_of(first)
    inside = [
        each
        for each in found
        if each.window == first.window
        and LEAST_SHARE * abs(first.excess) <= abs(each.excess)
        and (each.excess > 0) == (first.excess > 0)
        and (types_of(each) <= types).all()
        and _held(incidents, each, around) >= LEAST_SHARE * _held(incidents, each)
    ]
    width = min(WIDTHS.index(kind_of(incidents, each)) for each in [first, *inside])
    return min(
        (each for each in [first, *inside] if WIDTHS.index(kind_of(incidents, each)) == width),
        key=lambda each: (types_of(each).sum(), -_at_centre(incidents, each), each.p_value),
    )


def _held(incidents: Incidents, found: Found, around: Flags | None = None) -> int:
    """Return the number of later incidents of a rise or earlier ones of a fall.

    Only those at the street points ``around``, if given.
    """
    inside = points_of(incidents, found)
    points = inside if around is None else inside & around
    span = found.window.now if found.excess > 0 else found.window.before
    return int(incidents.by_type(span)[np.ix_(points, types_of(found))].sum())


def kind_of(incidents: Incidents, found: Found) -> str:
    """Return the kind of area: street, place, ward or borough."""
    return "borough" if found.unit == BOROUGH else str(incidents.units["kind"].iat[found.unit])


def points_of(incidents: Incidents, found: Found) -> Flags:
    """Return, for each street point, whether it is in the signal's area."""
    inside = np.ones(len(incidents.points), dtype=bool)
    if found.unit != BOROUGH:
        row = slice(*incidents.inside.indptr[found.unit : found.unit + 2].tolist())
        inside[:] = False
        inside[incidents.inside.indices[row]] = True
    return inside


def types_of(found: Found) -> Flags:
    """Return, for each of ``TYPES``, whether the signal counts it."""
    return np.isin(TYPES, CHOICE[found.choice].crime_types)


def _at_centre(incidents: Incidents, found: Found) -> int:
    """Return the incidents at the street point itself, in both spans; 0 for an area."""
    point = -1 if found.unit == BOROUGH else int(incidents.units["point"].iat[found.unit])
    if point < 0:
        return 0
    spans = (found.window.before, found.window.now)
    return sum(int(incidents.by_type(each)[point, types_of(found)].sum()) for each in spans)


def _without(incidents: Incidents, found: Found, explained: Flags) -> float:
    """Return the p-value of a signal without the incidents of chosen signals; 1 if none remain.

    ``explained`` is by street point and type.
    """
    kept = points_of(incidents, found)[:, None] & types_of(found) & ~explained
    spans = [incidents.by_type(each) for each in (found.window.before, found.window.now)]
    before, after = (np.array([int(each[kept].sum())]) for each in spans)
    if found.unit == BOROUGH:
        whole, excess = [each.sum() for each in spans], DEFAULT_EXCESS
    else:
        whole, excess = [each[:, types_of(found)].sum() for each in spans], EXCESS[found.choice]
    rest = (
        np.array([whole[0] - found.before]), np.array([whole[1] - found.after]),
    )  # fmt: skip
    if not (before + after).any():
        return 1.0
    _share, p = p_values(before, after, rest, found.window, (EXCESS[found.choice], excess))
    return float(p[0])
