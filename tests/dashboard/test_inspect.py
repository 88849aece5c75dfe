"""``csp-dashboard inspect``: what each form is, and the TOML to paste, which a build takes."""

import json
import tomllib
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from dashboard.command_line import main
from tests import files
from tests.conftest import Small, features, square

pytestmark = pytest.mark.slow


def inspected(capsys, *paths: Path | str, code: int = 0) -> list[dict]:
    assert main(["inspect", "--json", *map(str, paths)]) == code
    printed, error = capsys.readouterr()
    assert error == ""
    return json.loads(printed)


@pytest.fixture
def folder(small: Small, monkeypatch) -> Small:
    monkeypatch.chdir(small.folder)
    return small


def test_the_toml_of_a_folder_builds(folder: Small, capsys) -> None:
    """Every proposed source, as it is printed, makes a settings file."""
    names = ["wards.geojson", "people.csv", "places.csv", "annual.csv", "checks.csv", "marac.csv",
             "notes.csv", "street"]  # fmt: skip

    assert main(["inspect", *names]) == 0

    printed = capsys.readouterr().out
    blocks = [part.partition("\n\n")[0] for part in printed.split("[[source]]\n")[1:]]
    toml = '[borough]\nname = "Small"\ncodes = ["E06000001"]\n'
    toml += "".join(f"\n[[source]]\n{each}\n" for each in blocks)
    sources = tomllib.loads(toml)["source"]
    assert [each["kind"] for each in sources] == [
        "wards", "population", "places", "annual", "checks", "marac", "annotations", "street",
    ]  # fmt: skip
    assert sources[-1]["path"] == "street/**/*-test-street.csv"
    assert sources[-1]["vintage"] == "2022-02"
    folder.write("small.toml", toml)
    folder.build(folder.folder / "out").close()


def test_outcome_files_of_a_force_are_one_source(folder: Small, capsys) -> None:
    head = "Crime ID,Month,Reported by,Longitude,Latitude,Outcome type"
    for month in ("2022-01", "2022-02"):
        text = f"{head}\na1,{month},Test Constabulary,-0.885,51.41,Suspect charged\n"
        folder.write(f"outcomes/{month}-test-outcomes.csv", text)

    [found] = inspected(capsys, "outcomes")

    assert (found["kind"], found["rows"]) == ("outcomes", 2)
    assert found["months"] == ["2022-01", "2022-02"]
    assert found["source"]["path"] == "outcomes/*-test-outcomes.csv"
    folder.write("outcomes/2022-03-test-outcomes.csv", f"{head}\na1,2022-03,T,,,Freed\n")
    [found] = inspected(capsys, "outcomes", code=1)
    assert found["problem"] == "'Freed' is no outcome type of police.uk."


@pytest.mark.usefixtures("folder")
def test_street_files_have_rows_months_forces_and_what_is_left_out(capsys) -> None:
    [found] = inspected(capsys, "street")

    assert (found["kind"], found["rows"]) == ("street", 140)
    assert found["months"] == ["2022-01", "2022-02"]
    assert found["others"] == ["Falls within", "LSOA name", "Context"]
    assert found["notes"] == [
        "Reported by Test Constabulary",
        "The build would place 138 rows in the current wards",
        "2 left out: no coordinates",
    ]


def test_an_archive_proposes_forces_and_its_month(folder: Small, capsys) -> None:
    text = (folder.folder / "street/2022-01/2022-01-test-street.csv").read_bytes()
    files.zipped(
        folder.folder / "2022-03.zip",
        {f"2022-01/2022-01-{force}-street.csv": text for force in ("kent", "btp")},
    )

    [found] = inspected(capsys, "2022-03.zip")

    assert found["form"] == "a zip archive of police.uk"
    assert found["source"]["vintage"] == "2022-03"
    assert found["source"]["forces"] == ["kent"]
    assert found["notes"][0] == "It has street files of 2 forces: btp, kent"


def test_an_archive_of_one_force_is_said_to_be_of_one(folder: Small, capsys) -> None:
    text = (folder.folder / "street/2022-01/2022-01-test-street.csv").read_bytes()
    files.zipped(folder.folder / "a.zip", {"2022-01/2022-01-kent-street.csv": text})

    [found] = inspected(capsys, "a.zip")

    assert found["notes"][0] == "It has street files of 1 force: kent"


def test_an_archive_of_several_forces_leaves_the_choice_open(folder: Small, capsys) -> None:
    text = (folder.folder / "street/2022-01/2022-01-test-street.csv").read_bytes()
    names = [f"2022-01/2022-01-{force}-street.csv" for force in ("kent", "surrey")]
    files.zipped(folder.folder / "a.zip", dict.fromkeys(names, text))

    [found] = inspected(capsys, "a.zip")

    assert found["source"]["forces"] == ["check this"]
    assert found["source"]["vintage"] == "2022-01"


def test_a_folder_is_looked_through_and_a_shapefile_is_one_file(folder: Small, capsys) -> None:
    shapes = files.frame((folder.folder / "wards.geojson").read_text())
    (folder.folder / "shapes").mkdir()
    files.shapefile(folder.folder / "shapes/w.shp", shapes)
    folder.write("shapes/.hidden.csv", "a,b\n1,2\n")

    [found] = inspected(capsys, "shapes")

    assert found["files"] == ["shapes/w.shp"]


@pytest.mark.parametrize("form", ["geojson", "metres", "gpkg", "shp", "zip", "topojson"])
def test_boundaries_of_every_form(folder: Small, capsys, form: str) -> None:
    shapes = files.frame((folder.folder / "wards.geojson").read_text())
    path = folder.folder / f"w.{form}"
    match form:
        case "gpkg":
            files.geopackage(path, shapes.to_crs("EPSG:27700"))
        case "shp":
            files.shapefile(path, shapes)
        case "zip":
            files.shapefile_zip(path, shapes)
        case "topojson":
            path.write_text(files.topojson(shapes))
        case "metres":
            own = {"properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
            metres = json.loads(shapes.to_crs("EPSG:27700").to_json())
            path.write_text(json.dumps({**metres, "crs": own}))
        case _:
            path = folder.folder / "wards.geojson"

    [found] = inspected(capsys, path.name)

    assert (found["kind"], found["rows"], found["vintage"]) == ("wards", 2, "2022")
    assert {*found["recognised"]} == {"WD22CD", "WD22NM", "LAD22CD"}
    assert found["source"]["current"] is True
    expected = {"gpkg": "EPSG:27700", "metres": "EPSG:27700", "geojson": "none named; degrees"}
    assert found["crs"] == expected.get(form, found["crs"])
    assert found["notes"][1] == "It has 1 district: E06000001"


def wards_of(folder: Small, *districts: str | None, column: str = "LADCD_ACTIVE") -> None:
    """A ward for each district, named as the second of two columns where there is one."""
    folder.write("w.geojson", features(
        ({"WD22CD": f"E0500000{n}", "WD22NM": f"Ward {n}", "LAD22NM": "Somewhere"}
         | ({column: each} if each else {}), square(-0.9 + n / 100, 51.4, -0.89 + n / 100, 51.41))
        for n, each in enumerate(districts)
    ))  # fmt: skip


def test_the_districts_are_found_by_content_and_the_only_one_is_proposed(
    folder: Small, capsys
) -> None:
    wards_of(folder, "E06000001", "E06000001")
    folder.write("p.csv", "ward,lad,people\nE05000000,E06000001,9\nE05000009,E07000009,8\n")

    found, people = inspected(capsys, "w.geojson", "p.csv")

    assert found["districts"] == {"E06000001": "Somewhere"}
    assert found["notes"] == [
        "The build would load those of 2 areas whose LADCD_ACTIVE is in codes of [borough]",
        "It has 1 district: E06000001",
    ]
    assert people["source"]["where"] == {"lad": "E06000001"}
    assert people["notes"][-1] == "It has 2 districts: where picks E06000001"
    assert main(["inspect", "w.geojson"]) == 0
    assert capsys.readouterr().out.endswith(
        'All wards are in one district.\n\n[borough]\nname = "Somewhere"\ncodes = ["E06000001"]\n'
    )


def test_wards_of_several_districts_propose_none(folder: Small, capsys) -> None:
    wards_of(folder, "E06000001", "E07000002")

    [found] = inspected(capsys, "w.geojson")

    assert found["notes"][1] == "It has 2 districts: E06000001, E07000002"
    assert main(["inspect", "w.geojson"]) == 0
    assert "[borough]\n" not in capsys.readouterr().out


def test_a_lookup_beside_wards_without_districts_is_proposed(folder: Small, capsys) -> None:
    wards_of(folder, None, None)

    [alone] = inspected(capsys, "w.geojson", code=1)
    assert alone["problem"].startswith("w.geojson: it does not say which district each area is in")

    folder.write("l.csv", "FID,WD22CD,LAD22CD\n1,E05000000,E06000001\n2,E05000001,E06000001\n")
    lookup, found = inspected(capsys, "l.csv", "w.geojson")
    assert found["source"]["lookup"] == "l.csv"
    assert found["districts"] == {"E06000001": ""}
    assert (lookup["kind"], lookup["notes"][0][:14]) == ("", "It is a lookup")


def test_streets_are_known_by_their_columns_or_lines(folder: Small, capsys) -> None:
    line = shapely.LineString([(-0.885, 51.41), (-0.88, 51.41)])
    roads = gpd.GeoDataFrame({"fclass": ["primary"], "name": ["A1"]}, geometry=[line], crs=4326)
    files.geopackage(folder.folder / "roads.gpkg", roads, "roads")
    files.geopackage(folder.folder / "roads.gpkg", roads, "railways")

    [found] = inspected(capsys, "roads.gpkg")

    assert found["kind"] == "streets"
    assert found["rows"] == 1
    assert (found["source"]["shows"], found["source"]["layer"]) == ("roads", "roads")
    assert found["recognised"] == ["fclass", "name"]


def test_metres_without_a_coordinate_system_get_the_national_grid(folder: Small, capsys) -> None:
    shapes = files.frame((folder.folder / "wards.geojson").read_text()).to_crs("EPSG:27700")
    files.shapefile(folder.folder / "w.shp", shapes)
    (folder.folder / "w.prj").unlink()

    [found] = inspected(capsys, "w.shp")

    assert found["source"]["crs"] == "EPSG:27700"
    assert found["crs"] == "none named; EPSG:27700 fits"


def test_a_workbook_of_several_sheets_names_the_one(folder: Small, capsys) -> None:
    head = ["Ward Code", "Ward", "LA Code", "All Ages", "0", "1"]
    rows = [["E05000001", "Alder", "E06000001", 4000, 1, 2],
            ["E05000009", "Far", "E06000009", 4000, 1, 2], ["", "Source: ONS"]]  # fmt: skip
    title = [["Mid-2020 estimates of wards"], []]
    files.workbook(folder.folder / "sape.xlsx", Contents=[["x"]], Persons=[*title, head, *rows])

    [found] = inspected(capsys, "sape.xlsx")

    assert found["kind"] == "population"
    assert found["rows"] == 2
    assert found["source"] == {
        "kind": "population", "path": "sape.xlsx", "vintage": "mid-2020", "licence": "OGL v3.0",
        "access": "open", "part": "Persons", "of": "ward", "code_column": "Ward Code",
        "value_column": "All Ages", "where": {"LA Code": "E06000000"},
    }  # fmt: skip
    assert found["others"] == ["Ward", "0", "1"]


def test_a_population_in_a_workbook_of_one_sheet_needs_no_part(folder: Small, capsys) -> None:
    files.workbook(folder.folder / "one.xlsx", Persons=[["Ward", "All Ages"], ["E05000001", 4000]])

    [found] = inspected(capsys, "one.xlsx")

    assert found["files"] == ["one.xlsx"]
    assert found["kind"] == "population"
    assert "part" not in found["source"]


def test_requests_get_their_months_and_are_restricted(folder: Small, capsys) -> None:
    folder.write("r.csv", "reference,received_at,category,tel\nR1,2022-04-05,Noise,\n"
                 "R2,2022-06-01,Noise,\n")  # fmt: skip

    [found] = inspected(capsys, "r.csv")

    source = found["source"]
    assert (source["kind"], source["access"]) == ("requests", "restricted")
    assert (source["first_month"], source["last_month"]) == ("2022-04", "2022-06")
    assert found["others"] == ["tel"]


def test_harm_weights_are_known_by_code_and_by_type(folder: Small, capsys) -> None:
    folder.write("codes.csv", "offence_code,weight,name\n28E,465,Burglary\n")
    folder.write("types.csv", "crime_type,mean,mean_square\nBurglary,300,1\n")

    codes, types = inspected(capsys, "codes.csv", "types.csv", code=1)

    assert (codes["kind"], codes["source"]["licence"]) == ("harm", "check this")
    assert codes["others"] == ["name"]
    assert "types.csv, line 2, column mean_square: a mean square of 1.0" in types["problem"]


def test_marac_years_are_published_and_quarters_restricted(folder: Small, capsys) -> None:
    text = (folder.folder / "marac.csv").read_text()
    folder.write("q.csv", text.replace("2020-04-01", "2021-01-01").rpartition("2021-04-01")[0])

    years, quarters = inspected(capsys, "marac.csv", "q.csv")

    assert years["source"]["access"] == "published"
    assert quarters["source"]["access"] == "restricted"


@pytest.mark.parametrize(("name", "content", "words"), [
    ("a.kml", b"<kml></kml>", "a.kml: it is KML, which has no columns for codes. Give GeoJSON"),
    ("a.csv", b"", "a.csv: it is empty. Download it again."),
    ("a.csv", b"<html></html>", "a.csv: it is a web page, not data. Download it again"),
    ("a.csv", b"version https://git-lfs", "a.csv: it is a pointer of Git LFS, not the file."),
    ("a.zip", files.packed({"b.txt": b"x"}), "a.zip: it is a zip archive. Unpack it and name"),
    ("s.zip", files.packed({"2022-01/2022-01-kent-street.csv": b"Month\n2022-01\n"}),
     "s.zip/2022-01/2022-01-kent-street.csv, line 1: it has no column 'Crime ID'"),
    ("w.gpkg", b"SQLite format 3\x00" + bytes(96), "w.gpkg: it is an SQLite database, not a "),
    ("w.shp", b"\x00\x00\x27\x0a" + bytes(96), "w.shp: w.shx is not beside it"),
    ("w.zip", files.packed({"w.shp": b"\x00\x00\x27\x0a"}), "w.zip: "),
    ("w.topojson", b'{"type": "Topology"}', "w.topojson: it is TopoJSON that cannot be read"),
    ("w.geojson", features([({"WD22CD": "E1"}, square(480000, 1, 480009, 9))]).replace(
        "{", '{"crs": {"properties": {"name": "EPSG:1"}}, ', 1
    ).encode(), "w.geojson: 'EPSG:1' is not a coordinate system"),
    ("p.xlsx", files.packed({"xl/workbook.xml": b"x"}), "p.xlsx: "),
    ("p.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "p.xls: it is an old Excel workbook (XLS)."),
    ("p.csv", b"code,people\nE05000001,8.500\n", "p.csv, line 2, column people: '8.500' is not a"),
    ("p.csv", "code,people\nE05000001,8\n".encode("utf-16-le"), "p.csv: it is "),
    ("p.csv", b"code,people\nE05000001,8\nE2,\x81\n", "p.csv, line 3: it is not UTF-8 text"),
    ("m.csv", b"period_start,period_end,cases,repeat_cases,children,definition_version\n"
     b"2021-04-01,2022-03-31,4,11,,x\n", "m.csv, line 2: 11 repeat cases among 4 cases."),
])  # fmt: skip
def test_what_would_stop_a_build_is_said(
    folder: Small, capsys, name: str, content: bytes, words: str
) -> None:
    folder.write(name, content)

    [found] = inspected(capsys, name, code=1)

    assert found["problem"].startswith(words)


@pytest.mark.parametrize(("text", "note"), [
    ("reference,received_at\n1,2022-01-01\n", "It is nearly a requests file, without category"),
    ("a,b\n1,2\n", "Its columns fit no kind of source: see docs/sources.md"),
])  # fmt: skip
def test_a_table_of_no_kind_says_what_is_nearest(folder: Small, capsys, text, note: str) -> None:
    folder.write("x.csv", text)

    [found] = inspected(capsys, "x.csv")

    assert (found["kind"], found["source"]) == ("", None)
    assert found["notes"][0].startswith(note)


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_not_there_is_one_problem_among_others(capsys) -> None:
    found = inspected(capsys, "none.csv", "people.csv", code=1)

    assert found[0]["problem"].startswith("none.csv: it cannot be read (No such file or directory)")
    assert found[1]["kind"] == "population"


@pytest.mark.usefixtures("folder")
def test_the_printout_has_a_paragraph_and_a_block_for_each_file(capsys) -> None:
    assert main(["inspect", "people.csv"]) == 0

    assert (
        capsys.readouterr().out
        == """\
people.csv: a CSV file, kind population, 2 rows.
  Columns used: code, people.
  The build would take people as the residents of each ward.

[[source]]
kind = "population"
path = "people.csv"
of = "ward"
code_column = "code"
value_column = "people"
licence = "OGL v3.0"
vintage = "check this"
access = "open"
"""
    )


def test_files_of_a_folder_below_a_hidden_one_are_read(small: Small, capsys) -> None:
    content = (small.folder / "people.csv").read_text()
    small.write(".data/sources/people.csv", content)
    small.write(".data/sources/.old/people.csv", content)

    [found] = inspected(capsys, small.folder / ".data" / "sources")

    assert found["kind"] == "population"


def test_a_folder_without_files_is_reported(tmp_path: Path, capsys) -> None:
    assert main(["inspect", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "The folder has no files.\n"
