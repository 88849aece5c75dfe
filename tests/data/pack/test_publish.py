import os
import time
from pathlib import Path

import pytest

from data.pack import publish


def made(out: Path, text: str = "pack", version: str = "abc") -> Path:
    """Return a new current pack, made like that of a build."""
    with publish.staging_folder(out) as staging:
        built = staging / "pack.duckdb"
        built.write_text(text)
        return publish.make_current(built, out, version)


def names(out: Path) -> set[str]:
    return {each.name for each in out.iterdir()} - {publish.LOCK}


def test_nothing_is_current_where_nothing_was_built(tmp_path: Path) -> None:
    assert publish.current(tmp_path) is None
    assert publish.current(tmp_path / "none") is None


def test_an_empty_pointer_points_to_nothing(tmp_path: Path) -> None:
    (tmp_path / publish.POINTER).write_text("\n")

    assert publish.current(tmp_path) is None


def test_a_pointer_cannot_leave_its_folder(tmp_path: Path) -> None:
    (tmp_path / publish.POINTER).write_text("../../secret.duckdb\n")

    assert publish.current(tmp_path) == tmp_path / "secret.duckdb"


def age(path: Path, seconds: float = publish.KEPT_SECONDS + 60) -> None:
    """Set the age of a file."""
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_pack_has_a_new_name_each_time_and_is_kept_a_day_once_replaced(tmp_path: Path) -> None:
    out = tmp_path / "new" / "packs"
    first = made(out, "one")
    age(first)  # current for longer than a day: it was not replaced
    second, third = made(out, "two"), made(out, "three")

    assert len({first, second, third}) == 3
    assert publish.current(out) == third
    assert third.read_text() == "three"
    assert names(out) == {publish.POINTER, first.name, second.name, third.name}

    age(first)  # replaced more than a day ago
    of_a_user = out / "crime-figures.csv"
    of_a_user.touch()
    age(of_a_user)
    fourth = made(out, "four")

    kept = {second.name, third.name, fourth.name, of_a_user.name}
    assert names(out) == {publish.POINTER, *kept}


@pytest.mark.parametrize("kind", ["not text", "a folder"])
def test_a_pointer_that_cannot_be_read_is_replaced_by_a_build(tmp_path: Path, kind: str) -> None:
    pointer = tmp_path / publish.POINTER
    if kind == "not text":
        pointer.write_bytes(b"\xff\xfe\x00")
    else:
        pointer.mkdir()

    with pytest.raises(publish.BadPointer, match="build again"):
        publish.current(tmp_path)
    if kind == "not text":
        home = made(tmp_path)
        assert publish.current(tmp_path) == home


def test_a_withdrawn_version_is_gone_and_the_one_before_it_is_current(tmp_path: Path) -> None:
    first, second, third = (made(tmp_path, each, each) for each in ("aaa", "bbb", "ccc"))
    for each, seconds in ((first, 30), (second, 20), (third, 10)):
        age(each, seconds)

    assert publish.withdraw(tmp_path, "aaa") == publish.current(tmp_path) == third
    assert publish.withdraw(tmp_path, "ccc") == publish.current(tmp_path) == second
    assert names(tmp_path) == {publish.POINTER, second.name}
    with pytest.raises(FileNotFoundError, match="holds no pack of version aaa"):
        publish.withdraw(tmp_path, "aaa")
    assert publish.withdraw(tmp_path, "bbb") is publish.current(tmp_path) is None
    assert names(tmp_path) == set()


def test_packs_that_were_replaced_before_one_are_older_even_if_it_is_not_current(
    tmp_path: Path,
) -> None:
    first, second, third = (made(tmp_path, each, each) for each in ("aaa", "bbb", "ccc"))
    # The third was built just before it replaced the second.
    for each, seconds in ((first, 30), (second, 20), (third, 21)):
        age(each, seconds)
    (tmp_path / f"{publish.PACK}gone.duckdb").symlink_to(tmp_path / "removed meanwhile")

    assert publish.replaced(third) == [second, first]
    assert publish.replaced(second) == [first]
    assert publish.replaced(first) == []


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    before = made(tmp_path)

    def fail_half_way() -> None:
        with publish.staging_folder(tmp_path) as staging:
            (staging / "pack.duckdb").write_text("half")
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        fail_half_way()

    assert publish.current(tmp_path) == before
    assert names(tmp_path) == {publish.POINTER, before.name}


def test_what_killed_builds_left_is_removed_by_the_next(tmp_path: Path) -> None:
    """One was killed while writing, one between finishing its pack and setting the pointer."""
    before = made(tmp_path)
    left = tmp_path / f"{publish.UNFINISHED}xyz"
    left.mkdir()
    (left / "pack.duckdb").write_text("half")
    orphan = tmp_path / f"{publish.PACK}orphan.duckdb"
    orphan.write_text("whole, but never current")
    age(orphan)
    (tmp_path / "notes.txt").write_text("somebody's own")

    home = made(tmp_path)

    assert names(tmp_path) == {publish.POINTER, before.name, home.name, "notes.txt"}


def test_one_build_at_a_time_runs_in_a_folder(tmp_path: Path) -> None:
    with publish.staging_folder(tmp_path) as staging:
        with pytest.raises(publish.Busy, match="another build is running"):
            made(tmp_path)
        assert staging.exists()
        made(tmp_path / "elsewhere")

    assert made(tmp_path).exists()


def test_the_pointer_is_one_line_with_a_name(tmp_path: Path) -> None:
    home = made(tmp_path)

    assert (tmp_path / publish.POINTER).read_text() == f"{home.name}\n"
