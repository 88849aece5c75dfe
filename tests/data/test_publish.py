from pathlib import Path

import pytest

from data import publish


def made(out: Path, text: str = "pack") -> Path:
    """A new current pack, built as a build does."""
    with publish.workshop(out) as room:
        built = room / "pack.duckdb"
        built.write_text(text)
        return publish.make_current(built, out, "abc")


def names(out: Path) -> set[str]:
    return {each.name for each in out.iterdir()} - {publish.LOCK}


def test_nothing_is_current_where_nothing_was_built(tmp_path: Path) -> None:
    assert publish.current(tmp_path) is None
    assert publish.current(tmp_path / "none") is None


def test_an_empty_pointer_points_to_nothing(tmp_path: Path) -> None:
    (tmp_path / publish.POINTER).write_text("\n")

    assert publish.current(tmp_path) is None


def test_a_pointer_never_leads_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / publish.POINTER).write_text("../../secret.duckdb\n")

    assert publish.current(tmp_path) == tmp_path / "secret.duckdb"


def test_a_pack_has_a_new_name_each_time_and_the_last_two_are_kept(tmp_path: Path) -> None:
    out = tmp_path / "new" / "packs"
    first, second, third = (made(out, text) for text in ("one", "two", "three"))

    assert len({first, second, third}) == 3
    assert publish.current(out) == third
    assert third.read_text() == "three"
    assert names(out) == {publish.POINTER, second.name, third.name}


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    before = made(tmp_path)

    def fail_half_way() -> None:
        with publish.workshop(tmp_path) as room:
            (room / "pack.duckdb").write_text("half")
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        fail_half_way()

    assert publish.current(tmp_path) == before
    assert names(tmp_path) == {publish.POINTER, before.name}


def test_what_killed_builds_left_is_removed_by_the_next(tmp_path: Path) -> None:
    """One was killed while writing, one between finishing its pack and pointing to it."""
    before = made(tmp_path)
    left = tmp_path / f"{publish.UNFINISHED}xyz"
    left.mkdir()
    (left / "pack.duckdb").write_text("half")
    (tmp_path / f"{publish.PACK}orphan.duckdb").write_text("whole, but never current")
    (tmp_path / "notes.txt").write_text("somebody's own")

    home = made(tmp_path)

    assert names(tmp_path) == {publish.POINTER, before.name, home.name, "notes.txt"}


def test_only_one_build_at_a_time_works_in_a_folder(tmp_path: Path) -> None:
    with publish.workshop(tmp_path) as room:
        with pytest.raises(publish.Busy, match="another build is at work"):
            made(tmp_path)
        assert room.exists()
        made(tmp_path / "elsewhere")

    assert made(tmp_path).exists()


def test_the_pointer_is_one_line_with_a_name(tmp_path: Path) -> None:
    home = made(tmp_path)

    assert (tmp_path / publish.POINTER).read_text() == f"{home.name}\n"
