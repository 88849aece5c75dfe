"""A killed build leaves the previous pack, and a running dashboard is not affected."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from data.model.filters import Filters
from data.pack import incidents, publish, queries
from data.pack.packs import Packs

MOMENTS = 20
BEFORE_THE_WORK = 4  # of those, while Python is still starting
PEOPLE = 4000

pytestmark = pytest.mark.slow


def start(small, out: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "dashboard", "build", "--sources", str(small.toml),
         "--out", str(out)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[3],
    )  # fmt: skip


def staging_folders(out: Path) -> list[Path]:
    return [*out.glob(f"{publish.UNFINISHED}*")]


def wait_for_work(build: subprocess.Popen, out: Path, known: list[Path]) -> None:
    """Wait until the build writes beside the packs."""
    while build.poll() is None and not set(staging_folders(out)) - set(known):
        time.sleep(0.001)


def enlarge(small) -> None:
    """Write enough rows that reading and writing take a while."""
    for month in ("2022-03", "2022-04", "2022-05"):
        rows = [small.row(at, Month=month) for at in [(-0.885, 51.41), (-0.85, 51.405)] * 4000]
        small.street(f"street/{month}/{month}-test-street.csv", rows)


def people(packs: Packs) -> int:
    """Return the current pack's values for Alder, after reading all of it."""
    pack = packs.current()
    assert pack.problems() == []
    assert len(queries.marac(pack)) == 2
    return int(queries.populations(pack)["value"].sum())


@pytest.mark.verify
def test_a_build_killed_at_any_moment_leaves_the_pack_before_it(small, tmp_path: Path) -> None:
    enlarge(small)
    out = tmp_path / "packs"
    begun = time.monotonic()
    build = start(small, out)
    wait_for_work(build, out, [])
    working = time.monotonic()
    assert build.wait() == 0
    done = time.monotonic()
    before = people(Packs(out))
    killed = unfinished = 0

    for moment in range(MOMENTS):
        small.edit("people.csv", f"E05000001,{PEOPLE + moment}", f"E05000001,{PEOPLE + moment + 1}")
        known = staging_folders(out)
        build = start(small, out)
        if moment < BEFORE_THE_WORK:
            time.sleep((working - begun) * moment / BEFORE_THE_WORK)
        else:
            wait_for_work(build, out, known)
            share = (moment - BEFORE_THE_WORK) / (MOMENTS - BEFORE_THE_WORK)
            time.sleep((done - working) * share)
        build.send_signal(signal.SIGKILL)
        code = build.wait()

        killed += code == -signal.SIGKILL
        unfinished += bool(staging_folders(out))
        assert code in {0, -signal.SIGKILL}
        found = people(Packs(out))
        new = PEOPLE + moment + 1 + 2500
        # The pack is current or not: there is no state between.
        assert found == new if code == 0 else found in {before, new}
        assert (out / publish.POINTER).read_text().count("\n") == 1
        before = found

    assert killed >= MOMENTS // 2
    assert unfinished >= MOMENTS // 4
    assert start(small, out).wait() == 0
    assert people(Packs(out)) == PEOPLE + MOMENTS + 2500
    left = {path.name for path in out.iterdir()} - {publish.LOCK, publish.POINTER}
    current = publish.current(out)
    assert current
    assert current.name in left
    assert all(name.startswith(publish.PACK) for name in left)


def test_readers_never_fail_and_never_mix_two_packs_while_builds_complete(small) -> None:
    """Each build adds one burglary in Alder and one resident: the two must always agree."""
    out = small.folder / "packs"
    name = "street/2022-01/2022-01-test-street.csv"
    rows = [small.row() for _ in range(10)]
    small.street(name, rows)
    small.build(out).close()
    packs = Packs(out)
    oldest = packs.current()
    stop = threading.Event()
    seen: set[int] = set()
    faults: list[object] = []

    def answer() -> tuple[int, int]:
        pack = packs.current()
        asked = Filters.of(pack.domain, crime=["burglary"], areas=["alder"], period="all")
        burglaries = incidents.total(pack, asked)
        time.sleep(0.002)  # a new pack may become current between two questions of one request
        return burglaries, int(queries.populations(pack)["value"].sum()) - PEOPLE - 2500

    def read() -> None:
        while not stop.wait(0.01):
            try:
                burglaries, added = answer()
            except Exception as error:
                faults.append(error)
                return
            if burglaries != 12 + added:
                faults.append((burglaries, added))
            seen.add(added)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for step in range(1, 3):
            small.street(name, rows + [small.row() for _ in range(step)])
            small.write("people.csv", f"code,people\nE05000001,{PEOPLE + step}\nE05000002,2500\n")
            small.build(out).close()
            time.sleep(0.1)
    finally:
        stop.set()
        for reader in readers:
            reader.join()

    assert faults == []
    assert seen == {*range(3)}
    # A request that has an old pack open is answered after its file was removed.
    oldest.path.unlink()
    asked = Filters.of(oldest.domain, crime=["burglary"], areas=["alder"], period="all")
    assert incidents.total(oldest, asked) == 12
    assert answer() == (14, 2)
