"""Formulas, HTML and control characters in every text of a pack, in all that is shown."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.dom.minidom import parseString
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from flask.testing import FlaskClient
from openpyxl import load_workbook

from dashboard.app import create_app
from dashboard.exports.export_job import ExportRequest
from dashboard.exports.export_work import make_file
from dashboard.pages import EVERY_PAGE
from data.build.build import BuildFailed
from data.model.control_characters import control_character
from data.model.meetings.agendas import SavedView
from data.pack.pack import Pack
from data.pack.packs import Packs
from layouts.base.tables import FORMULA
from tests import decks
from tests.conftest import WARDS, Small, features, square, write_small
from tests.planted import plant, rows

HTML = '<script>window.ran=1</script>"><img src=x onerror=window.ran=1>'
LEADS = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1")
CONTROLS = (*map(chr, {*range(0x20)} - {9, 10, 13}), "\x7f", "\x85", "\u2028", "\u2029", "\u202a",
            "\u202e", "\u2066", "\u2069", "\uffff")  # fmt: skip
LAYERS = ("areas", "points", "cells", "lifecycle")


class Texts:
    """Texts that begin as a formula and go on as HTML, each with its number."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"{LEADS[self.count % len(LEADS)]}{HTML}{self.count}"


def table(*lines: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue()


def hostile(small: Small) -> Small:
    """The small borough with a hostile text wherever one is read."""
    text = Texts()
    place, other, measure, term, check = (text().strip() for _each in range(5))
    toml = {
        key: json.dumps(text()) for key in ("partnership", "contact", "agenda", "title", "note")
    }
    names = [text().strip() for _ward in WARDS]
    small.write(
        "wards.geojson",
        features(
            ({"WD22CD": code, "WD22NM": name, "LAD22CD": "E06000001"}, square(*box))
            for name, ((code, _plain), box) in zip(names, WARDS.items(), strict=True)
        ),
    )
    street, outcome = text(), text()
    for month in ("2022-01", "2022-02"):
        cells = {"Month": month, "Location": street, "Last outcome category": outcome}
        small.street(f"street/{month}/{month}-test-street.csv", [
            *(small.row(**cells) for _each in range(30)), *(small.asb(**cells) for _each in "abc")
        ])  # fmt: skip
    small.write("places.csv", table(
        ("name", "lon", "lat", "radius_m", "confidence", "note", "said"),
        (place, "-0.885", "51.41", "300", "high", text(), text()),
        (other, "-0.855", "51.41", "300", "low", text(), text()),
    ))  # fmt: skip
    small.write("annual.csv", table(
        ("table", "measure", "2020/21", "2021/22", "published_change", "published_pct_change"),
        (check, measure, "30", "33", "3", "10.0"), (check, term, "30", "33", "3", "10.0"),
    ))  # fmt: skip
    small.write("checks.csv", table(
        ("check", "relation", "table", "measure", "terms", "note", "quotation"),
        (text(), "sum", check, measure, f"{check}::{term}", text(), text()),
    ))  # fmt: skip
    small.write("marac.csv", table(
        ("period_start", "period_end", "cases", "repeat_cases", "children", "source",
         "definition_version"),
        ("2020-04-01", "2021-03-31", "40", "10", "50", text(), definition := text()),
        ("2021-04-01", "2022-03-31", "44", "11", "", text(), definition),
    ))  # fmt: skip
    small.write("notes.csv", table(
        ("first_month", "last_month", "text", "series"), ("2022-01", "2022-02", text(), "all")
    ))  # fmt: skip
    small.write("actions.csv", table(
        ("place", "date", "action", "lead", "review_date", "stage", "source"),
        (place, "2022-01-10", text(), text(), "2022-02-10", "response", text()),
    ))  # fmt: skip
    small.write("strategy.csv", table(
        ("kind", "aim", "text", "table", "measure", "source"),
        ("theme", "1", text(), "", "", text()), ("aim", "1", text(), "", "", text()),
        ("measure", "1", text(), check, measure, text()), ("done", "1", text(), "", "", text()),
    ))  # fmt: skip
    small.write("assessment.toml", "\n".join(
        f"[[{table}]]\n{fixed}\n{key} = {json.dumps(text())}" for table, fixed, key in (
            ("section", 'id = "residents"', "text"),
            ("section", 'id = "coming"\ntext = "x"', "owner"),
            ("theme", 'types = ["burglary"]', "name"), ("recommendation", 'by = "x"', "text"),
        )
    ))  # fmt: skip
    small.write("comparisons.csv", table(
        ("label", "measure", "value", "source"), (text(), "volume", "47", text())
    ))  # fmt: skip
    categories = dict.fromkeys(("Noise", "Graffiti", "Begging", "Vehicles"))
    categories = {each: text() for each in categories}
    wards = {"Alder": names[0], "Birch": names[1]}
    plant(small, [
        each | {"category": categories[each["category"]], "outcome": text() if not turn else "Seen",
                "location": wards[each["location"]]}
        for turn, each in enumerate(rows())
    ])  # fmt: skip
    for kind in ("actions", "strategy"):
        small.add_source(kind, f"{kind}.csv", access='"published"', name=json.dumps(text()))
    small.add_source("assessment", "assessment.toml", name=json.dumps(text()))
    small.add_source("marac_comparisons", "comparisons.csv", licence=json.dumps(text()))
    small.edit(
        "small.toml",
        'name = "Small"\ncodes = ["E06000001"]\n',
        f"""name = {json.dumps(text())}
codes = ["E06000001"]
partnership = {toml["partnership"]}
contact = {toml["contact"]}
[disclosure]
signed_off = {json.dumps(text())}
[marac_band]
low = 28
high = 40
source = {json.dumps(text())}
[[view]]
agenda = {toml["agenda"]}
title = {toml["title"]}
address = "/trends"
note = {toml["note"]}
""",
    )
    return small


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    small = hostile(write_small(tmp_path_factory.mktemp("hostile")))
    small.build().close()
    return small.folder / "packs"


@pytest.fixture(scope="module")
def pack(packs: Path) -> Iterator[Pack]:
    found = Packs(packs).current()
    yield found
    found.close()


@pytest.fixture(scope="module")
def client(packs: Path) -> FlaskClient:
    return create_app(Packs(packs)).server.test_client()


def addresses(pack: Pack) -> list[str]:
    """Each page once, that of one place too, and every layer of the hotspots."""
    place = next(each.id for each in pack.domain.areas if each.kind == "place")
    pages = [page.address(place if page.of else "") for page in EVERY_PAGE]
    return [*pages, "/trends?split=area", *(f"/hotspots?layer={each}" for each in LAYERS)]


def parts(pack: Pack, folder: str, end: str = "") -> list[str]:
    """The address of each card of each page in a folder of addresses."""
    place = next(each.id for each in pack.domain.areas if each.kind == "place")
    return [
        f"/{folder}/{f'{place}/' if page.of else ''}{card}{end}"
        for page in EVERY_PAGE
        for card in (*page.callbacks.cards, *page.callbacks.files)
    ]


def is_safe(cell: str) -> bool:
    """Whether a spreadsheet takes a cell for text or a number."""
    return not cell.startswith(FORMULA) or bool(re.fullmatch(r"-?[\d.]+(e-\d+)?", cell))


def test_every_text_is_in_the_pack(pack: Pack) -> None:
    assert HTML in pack.domain.borough
    assert all(HTML in each.name for each in pack.domain.areas)


def test_no_cell_of_a_csv_file_is_a_formula(client: FlaskClient, pack: Pack) -> None:
    hostile_cells = 0
    for address in ["/download/records.csv", *parts(pack, "download", ".csv")]:
        answer = client.get(address)
        assert answer.status_code in {200, 404}, address
        text = answer.data.decode("utf-8-sig") if answer.status_code == 200 else ""
        lines = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
        for cell in (cell for row in lines if row[0][:1] != "#" for cell in row):
            assert is_safe(cell), (address, cell)
            hostile_cells += HTML in cell
    assert hostile_cells > 50


def test_no_html_of_ours_has_elements_of_theirs(client: FlaskClient, pack: Pack) -> None:
    answers = [client.get(each) for each in parts(pack, "numbers")]
    shown = [each.text for each in answers if each.status_code == 200]
    assert sum("&lt;script" in each for each in shown) > 0
    for text in shown:
        assert not re.search(r"<(script|img)\b", text)


def test_maps_for_paper_are_xml_with_their_texts(client: FlaskClient, pack: Pack) -> None:
    answers = [client.get(each) for each in parts(pack, "print-map", ".svg")]
    answers = [each for each in answers if each.status_code == 200]
    maps = [parseString(each.data) for each in answers]
    assert len(maps) > 2
    for each in maps:
        assert not each.getElementsByTagName("script")
        assert not each.getElementsByTagName("img")


def made(pack: Pack, kind: str) -> bytes:
    bad = "".join(CONTROLS)
    views = [SavedView(f"={HTML}", each, f"@{HTML}") for each in addresses(pack)]
    views.append(SavedView("", f"/?sort=x{quote(bad, errors='replace')}"))
    return make_file(ExportRequest(kind, f"a.{kind}", f"={HTML}", str(pack.path), views))


def test_no_cell_of_a_workbook_is_a_formula(pack: Pack) -> None:
    book = load_workbook(io.BytesIO(made(pack, "xlsx")))
    assert cells_that_look_like_formulas(book) > 50
    assert any("window.ran" in sheet.title for sheet in book) or len(book.sheetnames) > 10


def cells_that_look_like_formulas(book) -> int:
    """How many there are; each is text, and stays so when it is edited."""
    found = 0
    for cell in (cell for sheet in book for row in sheet for cell in row):
        assert cell.data_type != "f", cell.value
        if isinstance(cell.value, str) and cell.value.startswith(FORMULA):
            assert cell.quotePrefix, cell.value
            found += 1
    return found


def test_slides_hold_the_texts_as_they_are(pack: Pack) -> None:
    content = made(pack, "pptx")
    said = [box.text for slide in decks.read(content).slides for box in decks.boxes(slide)]
    assert sum(HTML in each for each in said) > 10
    in_charts = 0
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                parseString(archive.read(name))
            elif name.endswith(".xlsx"):
                book = load_workbook(io.BytesIO(archive.read(name)))
                cells = [cell for sheet in book for row in sheet for cell in row]
                assert all(cell.data_type != "f" for cell in cells)
                in_charts += sum(HTML in str(cell.value) for cell in cells)
    assert in_charts


def test_documents_hold_the_texts_as_they_are(pack: Pack) -> None:
    content = made(pack, "docx")
    said = [each.text for each in Document(io.BytesIO(content)).element.iter(qn("w:t"))]
    assert sum(HTML in f"{each}" for each in said) > 10
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                parseString(archive.read(name))


@pytest.mark.parametrize("control", CONTROLS, ids=lambda each: f"U+{ord(each):04X}")
def test_control_characters_are_known(control: str) -> None:
    assert control_character(f"a\t{control}b") == f"U+{ord(control):04X}"
    assert not control_character("a\tb\r\nÅ–€😀")


@pytest.mark.parametrize(("name", "old", "control"), [
    ("places.csv", "Not located", "\u202e"), ("small.toml", '"Small"', "\\u0007"),
    *(pytest.param(*each, marks=pytest.mark.verify) for each in (
        ("places.csv", "Mill Estate", "\x01"), ("wards.geojson", '"Alder"', "\\u001b"),
        ("notes.csv", "Snow", "\u2028"), ("marac.csv", "safelives", "\x1f"),
    )),
])  # fmt: skip
def test_a_build_refuses_control_characters_in_one_line(small: Small, name, old, control) -> None:
    text = (small.folder / name).read_text()
    small.write(name, text.replace(old, f"{old[:-2]}{control}{old[-2:]}"))
    with pytest.raises(BuildFailed) as refused:
        small.build()
    said = str(refused.value)
    assert re.search(r"has the control character U\+[0-9A-F]{4}: '.+'\. Delete the character", said)
    assert not control_character(said)
    assert "\n" not in said
