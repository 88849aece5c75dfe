"""Presentation mode: the position in the agenda, and links to other views and out of it."""

from typing import Any

from data.model import months
from data.model.domain import Domain
from data.model.meetings.presentation import Meeting
from layouts.base.addresses import below
from layouts.base.unchecked import Link, html

HEADING = "meeting-heading"


def bar(meeting: Meeting, domain: Domain, title: str, leave: str) -> list[Any]:
    """Return the bar of a meeting; ``title`` is for a view without agenda, ``leave`` an address."""
    agenda = meeting.agenda
    said = [f"{domain.borough}, figures to {months.label(max(domain.covered))}"]
    if agenda is None:
        return [_heading(title, "", said), _ways(["", "", leave])]
    view = agenda.views[meeting.step - 1]
    step = f"{meeting.step} of {len(agenda.views)}: {view.title}"
    return [
        _heading(step, view.note, [agenda.name, *said]),
        _ways([below(meeting.previous), below(meeting.next), leave]),
    ]


def expired(meeting: Meeting, today: str, leave: str) -> list[Any]:
    """Return the content of a meeting whose pack is no longer kept."""
    said = [
        f"They were replaced more than a day ago, or withdrawn (it began with pack "
        f"{meeting.version}). Nothing is shown, so that no figure changes unseen."
    ]
    return [
        _heading("The figures of this meeting are no longer kept", "", said, "expired"),
        html.P(
            Link("Go on with today's figures", href=today, className="button"),
            className="today",
        ),
        _ways(["", "", leave]),
    ]


def _heading(title: str, note: str, said: list[str], kind: str = "") -> html.Div:
    return html.Div(
        [
            html.P(" · ".join(said), className="meeting-of"),
            html.H1(title, id=HEADING, tabIndex=-1),
            *([html.P(note, className="meeting-note")] if note else []),
        ],
        className=kind,
    )


def _ways(addresses: list[str]) -> html.Nav:
    """Return the links Previous, Next and Leave; at an end of an agenda one of them is text."""
    labels = ("Previous", "Next", "Leave")
    in_agenda = any(addresses[:2])
    return html.Nav(
        [
            Link(label, href=address, className=f"button meeting-{label.lower()}")
            if address
            else html.Span(label, className="button off", **{"aria-disabled": "true"})
            for label, address in zip(labels, addresses, strict=True)
            if address or in_agenda
        ],
        **{"aria-label": "Meeting"},
    )
