"""The assessment of real Wokingham: ten months, no peers, no strategy, nothing typed."""

import time

import pytest

from dashboard.exports.export_job import ExportRequest
from dashboard.exports.export_work import make_file
from data.model.meetings.agendas import SavedView
from layouts.export.document_style import FOOT, HEIGHT
from layouts.pages.assessment.chapters import TITLES
from tests.documents import made, numbers, texts
from tests.real_packs import built
from tests.system import office
from tests.system.conftest import program

__all__ = ["built"]
pytestmark = pytest.mark.slow
SECONDS = 30
HALF = 0.5


@pytest.mark.system
def test_every_page_is_drawn(built, tmp_path) -> None:
    made_of = built("wokingham.toml")
    request = ExportRequest("docx", "", "", str(made_of.path), [SavedView("", "/assessment")])
    file = tmp_path / "assessment.docx"
    file.write_bytes(make_file(request))
    pages = office.pages(program("soffice"), file)
    assert 10 < len(pages) < 40
    for n, page in enumerate(pages, 1):
        assert f"Page {n} of {len(pages)}" in page
    _cover, *within, _last = office.filled(file.with_suffix(".pdf"), FOOT / HEIGHT)
    assert len(within) == len(pages) - 2
    assert min(within) > HALF
    contents = "".join(filter(str.isalnum, pages[0]))
    assert all("".join(filter(str.isalnum, each)) in contents for each in TITLES.values())


def test_the_document_is_sound_and_every_number_is_on_the_page(built) -> None:
    pack = built("wokingham.toml")
    began = time.monotonic()
    doc, export = made(pack, "/assessment")
    assert time.monotonic() - began < SECONDS
    said, unknown = numbers(pack, doc, export, "/assessment")
    assert unknown == set()
    assert len(said) > 200
    text = " ".join(texts(doc))
    for each in ("Add a peers source", "Add a strategy source", "10 of 19 months have data"):
        assert each in text
