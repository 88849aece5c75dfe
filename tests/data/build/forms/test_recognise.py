"""Files are recognised by their content: each is written under a name that says something else."""

import gzip
from pathlib import Path

import pytest

from data.build.errors import BadInput
from data.build.forms.form import Form, Holds
from data.build.forms.recognise import recognise, require
from tests import files
from tests.conftest import WARDS, features, square

WARD_TEXT = features(
    ({"WD22CD": code, "WD22NM": name}, square(*box)) for (code, name), box in WARDS.items()
)
FEATURE = '{"type": "Feature", "properties": {}, "geometry": null}'
ESRI = '{"geometryType": "esriGeometryPolygon", "features": [{"attributes": {"WD22CD": "E1"}}]}'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

CONTENTS = [
    (b"a,b\n1,2\n", Form.CSV),
    (b"\xef\xbb\xbfa,b\n1,2\n", Form.CSV),
    ("a,b\n1,2\n".encode("utf-16"), Form.CSV),
    (b"a,b\n1,caf\xe9\n", Form.CSV),
    (gzip.compress(b"a,b\n1,2\n"), Form.CSV),
    ("a,b\n1,2\n3,4\n".encode("utf-16-le"), Form.UTF16),
    (b"", Form.EMPTY),
    (b" \r\n", Form.EMPTY),
    (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n", Form.LFS),
    (b"/annex/objects/SHA256E-s1--1.csv\n", Form.ANNEX),
    (b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", Form.MACOS),
    (b"\n <!DOCTYPE html><html><body>Sign in</body></html>", Form.WEB_PAGE),
    (b"<html><head></head></html>", Form.WEB_PAGE),
    (b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', Form.SERVER_ERROR),
    (b'{"error": {"code": 400, "message": "Invalid query"}}', Form.SERVER_ERROR),
    (b'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"></kml>', Form.KML),
    (b'<?xml version="1.0"?><a xmlns:gml="http://www.opengis.net/gml"/>', Form.GML),
    (b"<note/>", Form.XML),
    (WARD_TEXT.encode(), Form.GEOJSON),
    (b'{"type": "GeometryCollection", "geometries": []}', Form.GEOJSON),
    (f"{FEATURE}\n{FEATURE}\n".encode(), Form.GEOJSON_LINES),
    (ESRI.encode(), Form.ESRI_JSON),
    (files.topojson(files.frame(WARD_TEXT)).encode(), Form.TOPOJSON),
    (b'{"a": 1}', Form.JSON),
    (b'PROJCS["British_National_Grid"]', Form.SHAPEFILE_CRS),
    (OLE, Form.XLS),
    (OLE + "EncryptedPackage".encode("utf-16-le"), Form.LOCKED_OFFICE),
    (b"%PDF-1.7\n", Form.PDF),
    (b"PAR1" + bytes(20), Form.PARQUET),
    (b"SQLite format 3\x00" + bytes(100), Form.SQLITE),
    (bytes(8) + b"DUCK" + bytes(100), Form.DUCKDB),
    (b"7z\xbc\xaf\x27\x1c" + bytes(20), Form.ARCHIVE),
    (bytes(range(256)) + bytes(200), Form.BINARY),
    (files.packed({"a/2023-03-kent-street.csv": b"a"}), Form.POLICE_ZIP),
    (files.packed({"xl/workbook.bin": b"a"}), Form.XLSB),
    (files.packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), Form.ODS),
    (files.packed({"word/document.xml": b"a"}), Form.DOCUMENT),
    (files.packed({"doc.kml": b"a"}), Form.KMZ),
    (files.packed({"a/b.shp": b"a", "a/b.dbf": b"a"}), Form.SHAPEFILE_ZIP),
    (files.packed({"a.csv": b"a"}), Form.ZIP),
]


@pytest.mark.parametrize(("content", "form"), CONTENTS)
def test_a_file_is_recognised_whatever_it_is_called(
    tmp_path: Path, content: bytes, form: Form
) -> None:
    path = tmp_path / "named.csv"
    path.write_bytes(content)

    assert recognise(path) is form


def test_files_of_programs_are_recognised(tmp_path: Path) -> None:
    shapes = files.frame(WARD_TEXT)
    files.shapefile(tmp_path / "a.shp", shapes)
    written = {
        files.workbook(tmp_path / "a.xlsx", Sheet=[["a"], [1]]): Form.XLSX,
        files.geopackage(tmp_path / "a.gpkg", shapes): Form.GEOPACKAGE,
        tmp_path / "a.shp": Form.SHAPEFILE,
        tmp_path / "a.shx": Form.SHAPEFILE_INDEX,
        tmp_path / "a.dbf": Form.SHAPEFILE_TABLE,
        tmp_path / "a.prj": Form.SHAPEFILE_CRS,
    }

    for number, (path, form) in enumerate(written.items()):
        other = path.rename(tmp_path / f"{number}.dat")
        assert recognise(other) is form


@pytest.mark.parametrize("content", [
    gzip.compress(b"a,b\n" * 5000, mtime=0)[:40], files.packed({"a.csv": b"a"})[:-10],
])  # fmt: skip
def test_a_damaged_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    with pytest.raises(BadInput, match=r"cut short or damaged. Download it again"):
        recognise(path)


@pytest.mark.parametrize(("form", "wanted", "words"), [
    (b"<kml></kml>", Holds.SHAPES, "it is KML, which has no columns for codes. Give GeoJSON, a"),
    (b"a,b\n1,2\n", Holds.SHAPES, "it is a CSV file, not boundaries. Give GeoJSON, a GeoPackage "),
    (WARD_TEXT.encode(), Holds.TABLE, "it is GeoJSON, not a table. Give it as CSV or XLSX."),
    (ESRI.encode(), Holds.SHAPES, "it is Esri JSON. Download it again with f=geojson in its"),
    (OLE, Holds.TABLE, "it is an old Excel workbook (XLS). Save it as XLSX or CSV UTF-8."),
])  # fmt: skip
def test_what_cannot_be_read_gets_its_name_and_what_to_do(
    tmp_path: Path, form: bytes, wanted: Holds, words: str
) -> None:
    path = tmp_path / "a.dat"
    path.write_bytes(form)

    with pytest.raises(BadInput) as caught:
        require(path, wanted)

    assert words in str(caught.value)


def test_every_form_that_is_not_read_says_what_to_do() -> None:
    assert [each for each in Form if each.is_read and each.holds is Holds.NOTHING] == []
    assert all(each.remedy[0].isupper() and each.remedy[-1] != "." for each in Form if each.remedy)
