"""The command line, as a person meets it: what it prints, and its one line when it refuses."""

import gzip
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from dashboard.__main__ import main
from data import publish
from data.packs import Packs

pytestmark = pytest.mark.slow

JANUARY = "street/2022-01/2022-01-test-street.csv"
HTML = "<!DOCTYPE html>\n<html><body>Download your files</body></html>\n"
NORTH_SEA = (2.057678, 55.952668)
METRES = "[[[480000, 170000], [481000, 170000], [481000, 171000], [480000, 170000]]]"


def many(small, count: int = 100, **cells: str) -> list[dict[str, str]]:
    return [small.row(**cells) for _ in range(count)]


def missing_column(small) -> None:
    small.edit(JANUARY, "Crime type", "Type of crime")


def html_saved_as_csv(small) -> None:
    small.write(JANUARY, HTML)


def truncated_gzip(small) -> None:
    whole = gzip.compress((small.folder / JANUARY).read_bytes())
    (small.folder / JANUARY).unlink()
    small.write(f"{JANUARY}.gz", whole[: len(whole) // 2])


def not_utf8(small) -> None:
    small.write(JANUARY, (small.folder / JANUARY).read_bytes().replace(b"Mill", b"Caf\xe9", 1))


def empty(small) -> None:
    small.write(JANUARY, "")


def header_only(small) -> None:
    small.write(JANUARY, (small.folder / JANUARY).read_bytes().splitlines(keepends=True)[0])


def no_such_month(small) -> None:
    small.street("street/all-street.csv", many(small, Month="2021-13"))


def over_two_in_a_hundred(small) -> None:
    small.street("street/other-street.csv", many(small, 97, Month="2022-05")
                 + [small.row(NORTH_SEA, Month="2022-05") for _ in range(3)])  # fmt: skip


def swapped(small) -> None:
    rows = [small.row((51.41, -0.885), Month="2022-05") for _ in range(3)]
    small.street("street/other-street.csv", rows)


def wards_without_codes(small) -> None:
    small.edit("wards.geojson", "WD22CD", "id")


def wards_in_undeclared_metres(small) -> None:
    text = (small.folder / "wards.geojson").read_text()
    start = text.index("[[[")
    small.write("wards.geojson", text[:start] + METRES + text[text.index("]]]") + 3 :])


def population_of_an_unknown_ward(small) -> None:
    small.edit("people.csv", "E05000002", "E05000003")


def negative_marac(small) -> None:
    small.edit("marac.csv", ",40,", ",-40,")


def marac_in_words(small) -> None:
    small.edit("marac.csv", ",40,", ",forty,")


def repeats_above_cases(small) -> None:
    small.edit("marac.csv", ",44,11,", ",44,45,")


def overlapping_periods(small) -> None:
    small.edit("marac.csv", "2021-04-01,2022-03-31", "2021-03-01,2022-02-28")


def public_quarters(small) -> None:
    small.edit("marac.csv", "2021-04-01,2022-03-31", "2021-04-01,2021-06-30")


def half_a_year(small) -> None:
    small.edit("marac.csv", "2021-04-01,2022-03-31", "2021-04-01,2021-09-30")


def backwards(small) -> None:
    small.edit("marac.csv", "2021-04-01,2022-03-31", "2022-03-31,2021-04-01")


def no_definition(small) -> None:
    small.edit("marac.csv", "44,11,,Report,safelives", "44,11,,Report,")


def years_and_quarters(small) -> None:
    small.edit("marac.csv", "2021-04-01,2022-03-31", "2021-04-01,2021-06-30")
    text = small.toml.read_text()
    start = text.index('kind = "marac"')
    small.write("small.toml", text[:start] + text[start:].replace("published", "restricted", 1))


def unknown_key(small) -> None:
    small.edit("small.toml", 'role = "primary"', 'rolle = "primary"')


def same_month_twice(small) -> None:
    small.street("street/again/2022-01-test-street.csv", many(small))


def file_gone(small) -> None:
    (small.folder / "people.csv").unlink()


def toml_gone(small) -> None:
    small.toml.unlink()


def no_incident_inside(small) -> None:
    for path in small.folder.glob("street/*/*.csv"):
        path.unlink()
    small.street("street/far-street.csv", [small.row((-0.885, 51.60))])


BAD_INPUT = [
    (missing_column, f"{JANUARY}, line 1: it has no column 'Crime type'. Check that it is the "
     "right file, as it was published."),
    (html_saved_as_csv, f"{JANUARY}: it is a web page, not data. Download it again, not the page "
     "that links to it."),
    (truncated_gzip, f"{JANUARY}.gz: the gzip file is cut short or damaged. Download it again."),
    (not_utf8, f"{JANUARY}, line 2: it holds bytes that are not UTF-8. Save it as UTF-8 (CSV UTF-8 "
     "in Excel)."),
    (empty, f"{JANUARY}: it is empty. Download it again."),
    (header_only, f"{JANUARY}: it has a header and no rows. Download it again."),
    (no_such_month, "street/all-street.csv, line 2: 100 of 100 rows cannot be used, the first for "
     "this reason: month is not YYYY-MM. More than 2 % of the located rows is too many to leave "
     "out: get the file again."),
    (over_two_in_a_hundred, "street/other-street.csv, line 99: 3 of 100 rows cannot be used, the "
     "first for this reason: coordinates are not in Great Britain. More than 2 % of the located "
     "rows is too many to leave out: get the file again."),
    (swapped, "street/other-street.csv, line 2: longitude and latitude are swapped. Swap the two "
     "columns."),
    (wards_without_codes, "wards.geojson: it has no WDxxCD column. Use an ONS file, or name the "
     "code so."),
    (wards_in_undeclared_metres, "wards.geojson: its coordinates are not degrees, and it does not "
     'say what they are. Add crs = "EPSG:27700" (or the right one) to this source.'),
    (population_of_an_unknown_ward, "people.csv, line 3: 'E05000003' is not a ward of this "
     "borough. Use the codes of the boundaries, or pick rows with where."),
    (negative_marac, "marac.csv, line 2: cases is '-40', not a count. Give a whole number from 0."),
    (marac_in_words, "marac.csv, line 2: cases is 'forty', not a count. Give a whole number "
     "from 0."),
    (repeats_above_cases, "marac.csv, line 3: 45 repeat cases among 44 cases. Repeats are counted "
     "within the cases: correct one of the two."),
    (overlapping_periods, "marac.csv, line 3: the period from 2021-03-01 overlaps the one before, "
     "to 2021-03-31. Give each month once."),
    (public_quarters, "marac.csv, line 3: the period from 2021-04-01 is a quarter, and this source "
     'is published. Give the source access = "restricted": anything finer than a year is.'),
    (half_a_year, "marac.csv, line 3: the period from 2021-04-01 to 2021-09-30 is not a whole "
     "month, quarter or year. Use the first and last day of one; quarters begin in January, "
     "April, July or October."),
    (backwards, "marac.csv, line 3: the period from 2022-03-31 ends on 2021-04-01. Swap the two "
     "days."),
    (no_definition, "marac.csv, line 3: definition_version is blank. Name the definition of a "
     "repeat: periods under different ones are never joined."),
    (years_and_quarters, "marac.csv, line 3: the period from 2021-04-01 is a quarter in a file of "
     "years. Give years, quarters and months files of their own."),
    (same_month_twice, "street/again/2022-01-test-street.csv: another file of the same vintage "
     "also has Test Constabulary, January 2022. Remove one, or give the later download a source "
     "of its own with a later vintage."),
]  # fmt: skip
# These name the TOML itself, as the person wrote it.
BAD_TOML = [
    (unknown_key, ", line 12: a street source has an unknown key 'rolle'. Use kind, path, licence, "
     "vintage, access, name, role."),
    (file_gone, ", line 24: no file matches 'people.csv'. Mend the path; it is relative to the "
     "TOML."),
    (toml_gone, ": it cannot be read (No such file or directory). Give the path of a borough's "
     "TOML."),
    (no_incident_inside, ": no street row falls inside the current wards. Check files and wards."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "line"), BAD_INPUT, ids=lambda each: getattr(each, "__name__", "")
)
def test_bad_input_is_told_in_one_line_and_the_old_pack_stays(
    small, refused, spoil, line: str
) -> None:
    spoil(small)

    assert refused() == f"{line}\n"


@pytest.mark.parametrize(
    ("spoil", "line"), BAD_TOML, ids=lambda each: getattr(each, "__name__", "")
)
def test_a_bad_toml_is_named_as_it_was_given(small, refused, spoil, line: str) -> None:
    spoil(small)

    assert refused() == f"{small.toml}{line}\n"


def test_one_bad_row_is_left_out_and_told_with_its_reason(small, capsys) -> None:
    """A month that is none and a point in the North Sea, among a hundred rows each."""
    small.street("street/a-street.csv", [*many(small, Month="2022-05"), small.row(Month="2021-13")])
    rail = {"Reported by": "Rail Police"}
    rows = [*many(small, **rail), small.row(NORTH_SEA, **rail)]
    small.street("street/b-street.csv", rows)

    assert main(["build", "--sources", str(small.toml), "--out", str(small.folder / "out")]) == 0

    printed = capsys.readouterr().out
    assert "1 row left out: month is not YYYY-MM." in printed
    assert "1 row left out: coordinates are not in Great Britain." in printed
    assert "2 rows left out: no coordinates." in printed


def test_a_build_prints_the_account_the_months_and_the_new_pack(small, capsys) -> None:
    shutil.move(small.folder / "street/2022-02", small.folder / "unused")
    small.street("street/c-street.csv", many(small, 3, Month="2022-03"))
    out = small.folder / "packs"

    assert main(["build", "--sources", str(small.toml), "--out", str(out)]) == 0

    printed, told = capsys.readouterr()
    assert told == ""
    cells = [line.replace("│", " ").split() for line in printed.splitlines()]
    assert ["Test", "police", "2022-01-test-street.csv", "70", "7", "62", "1", "0"] in cells
    assert ["All", "files", "9", "files", "86", "23", "62", "1", "0"] in cells
    assert "2 of the 3 months from January 2022 to March 2022 are covered." in printed
    assert "Missing, which is not zero: February 2022." in printed
    assert f"{publish.current(out)} is now the current pack of {out}" in printed


def test_the_demonstration_set_is_built_by_the_same_command(tmp_path: Path, capsys) -> None:
    assert main(["build", "--demo", "--out", str(tmp_path / "packs")]) == 0

    assert "36 of the 36 months from April 2020 to March 2023" in capsys.readouterr().out
    assert Packs(tmp_path / "packs").current().domain.demonstration


def test_a_folder_that_cannot_be_written_is_told_in_one_line(small, tmp_path: Path, capsys) -> None:
    (tmp_path / "file").touch()

    assert main(["build", "--sources", str(small.toml), "--out", str(tmp_path / "file")]) == 1

    told = capsys.readouterr().err
    assert told == f"{tmp_path / 'file'}: File exists. Give a folder that can be written to.\n"


def test_a_second_build_in_one_folder_is_told_to_wait(small, capsys) -> None:
    out = small.folder / "packs"
    with publish.workshop(out):
        assert main(["build", "--sources", str(small.toml), "--out", str(out)]) == 1

    assert capsys.readouterr().err == f"another build is at work in {out}; wait for it to end\n"


def test_check_prints_what_the_pack_holds(small_packs: Path, capsys) -> None:
    assert main(["check", str(small_packs)]) == 0

    printed, told = capsys.readouterr()
    assert told == ""
    cells = [line.replace("│", " ").split() for line in printed.splitlines()]
    assert "Small Community Safety Partnership: Small, version" in printed
    assert "2 of the 2 months from January 2022 to February 2022 are covered." in printed
    assert "Test Constabulary (primary): 2 months." in printed
    assert ["Type", "2021/22*"] in [
        [each.strip("┃") for each in line if each != "┃"] for line in cells
    ]
    assert ["Anti-social", "behaviour", "6"] in cells
    assert ["Burglary", "6"] in cells
    assert ["Drugs", "2"] in cells
    assert ["Crime", "and", "ASB", "14"] in cells
    assert "* Months are missing: the year is not complete." in printed
    assert "0 actions are held.\n" in printed
    assert ["population", "population", "mid-2020", "open", "OGL"] in cells
    assert printed.endswith("Every check is passed.\n")


def test_check_says_that_a_demonstration_is_one(demo_packs: Path, capsys) -> None:
    assert main(["check", str(demo_packs)]) == 0

    printed = capsys.readouterr().out
    assert "This is the demonstration set" in printed
    assert "schematic" in printed
    counted, _, reconciled = printed.partition("checks on the report's own figures agree")
    assert "Project spend" in reconciled
    assert "36.2637" in reconciled
    assert "8,244" not in counted  # a total of crime and ASB: 8,244 and 973
    assert "9,217" in printed
    assert "8 actions are held, 8 of them with assumed days.\n" in printed


def broken(packs: Path, how: str) -> None:
    current = publish.current(packs)
    assert current
    match how:
        case "gone":
            current.unlink()
        case "cut short":
            current.write_bytes(current.read_bytes()[:5000])
        case "no database":
            current.write_text("not a database")
        case "empty pointer":
            (packs / publish.POINTER).write_text("")


@pytest.mark.parametrize("how", ["gone", "cut short", "no database", "empty pointer"])
def test_check_tells_of_a_broken_pack_in_one_line(small_packs: Path, tmp_path, capsys, how) -> None:
    packs = tmp_path / "packs"
    shutil.copytree(small_packs, packs)
    broken(packs, how)

    assert main(["check", str(packs)]) == 1

    printed, told = capsys.readouterr()
    assert printed == ""
    assert told.count("\n") == 1
    assert "build" in told


def test_check_tells_of_a_folder_without_packs_in_one_line(tmp_path: Path, capsys) -> None:
    assert main(["check", str(tmp_path / "none")]) == 1

    assert capsys.readouterr().err.startswith(f"there is no pack in {tmp_path / 'none'}; ")


def test_check_finds_a_pack_that_contradicts_itself(
    small_packs: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.pack.Pack.problems", lambda _pack: ["one", "two"])

    assert main(["check", str(small_packs)]) == 1

    assert "contradicts itself: one; two. Build it again.\n" in capsys.readouterr().err


def test_peers_writes_a_file_and_says_who_is_left_out(tmp_path: Path, capsys) -> None:
    texts = {
        "counts": "month,force_file,lad22_code,lad22_name,crime_type,n\n"
        "2022-01,kent,E07000001,Ashford,Burglary,12\n2022-01,kent,E07000002,Dover,Burglary,3\n",
        "months": "force,month\nkent,2022-01\n",
        "people": "lad22_code,total_population\nE07000001,130000\n",
        "forces": "lad22_code,pfa22_name\nE07000001,Kent\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text)
    given = [part for name in texts for part in (f"--{name}", str(tmp_path / f"{name}.csv"))]
    out = tmp_path / "peers.csv"

    assert main(["peers", *given, "--out", str(out)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "has districts: 1. Left out: 1 without a population, 0 without a force" in told
    lines = out.read_text().splitlines()
    assert lines[0] == "area_code,area_name,month,crime_type,count,population,group"
    assert "E07000001,Ashford,2022-01,Burglary,12,130000,Kent" in lines
    assert "E07000001,Ashford,2022-01,Robbery,0,130000,Kent" in lines

    (tmp_path / "counts.csv").write_text("month,n\n2022-01,4\n")
    assert main(["peers", *given, "--out", str(out)]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "counts.csv, line 1: it has no column 'force_file'" in told


def test_serve_hands_over_the_folder_host_and_port(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    server = ModuleType("dashboard.serve")
    server.__dict__["serve"] = lambda *given, **named: calls.append((*given, named))
    monkeypatch.setitem(sys.modules, "dashboard.serve", server)

    assert main(["serve", "--pack", "packs"]) == 0
    there = ["--host", "192.0.2.1", "--port", "80", "--behind-proxy"]
    assert main(["serve", "--pack", "packs", *there]) == 0

    assert calls == [
        (Path("packs"), "127.0.0.1", 8050, {"behind_proxy": False}),
        (Path("packs"), "192.0.2.1", 80, {"behind_proxy": True}),
    ]


def test_serve_tells_of_a_missing_pack_in_one_line(tmp_path: Path, capsys) -> None:
    assert main(["serve", "--pack", str(tmp_path)]) == 1

    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "csp-dashboard build" in told


@pytest.mark.parametrize("error", [OSError(98, "Address already in use"), KeyboardInterrupt()])
def test_what_stops_a_server_is_told_in_one_line(error, monkeypatch, capsys) -> None:
    def stop(*_given: object, **_named: object) -> None:
        raise error

    server = ModuleType("dashboard.serve")
    server.__dict__["serve"] = stop
    monkeypatch.setitem(sys.modules, "dashboard.serve", server)

    assert main(["serve", "--pack", "packs"]) in {1, 130}

    assert capsys.readouterr().err in {
        "cannot serve on 127.0.0.1:8050 (Address already in use); choose another --port\n",
        "stopped\n",
    }


@pytest.mark.parametrize("argv", [
    [], ["paint"], ["build"], ["build", "--out", "x"], ["build", "--demo"], ["check"], ["serve"],
    ["peers"], ["peers", "--counts", "a.csv", "--months", "b.csv", "--people", "c.csv"],
    ["build", "--demo", "--sources", "x.toml", "--out", "x"],
    ["serve", "--pack", "x", "--port", "http"], ["serve", "--pack", "x", "--port", "70000"],
])  # fmt: skip
def test_a_command_that_makes_no_sense_shows_how_it_is_used(argv: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(argv)

    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: csp-dashboard")


@pytest.mark.parametrize(
    "argv", [["--help"], ["build", "--help"], ["serve", "--help"], ["peers", "--help"]]
)
def test_help_is_for_people(argv: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(argv)

    assert stopped.value.code == 0
    printed = capsys.readouterr().out
    assert "--out" in printed or "--port" in printed
    if argv == ["--help"]:
        assert "csp-dashboard build --demo --out pack" in printed
