"""Presentation mode: the bar with the agenda of the meeting."""

from data.model.meetings.presentation import Meeting, presenting
from data.model.question import Question
from data.pack.packs import Packs
from layouts.base.markup import html_text
from layouts.shell import presentation


def meeting_bar(packs: Packs, question: Question, path: str, title: str) -> tuple[str, str]:
    """Return the HTML of the meeting bar and the link that starts a presentation of this view.

    The bar is empty without a meeting. ``title`` is that of the page at ``path``.
    """
    domain, meeting = question.domain, Meeting.of(question)
    start_url = f"{path}{presenting(question, domain.version)}"
    if meeting is None:
        return "", start_url
    leave_url = f"{path}{presenting(question, '')}"
    if packs.find(meeting.version) is None:
        return html_text(presentation.expired(meeting, start_url, leave_url)), start_url
    return html_text(presentation.bar(meeting, domain, title, leave_url)), start_url
