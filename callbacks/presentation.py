"""Presentation mode: the bar with the agenda of the meeting."""

from data.model.meetings.presentation import Meeting, presenting
from data.model.question import Question
from data.pack.packs import Packs
from layouts.base.markup import html_text
from layouts.shell import presentation


def meeting_bar(packs: Packs, question: Question, path: str, title: str) -> tuple[str, str]:
    """Return the HTML of the meeting bar, empty without a meeting, and the link to present a view.

    ``title`` is that of the page at ``path``.
    """
    domain, now = question.domain, Meeting.of(question)
    begin = f"{path}{presenting(question, domain.version)}"
    if now is None:
        return "", begin
    leave = f"{path}{presenting(question, '')}"
    if packs.find(now.version) is None:
        return html_text(presentation.expired(now, begin, leave)), begin
    return html_text(presentation.bar(now, domain, title, leave)), begin
