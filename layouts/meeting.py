"""Meeting mode: where in the agenda it stands, the way on and out, and charts for a large room."""

from typing import Any

from dash import dcc, html

from data import months
from data.domain import Domain
from data.meeting import Meeting
from layouts import theme

HEADING = "meeting-heading"
LARGER = 1.35
TEXT_SIZES = ("font", "tickfont", "textfont")


def bar(meeting: Meeting, domain: Domain, title: str, leave: str) -> list[Any]:
    """The bar of a meeting; ``title`` is the page's, for a view alone; ``leave`` the way out."""
    agenda = meeting.agenda
    said = [f"{domain.borough}, figures to {months.label(max(domain.covered))}"]
    if agenda is None:
        return [_heading(title, "", said), _ways(["", "", leave])]
    view = agenda.views[meeting.step - 1]
    place = f"{meeting.step} of {len(agenda.views)}: {view.title}"
    return [
        _heading(place, view.note, [agenda.name, *said]),
        _ways([meeting.previous, meeting.next, leave]),
    ]


def expired(meeting: Meeting, today: str, leave: str) -> list[Any]:
    """What stands in place of the figures when those of the meeting are no longer kept."""
    said = [
        f"Newer figures were loaded at least twice since it began (it began with pack "
        f"{meeting.version}). Nothing is shown, so that no figure changes unseen."
    ]
    return [
        _heading("The figures of this meeting are no longer kept", "", said, "expired"),
        html.P(
            dcc.Link("Go on with today's figures", href=today, className="button"),
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
    """Links back, on and out; at the ends of an agenda the way that is none is said to be none."""
    labels = ("Previous", "Next", "Leave")
    in_agenda = any(addresses[:2])
    return html.Nav(
        [
            dcc.Link(label, href=address, className=f"button meeting-{label.lower()}")
            if address
            else html.Span(label, className="button off", **{"aria-disabled": "true"})
            for label, address in zip(labels, addresses, strict=True)
            if address or in_agenda
        ],
        **{"aria-label": "Meeting"},
    )


def enlarged(figure: Any) -> Any:
    """A figure's values with every text size larger; what was given is left as it was."""
    if isinstance(figure, list | tuple):
        return [enlarged(each) for each in figure]
    if not isinstance(figure, dict):
        return figure
    return {key: _enlarged(key, value) for key, value in figure.items()}


def _enlarged(key: str, value: Any) -> Any:
    if key in TEXT_SIZES and isinstance(value, dict):
        return _larger(value)
    if key == "style" and isinstance(value, str) and value.startswith(theme.MAP_STYLE):
        return f"{value}&names=large"
    return enlarged(value)


def _larger(font: dict[str, Any]) -> dict[str, Any]:
    size = font.get("size")
    return {**font, "size": round(size * LARGER, 1)} if isinstance(size, int | float) else font
