"""Meeting mode: the address says what is presented, and this says where in the agenda it is."""

from collections.abc import Callable

from dash import Dash, Input, Output

from callbacks.page import Ask
from data.domain import Domain
from data.meeting import Meeting, presenting
from data.pack import Packs
from layouts import ids, meeting
from layouts.markup import html_text

Title = Callable[[str | None, Domain], str]


def register(app: Dash, packs: Packs, at: Ask, title: Title) -> None:
    """Add the callback of the meeting's bar; ``title`` names the page of an address."""

    @app.callback(
        Output(ids.MEETING, "data-html"),
        Output(ids.PRESENT, "href"),
        Input(ids.URL, "search"),
        Input(ids.URL, "pathname"),
    )
    def present(search: str | None, path: str | None) -> tuple[str, str]:
        domain = packs.asked(search).domain
        question = at(path, search, domain)
        here, now = path or "/", Meeting.of(question)
        leave = f"{here}{presenting(question, '')}"
        begin = f"{here}{presenting(question, domain.version)}"
        if now is None:
            return "", begin
        if packs.held(now.version) is None:
            return html_text(meeting.expired(now, begin, leave)), begin
        return html_text(meeting.bar(now, domain, title(path, domain), leave)), begin
