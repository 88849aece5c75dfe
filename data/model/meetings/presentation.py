"""Presentation mode: one view on a large screen, alone or as a step of an agenda."""

from dataclasses import dataclass, replace
from typing import Self

from data.model.meetings.agendas import Agenda
from data.model.question import Question
from data.model.view import View


@dataclass(frozen=True)
class Meeting:
    """A presentation: the pack version it began with, its agenda, if any, and the step, from 1."""

    version: str
    agenda: Agenda | None
    step: int

    @classmethod
    def of(cls, question: Question) -> Self | None:
        """Return the meeting of a question, or None; steps are limited to those of the agenda."""
        view = question.view
        if not view.present:
            return None
        agenda = next((each for each in question.domain.agendas if each.id == view.agenda), None)
        last = len(agenda.views) if agenda else 1
        return cls(view.present, agenda, min(max(view.item, 1), last))

    @property
    def previous(self) -> str:
        """The address of the previous step; empty at the first and without an agenda."""
        return self._at(self.step - 1)

    @property
    def next(self) -> str:
        """The address of the next step; empty at the last and without an agenda."""
        return self._at(self.step + 1)

    def _at(self, step: int) -> str:
        inside = self.agenda and 1 <= step <= len(self.agenda.views)
        return step_address(self.agenda, self.version, step) if self.agenda and inside else ""


def step_address(agenda: Agenda, version: str, step: int = 1) -> str:
    """Return the address of one step of an agenda (default: the first) for one pack version.

    The parameters of the meeting follow the saved query string, which is unchanged.
    """
    view = agenda.views[step - 1]
    fields = View(present=version, agenda=agenda.id, item=step).to_fields()
    meeting = "&".join(f"{key}={value}" for key, value in fields.items())
    return f"{view.path}{view.search or '?'}{'&' if view.search else ''}{meeting}"


def presenting(question: Question, version: str) -> str:
    """Return the query string that presents the question's view with a pack version.

    With an empty ``version``, that of the view outside a meeting.
    """
    if version:
        return question.query(view=replace(question.view, present=version))
    return question.query(view=replace(question.view, present="", agenda="", item=0))
