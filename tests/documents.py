"""Word documents read back, and the page that they are made from."""

import io
import re
from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component
from docx import Document

from dashboard.exports.export_work import export_at
from dashboard.pages import BY_PATH, question_at
from data.model.meetings.agendas import SavedView
from data.pack.pack import Pack
from layouts.base.tables import Table, cell_text, find_tables
from layouts.export.document import document
from layouts.export.view_export import ViewExport
from layouts.pages.assessment.assessment import BODY

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def made(pack: Pack, address: str) -> tuple[Any, ViewExport]:
    """Return the document of a view, read back, and the export that it was made from."""
    export = export_at(pack, SavedView("", address))
    return Document(io.BytesIO(document([export], pack.domain, title="T"))), export


def texts(doc: Any) -> Iterator[str]:
    """Every text of the body: paragraphs, and cells of tables."""
    for each in doc.paragraphs:
        yield each.text
    for table in doc.tables:
        for row in table.rows:
            yield from (cell.text for cell in row.cells)


def on_page(pack: Pack, address: str) -> tuple[list[Table], str]:
    """The tables and the words of the page."""
    path, _, search = address.partition("?")
    parts = BY_PATH[path].callbacks.answer(pack, question_at(path, f"?{search}", pack.domain)).parts
    return [*find_tables(parts[BODY])], " ".join(_strings(parts[BODY]))


def _strings(node: Any) -> Iterator[str]:
    """Yield each text of a part of a page."""
    if isinstance(node, list | tuple):
        for each in node:
            yield from _strings(each)
    elif isinstance(node, Component):
        yield from _strings(getattr(node, "children", None))
    elif node is not None:
        yield str(node)


def numbers(pack: Pack, doc: Any, export: ViewExport, address: str) -> tuple[set[str], set[str]]:
    """Return the numbers of an assessment, and those that its page does not have.

    The cover repeats filters and licence, and captions are numbered.
    """
    tables, words = on_page(pack, address)
    listed = " ".join(
        cell_text(table, i, value) for table in tables for row in table.rows
        for i, value in enumerate(row)
    )  # fmt: skip
    page = f"{words} {listed} {' '.join(each.caption for each in tables)}"
    cover = " ".join([export.subject, *export.notes])
    captions = {str(n) for n in range(1, len(doc.tables) + 20)}
    said = {each for text in texts(doc) for each in NUMBER.findall(text)}
    return said, said - {*NUMBER.findall(page)} - {*NUMBER.findall(cover)} - captions
