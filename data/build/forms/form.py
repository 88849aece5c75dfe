"""The forms of files: the name of each, what it holds, and the remedy if it is not read."""

from enum import Enum
from pathlib import Path
from typing import NoReturn

from data.build.errors import refuse
from data.build.forms.container import DOWNLOAD

SAVE_TABLE = "Save it as XLSX or CSV UTF-8"
GIVE_SHAPES = "Give GeoJSON, a GeoPackage or a shapefile"
NAME_SHP = "Name the .shp file, and keep its .shx, .dbf and .prj beside it"
UNPACK = "Unpack it and name the files inside"


class Holds(Enum):
    """What a file may hold: its name in messages, and what to give if a source wants it."""

    TABLE = "a table", "Give it as CSV or XLSX"
    SHAPES = "boundaries", GIVE_SHAPES
    STREET = "street files", "Give the CSV files or the zip archive as police.uk publishes them"
    NOTHING = "", ""


class Form(Enum):
    """A form of file: ``noun`` (its name with an article), what it holds, and a remedy.

    ``remedy`` is what to do instead with a form that no build reads; it is blank for the others.
    """

    CSV = "a CSV file", Holds.TABLE, ""
    XLSX = "an Excel workbook (XLSX)", Holds.TABLE, ""
    POLICE_ZIP = "a zip archive of police.uk", Holds.STREET, ""
    GEOJSON = "GeoJSON", Holds.SHAPES, ""
    TOPOJSON = "TopoJSON", Holds.SHAPES, ""
    GEOPACKAGE = "a GeoPackage", Holds.SHAPES, ""
    SHAPEFILE = "a shapefile", Holds.SHAPES, ""
    SHAPEFILE_ZIP = "a zipped shapefile", Holds.SHAPES, ""

    EMPTY = "empty", Holds.NOTHING, DOWNLOAD
    WEB_PAGE = "a web page, not data", Holds.NOTHING, f"{DOWNLOAD}, not the page that links to it"
    SERVER_ERROR = "an error message of a server, not data", Holds.NOTHING, DOWNLOAD
    LFS = "a pointer of Git LFS, not the file", Holds.NOTHING, "Fetch the file with git lfs pull"
    ANNEX = "a pointer of git-annex, not the file", Holds.NOTHING, "Run git annex get"
    MACOS = "a hidden file of macOS, not data", Holds.NOTHING, "Delete it"
    UTF16 = "UTF-16 text without a byte order mark", Holds.TABLE, "Save it as CSV UTF-8"
    XLS = "an old Excel workbook (XLS)", Holds.TABLE, SAVE_TABLE
    XLSB = "a binary Excel workbook (XLSB)", Holds.TABLE, SAVE_TABLE
    LOCKED_OFFICE = "an Office file with a password", Holds.NOTHING, "Save it without a password"
    ODS = "an OpenDocument spreadsheet (ODS)", Holds.TABLE, SAVE_TABLE
    DOCUMENT = "a Word, PowerPoint or text document", Holds.NOTHING, SAVE_TABLE
    PDF = "a PDF", Holds.NOTHING, "Ask its publisher for the table as XLSX or CSV"
    PARQUET = "a Parquet file", Holds.TABLE, SAVE_TABLE
    DUCKDB = "a DuckDB file", Holds.NOTHING, "Export its table as CSV"
    SQLITE = "an SQLite database, not a GeoPackage", Holds.NOTHING, "Export its table as CSV"
    SHAPEFILE_INDEX = "the index of a shapefile (SHX)", Holds.NOTHING, NAME_SHP
    SHAPEFILE_TABLE = "the table of a shapefile (DBF)", Holds.NOTHING, NAME_SHP
    SHAPEFILE_CRS = "the coordinate system of a shapefile (PRJ)", Holds.NOTHING, NAME_SHP
    GEOJSON_LINES = "GeoJSON with a feature on each line", Holds.SHAPES, "Save it as GeoJSON"
    ESRI_JSON = "Esri JSON", Holds.SHAPES, f"{DOWNLOAD} with f=geojson in its address"
    KML = "KML, which has no columns for codes", Holds.SHAPES, GIVE_SHAPES
    KMZ = "KMZ, which has no columns for codes", Holds.SHAPES, GIVE_SHAPES
    GML = "GML", Holds.SHAPES, GIVE_SHAPES
    FLATGEOBUF = "FlatGeobuf", Holds.SHAPES, GIVE_SHAPES
    XML = "XML", Holds.NOTHING, "Give a table as CSV or XLSX, boundaries as GeoJSON"
    JSON = "JSON of no known kind", Holds.NOTHING, "Give a table as CSV, boundaries as GeoJSON"
    ZIP = "a zip archive", Holds.NOTHING, UNPACK
    ARCHIVE = "an archive (tar, 7-Zip or RAR)", Holds.NOTHING, UNPACK
    BINARY = "not text, and of no known form", Holds.NOTHING, SAVE_TABLE

    def __init__(self, noun: str, holds: Holds, remedy: str) -> None:
        self.noun = noun
        self.holds = holds
        self.remedy = remedy

    @property
    def is_read(self) -> bool:
        """Whether a build can read files of this form."""
        return not self.remedy


def refuse_form(path: Path, form: Form, wanted: Holds) -> NoReturn:
    """Refuse a file of a form that is not read, or that does not hold what is wanted."""
    noun, instead = wanted.value
    if form.remedy:
        refuse(path, f"it is {form.noun}", form.remedy)
    refuse(path, f"it is {form.noun}, not {noun}", instead)
