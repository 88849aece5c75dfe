"""What is made when a pack is opened is what the first answers then find."""

import shutil
from pathlib import Path

from dashboard.serve import in_background
from data.hotspots import hotspots
from data.hotspots.lifecycle import life
from data.hotspots.preload import preload
from data.model.question import Question
from data.pack import publish
from data.pack.cube import cube
from data.pack.pack import Pack
from data.pack.packs import Packs
from data.pack.town_centres import town_centres
from geo.grid import Grid
from geo.hotspots import METHODS


def misses(pack: Pack, function) -> int:
    return pack.answers.of(function.__wrapped__, 1, pack).cache_info().misses


def test_the_first_answers_find_the_grids_and_town_centres_made(gap_packs: Path) -> None:
    pack = Packs(gap_packs).current()
    preload(pack)
    functions = (hotspots.grid, town_centres, cube, life)
    before = [misses(pack, each) for each in functions]
    for method in METHODS.values():
        assert "neighbours" in vars(hotspots.grid(pack, method.cell_m))
    made = vars(hotspots.grid(pack, METHODS["clusters"].cell_m))
    assert {"area_m2", "bordering", "wider"} <= made.keys()
    assert isinstance(made["wider"], Grid)
    assert "neighbours" in vars(made["wider"])
    for edition in pack.domain.editions:
        town_centres(pack, edition.id)
    cube(pack)
    life(pack, Question.from_query("", pack.domain).filters)
    assert [misses(pack, each) for each in functions] == before


def test_every_pack_is_told_of_once_when_it_is_opened(gap_packs, demo_packs, tmp_path) -> None:
    folder = Path(shutil.copytree(gap_packs, tmp_path / "packs"))
    seen: list[Pack] = []
    packs = Packs(folder, opened=seen.append)
    first = packs.current()
    assert packs.current() is first
    other = publish.current(demo_packs)
    shutil.copy(other, folder)
    (folder / publish.POINTER).write_text(other.name)
    second = packs.current()
    assert seen == [first, second]


def test_requests_need_not_wait_for_it(gap_packs: Path) -> None:
    pack = Packs(gap_packs).current()
    thread = in_background(pack)
    assert not thread.daemon  # one that still runs at the end makes DuckDB print its leaks
    thread.join(timeout=60)
    assert not thread.is_alive()
    before = misses(pack, hotspots.grid)
    hotspots.grid(pack, METHODS["density"].cell_m)
    assert misses(pack, hotspots.grid) == before
