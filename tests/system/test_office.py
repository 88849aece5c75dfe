"""Slides, workbooks and CSV files opened and drawn by LibreOffice: pages and words."""

import time
from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook

from dashboard.app import create_app
from dashboard.exports.export_job import ExportRequest
from dashboard.exports.export_work import make_file
from dashboard.pages import AT_FOOT, EVERY_PAGE
from data.model.assessment import SECTIONS
from data.model.meetings.agendas import SavedView
from data.pack.packs import Packs
from layouts.export.document_style import FOOT, HEIGHT
from tests import decks
from tests.system import office
from tests.system.conftest import program

VIEWS = (SavedView("How crime changed", "/?type=asb", "A note for the meeting."),
         SavedView("", "/trends?view=heat"), SavedView("", "/marac"))  # fmt: skip
SECONDS = 30
HALF = 0.5
BRIEFED = [
    page.address("norreys-estate" if page.of else "")
    for page in EVERY_PAGE
    if page not in AT_FOOT and page.path != "/assessment"
] + ["/?measure=harm", "/hotspots?layer=life", "/trends?view=heat", "/trends?split=type"]


def drawn(folder: Path, name: str, content: bytes) -> list[str]:
    """The words of each page, with single blanks."""
    file = folder / name
    file.write_bytes(content)
    return office.pages(program("soffice"), file)


def made(packs: Path, kind: str, views: Sequence[SavedView] = VIEWS) -> bytes:
    request = ExportRequest(kind, f"a.{kind}", "Board", str(Packs(packs).current().path), views)
    return make_file(request)


def test_a_page_for_each_slide_with_its_title(demo_packs: Path, tmp_path: Path) -> None:
    content = made(demo_packs, "pptx")
    pages = drawn(tmp_path, "slides.pptx", content)
    slides = decks.read(content).slides
    assert len(pages) == len(slides) > len(VIEWS)
    for page, slide in zip(pages, slides, strict=True):
        # Letters only: kerning puts blanks into words of a PDF.
        letters = ["".join(filter(str.isalnum, text)) for text in
                   (page, slide.shapes.title.text_frame.text)]  # fmt: skip
        assert letters[1] in letters[0]


def test_every_sheet_of_a_workbook_is_drawn(demo_packs: Path, tmp_path: Path) -> None:
    content = made(demo_packs, "xlsx")
    text = " ".join(drawn(tmp_path, "book.xlsx", content))
    book = load_workbook(tmp_path / "book.xlsx")
    assert len(book.sheetnames) > len(VIEWS)
    for sheet in book.worksheets:
        assert f"{sheet['A1'].value}".split()[0] in text
    assert "A note for the meeting." in text
    assert "Err:" not in text
    assert "#NAME?" not in text


def test_the_assessment_is_drawn_with_every_section(demo_packs: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    content = made(demo_packs, "docx", [SavedView("", "/assessment")])
    assert time.monotonic() - began < SECONDS
    pages = drawn(tmp_path, "assessment.docx", content)
    text = "".join(filter(str.isalnum, " ".join(pages)))
    contents = "".join(filter(str.isalnum, pages[0]))
    for title in SECTIONS.values():
        assert "".join(filter(str.isalnum, title)) in contents
        assert text.count("".join(filter(str.isalnum, title))) > 1
    assert 15 < len(pages) < 60
    for n, page in enumerate(pages, 1):
        assert f"Page {n} of {len(pages)}" in page
        assert "Licence" in page
    # The cover and its contents are a page of their own.
    _cover, *within, _last = office.filled(tmp_path / "assessment.pdf", FOOT / HEIGHT)
    assert len(within) == len(pages) - 2
    assert min(within) > HALF, [n for n, each in enumerate(within, 2) if each <= HALF]


def test_a_briefing_is_one_page(demo_packs: Path, tmp_path: Path) -> None:
    """All in one document, as an agenda is: each view begins a page and fits on it."""
    views = [SavedView("", each) for each in BRIEFED]
    pages = drawn(tmp_path, "briefings.docx", made(demo_packs, "docx", views))
    assert len(pages) == len(views)


def test_a_csv_file_is_a_table(demo_packs: Path, tmp_path: Path) -> None:
    client = create_app(Packs(demo_packs)).server.test_client()
    content = client.get("/download/overview-map.csv?type=asb").data
    text = " ".join(drawn(tmp_path, "areas.csv", content))
    for words in ("Filters:", "Norreys", "Licence"):
        assert words in text
