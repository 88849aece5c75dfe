"""The range that a borough expects its MARAC repeat rate to lie in."""

from dataclasses import dataclass

import pandas as pd

from data.model.rows import rows
from data.stats.significance import Interval


@dataclass(frozen=True)
class ExpectedRange:
    """An expected range of the repeat rate in per cent, whether it is agreed, and who says so."""

    low: float
    high: float
    status: str
    source: str

    @property
    def confirmed(self) -> bool:
        """Whether the partnership has agreed to it."""
        return self.status == "confirmed"

    def position_of(self, interval: Interval | None) -> str:
        """Return where the whole of an interval lies: inside, below or above the range.

        "unsure" if it is partly inside, or None. The interval is in fractions of one.
        """
        if interval is None:
            return "unsure"
        low, high = (100 * each for each in interval)
        if self.low <= low and high <= self.high:
            return "inside"
        if high < self.low:
            return "below"
        return "above" if low > self.high else "unsure"


def expected(frame: pd.DataFrame) -> ExpectedRange | None:
    """Return the range from the result of ``queries.marac_band``; None if it is not set."""
    return next(iter(rows(frame, ExpectedRange)), None)
