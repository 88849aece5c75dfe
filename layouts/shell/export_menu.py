"""The menu of exports: this view as slides, a workbook or on paper, and agendas as slides."""

import json
from typing import Any

from data.model.domain import Domain
from data.model.meetings.agendas import Agenda
from data.model.noun import Noun
from layouts.base import ids
from layouts.base.unchecked import html

VIEW = Noun("view", "views")
FORMS = (
    ("pptx", "PowerPoint slides"),
    ("docx", "Word document"),
    ("xlsx", "Excel workbook"),
    ("print", "Print, or save as PDF"),
)


def export_menu(domain: Domain) -> html.Details:
    """Return the menu; ``assets/exports.js`` runs the export of the pressed button."""
    return html.Details(
        [
            html.Summary("Export"),
            html.Div(
                [
                    html.Span("This view", id="export-this", className="export-head"),
                    _list([_button(words, form) for form, words in FORMS], "export-this"),
                    *_agendas(domain),
                ],
                className="export-choices",
            ),
        ],
        className="export menu",
    )


def export_progress() -> html.Div:
    """Return the progress bar of an export, its button Stop, and a line on its result."""
    return html.Div(
        [
            html.Span(id=ids.EXPORT_SAID, role="status"),
            html.Progress(
                max="1",
                value="0",
                id=ids.EXPORT_BAR,
                hidden=True,
                **{"aria-label": "How far the export is"},
            ),
            html.Button("Stop", id=ids.EXPORT_STOP, type="button", hidden=True),
        ],
        className="export-box",
    )


def _agendas(domain: Domain) -> list[Any]:
    """Return a button for each agenda of saved views, if there are any."""
    if not domain.agendas:
        return []
    buttons = [_agenda(each) for each in domain.agendas]
    return [
        html.Span("An agenda, as slides", id="export-agenda", className="export-head"),
        _list(buttons, "export-agenda"),
    ]


def _agenda(agenda: Agenda) -> html.Button:
    views = [
        {"title": each.title, "address": each.address, "note": each.note} for each in agenda.views
    ]
    many = VIEW.count(len(views))
    return _button(
        f"{agenda.name}: {many}", "pptx",
        **{"data-title": agenda.name, "data-views": json.dumps(views, ensure_ascii=False)},
    )  # fmt: skip


def _button(words: str, form: str, **more: str) -> html.Button:
    given: Any = {"data-export": form, **more}
    return html.Button(words, type="button", **given)


def _list(buttons: list[html.Button], named_by: str) -> html.Ul:
    given: Any = {"aria-labelledby": named_by}
    return html.Ul([html.Li(each) for each in buttons], **given)
