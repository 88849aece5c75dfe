"""MARAC repeat cases by year, with what chance alone would give.

A repeat is counted within the cases; the rate is repeat cases over all cases discussed.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data import months
from data.frames import each_row
from data.significance import Change, Interval, Verdict, change, proportions_differ, verdict, wilson

# The range in which SafeLives is said to expect the repeat rate to fall. No primary source has
# been found for it: it is shown as "to confirm" until the partnership confirms it.
EXPECTED_BAND = (0.28, 0.40)


@dataclass(frozen=True)
class MaracYear:
    """One year of MARAC: cases, repeat cases, children, and the repeat rate with its interval.

    ``rate`` and ``interval`` are fractions of one, null where repeats were not given;
    ``published_rate`` is the percentage as printed in the annual report.
    """

    label: str
    cases: int
    repeats: int | None
    children: int | None
    definition: str
    published_rate: float | None = None

    @property
    def rate(self) -> float | None:
        """Repeat cases as a fraction of all cases."""
        return self.repeats / self.cases if self.repeats is not None and self.cases else None

    @property
    def interval(self) -> Interval | None:
        """The 95 % Wilson interval of the rate."""
        if self.repeats is None or not self.cases:
            return None
        return wilson(self.repeats, self.cases)

    @property
    def band(self) -> str:
        """Where the whole interval lies against the expected band: inside, below, above, unsure."""
        if self.interval is None:
            return "unsure"
        low, high = self.interval
        if low >= EXPECTED_BAND[0] and high <= EXPECTED_BAND[1]:
            return "inside"
        if high < EXPECTED_BAND[0]:
            return "below"
        return "above" if low > EXPECTED_BAND[1] else "unsure"


def years(periods: pd.DataFrame, annual: pd.DataFrame) -> list[MaracYear]:
    """Each year of a MARAC return, oldest first, with the published percentage where there is one.

    ``periods`` and ``annual`` are the answers of ``queries.marac`` and ``queries.annual``.
    """
    printed = annual[annual["table_name"] == "marac_repeat_rate"]
    printed = printed[printed["measure"].str.startswith("Percentage")]
    published = dict(zip(printed["year"], printed["value"], strict=True))
    found = []
    for row in each_row(periods):
        label = months.year_label(months.year_of(row.period_start.date()))
        found.append(
            MaracYear(
                label=label,
                cases=int(row.cases),
                repeats=_count(row.repeat_cases),
                children=_count(row.children),
                definition=row.definition_version,
                published_rate=published.get(label),
            )
        )
    return found


def _count(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def rate_verdict(before: MaracYear, after: MaracYear) -> Verdict | None:
    """Whether the repeat rate of two years differs beyond chance (Fisher's exact test)."""
    if before.repeats is None or after.repeats is None or before.definition != after.definition:
        return None
    return verdict(proportions_differ((before.repeats, before.cases), (after.repeats, after.cases)))


def count_change(before: int | None, after: int | None) -> Change | None:
    """The change between two counts, if both are known."""
    return change(before, after) if before is not None and after is not None else None
