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
        """Return where an interval (fractions of one) lies: inside, below or above, else unsure.

        Only if the whole of it does.
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
    """Return the band in the answer of ``queries.marac_band``, if the borough sets one."""
    return next(iter(rows(frame, ExpectedRange)), None)
