"""Actions of a problem-solving group at named places, and their state on a day.

The state is computed from the action's dates and the day given by the caller; it is not stored, so
it cannot be out of date.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from data.model import months
from data.model.domain import Domain
from data.model.rows import rows

ActionState = Literal["overdue", "due for review", "under way", "planned", "done"]
# In the order of the group's list.
STATES: tuple[ActionState, ...] = ("overdue", "due for review", "under way", "planned", "done")
# The Problem Solving Tasking Group meets every six weeks.
DUE_WITHIN = timedelta(weeks=6)


@dataclass(frozen=True)
class Action:
    """One action. ``place`` and ``comparison`` (may be blank) are ids of areas in URLs.

    ``crime`` is the crime type choice it was meant to change. ``assumed``: its dates were not
    published and are assumptions. ``source`` is where the action was published.
    """

    place: str
    place_name: str
    began: date
    text: str
    lead: str
    stage: str
    review: date | None = None
    ended: date | None = None
    comparison: str = ""
    comparison_name: str = ""
    crime: str = "asb"
    assumed: bool = False
    source: str = ""

    def state(self, today: date) -> ActionState:
        """Return the state of the action on a day.

        Done from the day it ended; planned before it begins; overdue after its review date; due
        for review within six weeks before it; else under way. An end in the future has no effect.
        """
        if self.ended and self.ended <= today:
            return "done"
        if today < self.began:
            return "planned"
        if self.review and self.review < today:
            return "overdue"
        return (
            "due for review" if self.review and self.review - today <= DUE_WITHIN else "under way"
        )


def listed(frame: pd.DataFrame) -> tuple[Action, ...]:
    """Return the actions of the query ``actions``, in its order."""
    return tuple(rows(frame, Action))


def as_of(domain: Domain, today: date) -> date:
    """Return the day for which to give states: today.

    For a demonstration, the day after its last month, because it has no later data.
    """
    return months.shift(domain.months[-1], 1) if domain.demonstration else today


def of_place(every: Iterable[Action], place: str) -> tuple[Action, ...]:
    """Return the actions at one place, given by id."""
    return tuple(each for each in every if each.place == place)


def in_order(every: Iterable[Action], today: date) -> list[Action]:
    """Sort actions by state: overdue, due for review, under way, planned, done.

    Within a state, those with a review date come first, the earliest first; done ones by end, the
    latest first.
    """

    def rank(action: Action) -> tuple[int, int, int]:
        state = action.state(today)
        if state == "done" and action.ended:
            return STATES.index(state), 0, -action.ended.toordinal()
        day = action.review or action.began
        return STATES.index(state), action.review is None, day.toordinal()

    return sorted(every, key=rank)
