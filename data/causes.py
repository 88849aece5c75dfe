"""What a special cause may be called: a change, a season that comes back, or not known.

Seasons are not news. A signal is a change only if the same calendar months a year earlier differ
from it beyond chance, in its direction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from data.significance import Change, change
from data.xmr import ORDER, Chart, Signal

Kind = Literal["change", "season", "unknown"]
LOW = 5  # a mean below this has no limits to speak of: quarters are taken instead
QUARTER = 3
FEW_QUARTERS = 4


@dataclass(frozen=True)
class Cause:
    """A special cause with its comparison against the same months a year earlier.

    ``test`` is null where that year is not held, or lies before the limits were set anew.
    """

    signal: Signal
    test: Change | None

    @property
    def kind(self) -> Kind:
        """Change, season or unknown."""
        if self.test is None:
            return "unknown"
        agrees = (self.test.difference > 0) == self.signal.high
        return "change" if self.test.verdict != "normal" and agrees else "season"


def causes(chart: Chart, year: int = 12) -> list[Cause]:
    """Every special cause of a chart, each set against the same points a year earlier.

    ``year`` is how many points make one. Of a signal longer than a year its first year counts.
    """
    return [Cause(each, _year_earlier(chart, each, year)) for each in chart.signals]


def leading(found: Sequence[Cause]) -> list[Cause]:
    """The causes as they should be told: changes first, then the latest, then by rule."""
    rank = {"change": 0, "unknown": 1, "season": 2}
    return sorted(
        found,
        key=lambda each: (rank[each.kind], -each.signal.last, ORDER.index(each.signal.rule)),
    )


def _year_earlier(chart: Chart, signal: Signal, year: int) -> Change | None:
    phase = chart.phase_at(signal.first)
    first, last = signal.first, min(signal.last, signal.first + year - 1)
    if phase is None or first - year < phase.first:
        return None
    now, before = chart.values[first : last + 1], chart.values[first - year : last - year + 1]
    return change(_sum(before), _sum(now)) if None not in before else None


def _sum(values: Sequence[float | None]) -> int:
    return int(sum(value for value in values if value is not None))


def quarterly(values: Sequence[int | None], first_month: int) -> list[tuple[int, int | None]]:
    """Each calendar quarter as (place of its first month, total), null where a month is missing.

    ``first_month`` is the number of the first value's month, 1 to 12. Quarters begin in January,
    April, July and October; a quarter cut off at either end is left out.
    """
    start = -(first_month - 1) % QUARTER
    found = []
    for place in range(start, len(values) - QUARTER + 1, QUARTER):
        held = [value for value in values[place : place + QUARTER] if value is not None]
        found.append((place, sum(held) if len(held) == QUARTER else None))
    return found


def too_low(values: Sequence[int | None]) -> bool:
    """Whether the mean of the points that are held is below 5."""
    held = [value for value in values if value is not None]
    return bool(held) and sum(held) < LOW * len(held)


def enough_quarters(quarters: Sequence[tuple[int, int | None]]) -> bool:
    """Whether at least four whole quarters are held, so that a chart of them says anything."""
    return sum(total is not None for _place, total in quarters) >= FEW_QUARTERS
