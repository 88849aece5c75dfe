"""Files of every form, through the command line: the same numbers, or one line."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from dashboard.command_line import main
from data.build import build, config, csvfile
from data.pack.pack import Pack
from data.pack.packs import Packs
from tests import files
from tests.conftest import Small

pytestmark = pytest.mark.slow
TABLES = ("incident", "area", "denominator", "marac", "annual_figure", "incident_area")


def rows(pack: Pack) -> dict[str, list[tuple]]:
    """The tables of a pack that do not name its files."""
    with pack._connection.cursor() as cursor:
        return {
            table: sorted(
                cursor.execute(f"SELECT * FROM {table}").fetchall(),
                key=str,
            )
            for table in TABLES
        }


@pytest.fixture(scope="module")
def plain(small_pack: Pack) -> dict[str, list[tuple]]:
    return rows(small_pack)


def named(small: Small, kind: str, path: str, **more: str) -> None:
    """Give a source another path, and further keys."""
    toml = small.toml.read_text()
    before, found, after = toml.partition(f'kind = "{kind}"\n')
    assert found
    old = after.partition("\n")[0]
    lines = "".join(f"{key} = {value}\n" for key, value in more.items())
    small.write("small.toml", f'{before}{found}path = "{path}"\n{lines}{after[len(old) + 1 :]}')


def to_workbook(small: Small, kind: str, name: str) -> None:
    """Put a table into a workbook, with a title above it and a sheet of notes beside it."""
    frame = csvfile.read(small.folder / name, []).drop(columns="line")
    cells = [[*frame.columns], *frame.to_numpy().tolist()]
    path = small.folder / "book.xlsx"
    files.workbook(path, Notes=[["About"]], Table=[["A title"], [], *cells])
    named(small, kind, "book.xlsx")


def zipped_streets(small: Small) -> None:
    streets = sorted(small.folder.glob("street/*/*.csv"))
    inside = {f"{each.parent.name}/{each.name}": each.read_bytes() for each in streets}
    other = {"2022-01/2022-01-other-street.csv": streets[0].read_bytes(), "2022-01/x.csv": b"x"}
    files.zipped(small.folder / "2022-02.zip", inside | other)
    named(small, "street", "2022-02.zip", forces='["test"]')


def shapes(write: Callable[[Path, object], object], name: str) -> Callable[[Small], None]:
    def change(small: Small) -> None:
        text = (small.folder / "wards.geojson").read_text()
        write(small.folder / name, files.frame(text))
        named(small, "wards", name)

    return change


def recoded(pattern: str, encoding: str) -> Callable[[Small], None]:
    """Rewrite files in an encoding, with a column that reads the same in no other."""

    def change(small: Small) -> None:
        for path in small.folder.glob(pattern):
            head, *rows = path.read_text().splitlines()
            lines = [f"{head},remark", *(f"{each},Café" for each in rows), ""]
            path.write_bytes("\n".join(lines).encode(encoding))

    return change


def people(text: str) -> Callable[[Small], None]:
    """Rewrite the population, whose numbers are 4000 and "2,500"."""
    return lambda small: small.edit("people.csv", (small.folder / "people.csv").read_text(), text)


# The forms of a build's files by kind of source: each build has every kind in another form.
FORMS: dict[str, dict[str, Callable[[Small], None]]] = {
    "archive, GeoPackage, workbook, cp1252, BOM": {
        "street": zipped_streets,
        "wards": shapes(files.geopackage, "wards.gpkg"),
        "population": lambda small: to_workbook(small, "population", "people.csv"),
        "places": recoded("places.csv", "cp1252"),
        "annual": recoded("annual.csv", "cp1252"),
        "marac": recoded("marac.csv", "utf-8-sig"),
    },
    "UTF-16, shapefile, a title and decimals": {
        "street": recoded("street/*/*.csv", "utf-16"),
        "wards": shapes(files.shapefile, "wards.shp"),
        "population": people(
            "Table 1: people,,\n,,\ncode,people\nE05000001,4000.0\nE05000002,2500.00\n"
        ),
        "places": lambda small: to_workbook(small, "places", "places.csv"),
    },
    "cp1252, zipped shapefile, separators": {
        "street": recoded("street/*/*.csv", "cp1252"),
        "wards": shapes(files.shapefile_zip, "wards.zip"),
        "population": people('code,people\nE05000001," 4,000 "\nE05000002,2 500\n'),
        "annual": lambda small: to_workbook(small, "annual", "annual.csv"),
    },
    "BOM, TopoJSON, UTF-16": {
        "street": recoded("street/*/*.csv", "utf-8-sig"),
        "wards": shapes(
            lambda path, frame: path.write_text(files.topojson(frame)), "wards.json"
        ),
        "population": recoded("people.csv", "utf-16"),
        "marac": lambda small: to_workbook(small, "marac", "marac.csv"),
    },
}  # fmt: skip
ROWS = {"street": 140, "wards": 2, "population": 2, "places": 2, "annual": 3, "marac": 2}
OTHER_FORCE = 70  # rows in the archive that the build does not read


@pytest.mark.parametrize("forms", FORMS.values(), ids=FORMS)
def test_every_form_gives_the_same_pack_and_is_recognised(
    small: Small, plain, capsys, monkeypatch: pytest.MonkeyPatch, forms
) -> None:
    for change in forms.values():
        change(small)

    built = small.build()

    held = rows(built)
    for table in TABLES:
        assert held[table] == plain[table], table
    built.close()
    monkeypatch.chdir(small.folder)
    paths = {each["kind"]: each["path"] for each in tomllib.loads(small.toml.read_text())["source"]}
    for kind in forms:
        path = paths[kind].partition("/")[0]
        assert main(["inspect", "--json", path]) == 0
        [found] = json.loads(capsys.readouterr().out)
        expected = ROWS[kind] + OTHER_FORCE * (path == "2022-02.zip")
        assert (found["kind"], found["rows"], found["problem"]) == (kind, expected, "")


def test_the_account_names_the_files_in_an_archive(small: Small, capsys) -> None:
    zipped_streets(small)

    assert main(["build", "--sources", str(small.toml), "--out", str(small.folder / "out")]) == 0

    printed = capsys.readouterr().out
    assert "2022-01-test-street.csv" in printed
    pack = Packs(small.folder / "out").current()
    names = pack.frame("pack/sources")["file"].tolist()
    assert "2022-02.zip/2022-01/2022-01-test-street.csv" in names


def spoilt_cell(small: Small) -> None:
    to_workbook(small, "population", "people.csv")
    book = openpyxl.load_workbook(small.folder / "book.xlsx")
    book["Table"]["B4"] = "many"
    book.save(small.folder / "book.xlsx")


def spoilt_member(small: Small) -> None:
    zipped_streets(small)
    archive = small.folder / "2022-02.zip"
    bad = b"Month\n2022-01\n"
    files.zipped(archive, {"2022-01/2022-01-test-street.csv": bad})


def other_content(kind: str, name: str, content: bytes) -> Callable[[Small], None]:
    def change(small: Small) -> None:
        small.write(name, content)
        named(small, kind, name)

    return change


# Other forms are refused in the same way: see data/build/forms/test_recognise.py.
@pytest.mark.parametrize(("spoil", "line"), [
    (spoilt_cell, "book.xlsx, sheet Table, cell B4, column people: 'many' is not a whole number "
     "from 0 to 999,999,999. Correct the number."),
    (spoilt_member, "2022-02.zip/2022-01/2022-01-test-street.csv, line 1: it has no column 'Crime "
     "ID' or 'Reported by' or 'Longitude' or 'Latitude' or 'Location' or 'LSOA code' or 'Crime "
     "type' or 'Last outcome category'. Check that it is the right file, as it was published."),
    (other_content("wards", "w.csv", b"a,b\n1,2\n"), "w.csv: it is a CSV file, not boundaries. "
     "Give GeoJSON, a GeoPackage or a shapefile."),
    (other_content("marac", "m.csv", b"version https://git-lfs.github.com/spec/v1\n"),
     "m.csv: it is a pointer of Git LFS, not the file. Fetch the file with git lfs pull."),
    (other_content("street", "s.xlsx", files.packed({"xl/workbook.xml": b"x"})), "s.xlsx: it is an "
     "Excel workbook (XLSX), not street files. Give the CSV files or the zip archive as police.uk "
     "publishes them."),
])  # fmt: skip
def test_what_cannot_be_read_is_named_in_one_line(small, refused, spoil, line: str) -> None:
    spoil(small)

    assert refused() == f"{line}\n"


def test_requests_in_a_workbook_are_counted(small: Small, capsys) -> None:
    """Dates are dates in Excel, and easting and northing numbers."""
    day = pd.Timestamp("2022-01-05").to_pydatetime()
    head = ["reference", "received_at", "category", "easting", "northing", "location"]
    files.workbook(
        small.folder / "req.xlsx",
        Requests=[["ASB requests 2022"], [], head, *([f"R{n}", day, "Noise", "", "", "Alder"]
                                                     for n in range(30))],
    )  # fmt: skip
    small.add_source(
        "requests", "req.xlsx", access='"restricted"', first_month='"2022-01"',
        last_month='"2022-02"',
    )  # fmt: skip

    account = build.build(config.read(small.toml), small.folder / "out").account

    assert account.set_index("kind").loc["requests", "rows_loaded"] == 30
    assert main(["inspect", "--json", str(small.folder / "req.xlsx")]) == 0
    [found] = json.loads(capsys.readouterr().out)
    assert (found["kind"], found["rows"], found["months"]) == ("requests", 30, ["2022-01"])
