"""Word documents read back: the whole assessment and briefings of one view."""

import io
import re

import pytest
from docx import Document
from docx.oxml.ns import qn

from dashboard.exports.export_job import Cancelled, ExportRequest, Job, Progress
from dashboard.exports.export_work import export_at, make_file
from dashboard.pages import AT_FOOT, EVERY_PAGE
from data.model.assessment import SECTIONS
from data.model.meetings.agendas import SavedView
from data.pack.pack import Pack
from data.pack.packs import Packs
from layouts.base.sections import Heading, Points, Typed, Words
from layouts.base.tables import Table, cell_text
from layouts.export import document_style
from layouts.export.document import document
from layouts.export.document_parts import Writer
from layouts.export.document_style import INNER
from layouts.export.document_tables import SIZES, laid, parted
from tests.conftest import Small
from tests.documents import made, numbers, on_page, texts
from tests.planted import planted_packs

__all__ = ["planted_packs"]
ADDRESS = "/assessment?period=2022-23"
BRIEFED = [
    page.address("norreys-estate" if page.of else "")
    for page in EVERY_PAGE
    if page not in AT_FOOT and page.path != "/assessment"
]


@pytest.fixture(scope="module")
def whole(demo_pack: Pack):
    return made(demo_pack, ADDRESS)


def test_every_number_of_the_document_is_on_the_page(demo_pack: Pack, whole) -> None:
    doc, export = whole
    said, unknown = numbers(demo_pack, doc, export, ADDRESS)
    assert unknown == set()
    assert len(said) > 300


def test_every_table_of_the_page_is_a_table_of_the_document(demo_pack: Pack, whole) -> None:
    doc, _export = whole
    tables, _words = on_page(demo_pack, ADDRESS)
    assert len(tables) == len(doc.tables) > 20
    for table, found in zip(tables, doc.tables, strict=True):
        rows = [[cell.text for cell in row.cells] for row in found.rows]
        assert rows[0] == list(table.columns)
        assert rows[1:] == [
            [cell_text(table, i, value) for i, value in enumerate(row)] for row in table.rows
        ]


def test_headings_contents_captions_and_alternatives(whole) -> None:
    doc, export = whole
    first = [each.text for each in doc.paragraphs if each.style.name == "Heading 1"]
    assert first == [each.title for each in export.sections]
    assert len(first) == len(SECTIONS) + 1
    contents = [each for each in doc.paragraphs if each.style.name == "toc 1"]
    bookmarks = doc.element.xpath("//w:bookmarkStart/@w:name")
    links = [link for each in contents for link in each._p.xpath("w:hyperlink/@w:anchor")]
    assert links == bookmarks
    said = ["".join(each._p.xpath("w:hyperlink//w:t/text()")) for each in contents]
    assert said == first
    assert " TOC " in "".join(contents[0]._p.xpath(".//w:instrText/text()"))
    for kind, count in (("Table", len(doc.tables)), ("Figure", len(doc.inline_shapes))):
        captions = [each.text for each in doc.paragraphs
                    if each.style.name == "Caption" and each.text.startswith(kind)]  # fmt: skip
        assert [int(each.split()[1].rstrip(".")) for each in captions] == [*range(1, count + 1)]
        assert count > 4
    assert all(each._inline.docPr.get("descr") for each in doc.inline_shapes)
    for table in doc.tables:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
        assert table._tbl.tblPr.xpath("w:tblCaption")
    for before, after, then in zip(doc.paragraphs, doc.paragraphs[1:], doc.paragraphs[2:],
                                   strict=False):  # fmt: skip
        if before.style.name == "Heading 2" and after.style.name == "Note":
            assert after.paragraph_format.keep_with_next == (not then.style.name.startswith("Head"))
    begun, ended = (doc.element.xpath(f"//w:fldChar[@w:fldCharType='{each}']")
                    for each in ("begin", "end"))  # fmt: skip
    assert len(begun) == len(ended)


def test_the_title_of_a_picture_is_the_first_sentence_with_its_decimals() -> None:
    doc = document_style.new("T", "A")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="9"/></svg>'
    Writer(doc).picture(svg, "The rate is 12.3 per 1,000. It was 9.1.", 2)
    [shape] = doc.inline_shapes
    assert shape._inline.docPr.get("title") == "The rate is 12.3 per 1,000"


def test_the_footer_has_filters_vintages_and_licence(whole) -> None:
    doc, _export = whole
    footer = doc.sections[0].footer
    text = footer.paragraphs[0].text
    for each in ("Filters: ", "Vintages: ", "street 2023-05", "Licence: "):
        assert each in text
    assert "NUMPAGES" in "".join(footer._element.xpath(".//w:instrText/text()"))
    assert doc.core_properties.language == "en-GB"


def test_typed_text_is_marked_and_blanks_stay_visible(whole) -> None:
    doc, export = whole
    styles = [each.style.name for each in doc.paragraphs]
    typed = [each for section in export.sections for each in section.blocks
             if isinstance(each, Typed)]  # fmt: skip
    blanks = sum(not each.text for each in typed)
    assert styles.count("Blank") == blanks == 2
    assert styles.count("Written") == len(typed) - blanks
    assert all("Example" in each.text for each in doc.paragraphs if each.style.name == "Written")


def test_weights_in_the_address_change_the_order(demo_pack: Pack) -> None:
    def places(address: str) -> list[str]:
        table = next(each for each in on_page(demo_pack, address)[0]
                     if each.caption.startswith("The order"))  # fmt: skip
        return [str(row[0]) for row in table.rows]

    only = "&".join(f"weight_{each}=0" for each in ("harm", "trend", "comparison", "board"))
    by_count = places(f"{ADDRESS}&{only}")
    assert by_count[0] in {"Anti-social behaviour", "Violence and sexual offences"}
    assert by_count != places(ADDRESS)


@pytest.mark.parametrize("address", BRIEFED)
def test_a_briefing_has_finding_table_and_note(demo_pack: Pack, address: str) -> None:
    doc, export = made(demo_pack, address)
    title = next(each.text for each in doc.paragraphs if each.style.name == "Title")
    assert title in {export.title, *(each.title for each in export.panels.values())}
    assert len(doc.tables) <= 1
    assert len(doc.inline_shapes) <= 1
    if export.every_table:
        assert len(doc.tables) == 1
        cells = {cell.text for row in doc.tables[0].rows[1:] for cell in row.cells}
        known = {cell_text(table, i, value) for table in
                 (*export.every_table, *(p.leading for p in export.panels.values() if p.leading))
                 for row in table.rows for i, value in enumerate(row)}  # fmt: skip
        assert cells <= known
    assert doc.paragraphs[-1].style.name == "Note"


def test_progress_goes_by_section_and_a_stop_is_heeded(
    small_pack: Pack, tmp_path, monkeypatch
) -> None:
    views = [SavedView("", "/assessment")]
    request = ExportRequest("docx", "a.docx", "", str(small_pack.path), views)
    job = Job.new(tmp_path, request, "", "server-1")
    written: list[Progress] = []
    monkeypatch.setattr(Job, "write_progress", lambda _job, progress: written.append(progress))
    make_file(request, job)
    assert [each.done for each in written[1:]] == [*range(len(SECTIONS) + 1)]
    assert {each.of for each in written[1:]} == {len(SECTIONS) + 1}
    job.stop()
    with pytest.raises(Cancelled):
        make_file(request, job)


def test_a_bare_borough_has_a_sound_document_that_says_what_is_missing(bare: Small) -> None:
    pack = bare.build()
    try:
        doc, export = made(pack, "/assessment")
        text = "\n".join(texts(doc))
        assert len(export.sections) == len(SECTIONS) + 1
        for each in ("No figures of other areas are held", "No MARAC and annual figures are held",
                     "No named places are held", "No typed text is held",
                     "No street file of the chosen months was released", "not compared with peers",
                     "The board has scored no theme yet",
                     "there are none for Test Constabulary"):  # fmt: skip
            assert each in text
        assert "None" not in {cell for each in doc.tables for row in each.rows
                              for cell in (c.text for c in row.cells)}  # fmt: skip
        assert not re.search(r"\bnan\b", text)
        assert text.count("No actions have been loaded") == 1
        assert "and its peers" not in text
    finally:
        pack.close()


@pytest.mark.parametrize("audience", ["public", "partner"])
def test_who_may_read_it_is_said_and_its_numbers_are_on_the_page(planted_packs, audience) -> None:
    pack = Packs(planted_packs[audience], audience).current()
    try:
        doc, export = made(pack, "/assessment")
        said, unknown = numbers(pack, doc, export, "/assessment")
        assert unknown == set()
        assert len(said) > 50
        said = "For partners only" in " ".join(each.text for each in doc.paragraphs)
        assert said == (audience == "partner")
        assert said == ("For partners only" in doc.sections[0].footer.paragraphs[0].text)
    finally:
        pack.close()


def test_a_table_too_wide_for_a_page_is_parted_and_loses_nothing() -> None:
    names = [f"Harm {year}/{year + 1}" for year in range(2001, 2031)]
    wide = Table("Wards", ("Ward", *names), [("Alder", *range(30)), ("Birch", *range(30, 60))],
                 note="A note.", signed=(30,))  # fmt: skip
    parts = parted(wide)
    assert len(parts) > 1
    assert [each.note for each in parts] == [""] * (len(parts) - 1) + ["A note."]
    assert [name for each in parts for name in each.columns[1:]] == names
    assert all(each.columns[0] == "Ward" for each in parts)
    assert [value for each in parts for value in each.rows[0][1:]] == [*range(30)]
    assert [each.signed for each in parts][-1] == [len(parts[-1].columns) - 1]
    for each in parts:
        cells = [[f"{value}" for value in row] for row in each.rows]
        assert sum(laid(each.columns, cells).widths) <= INNER + 0.01
    assert parted(parts[0]) == [parts[0]]


def test_a_table_widens_the_columns_that_save_most_lines() -> None:
    columns = ("Measure", "Change, a long head of three lines", "Verdict")
    verdict = "● normal variation"
    cells = [["A long name of a measure, which would go on for more than one line", "+1", verdict]
             for _row in range(9)]  # fmt: skip
    layout = laid(columns, cells)
    assert max(layout.heights[1:]) == min(layout.heights[1:]) < min(layout.heights[0], 0.5)
    assert sum(layout.widths) <= INNER


def test_a_low_table_is_kept_whole_and_a_long_one_has_no_lone_row() -> None:
    low, long = (laid(("A", "B"), [["a", "1"]] * n) for n in (4, 40))
    assert low.kept() == {0, 1, 2, 3}
    assert low.kept(noted=True) == {0, 1, 2, 3, 4}
    assert long.kept() == {0, 1, 39}
    assert long.kept(noted=True) == {0, 1, 39, 40}


def test_the_document_has_no_empty_paragraph_and_no_caption_that_repeats_a_heading(whole) -> None:
    doc, _export = whole
    assert all(each.text or each._p.xpath(".//w:drawing | .//w:br") for each in doc.paragraphs)
    headings = {each.text for each in doc.paragraphs if each.style.name == "Heading 2"}
    said = {each.text.partition(". ")[2] for each in doc.paragraphs
            if each.style.name == "Caption" and each.text.startswith("Figure")}  # fmt: skip
    assert len(said) > 4
    assert said & headings <= {"Recorded crime by financial year"}


def test_an_empty_cell_makes_no_row_taller(whole) -> None:
    doc, _export = whole
    assert doc.styles["Cell"].font.size.pt <= SIZES[-1]
    assert {each.style.name for table in doc.tables[:5] for row in table.rows
            for cell in row.cells for each in cell.paragraphs} == {"Cell"}  # fmt: skip


def test_a_briefing_shows_the_newest_rows_of_a_table_by_month(demo_pack: Pack) -> None:
    doc, _export = made(demo_pack, "/places/norreys-estate")
    [table] = doc.tables
    assert table.rows[0].cells[0].text == "Month"
    assert table.rows[-1].cells[0].text == "March 2023"
    assert any("earlier rows: see the workbook" in each.text for each in doc.paragraphs)


def test_the_appendix_says_nothing_twice(whole) -> None:
    _doc, export = whole
    blocks = export.sections[-1].blocks
    points = " ".join(item for each in blocks if isinstance(each, Points) for item in each.items)
    words = [each.text for each in blocks if isinstance(each, Words)]
    assert len(words) >= 3
    assert [each for each in words if each in points] == []


def test_actions_without_an_answer_are_one_table(whole) -> None:
    _doc, export = whole
    headings = [each.text for section in export.sections for each in section.blocks
                if isinstance(each, Heading)]  # fmt: skip
    assert headings.count("No verdict") == 1
    [table] = [table for section in export.sections for table in section.tables
               if table.caption.startswith("Actions without a verdict")]  # fmt: skip
    assert len(table.rows) == 6


def test_texts_of_a_pack_are_taken_as_text(demo_pack: Pack) -> None:
    export = export_at(demo_pack, SavedView("", "/trends"))
    panel = next(iter(export.panels.values()))
    odd = Table("<w:t>&\x07", ("=A1", "b"), [("<b>", "&amp;")])
    strange = type(panel)("<i>\x0b&", "a\x00b", panel.figure, odd)
    export = type(export)(export.view, "P", "S", {"x": strange}, notes=["N"])
    doc = Document(io.BytesIO(document([export], demo_pack.domain, title="<T>")))
    assert [[c.text for c in row.cells] for row in doc.tables[0].rows] == [
        ["=A1", "b"], ["<b>", "&amp;"],
    ]  # fmt: skip
    assert doc.paragraphs[0].text == "<i>&"
    assert qn("w:object") not in {each.tag for each in doc.element.iter()}
