"""Before and after a finished action, at its place and at its comparison place.

Each month after the action began is set against the same calendar month before it began, so that
the season weighs on both sides alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data import months
from data.actions import Action
from data.displacement import Displacement
from data.domain import Domain
from data.filters import Filters
from data.frames import each_row
from data.question import join

FEWEST_MONTHS = 3
Months = tuple[date, ...]


@dataclass(frozen=True)
class NotCompared:
    """Why an action has no before and after, as a clause: "it is not finished"."""

    reason: str


@dataclass(frozen=True)
class Windows:
    """Two stretches of as many months, the same calendar months in both."""

    before: Months
    after: Months


@dataclass(frozen=True)
class BeforeAfter:
    """What changed around an action, at its place and at its comparison place.

    ``others`` are further actions that began at either place in these months.
    """

    action: Action
    windows: Windows
    counts: Displacement
    others: tuple[Action, ...] = ()


def windows(began: date, domain: Domain) -> Windows | NotCompared:
    """The months before and after a day, at most twelve on each side, at least three.

    The month in which the action began counts on neither side, unless it began on the first.
    What the pack does not reach is left out on both sides; a missing month within is a reason.
    """
    month = began.replace(day=1)
    start = month if began == month else months.shift(month, 1)
    pairs = [(_same_month_before(each, month), each) for each in _year_from(start)]
    first, last = domain.months[0], domain.months[-1]
    held = sorted((b, a) for b, a in pairs if first <= b and a <= last)
    if len(held) < FEWEST_MONTHS:
        return NotCompared(_too_short(len(held)))
    found = Windows(*(tuple(sorted(side)) for side in zip(*held, strict=True)))
    missing = [each for each in (*found.before, *found.after) if each not in domain.covered]
    if missing:
        named = join([months.label(each) for each in missing])
        return NotCompared(f"{named} {'is' if len(missing) == 1 else 'are'} missing")
    return found


def _year_from(start: date) -> Months:
    return months.between(start, months.shift(start, months.YEAR - 1))


def _same_month_before(month: date, began: date) -> date:
    """The last month of the same name before the action began."""
    year_before = months.shift(month, -months.YEAR)
    return year_before if year_before < began else months.shift(year_before, -months.YEAR)


def _too_short(held: int) -> str:
    only = f"only {held}" if held else "no"
    return (
        f"{only} month{'' if held == 1 else 's'} after it began can be set against the same month "
        f"before; {FEWEST_MONTHS} are needed"
    )


def windows_of(action: Action, domain: Domain, today: date) -> Windows | NotCompared:
    """The months to compare for an action as it stands on a day, or why it is not compared."""
    if action.state(today) != "done":
        return NotCompared("it is not finished")
    if not action.comparison:
        return NotCompared("no comparison place was chosen")
    if action.crime not in domain.choices:
        return NotCompared("the incidents held do not say their category")
    return windows(action.began, domain)


def asked(action: Action, found: Windows, domain: Domain) -> Filters:
    """What to ask ``by_month_and_area`` for the counts: both places over both windows."""
    return Filters.of(
        domain,
        crime=[action.crime],
        areas=[action.place, action.comparison],
        first=found.before[0],
        last=found.after[-1],
    )


def compared(
    action: Action, found: Windows, counts: pd.DataFrame, every: Iterable[Action]
) -> BeforeAfter:
    """The before and after of an action.

    ``counts`` has slug, month and n for both places in every month of the windows; ``every`` is
    the list of all actions.
    """
    held = {(row.slug, row.month.date()): int(row.n) for row in each_row(counts)}

    def total(place: str, side: Months) -> int:
        return sum(held[place, month] for month in side)

    def at(place: str) -> tuple[int, int]:
        return total(place, found.before), total(place, found.after)

    first, end = found.before[0], months.shift(found.after[-1], 1)
    return BeforeAfter(
        action=action,
        windows=found,
        counts=Displacement(at(action.place), at(action.comparison)),
        others=tuple(
            each
            for each in every
            if each != action
            and each.place in {action.place, action.comparison}
            and first <= each.began < end
        ),
    )
