"""Commands on a disk that is really full: a small one in memory, which root can mount."""

import gzip
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.command_line import main
from data.fetch.ledger import NAME, PARTS, Ledger
from data.pack import publish, queries
from data.pack.packs import Packs
from tests.conftest import Small
from tests.fakes import small_data
from tests.fakes.open_data import Server
from tests.files import zipped
from tests.system.conftest import program

SIZE = 24 << 20
MOMENTS = 20
PEOPLE = 4000
PAGE = 4096  # bytes that a file in memory takes at least
FULL = "No space left on device"
REMEDY = "Free some space, or give a folder on another disk.\n"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    given = ["-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    mounted = subprocess.run(
        [program("mount"), *given], capture_output=True, text=True, check=False
    )
    if mounted.returncode and os.environ.get("SKIP_SYSTEM"):
        pytest.skip(f"no disk can be mounted ({mounted.stderr.strip()})")
    assert not mounted.returncode, f"root is needed to mount a disk: {mounted.stderr.strip()}"
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, left: int) -> None:
    """Leave so many bytes free on the disk."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    with filler.open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(disk).free - left)))


def people(out: Path) -> int:
    """Return the residents of the current pack, after reading all of it."""
    pack = Packs(out).current()
    assert pack.problems() == []
    found = int(queries.populations(pack)["value"].sum())
    pack.close()
    return found


def test_a_build_that_fills_the_disk_is_one_line_and_leaves_the_pack_before_it(
    small: Small, disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The disk is full at twenty moments of a build, from its first byte to its last."""
    out = disk / "packs"
    build = ["build", "--sources", str(small.toml), "--out", str(out)]
    assert main(build) == 0
    path = publish.current(out)
    assert path
    size = path.stat().st_size
    before, failed = people(out), 0

    for moment in range(MOMENTS):
        fill(disk, size * moment // MOMENTS)
        small.edit("people.csv", f"E05000001,{PEOPLE + moment}", f"E05000001,{PEOPLE + moment + 1}")
        held = {each.name for each in out.iterdir()}
        capsys.readouterr()

        code = main(build)

        error = capsys.readouterr().err
        if code:
            failed += 1
            assert code == 1
            assert FULL in error
            assert error.endswith(REMEDY)
            assert error.count("\n") == 1
            assert {each.name for each in out.iterdir()} == held
            assert people(out) == before
        else:
            before = PEOPLE + moment + 1 + 2500
            assert people(out) == before

    assert failed >= MOMENTS // 2
    (disk / "filler").unlink()
    assert main(build) == 0
    assert people(out) == PEOPLE + MOMENTS + 2500


@pytest.fixture
def fetch(tmp_path: Path) -> Iterator[Callable[..., list[str]]]:
    """Return the command that fetches Small into a folder, from services that run meanwhile."""
    addresses = tmp_path / "addresses.toml"
    with Server(small_data.published(tmp_path / "source")) as server:
        addresses.write_text(server.data.catalogue(server.address), encoding="utf-8")

        def command(out: Path, *more: str) -> list[str]:
            months = ["--from", "2022-01", "--to", "2022-02"]
            given = ["--out", str(out), "--catalogue", str(addresses)]
            return ["new", small_data.SMALL, *months, *given, *more]

        yield command


def files(folder: Path) -> dict[str, int]:
    """The files of a fetched folder with their sizes, without the record, which has times."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and path.name != NAME
    }


def test_new_on_a_full_disk_is_one_line_and_continues(
    fetch, disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The disk has a little more room at each of twenty moments."""
    assert main(fetch(tmp_path / "whole")) == 0
    whole, folder, failed = files(tmp_path / "whole"), disk / "small", 0
    room = sum(-(-size // PAGE) * PAGE for size in whole.values())

    for _moment in range(MOMENTS):
        fill(disk, room // MOMENTS)
        capsys.readouterr()

        code = main(fetch(folder))

        failed += bool(code)
        if code:
            error = capsys.readouterr().err
            assert code == 1
            assert FULL in error
            assert error.endswith(REMEDY)
            assert error.count("\n") == 1
        # What has its final name is whole, and what is unfinished can be continued.
        held = {name: size for name, size in files(folder).items() if not name.startswith(PARTS)}
        assert held.items() <= whole.items()
        assert {each.suffix for each in folder.glob(f"{PARTS}/*")} <= {".part"}
        record = Ledger(folder)
        assert all(map(record.is_whole, record.files))

    assert failed >= MOMENTS // 2
    (disk / "filler").unlink()
    assert main(fetch(folder)) == 0
    assert files(folder) == whole


def test_new_needs_no_folder_for_temporary_files_and_a_dry_run_says_that_it_is_full(
    fetch, disk: Path, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(disk))
    fill(disk, 0)

    assert main(fetch(tmp_path / "small")) == 0
    assert main(fetch(tmp_path / "other", "--dry-run")) == 1

    assert capsys.readouterr().err == f"{FULL}. {REMEDY}"
    assert [each.name for each in disk.iterdir()] == ["filler"]


@pytest.mark.parametrize("form", ["street", "street.csv.gz", "2022-02.zip"])
def test_inspect_with_a_full_folder_for_temporary_files_is_one_line(
    small: Small, disk: Path, capsys, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    street = (small.folder / "street/2022-01/2022-01-test-street.csv").read_bytes()
    (small.folder / "street.csv.gz").write_bytes(gzip.compress(street))
    zipped(small.folder / "2022-02.zip", {"2022-01/2022-01-test-street.csv": street})
    monkeypatch.setattr(tempfile, "tempdir", str(disk))
    codes = set()

    for room in (0, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 19, 1 << 20, 1 << 23):
        fill(disk, room)
        capsys.readouterr()

        code = main(["inspect", str(small.folder / form)])

        error = capsys.readouterr().err
        codes.add(code)
        assert error == (
            f"{disk}, the folder for temporary files: {FULL}. Free some space, or set TMPDIR to a "
            "folder on another disk.\n"
            if code
            else ""
        )
        assert [each.name for each in disk.iterdir()] == ["filler"]

    assert codes == {0, 1}
