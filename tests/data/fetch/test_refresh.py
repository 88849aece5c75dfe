"""``csp-dashboard refresh``: only what is new is fetched, and what changed is printed."""

import json
import shutil
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest

from callbacks import news
from dashboard import fetching
from dashboard.command_line import main
from data.changes.snapshots import since_previous
from data.model.question import Question
from data.pack import publish
from data.pack.packs import Packs
from tests.conftest import Small
from tests.data.fetch.conftest import run_new, without_proxy
from tests.fakes import small_data
from tests.fakes.open_data import Fault, OpenData, Server
from tests.fakes.small_data import month_of
from tests.texts import text_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of what ``new`` fetched, with the pack beside it, and where it came from."""
    home = tmp_path_factory.mktemp("fetched")
    data = small_data.published(home / "source")
    with pytest.MonkeyPatch.context() as patch, Server(data) as server:
        without_proxy(patch)
        assert run_new(server.data.catalogue(server.address), home / "small") == 0
        toml, out = str(home / "small/borough.toml"), str(home / "pack")
        assert main(["build", "--sources", toml, "--out", out]) == 0
        return home, server.address


@pytest.fixture
def refresh(fetched: tuple[Path, str], server: Server, folder: Path, tmp_path: Path):
    """Runs ``refresh`` on a copy of what ``new`` fetched from services of the same content."""
    home, address = fetched
    shutil.copytree(home / "small", folder)
    shutil.copytree(home / "pack", tmp_path / "pack")
    for path in (folder / each for each in ("borough.toml", "catalogue.toml", "fetched.json")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(address, server.address), encoding="utf-8")
    toml, out = str(folder / "borough.toml"), str(tmp_path / "pack")

    def run(*more: str) -> int:
        return main(["refresh", toml, "--out", out, *more])

    return run


def skip_build(patch: pytest.MonkeyPatch) -> None:
    """Let ``refresh`` end without a build: the pack stays as it is."""

    def kept(_sources: Path, out: Path, *_more: object, **_named: object) -> SimpleNamespace:
        return SimpleNamespace(path=publish.current(out))

    patch.setattr(fetching, "build", kept)


@pytest.fixture
def fetch(refresh, monkeypatch: pytest.MonkeyPatch):
    """Runs ``refresh`` without the build that ends it."""
    skip_build(monkeypatch)
    return refresh


@pytest.fixture
def later(published: OpenData, tmp_path: Path) -> OpenData:
    """March is published; in its archive four outcomes of February differ."""
    small = Small(tmp_path / "later")
    february = "2022-02/2022-02-test-street.csv"
    old = dict(published.archives["2022-02"])
    text = old[february].decode()
    revised = text.replace("Under investigation", "Local resolution", 4)
    published.archives["2022-03"] = {
        **old, february: revised.encode(), **month_of(small, "2022-03"),
    }  # fmt: skip
    published.dates.append("2022-03")
    return published


def test_only_what_is_new_or_revised_is_fetched(
    refresh, later: OpenData, folder: Path, capsys
) -> None:
    later.seen.clear()
    capsys.readouterr()

    assert refresh("--json") == 0

    told = json.loads(capsys.readouterr().out)
    spans = [each for each in later.paths("/s3/2022-03") if each.status == 206]
    assert len(spans) == 1 + 5  # the directory, March of three forces, one file of February
    assert later.paths("/s3/2022-02") == []
    files = sorted(path.relative_to(folder).as_posix() for path in folder.glob("police/*/own/*"))
    assert files == [
        "police/2022-02/own/2022-01-test-outcomes.csv",
        "police/2022-02/own/2022-01-test-street.csv",
        "police/2022-02/own/2022-02-test-outcomes.csv",
        "police/2022-03/own/2022-02-test-street.csv",
        "police/2022-03/own/2022-03-test-outcomes.csv",
        "police/2022-03/own/2022-03-test-street.csv",
    ]
    assert told["changed"]["new"] == ["2022-03"]
    assert told["changed"]["revisions"] == [
        {"year": "2021/22", "crime_type": "burglary", "label": "Burglary", "before": 36,
         "after": 36, "outcomes": 4}
    ]  # fmt: skip
    later.seen.clear()
    assert refresh("--json") == 0
    assert later.paths("/s3/") == []
    assert json.loads(capsys.readouterr().out)["changed"]["new"] == []


def test_what_changed_is_printed_and_stands_on_the_page(
    refresh, later: OpenData, tmp_path: Path, capsys
) -> None:
    assert later.dates[-1] == "2022-03"
    capsys.readouterr()

    assert refresh() == 0

    out = capsys.readouterr().out
    assert "New months: March 2022.\n" in out
    assert "In months held before, 4 outcomes were revised" in out
    pack = Packs(tmp_path / "pack").current()
    page = text_of(news.answer(pack, Question.from_query("", pack.domain)).parts["news-body"])
    assert "New months: March 2022." in page
    assert "4 outcomes were revised" in page
    row = "2021/22", "Burglary", "36", "36", "0", "4"
    assert " ".join(row) in page
    assert any(tuple(line.replace("│", " ").split()) == row for line in out.splitlines())
    assert since_previous(pack) is since_previous(pack)


def test_outcome_files_come_to_a_folder_fetched_without_them(
    fetch, published: OpenData, folder: Path
) -> None:
    """Earlier versions recorded street files only, and the forces of each directory."""
    path = folder / "fetched.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    outcomes = [name for name in record["files"] if "outcomes" in name]
    for name in outcomes:
        (folder / name).unlink()
        del record["files"][name]
    for each in record["archives"].values():
        each["forces"] = sorted({force for force, _kind in each.pop("series")})
    path.write_text(json.dumps(record), encoding="utf-8")
    published.seen.clear()

    assert fetch() == 0

    assert len(published.paths("/s3/")) == 1 + len(outcomes)
    assert all((folder / name).exists() for name in outcomes)


def test_the_first_pack_has_nothing_before_it(refresh, tmp_path: Path) -> None:
    assert refresh
    pack = Packs(tmp_path / "pack").current()
    answer = news.answer(pack, Question.from_query("", pack.domain))

    assert "These are the first figures loaded" in text_of(answer.parts["news-body"])


def test_an_archive_that_comes_late_is_read_then(fetch, published, later, folder) -> None:
    late = later.archives.pop("2022-03")

    assert fetch() == 3  # March is listed, but no archive has it

    published.archives["2022-03"] = late
    assert fetch() == 0
    assert (folder / "police/2022-03/own/2022-02-test-street.csv").exists()


def test_a_gap_is_named_and_the_rest_is_built(
    refresh, later: OpenData, capsys, monkeypatch
) -> None:
    later.faults.append(Fault("/s3/2022-03", "503", 99, after=1))

    assert refresh() == 3

    printed = capsys.readouterr()
    gap = (
        "Not fetched: 4 of 4 street files and 1 of 1 outcome files, of February 2022 to March 2022"
    )
    assert gap in printed.err
    assert "is now the current pack" in printed.out
    later.faults.clear()
    skip_build(monkeypatch)
    assert refresh() == 0


def test_without_a_network_one_line_says_so_and_the_pack_stays(
    fetch, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs = {each: each.read_bytes() for each in (tmp_path / "pack").iterdir()}
    capsys.readouterr()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed.getsockname()[1]}")

        assert fetch() == 1

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("127.0.0.1 failed (")
    assert "5 times. Check the network and HTTPS_PROXY." in printed.err
    assert printed.err.count("\n") == 1
    assert {each: each.read_bytes() for each in (tmp_path / "pack").iterdir()} == packs
    monkeypatch.delenv("HTTP_PROXY")
    assert fetch() == 0


@pytest.mark.parametrize(("dates", "faults"), [
    ([], []), (["March"], []), (["2022-03"], [Fault("crimes-street-dates", "error")]),
])  # fmt: skip
def test_without_a_list_of_months_a_refresh_stops(
    refresh, published: OpenData, capsys, dates: list[str], faults: list[Fault]
) -> None:
    """Otherwise one would find nothing new, month after month."""
    capsys.readouterr()
    published.dates, published.faults = dates, faults

    assert refresh() == 1

    assert capsys.readouterr().err.endswith(
        "/api/crimes-street-dates has no list of published months. Change it in catalogue.toml.\n"
    )


def test_the_edition_of_wards_is_kept_and_a_newer_one_is_named(
    fetch, published: OpenData, folder: Path, capsys
) -> None:
    published.dates.append("2022-06")

    fetch()

    out = capsys.readouterr().out
    assert "Wards of 2022 are in force; this folder keeps those of 2021." in out
    assert not (folder / "boundaries/wards-2022.geojson").exists()


def test_a_newer_population_takes_the_place_of_the_older(
    fetch, published: OpenData, folder: Path
) -> None:
    before = published.people
    published.people = lambda *asked: [("2023", n + 1) for _year, n in before(*asked)]

    assert fetch() == 0

    assert 'vintage = "mid-2023"' in (folder / "borough.toml").read_text(encoding="utf-8")
    assert "E05000001,1001\n" in (folder / "population/wards.csv").read_text(encoding="utf-8")


def test_a_folder_that_new_did_not_make_is_refused(server, small, tmp_path: Path, capsys) -> None:
    assert server
    assert main(["refresh", str(small.toml), "--out", str(tmp_path / "pack")]) == 1

    assert capsys.readouterr().err == (
        f"there is no fetched.json in {small.folder}. Only a folder that csp-dashboard new made "
        "can be refreshed; build others with csp-dashboard build.\n"
    )


def test_a_settings_file_without_its_marks_is_refused(refresh, folder: Path, capsys) -> None:
    toml = folder / "borough.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace("# --- End of fetched", "# End"), encoding="utf-8")

    assert refresh() == 1

    assert "has no line '# --- End of fetched sources" in capsys.readouterr().err
