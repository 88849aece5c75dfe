"""The filter changes that every measurement uses, in the same order."""

from statistics import median

from data.model.domain import Domain
from data.pack.packs import Packs
from data.series.headlines import HEADLINES

# The types that have a tile, so that a tile can choose them too.
CRIMES = tuple(each for each in HEADLINES if each != "all-crime")
QUIET_TYPES = ("bicycle-theft", "robbery", "drugs", "public-order")


def searches(packs: Packs, count: int) -> list[str]:
    """Return query strings that each differ from the one before by a filter change."""
    domain = packs.current().domain
    strings = []
    for turn in range(count):
        crime = (*CRIMES, *QUIET_TYPES)[turn % (len(CRIMES) + len(QUIET_TYPES))]
        strings.append(f"?type={crime}{_more(domain, turn)}")
    return strings


def _more(domain: Domain, turn: int) -> str:
    """Return a further area, measure or period in three of four turns."""
    if turn % 4 == 1:
        return f"&area={domain.areas[turn % len(domain.areas)].id}"
    if turn % 4 == 2:
        return "&measure=rate"
    return "&period=all" if turn % 4 == 3 else ""


def middle(values: list[float]) -> float:
    """Return the median, or NaN of no values."""
    return median(values) if values else float("nan")


def high(values: list[float]) -> float:
    """Return the 95th percentile."""
    ordered = sorted(values)
    return ordered[min(int(0.95 * len(ordered)), len(ordered) - 1)]
