"""An open pack: read-only, locked, thread-safe, and refused if invalid."""

import gc
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.hotspots.preload import preload
from data.model.drawn_area import NO_AREA
from data.model.filters import Filters
from data.model.view import View
from data.pack import incidents, publish, queries
from data.pack.pack import SETTINGS, NoPack, Pack, settings
from data.pack.packs import Expired, Packs


@pytest.fixture
def copied(gap_packs: Path, tmp_path: Path) -> Path:
    """Return a folder with a pack that a test may damage."""
    return Path(shutil.copytree(gap_packs, tmp_path / "packs"))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (n INTEGER)",
        "INSERT INTO annotation VALUES (NULL, NULL, 'x', 'all', NULL)",
        "DELETE FROM incident",
        "UPDATE incident SET crime_type = 'asb'",
        "DROP TABLE incident",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "ATTACH 'other.duckdb' AS other",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET threads = 1",
        "INSTALL spatial",
        "LOAD spatial",
        "COPY incident TO 'out.csv'",
        "COPY (SELECT 1) TO '/tmp/out.csv'",
        "EXPORT DATABASE 'out'",
    ],
)
def test_a_pack_is_read_only_and_locked(gap_pack, statement, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    with gap_pack._connection.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(statement)
    assert not [*tmp_path.iterdir()]


def test_memory_grows_with_a_large_pack_only(gap_pack, tmp_path) -> None:
    assert settings(gap_pack.path) == SETTINGS
    large = tmp_path / "large.duckdb"
    with large.open("wb") as file:
        file.truncate(1_000_000_000)  # takes no room on the disk
    assert settings(large) == SETTINGS | {"memory_limit": "3500MB"}


def test_sql_cannot_read_python_variables(gap_pack) -> None:
    """DuckDB would otherwise take the name of a Python variable for a table."""
    secret = queries.coverage(gap_pack)
    assert len(secret) == 2
    with gap_pack._connection.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute("SELECT * FROM secret")


def asked(**changes) -> dict:
    plain = {
        "first_month": date(2020, 4, 1), "last_month": date(2022, 9, 1), "areas": [],
        "drawn": NO_AREA, "missing": [],
        "crime_types": ["burglary"], "asb_categories": [],
    }  # fmt: skip
    return {"filters": plain | changes}


INJECTIONS = [
    "x'; DROP TABLE incident; --", "' OR '1'='1", "burglary' --", '"; SELECT 1', "burglary\x00",
    "%", "_", "*", "burglary)", "${filters}", "\\", "burglary;",
]  # fmt: skip


@pytest.mark.parametrize("text", INJECTIONS)
def test_sql_in_a_value_matches_nothing(gap_pack, text) -> None:
    """Without the filters, directly to the macro."""
    assert gap_pack.frame("incidents/outcomes", asked())["n"].sum() == 84
    for changes in (
        {"crime_types": [text]},
        {"areas": [text]},
        {"crime_types": [], "asb_categories": [text]},
    ):
        assert gap_pack.frame("incidents/outcomes", asked(**changes))["n"].sum() == 0
    assert gap_pack.frame("incidents/outcomes", asked())["n"].sum() == 84


@pytest.mark.parametrize("text", INJECTIONS)
def test_sql_in_the_order_of_records_is_the_default_order(gap_pack, text) -> None:
    page = {"sort": text, "order": "down", "size": 5, "skip": 0}
    found = gap_pack.frame("incidents/records", asked() | {"page": page})
    plain = gap_pack.frame("incidents/records", asked() | {"page": page | {"sort": "month"}})
    assert len(found) == 5
    assert found.equals(plain)


def test_sixteen_threads_get_the_same_answers(demo_pack) -> None:
    searches = ["", "?type=asb&area=norreys", "?period=all&type=burglary", "?area=norreys-estate"]

    def answers(search: str) -> tuple:
        filters = Filters.from_query(search, demo_pack.domain)
        return (
            incidents.total(demo_pack, filters),
            incidents.by_month(demo_pack, filters)["n"].tolist(),
            incidents.by_area(demo_pack, filters)["n"].tolist(),
            queries.records(demo_pack, filters, View())["month"].tolist(),
        )

    alone = [answers(each) for each in searches]
    assert [each[0] for each in alone[:1]] == [8244]
    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(answers, searches * 8))
    assert together == alone * 8


# What is not a pack.


def test_no_pack_names_the_command(tmp_path) -> None:
    with pytest.raises(NoPack, match=r"^there is no pack in .*; csp-dashboard build makes one$"):
        Packs(tmp_path / "none").current()


def test_garbage_is_no_pack(copied) -> None:
    publish.current(copied).write_bytes(b"not a database" * 1000)
    with pytest.raises(NoPack, match=r"not a pack .*; build it again with csp-dashboard build$"):
        Packs(copied).current()


def test_a_pointer_to_nothing_is_no_pack(copied) -> None:
    publish.current(copied).unlink()
    with pytest.raises(NoPack, match=r"cannot be read .*; build it again with csp-dashb"):
        Packs(copied).current()


def change_pack(folder: Path, statement: str) -> None:
    connection = duckdb.connect(str(publish.current(folder)))
    connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "schema"),
    [
        ("UPDATE borough SET schema_version = 99", "99"),
        ("DELETE FROM borough", "unknown"),
        ("DROP TABLE borough", "unknown"),
        ("ALTER TABLE borough DROP COLUMN schema_version", "unknown"),
        ("UPDATE borough SET schema_version = NULL", "unknown"),
    ],
)
def test_a_pack_of_another_version_is_no_pack(copied, statement, schema) -> None:
    change_pack(copied, statement)
    message = rf"\(schema {schema}, .* build it again with csp-dashboard build$"
    with pytest.raises(NoPack, match=message):
        Packs(copied).current()


def test_a_damaged_pack_is_not_said_to_be_locked(tmp_path) -> None:
    folder = tmp_path / "Blockley"
    folder.mkdir()
    (folder / "crime-1.duckdb").write_bytes(b"no pack")
    with pytest.raises(NoPack, match="is not a pack that can be opened; build it again"):
        Pack(folder / "crime-1.duckdb")


def test_the_pointer_cannot_leave_the_folder(copied, tmp_path) -> None:
    (tmp_path / "other.duckdb").write_bytes(b"")
    (copied / "current").write_text("../other.duckdb\n", encoding="utf-8")
    assert publish.current(copied) == copied / "other.duckdb"


def test_packs_follow_the_pointer_and_keep_the_one_before(copied) -> None:
    packs = Packs(copied)
    first = packs.current()
    assert packs.current() is first
    second_home = copied / "crime-second.duckdb"
    shutil.copy(publish.current(copied), second_home)
    connection = duckdb.connect(str(second_home))
    connection.execute("UPDATE borough SET version = 'second'")
    connection.close()
    (copied / "current").write_text(f"{second_home.name}\n", encoding="utf-8")
    second = packs.current()
    assert (second.version, second is first) == ("second", False)
    assert packs.of_version(first.version) is first
    assert packs.of_version("second") is second
    assert packs.of_version("neither") is second
    first.close()
    second.close()


def swap(folder: Path, version: str) -> Path:
    """Put a copy of the current pack under another version and point to it."""
    home = folder / f"crime-{version}-00.duckdb"
    shutil.copy(publish.current(folder), home)
    with duckdb.connect(str(home)) as connection:
        connection.execute("UPDATE borough SET version = ?", [version])
    (folder / "current").write_text(f"{home.name}\n", encoding="utf-8")
    return home


BROKEN: dict[str, Callable[[Path], object]] = {
    "not text": lambda folder: (folder / "current").write_bytes(b"\xff\xfe"),
    "a folder": lambda folder: ((folder / "current").unlink(), (folder / "current").mkdir()),
    "to nothing": lambda folder: (folder / "current").write_text("crime-none.duckdb\n"),
    "empty": lambda folder: (folder / "current").write_text("\n"),
    "cut short": lambda folder: cut_short(swap(folder, "cut")),
    "garbage": lambda folder: swap(folder, "bad").write_bytes(b"not a database" * 999),
}


def cut_short(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 5000)


@pytest.mark.parametrize("how", BROKEN)
def test_the_last_good_pack_is_served_while_the_next_cannot_be_used(copied, how, caplog) -> None:
    packs = Packs(copied)
    good = packs.current()

    BROKEN[how](copied)

    assert [packs.current() for _again in range(3)] == [good] * 3
    assert packs.problem
    assert len(caplog.records) == 1
    with pytest.raises(NoPack):
        Packs(copied).current()

    shutil.rmtree(copied / "current", ignore_errors=True)
    (copied / "current").unlink(missing_ok=True)
    (copied / "current").write_text(f"{good.path.name}\n")
    assert (packs.current(), packs.problem) == (good, "")
    good.path.unlink()
    (copied / "current").unlink()
    with pytest.raises(NoPack):  # withdrawn: it does not go on answering
        packs.current()


def test_replaced_packs_are_closed(copied) -> None:
    """Also while a meeting uses an old one and answers of each are cached."""
    packs = Packs(copied, opened=preload)
    began = packs.current().version
    for n in range(6):
        swap(copied, f"swap{n:08d}")
        assert incidents.total(packs.current(), Filters.of(packs.current().domain)) > 0
        if n % 5 == 0:
            assert packs.for_search(f"?present={began}").version == began

    gc.collect()
    files = [str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if each.is_symlink()]
    assert len({each for each in files if str(copied) in each}) <= 2


def test_a_withdrawn_pack_is_not_served_to_meetings(copied) -> None:
    packs = Packs(copied)
    began = packs.current().version
    swap(copied, "second")
    packs.current()
    address = "?present=" + began
    assert packs.for_search(address).version == began

    publish.withdraw(copied, began)

    assert packs.find(began) is None
    with pytest.raises(Expired, match="no longer kept"):
        packs.for_search(address)
    assert packs.for_search(address, or_current=True).version == "second"
    assert packs.of_version(began).version == "second"


def test_the_domain_is_what_the_pack_holds(gap_pack) -> None:
    domain = gap_pack.domain
    assert (domain.borough, domain.demonstration, domain.schematic) == ("Gapton", False, False)
    assert domain.partnership == "Gapton Community Safety Partnership"
    assert (domain.months[0], domain.months[-1]) == (date(2020, 4, 1), date(2022, 9, 1))
    assert {*domain.months} - domain.covered == {date(2021, 6, 1), date(2021, 7, 1)}
    assert [each.id for each in domain.areas] == ["mill-estate", "pond", "alder", "birch"]
    assert domain.extent == pytest.approx((-0.90, 51.40, -0.84, 51.42))
    assert domain.asb_categories is False
    assert not gap_pack.problems()


def test_the_demonstration_says_that_it_is_one(demo_pack) -> None:
    domain = demo_pack.domain
    assert (domain.demonstration, domain.schematic, domain.asb_categories) == (True, True, True)
    assert sum(each.kind == "ward" for each in domain.areas) == 25
    assert sum(each.kind == "place" for each in domain.areas) == 16
    assert len(domain.months) == 36
    assert domain.missing(domain.months[0], domain.months[-1]) == ()
    assert len(demo_pack.shapes("ward")) == 25
    assert len(demo_pack.shapes("place")) == 16


def test_baker_crescent_is_named_but_not_located(demo_pack) -> None:
    places = queries.places(demo_pack).set_index("name")
    assert not places.loc["Baker Crescent", "located"]
    assert "baker-crescent" not in demo_pack.domain.area_by_id
