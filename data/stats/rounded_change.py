"""Is a change between two rounded counts real? Rounding counts as further scatter."""

from data.model.disclosure import SafeCount
from data.stats.dispersion import Scatter
from data.stats.significance import Change, change


def rounded_change(before: SafeCount, after: SafeCount, scatter: Scatter) -> Change | None:
    """Return the change between two counts as shown; None when either is missing or small.

    Rounding adds (width² - 1)/12 to the variance of each count that was rounded.
    """
    if before.value is None or after.value is None or before.is_small or after.is_small:
        return None
    rounding = before.variance + after.variance
    return change(before.value, after.value, scatter, rounding=rounding)
