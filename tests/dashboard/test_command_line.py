"""The command line: its output, and its one line for errors."""

import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from dashboard.command_line import main
from data.demo import demo
from data.pack import publish
from data.pack.packs import Packs

pytestmark = pytest.mark.slow

JANUARY = "street/2022-01/2022-01-test-street.csv"
NORTH_SEA = (2.057678, 55.952668)


def many(small, count: int = 100, **cells: str) -> list[dict[str, str]]:
    return [small.row(**cells) for _ in range(count)]


def missing_column(small) -> None:
    small.edit(JANUARY, "Crime type", "Type of crime")


def negative_marac(small) -> None:
    small.edit("marac.csv", ",40,", ",-40,")


def same_month_twice(small) -> None:
    small.street("street/again/2022-01-test-street.csv", many(small))


def unknown_key(small) -> None:
    small.edit("small.toml", 'role = "primary"', 'rolle = "primary"')


def toml_gone(small) -> None:
    small.toml.unlink()


def no_incident_inside(small) -> None:
    for path in small.folder.glob("street/*/*.csv"):
        path.unlink()
    small.street("street/far-street.csv", [small.row((-0.885, 51.60))])


# Paths are relative to the TOML, whose own path is as given. What each reader refuses is
# tested with the reader.
@pytest.mark.parametrize(("spoil", "line"), [
    (missing_column, f"{JANUARY}, line 1: it has no column 'Crime type'. Check that it is the "
     "right file, as it was published."),
    (negative_marac, "marac.csv, line 2, column cases: '-40' is not a whole number from 0 to "
     "999,999,999. Correct the number."),
    (same_month_twice, "street/again/2022-01-test-street.csv: another file of the same vintage "
     "also has Test Constabulary, January 2022. Remove one, or give the later download a source "
     "of its own with a later vintage."),
    (unknown_key, "{toml}, line 12: a street source has an unknown key 'rolle'. Use kind, path, "
     "licence, vintage, access, name, part, role, forces."),
    (toml_gone, "{toml}: it cannot be read (No such file or directory). Give the path of a "
     "borough's TOML."),
    (no_incident_inside, "{toml}: no street row falls inside the current wards. Check files and "
     "wards."),
])  # fmt: skip
def test_bad_input_is_reported_in_one_line_and_the_old_pack_stays(
    small, refused, spoil, line: str
) -> None:
    spoil(small)

    assert refused() == f"{line.format(toml=small.toml)}\n"


def test_a_bad_row_is_left_out_and_its_reason_printed(small, capsys) -> None:
    """An invalid month and a point in the North Sea, among a hundred rows each."""
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

    printed, error = capsys.readouterr()
    assert error == ""
    cells = [line.replace("│", " ").split() for line in printed.splitlines()]
    assert ["Test", "police", "2022-01-test-street.csv", "70", "7", "62", "1", "0"] in cells
    assert ["All", "incidents", "2", "files", "73", "10", "62", "1", "0"] in cells
    assert "2 of the 3 months from January 2022 to March 2022 are covered." in printed
    assert "Months without data (not zero): February 2022." in printed
    assert f"{publish.current(out)} is now the current pack of {out}" in printed


def test_names_with_brackets_and_colons_are_printed_as_they_are(small, capsys) -> None:
    small.edit("small.toml", '"Test police"', '"[/n] [red] :cat:"')
    assert main(["build", "--sources", str(small.toml), "--out", str(small.folder / "out")]) == 0
    assert "[/n] [red] :cat:" in capsys.readouterr().out


def test_the_demonstration_set_is_built_by_the_same_command(
    small, tmp_path: Path, monkeypatch, capsys
) -> None:
    """The set itself is built for the tests that share it; here a small one stands for it."""
    monkeypatch.setattr(demo, "write", lambda _folder: small.toml)

    assert main(["build", "--demo", "--out", str(tmp_path / "packs")]) == 0

    assert "2 of the 2 months from January 2022 to February 2022" in capsys.readouterr().out
    assert Packs(tmp_path / "packs").current().domain.borough == "Small"


def test_a_folder_that_cannot_be_written_is_reported_in_one_line(
    small, tmp_path: Path, capsys
) -> None:
    (tmp_path / "file").touch()

    assert main(["build", "--sources", str(small.toml), "--out", str(tmp_path / "file")]) == 1

    error = capsys.readouterr().err
    assert error == f"{tmp_path / 'file'}: File exists. Give a folder that can be written to.\n"


def test_a_second_build_in_a_folder_is_refused(small, capsys) -> None:
    out = small.folder / "packs"
    with publish.staging_folder(out):
        assert main(["build", "--sources", str(small.toml), "--out", str(out)]) == 1

    assert capsys.readouterr().err == f"another build is running in {out}; wait for it to end\n"


def test_check_prints_what_the_pack_holds(small_packs: Path, capsys) -> None:
    assert main(["check", str(small_packs)]) == 0

    printed, error = capsys.readouterr()
    assert error == ""
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
    assert "The pack has 0 actions.\n" in printed
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
    assert "The pack has 8 actions, 8 of them with assumed days.\n" in printed


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
def test_check_reports_a_broken_pack_in_one_line(small_packs: Path, tmp_path, capsys, how) -> None:
    packs = tmp_path / "packs"
    shutil.copytree(small_packs, packs)
    broken(packs, how)

    assert main(["check", str(packs)]) == 1

    printed, error = capsys.readouterr()
    assert printed == ""
    assert error.count("\n") == 1
    assert "build" in error


def test_check_reports_a_folder_without_packs_in_one_line(tmp_path: Path, capsys) -> None:
    assert main(["check", str(tmp_path / "none")]) == 1

    assert capsys.readouterr().err.startswith(f"there is no pack in {tmp_path / 'none'}; ")


def test_check_finds_a_pack_that_contradicts_itself(
    small_packs: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.pack.pack.Pack.problems", lambda _pack: ["one", "two"])

    assert main(["check", str(small_packs)]) == 1

    assert "has inconsistent tables: one; two. Build it again.\n" in capsys.readouterr().err


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
    error = " ".join(capsys.readouterr().out.split())
    assert f"1 district was written to {out}. Left out: 1 with no population, 0 with no" in error
    lines = out.read_text().splitlines()
    assert lines[0] == "area_code,area_name,month,crime_type,count,population,group"
    assert "E07000001,Ashford,2022-01,Burglary,12,130000,Kent" in lines
    assert "E07000001,Ashford,2022-01,Robbery,0,130000,Kent" in lines

    (tmp_path / "counts.csv").write_text("month,n\n2022-01,4\n")
    assert main(["peers", *given, "--out", str(out)]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "counts.csv, line 1: it has no column 'force_file'" in error


def test_serve_passes_its_arguments_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    server = ModuleType("dashboard.serve")
    server.__dict__["serve"] = lambda *given, **named: calls.append((*given, named))
    monkeypatch.setitem(sys.modules, "dashboard.serve", server)

    assert main(["serve", "--pack", "packs"]) == 0
    there = ["--host", "192.0.2.1", "--port", "80", "--allow-host", "a.example"]
    there += ["--audience", "partner", "--secret-file", "secret"]
    assert main(["serve", "--pack", "packs", *there]) == 0

    plain = {"audience": "public", "local": False, "secret_file": None, "allow_hosts": []}
    plain["prefix"] = ""
    guarded = {
        "audience": "partner",
        "local": False,
        "secret_file": Path("secret"),
        "allow_hosts": ["a.example"],
        "prefix": "",
    }
    assert calls == [
        (Path("packs"), "127.0.0.1", 8050, plain),
        (Path("packs"), "192.0.2.1", 80, guarded),
    ]


def test_serve_reports_a_missing_pack_in_one_line(tmp_path: Path, capsys) -> None:
    assert main(["serve", "--pack", str(tmp_path)]) == 1

    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "csp-dashboard build" in error


@pytest.mark.parametrize("error", [OSError("cannot serve on a port"), KeyboardInterrupt()])
def test_errors_of_the_server_are_reported_in_one_line(error, monkeypatch, capsys) -> None:
    def stop(*_given: object, **_named: object) -> None:
        raise error

    server = ModuleType("dashboard.serve")
    server.__dict__["serve"] = stop
    monkeypatch.setitem(sys.modules, "dashboard.serve", server)

    assert main(["serve", "--pack", "packs"]) in {1, 130}

    assert capsys.readouterr().err in {
        "cannot serve on a port\n",
        "stopped\n",
    }


@pytest.mark.parametrize("argv", [
    [], ["paint"], ["build"], ["build", "--out", "x"], ["build", "--demo"], ["check"], ["serve"],
    ["peers"], ["peers", "--counts", "a.csv", "--months", "b.csv", "--people", "c.csv"],
    ["build", "--demo", "--sources", "x.toml", "--out", "x"],
    ["serve", "--pack", "x", "--port", "http"], ["serve", "--pack", "x", "--port", "70000"],
    ["serve", "--pack", "x", "--port", "0"],
])  # fmt: skip
def test_an_invalid_command_prints_the_usage(argv: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(argv)

    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: csp-dashboard")


@pytest.mark.parametrize(
    "argv",
    [["--help"], ["build", "--help"], ["serve", "--help"], ["peers", "--help"], ["inspect", "-h"]],
)
def test_help_is_readable(argv: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(argv)

    assert stopped.value.code == 0
    printed = capsys.readouterr().out
    assert "--out" in printed or "--port" in printed or "--json" in printed
    if argv == ["--help"]:
        assert "csp-dashboard build --demo --out pack" in printed
