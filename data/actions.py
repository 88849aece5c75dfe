"""What a problem-solving group said it would do at a named place, and where each action stands.

A state follows from the days of the action and from the day on which it is asked for; nobody types
it, so it cannot go stale. Nothing here knows what day it is: the caller says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd

from data import months
from data.domain import Domain
from data.frames import each_row

State = Literal["overdue", "due for review", "under way", "planned", "done"]
# In the order in which a group wants to hear of them.
STATES: tuple[State, ...] = ("overdue", "due for review", "under way", "planned", "done")
# The Problem Solving Tasking Group meets every six weeks: what falls due before it meets again.
DUE_WITHIN = timedelta(weeks=6)


@dataclass(frozen=True)
class Action:
    """One action. ``place`` and ``comparison`` are ids of the address, the second may be blank.

    ``crime`` is the choice of crime type that it was meant to change. ``assumed`` is true when its
    days were not published and are taken to be so; ``source`` says where it was published.
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

    def state(self, today: date) -> State:
        """Where the action stands on a day.

        Done from the day it ended; planned before it begins; overdue after its review date; due
        for review within six weeks of it; else under way. An end that lies ahead is only a plan.
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
    """The actions of a frame, the answer of the query ``actions``, in its order."""
    return tuple(
        Action(
            place=row.place,
            place_name=row.place_name,
            began=row.began.date(),
            text=row.text,
            lead=row.lead,
            stage=row.stage,
            review=_day(row.review),
            ended=_day(row.ended),
            comparison=row.comparison if isinstance(row.comparison, str) else "",
            comparison_name=row.comparison_name if isinstance(row.comparison_name, str) else "",
            crime=row.crime,
            assumed=bool(row.assumed),
            source=row.source,
        )
        for row in each_row(frame)
    )


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()


def as_of(domain: Domain, today: date) -> date:
    """The day on which to say where actions stand: today.

    For a demonstration it is the day after its last month: nothing later is known of it.
    """
    return months.shift(domain.months[-1], 1) if domain.demonstration else today


def of_place(every: Iterable[Action], place: str) -> tuple[Action, ...]:
    """The actions at one place, by its id."""
    return tuple(each for each in every if each.place == place)


def in_order(every: Iterable[Action], today: date) -> list[Action]:
    """The actions as a group goes through them: overdue, due, under way, planned, done.

    Those with a review date come first among their like, the earliest ahead; what is done stands
    with the latest end first.
    """

    def place(action: Action) -> tuple[int, int, int]:
        state = action.state(today)
        if state == "done" and action.ended:
            return STATES.index(state), 0, -action.ended.toordinal()
        day = action.review or action.began
        return STATES.index(state), action.review is None, day.toordinal()

    return sorted(every, key=place)
