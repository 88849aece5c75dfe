"""What is asked in every measurement: the same filter changes, in the same order."""

from statistics import median

from data.domain import Domain
from data.headlines import HEADLINES
from data.packs import Packs

# One way and another: the types that have a tile, so that every kind of choice can make them.
CRIMES = tuple(each for each in HEADLINES if each != "all-crime")
QUIET_TYPES = ("bicycle-theft", "robbery", "drugs", "public-order")


def searches(packs: Packs, count: int) -> list[str]:
    """So many query strings, each a filter change away from the one before."""
    domain = packs.current().domain
    found = []
    for turn in range(count):
        crime = (*CRIMES, *QUIET_TYPES)[turn % (len(CRIMES) + len(QUIET_TYPES))]
        found.append(f"?type={crime}{_more(domain, turn)}")
    return found


def _more(domain: Domain, turn: int) -> str:
    """Now and then another area, period or measure as well."""
    if turn % 4 == 1:
        return f"&area={domain.areas[turn % len(domain.areas)].id}"
    if turn % 4 == 2:
        return "&measure=rate"
    return "&period=all" if turn % 4 == 3 else ""


def middle(values: list[float]) -> float:
    """The median; of nothing, nothing."""
    return median(values) if values else float("nan")


def high(values: list[float]) -> float:
    """The 95th percentile: the value that one in twenty exceeds."""
    ordered = sorted(values)
    return ordered[min(int(0.95 * len(ordered)), len(ordered) - 1)]
