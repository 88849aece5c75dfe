"""Comparison before and after a finished action, at its place and a comparison place.

Each month after the action began is compared with the same calendar month before it began, so that
both sides have the same seasons.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from data.model import months
from data.model.domain import Domain
from data.model.filters import Filters
from data.model.gaps import Types
from data.model.noun import either
from data.model.query_rows import AreaMonthRow
from data.model.question import join
from data.model.rows import rows
from data.places.actions import Action
from data.stats.dispersion import Scatter
from data.stats.displacement import Displacement

FEWEST_MONTHS = 3
Months = tuple[date, ...]
Answer = Literal[
    "fewer than the comparison place",
    "more than the comparison place",
    "no clear difference",
    "cannot tell yet",
]


@dataclass(frozen=True)
class NotCompared:
    """Why an action is not compared, as a clause: "it is not finished"."""

    reason: str


@dataclass(frozen=True)
class Windows:
    """Two periods with the same number of months, the same calendar months in both."""

    before: Months
    after: Months


@dataclass(frozen=True)
class BeforeAfter:
    """Counts before and after an action, at its place and at its comparison place.

    ``others`` are other actions that began at either place in these months.
    """

    action: Action
    windows: Windows
    counts: Displacement
    others: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Since:
    """What happened at a place since an action began.

    ``months`` are the two periods and ``counts`` the incidents at the place in each; both None
    where no months can be compared. ``result`` is the comparison with the comparison place, or why
    there is none.
    """

    action: Action
    result: BeforeAfter | NotCompared
    months: Windows | None = None
    counts: tuple[int, int] | None = None

    @property
    def answer(self) -> Answer:
        """The verdict; "cannot tell yet" without a comparison or with too few or unlike counts."""
        if isinstance(self.result, NotCompared):
            return "cannot tell yet"
        counts = self.result.counts
        if counts.verdict is None or not counts.alike:
            return "cannot tell yet"
        if counts.verdict == "normal":
            return "no clear difference"
        more = counts.estimate > 0
        return "more than the comparison place" if more else "fewer than the comparison place"


def windows(began: date, domain: Domain, types: Types = frozenset()) -> Windows | NotCompared:
    """Return the months before and after a day, three to twelve on each side, or why not.

    The month in which the action began is excluded unless it began on the first. Months outside
    the pack are left out on both sides. There is no comparison if a month inside the pack is
    missing for the crime ``types``, or has data of other police forces than the month with which it
    is compared.
    """
    month = began.replace(day=1)
    start = month if began == month else months.shift(month, 1)
    pairs = [(_same_month_before(each, month), each) for each in _year_from(start)]
    first, last = domain.months[0], domain.months[-1]
    inside = sorted((b, a) for b, a in pairs if first <= b and a <= last)
    if len(inside) < FEWEST_MONTHS:
        return NotCompared(_too_short(len(inside)))
    found = Windows(*(tuple(sorted(side)) for side in zip(*inside, strict=True)))
    covered = domain.covered_of(types)
    missing = [each for each in (*found.before, *found.after) if each not in covered]
    if missing:
        named = join([months.label(each) for each in missing])
        return NotCompared(f"{named} {either(len(missing), 'is', 'are')} missing")
    forces = domain.gaps.differing(types, *zip(*inside, strict=True), narrowed=True)
    if forces:
        return NotCompared(f"{join([*forces])} {either(len(forces), 'is', 'are')} not in both")
    return found


def _year_from(start: date) -> Months:
    return months.between(start, months.shift(start, months.YEAR - 1))


def _same_month_before(month: date, began: date) -> date:
    """Return the latest month of that calendar month before ``began``, a first day of a month."""
    year_before = months.shift(month, -months.YEAR)
    return year_before if year_before < began else months.shift(year_before, -months.YEAR)


def _too_short(count: int) -> str:
    only = f"only {count}" if count else "no"
    return (
        f"{only} {either(count, 'month', 'months')} after it began can be set against the same "
        f"month before; {FEWEST_MONTHS} are needed"
    )


def windows_of(action: Action, domain: Domain, today: date) -> Windows | NotCompared:
    """Return the months to compare for an action on a day, or why it is not compared."""
    if action.state(today) != "done":
        return NotCompared("it is not finished")
    if not action.comparison:
        return NotCompared("the file names no comparison place")
    return own_windows(action, domain)


def own_windows(action: Action, domain: Domain) -> Windows | NotCompared:
    """Return the months before and after an action, finished or not, or why there are none."""
    if action.place not in domain.area_by_id:
        return NotCompared("the place has no location")
    if action.crime not in domain.choices:
        return NotCompared("the incidents held do not say their category")
    return windows(action.began, domain, Filters.of(domain, crime=[action.crime]).types)


def filters_for(action: Action, months_compared: Windows, domain: Domain) -> Filters:
    """Return the filters of ``by_month_and_area`` for an action's places and both windows."""
    return Filters.of(
        domain,
        crime=[action.crime],
        areas=[action.place, action.comparison],
        first=months_compared.before[0],
        last=months_compared.after[-1],
    )


def compared(
    action: Action, months_compared: Windows, counts: pd.DataFrame, every: Iterable[Action]
) -> BeforeAfter:
    """Compare the counts before and after an action at its place and its comparison place.

    ``counts`` has slug, month and n for both places in every month of the windows; ``every`` has
    all actions.
    """
    first, end = months_compared.before[0], months.shift(months_compared.after[-1], 1)
    return BeforeAfter(
        action=action,
        windows=months_compared,
        counts=Displacement(
            counted(action.place, months_compared, counts),
            counted(action.comparison, months_compared, counts),
            Scatter.of([action.crime], len(months_compared.after)),
        ),
        others=tuple(
            each
            for each in every
            if each != action
            and each.place in {action.place, action.comparison}
            and first <= each.began < end
        ),
    )


def counted(place: str, months_compared: Windows, counts: pd.DataFrame) -> tuple[int, int]:
    """Return the incidents at a place in the months before and in those after."""
    n_by_month = {row.month: row.n for row in rows(counts[counts["slug"] == place], AreaMonthRow)}
    before, after = (
        sum(n_by_month[month] for month in side)
        for side in (months_compared.before, months_compared.after)
    )
    return before, after
