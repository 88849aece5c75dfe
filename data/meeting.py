"""A meeting: a view held up before a group, alone or as one step of an agenda."""

from dataclasses import dataclass, replace
from typing import Self

from data.agendas import Agenda
from data.question import Question
from data.view import View


@dataclass(frozen=True)
class Meeting:
    """The version of the figures it began with, the agenda, if any, and the step in it, from 1."""

    version: str
    agenda: Agenda | None
    step: int

    @classmethod
    def of(cls, question: Question) -> Self | None:
        """The meeting that an address asks for, or nothing; a step beyond the end is the last."""
        view = question.view
        if not view.present:
            return None
        agenda = next((each for each in question.domain.agendas if each.id == view.agenda), None)
        last = len(agenda.views) if agenda else 1
        return cls(view.present, agenda, min(max(view.item, 1), last))

    @property
    def previous(self) -> str:
        """The address of the step before; empty at the first and where there is no agenda."""
        return self._at(self.step - 1)

    @property
    def next(self) -> str:
        """The address of the step after; empty at the last and where there is no agenda."""
        return self._at(self.step + 1)

    def _at(self, step: int) -> str:
        inside = self.agenda and 1 <= step <= len(self.agenda.views)
        return step_address(self.agenda, self.version, step) if self.agenda and inside else ""


def step_address(agenda: Agenda, version: str, step: int = 1) -> str:
    """The address of one step of an agenda, with the figures of one version; the first unless told.

    The saved query string is kept as it is, the meeting written behind it.
    """
    view = agenda.views[step - 1]
    asked = View(present=version, agenda=agenda.id, item=step).to_fields()
    meeting = "&".join(f"{key}={value}" for key, value in asked.items())
    return f"{view.path}{view.search or '?'}{'&' if view.search else ''}{meeting}"


def presenting(question: Question, version: str) -> str:
    """The query string of the same view with the figures of one version; none ends the meeting."""
    if version:
        return question.query(view=replace(question.view, present=version))
    return question.query(view=replace(question.view, present="", agenda="", item=0))
