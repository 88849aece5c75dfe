"""``csp-dashboard new`` against the fake services, from an empty folder to a pack."""

import csv
import json
import tomllib
from pathlib import Path

import pytest

from dashboard.command_line import main
from data.build import config
from data.fetch import starter
from data.pack import queries
from data.pack.packs import Packs
from tests.conftest import Small
from tests.fakes.open_data import OpenData
from tests.fakes.small_data import month_of

pytestmark = pytest.mark.slow
STREET = r"/s3/"


def sources(folder: Path, kind: str) -> list[dict]:
    """The sources of one kind in the settings file."""
    document = tomllib.loads((folder / "borough.toml").read_text(encoding="utf-8"))
    return [each for each in document["source"] if each["kind"] == kind]


def record(folder: Path) -> dict:
    return json.loads((folder / "fetched.json").read_text(encoding="utf-8"))


def test_from_an_empty_folder_to_a_pack(new, folder: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "pack"

    assert new() == 0
    assert main(["build", "--sources", str(folder / "borough.toml"), "--out", str(out)]) == 0

    assert capsys.readouterr().err == ""
    pack = Packs(out).current()
    assert pack.domain.borough == "Small"
    assert pack.domain.partnership == "Small Community Safety Partnership"
    assert [each.name for each in pack.domain.areas if each.kind == "ward"] == ["Alder", "Birch"]
    residents = queries.residents(pack)
    assert sorted(residents["residents"]) == [1000, 1000]
    assert [each["role"] for each in sources(folder, "street")] == ["primary", "additional"]
    files = sorted(path.name for path in folder.glob("police/2022-02/*/*.csv"))
    assert files == [
        f"{month}-{series}.csv"
        for month in ("2022-01", "2022-02")
        for series in ("btp-street", "next-and-near-street", "test-outcomes", "test-street")
    ]
    assert [each["path"] for each in sources(folder, "outcomes")] == [
        "police/2022-02/own/*-outcomes.csv"
    ]
    cohorts = pack.frame("outcomes/cohorts").query("within == 3 and ward_code == 'E05000001'")
    assert [*zip(cohorts["outcome_group"], cohorts["n"], strict=True)] == [
        ("local-resolution", 6), ("local-resolution", 6),
    ]  # fmt: skip
    lsoas = json.loads((folder / "boundaries/lsoas-2021.geojson").read_text())["features"]
    names = [each["properties"]["LSOA21NM"] for each in lsoas]
    assert names == ["Small 001A", "Small 001B"]  # Small Heath 001A is another district's
    assert sources(folder, "population")[2]["group"] == "women16"
    assert (folder / "population/women16.csv").read_text() == "code,value\nE07000001,123\n"
    with (folder / "peers/peers.csv").open(encoding="utf-8", newline="") as file:
        peers = [*csv.DictReader(file)]
    assert {(each["area_name"], each["population"]) for each in peers} == {("Next Door", "9000")}
    burglaries = [each["count"] for each in peers if each["crime_type"] == "Burglary"]
    assert burglaries == ["6", "6"]


def test_every_file_is_recorded_and_nothing_unfinished_is_left(new, folder: Path) -> None:
    new()

    files = record(folder)["files"]
    kept = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.parent != folder
    }
    assert set(files) == kept
    assert {(folder / name).stat().st_size for name in files} == {
        each["bytes"] for each in files.values()
    }
    assert all(len(each["sha256"]) == 64 for each in files.values())
    assert not (folder / ".parts").exists()


def test_a_second_run_fetches_no_file_again(new, published: OpenData) -> None:
    new()
    published.seen.clear()

    assert new() == 0

    assert [each.path.partition("?")[0] for each in published.seen] == ["/api/crimes-street-dates"]


def test_only_the_wanted_bytes_of_an_archive_are_read(new, published: OpenData) -> None:
    """The directory once, then each file: nothing of forces that are not near."""
    padding = {f"2022-01/2022-01-far-{n}.csv": bytes(range(256)) * 2000 for n in range(8)}
    published.archives["2022-02"] = {**padding, **published.archives["2022-02"]}

    assert new() == 0

    spans = published.paths(STREET)
    assert len(spans) == 1 + 8
    assert sum(each.sent for each in spans[1:]) < 20_000
    assert all(each.agent.startswith("csp-dashboard/") for each in published.seen)
    assert published.most_at_once <= 2


def test_the_name_of_a_district_will_do(new, folder: Path) -> None:
    assert new(place="small") == 0

    assert config.read(folder / "borough.toml").codes == ("E07000001",)


@pytest.mark.parametrize(("place", "hint"), [
    ("Smal", "Is it Small?"), ("Utopia", "Give a code such as E06000041."),
])  # fmt: skip
def test_an_unknown_name_is_refused_with_a_hint(new, capsys, place, hint) -> None:
    assert new(place=place) == 1

    error = capsys.readouterr().err
    assert error == f"no district or partnership is called {place!r}. {hint}\n"


def test_the_wards_are_those_in_force_or_of_the_edition_asked_for(
    new, folder: Path, tmp_path: Path, capsys
) -> None:
    assert new("--wards", "2022") == 0

    assert sources(folder, "wards")[0]["path"] == "boundaries/wards-2022.geojson"
    assert new() == 1  # those in force in February 2022 are of 2021
    assert "holds Small with wards of 2022" in capsys.readouterr().err
    assert new("--wards", "1999", "--out", str(tmp_path / "other")) == 1
    assert "Give --wards with one of 2021, 2022, 2024" in capsys.readouterr().err


def test_a_population_of_other_wards_is_left_out_and_named(
    new, published: OpenData, folder: Path, capsys
) -> None:
    people = published.people
    published.people = lambda code, *more: [] if code == "E05000002" else people(code, *more)

    assert new() == 3

    error = capsys.readouterr().err
    assert error.startswith(
        "Not fetched: population/wards.csv: Nomis has no number for 1 of the 2 areas of edition "
        "2021 (E05000002). Without it there are no rates.\n"
    )
    assert [each["of"] for each in sources(folder, "population")] == ["lsoa", "district"]


def test_a_month_that_no_archive_has_is_named_and_stays_a_gap(
    new, published: OpenData, folder: Path, tmp_path: Path, capsys
) -> None:
    small = Small(tmp_path / "gap")
    published.archives["2022-03"] = {
        **month_of(small, "2022-01"),
        **month_of(small, "2022-02", ["btp", "next-and-near"]),
        **month_of(small, "2022-03"),
    }
    published.dates.append("2022-03")

    assert new("--to", "2022-04") == 3

    error = capsys.readouterr().err
    assert "police months not published yet: April 2022.\n" in error
    assert "no archive has street files of test for February 2022.\n" in error
    assert "no archive has outcome files of test for February 2022.\n" in error
    out = str(tmp_path / "pack")
    assert main(["build", "--sources", str(folder / "borough.toml"), "--out", out]) == 0
    assert "Months without data (not zero): February 2022." in capsys.readouterr().out


def test_a_force_without_outcome_files_is_named_and_the_rest_is_built(
    new, published: OpenData, folder: Path, tmp_path: Path, capsys
) -> None:
    """January has none, that of February has a header and no rows."""
    files = dict(published.archives["2022-02"])
    del files["2022-01/2022-01-test-outcomes.csv"]
    header = files["2022-02/2022-02-test-outcomes.csv"].partition(b"\n")[0]
    published.archives["2022-02"] = {**files, "2022-02/2022-02-test-outcomes.csv": header + b"\r\n"}

    assert new() == 3

    error = capsys.readouterr().err
    gap = "no archive has outcome files of test for January 2022 to February 2022."
    assert error == f"Not fetched: {gap}\n"
    assert sources(folder, "outcomes") == []
    published.seen.clear()
    assert new() == 3
    assert published.paths(STREET) == []  # the directory is kept
    out = str(tmp_path / "pack")
    assert main(["build", "--sources", str(folder / "borough.toml"), "--out", out]) == 0


def test_an_archive_that_is_gone_gives_way_to_an_older_one(new, published: OpenData) -> None:
    published.dates.append("2022-04")

    assert new() == 0

    asked = [each.path for each in published.paths(STREET)]
    assert asked[:3] == ["/s3/2022-04.zip", "/s3/2022-03.zip", "/s3/2022-02.zip"]


def test_a_dry_run_says_how_large_each_part_is(new, published: OpenData, capsys) -> None:
    assert new("--dry-run", "--json") == 0

    plan = json.loads(capsys.readouterr().out)
    new()
    police = {each["what"]: each["bytes"] for each in plan["plan"] if "police.uk" in each["what"]}
    assert [*police] == ["6 street files of police.uk", "2 outcome files of police.uk"]
    assert sum(police.values()) == sum(each.sent for each in published.paths(STREET)[2:])
    assert plan["bytes"] > sum(police.values())


def test_a_dry_run_leaves_no_folder(new, folder: Path, capsys) -> None:
    assert new("--dry-run") == 0

    assert not folder.exists()
    assert capsys.readouterr().out.endswith(f"in all, into {folder}. Nothing was written.\n")


def test_a_folder_with_other_files_is_refused(new, folder: Path, capsys) -> None:
    folder.mkdir()
    (folder / "thesis.doc").touch()

    assert new() == 1

    expected = f"{folder} holds other files. Give an empty folder with --out.\n"
    assert capsys.readouterr().err == expected


def test_what_a_partnership_wrote_is_left_alone(new, folder: Path) -> None:
    new()
    toml = folder / "borough.toml"
    toml.write_text(toml.read_text() + "\n# ours\n", encoding="utf-8")
    (folder / "places.csv").write_text("ours", encoding="utf-8")

    assert new() == 0

    assert toml.read_text(encoding="utf-8").endswith("\n# ours\n")
    assert (folder / "places.csv").read_text(encoding="utf-8") == "ours"


def test_the_examples_of_the_starter_files_can_be_read(
    new, folder: Path, tmp_path: Path, capsys
) -> None:
    """Every commented source and its example row build, once the place is in this borough."""
    new()
    toml = folder / "borough.toml"
    text = toml.read_text(encoding="utf-8")
    parts = text.partition(starter.END)[2].split(":\n#   ")[1:]
    for each in parts:
        row, _, rest = each.partition("\n")
        block = rest.partition("\n\n")[0]
        source = "\n".join(line.removeprefix("# ") for line in block.splitlines())
        text += f"\n{source}\n"
        file = folder / tomllib.loads(source)["source"][0]["path"]
        row = row.replace("-0.8430,51.4110", "-0.8550,51.4110")
        file.write_text(file.read_text(encoding="utf-8") + f"{row}\n", encoding="utf-8")
    toml.write_text(text, encoding="utf-8")

    code = main(["build", "--sources", str(toml), "--out", str(tmp_path / "pack")])

    assert (code, capsys.readouterr().err) == (0, "")
    assert len(parts) == len(starter.FILLED_IN) + 1
