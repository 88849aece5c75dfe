"""How restricted counts are protected, in words."""

from collections.abc import Iterable

from data.model.disclosure import EXACT, SafeCount

KEPT = (
    "A count that was published stays as it is until the next financial year is complete. Then all "
    "corrections are made at once, so that a single one is harder to see."
)
RISK = (
    "Taking one shown count from another does not give an exact small count. This lowers the risk "
    "that a person can be identified; it cannot rule it out."
)


def rounding(width: int) -> str:
    """Return what rounded counts stand for; ``width`` is the number of counts in a band."""
    if width == EXACT:
        return "Counts are exact."
    return (
        f"Each count is rounded by itself: {2 * width - width // 2} stands for {width + 1} to "
        f'{2 * width}, "fewer than {width + 1}" for 1 to {width}. 0 means none.'
    )


def largest_error(what: str, counts: Iterable[SafeCount]) -> str:
    """Return the largest error of these sums of rounded counts in words; "" if all are exact."""
    most = max((each.error for each in counts if each.value is not None), default=0)
    return (
        f"“{what}” is a sum of rounded counts; it may be wrong by up to {most:,}." if most else ""
    )
