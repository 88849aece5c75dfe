"""Recognise the form of a file by its content, never by its name."""

import gzip
import re
import zlib
from collections.abc import Sequence
from pathlib import Path

from data.build.forms import container
from data.build.forms.container import GZIP_MAGIC, ZIP_MAGIC
from data.build.forms.form import Form, Holds, refuse_form
from data.build.forms.police_zip import street_name
from data.build.forms.text import UTF16_MARKS

PREFIX = 1 << 16
DBF_HEADER = 32
FEW, MOSTLY = 8, 0.1  # the number and share of NUL bytes that text may have
SHX_FIRST = b"\x00\x00\x00\x32"  # the place of the first record; a .shp has its number there
PASSWORD = "EncryptedPackage".encode("utf-16-le")
# The forms whose files have these bytes at this offset.
MAGIC: Sequence[tuple[int, bytes, Form]] = (
    (0, b"version https://git-lfs", Form.LFS),
    (0, b"/annex/objects/", Form.ANNEX),
    (0, b"\x00\x05\x16\x07", Form.MACOS),
    (0, b"%PDF-", Form.PDF),
    (0, b"{\\rtf", Form.DOCUMENT),
    (0, b"PAR1", Form.PARQUET),
    (8, b"DUCK", Form.DUCKDB),
    (0, b"fgb\x03fgb", Form.FLATGEOBUF),
    (0, b"7z\xbc\xaf\x27\x1c", Form.ARCHIVE),
    (0, b"Rar!", Form.ARCHIVE),
    (257, b"ustar", Form.ARCHIVE),
    (0, b"\xd0\xcf\x11\xe0", Form.XLS),
    (0, b"SQLite format 3\x00", Form.GEOPACKAGE),
    (0, b"\x00\x00\x27\x0a", Form.SHAPEFILE),
)
# The forms of zip archives that have a file whose name matches.
IN_ZIP: Sequence[tuple[re.Pattern[str], Form]] = (
    (re.compile(r"xl/workbook\.xml"), Form.XLSX),
    (re.compile(r"xl/workbook\.bin"), Form.XLSB),
    (re.compile(r"(word/document|ppt/presentation)\.xml"), Form.DOCUMENT),
    (re.compile(r"doc\.kml|[^/]+\.kml", re.I), Form.KMZ),
    (re.compile(r".+\.shp", re.I), Form.SHAPEFILE_ZIP),
)
# The forms of XML by a tag near its beginning, then those of JSON by a key.
TAGS: Sequence[tuple[str, Form]] = (
    (r"<kml\b", Form.KML),
    (r"<!doctype\s+html|<html|<head\b|<body\b", Form.WEB_PAGE),
    (r"<(Error|ServiceException\w*|ows:Exception\w*)\b", Form.SERVER_ERROR),
    (r"xmlns:gml|<gml:|FeatureCollection", Form.GML),
)
KEYS: Sequence[tuple[str, Form]] = (
    (r'^\{\s*"error"\s*:', Form.SERVER_ERROR),
    (r'"type"\s*:\s*"Topology"', Form.TOPOJSON),
    (r'"type"\s*:\s*"FeatureCollection"', Form.GEOJSON),
    (r'"geometryType"\s*:\s*"esri|"rings"\s*:|"attributes"\s*:\s*\{', Form.ESRI_JSON),
)
PRJ = re.compile(r"(PROJCS|GEOGCS|PROJCRS|GEOGCRS)\[")
FEATURE = re.compile(r'\{\s*"type"\s*:\s*"Feature"')
GEOJSON_KEY = re.compile(r'"(features|geometry|geometries|coordinates)"\s*:')


def recognise(path: Path) -> Form:
    """Return the form of a file or of the part of a file that a path names.

    Raises:
        BadInput: it cannot be read, or is a damaged gzip or zip archive.
    """
    file, part = container.split(path)
    if part and not container.is_member(path):
        return recognise(file)  # of a sheet or layer
    start, packed = _start(path)
    if start.startswith(ZIP_MAGIC) and not packed:
        return _of_zip(container.members(path), start)
    return _of_bytes(start) or _of_text(start)


def require(path: Path, wanted: Holds) -> Form:
    """Return the form of a file that holds what is wanted.

    Raises:
        BadInput: as ``recognise``, or it holds something else or is not read.
    """
    form = recognise(path)
    if form.holds is not wanted or not form.is_read:
        refuse_form(path, form, wanted)
    return form


def _start(path: Path) -> tuple[bytes, bool]:
    """Return the first bytes of a file, unpacked if it is gzip, and whether it is gzip."""
    with container.opened(path) as file:
        start = file.read(PREFIX)
        if not start.startswith(GZIP_MAGIC):
            return start, False
        file.seek(0)
        try:
            return gzip.GzipFile(fileobj=file).read(PREFIX), True
        except (EOFError, gzip.BadGzipFile, zlib.error):
            container.refuse_gzip(path)


def _of_zip(names: Sequence[str], start: bytes) -> Form:
    if b"mimetypeapplication/vnd.oasis.opendocument" in start[:200]:
        return Form.ODS if b"opendocument.spreadsheet" in start[:200] else Form.DOCUMENT
    if any(street_name(each) for each in names):
        return Form.POLICE_ZIP
    for pattern, form in IN_ZIP:
        if any(pattern.fullmatch(each) for each in names):
            return form
    return Form.ZIP


def _of_bytes(start: bytes) -> Form | None:
    """Return the form of a file that is not text, None for text."""
    form = next((form for at, magic, form in MAGIC if start[at:].startswith(magic)), None)
    if form is Form.XLS and PASSWORD in start:
        form = Form.LOCKED_OFFICE
    elif form is Form.GEOPACKAGE and start[68:70] != b"GP" and b"gpkg_contents" not in start:
        form = Form.SQLITE
    elif form is Form.SHAPEFILE and start[100:104] == SHX_FIRST:
        form = Form.SHAPEFILE_INDEX
    elif form is None and _is_dbf(start):
        form = Form.SHAPEFILE_TABLE
    elif form is None and not start.startswith(UTF16_MARKS):
        form = _if_binary(start)
    return form


def _if_binary(start: bytes) -> Form | None:
    """Return UTF16 or BINARY for a file with many NUL bytes, else None.

    In UTF-16 text nearly every second byte is NUL.
    """
    even, odd = start[::2].count(0), start[1::2].count(0)
    if even + odd <= max(FEW, MOSTLY * len(start)):
        return None
    return Form.UTF16 if abs(odd - even) > len(start) // 4 else Form.BINARY


def _is_dbf(start: bytes) -> bool:
    """Return whether a file begins as a dBASE table: its kind, a date, the length of its header."""
    if len(start) <= DBF_HEADER or start[0] not in (0x03, 0x30, 0x83, 0x8B):
        return False
    length = int.from_bytes(start[8:10], "little")
    return length % DBF_HEADER in (0, 1) and 0 in start[10:DBF_HEADER]


def _of_text(start: bytes) -> Form:
    encoding = "utf-16" if start.startswith(UTF16_MARKS) else "utf-8-sig"
    text = start.decode(encoding, "replace").lstrip()
    if not text:
        return Form.EMPTY
    if PRJ.match(text):
        return Form.SHAPEFILE_CRS
    if text.startswith("<"):
        return next((form for tag, form in TAGS if re.search(tag, text, re.I)), Form.XML)
    return _of_json(text) if text.startswith(("{", "[")) else Form.CSV


def _of_json(text: str) -> Form:
    first = text.partition("\n")[0].rstrip()
    if FEATURE.match(first) and first.endswith("}") and len(first) < len(text.rstrip()):
        return Form.GEOJSON_LINES
    found = next((form for key, form in KEYS if re.search(key, text)), None)
    return found or (Form.GEOJSON if GEOJSON_KEY.search(text) else Form.JSON)
