"""Meeting mode: what the address presents, and where in its agenda that is."""

from data.meeting import Meeting, presenting
from data.packs import Packs
from data.question import Question
from layouts import meeting
from layouts.markup import html_text


def meeting_bar(packs: Packs, question: Question, path: str, title: str) -> tuple[str, str]:
    """The HTML of the meeting's bar, empty without a meeting, and the way to present this view.

    ``title`` is that of the page at ``path``.
    """
    domain, now = question.domain, Meeting.of(question)
    begin = f"{path}{presenting(question, domain.version)}"
    if now is None:
        return "", begin
    leave = f"{path}{presenting(question, '')}"
    if packs.held(now.version) is None:
        return html_text(meeting.expired(now, begin, leave)), begin
    return html_text(meeting.bar(now, domain, title, leave)), begin
