"""Which files a path names; what is in them is not looked at, but for archives."""

import os
from pathlib import Path

import pytest

from data.build import config
from data.build.errors import BadInput
from tests import files
from tests.data.build.test_config import AREA, WARDS, source

NAMES = ("2022-03/2022-03-kent-street.csv", "2022-03/2022-03-btp-street.csv",
         "2022-04/2022-04-kent-street.csv", "2022-04/2022-04-kent-outcomes.csv")  # fmt: skip


def street(folder: Path, path: str, **more: str) -> list[str]:
    (folder / "a.csv").touch()
    toml = folder / "some.toml"
    toml.write_text(AREA + source(path=f'"{path}"', **more) + WARDS)
    [found] = config.read(toml).of_kind("street")
    return [each.relative_to(folder).as_posix() for each in found.files]


def refusal(folder: Path, path: str, **more: str) -> str:
    with pytest.raises(BadInput) as caught:
        street(folder, path, **more)
    assert caught.value.line
    return str(caught.value)


def refusal_of_file(folder: Path) -> str:
    with pytest.raises(BadInput) as caught:
        street(folder, "a.zip")
    return str(caught.value)


def test_an_archive_stands_for_its_street_files(tmp_path: Path) -> None:
    files.zipped(tmp_path / "2022-04.zip", dict.fromkeys(NAMES[::2], b"x"))

    assert street(tmp_path, "*.zip") == [f"2022-04.zip/{each}" for each in NAMES[::2]]


def test_forces_pick_files_in_archives_and_outside(tmp_path: Path) -> None:
    files.zipped(tmp_path / "2022-04.zip", dict.fromkeys(NAMES, b"x"))
    for name in NAMES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    kent = [NAMES[0], NAMES[2]]
    assert street(tmp_path, "2022-04.zip", forces='["Kent"]') == [f"2022-04.zip/{n}" for n in kent]
    assert street(tmp_path, "2022*/*-street.csv", forces='["kent"]') == kent


def test_an_archive_of_several_forces_needs_their_names(tmp_path: Path) -> None:
    files.zipped(tmp_path / "2022-04.zip", dict.fromkeys(NAMES, b"x"))

    assert refusal(tmp_path, "2022-04.zip").endswith(
        '2022-04.zip has street files of 2 forces: btp, kent. Add forces = ["…"] to say which.'
    )
    assert refusal(tmp_path, "2022-04.zip", forces='["kant"]').endswith(
        "no street file is of the force 'kant'. Write kent."
    )
    assert "There are files of btp, kent." in refusal(tmp_path, "*.zip", forces='["surrey"]')


def test_an_archive_without_files_of_the_kind_is_refused(tmp_path: Path) -> None:
    files.zipped(tmp_path / "2022-03.zip", {NAMES[0]: b"x"})
    (tmp_path / "a.csv").touch()
    toml = tmp_path / "some.toml"
    toml.write_text(AREA + source() + source("outcomes", path='"2022-03.zip"') + WARDS)

    with pytest.raises(BadInput, match="has no outcome files"):
        config.read(toml)


def test_an_archive_within_an_archive_is_not_left_out(tmp_path: Path) -> None:
    files.zipped(tmp_path / "a.zip", {NAMES[0]: b"x", "more/2022-05.zip": b"x"})

    assert "another zip archive within, more/2022-05.zip, which is" in refusal_of_file(tmp_path)


@pytest.mark.parametrize(("path", "words"), [
    ("https://data.police.uk/2023-05.zip", "It is an address: download the file"),
    ("file:///C:/police/*.csv", "It is an address: download the file"),
    ("my%20police/*.csv", "with a space in place of %20"),
    ("police\\\\*.csv", "Write / in place of \\"),
])  # fmt: skip
def test_a_path_of_another_program_is_told_how_to_write(tmp_path: Path, path, words: str) -> None:
    assert words in refusal(tmp_path, path)


def test_an_archive_of_something_else_is_no_street_source(tmp_path: Path) -> None:
    files.zipped(tmp_path / "a.zip", {"a.csv": b"x"})

    with pytest.raises(BadInput, match=r"a zip archive. Unpack it and name the files inside"):
        street(tmp_path, "a.zip")


@pytest.mark.parametrize("pattern", ["**/*-street.csv", "police/**/*-street.csv"])
def test_hidden_files_of_macos_are_left_out(tmp_path: Path, pattern: str) -> None:
    for name in ("police/2022-03-kent-street.csv", "police/._2022-03-kent-street.csv",
                 "police/__MACOSX/._2022-03-kent-street.csv"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    assert street(tmp_path, pattern) == ["police/2022-03-kent-street.csv"]


def test_a_folder_with_brackets_is_found_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "police [May 2023]"
    folder.mkdir()
    (folder / "b-street.csv").touch()

    assert street(tmp_path, "police [May 2023]/*-street.csv") == ["police [May 2023]/b-street.csv"]
    assert street(tmp_path, "police [[]May*/b-street.csv") == ["police [May 2023]/b-street.csv"]
    assert "in a pattern write [[] for [" in refusal(tmp_path, "police [May]/*.csv")


def test_a_folder_is_no_file_and_the_glob_to_add_is_named(tmp_path: Path) -> None:
    (tmp_path / "police").mkdir()

    assert "it is a folder. Add /**/*-street.csv, for example." in refusal(tmp_path, "police")


def test_only_files_with_parts_take_one(tmp_path: Path) -> None:
    files.workbook(tmp_path / "a.xlsx", People=[["a"], [1]])
    toml = tmp_path / "some.toml"
    (tmp_path / "a.csv").write_text("a\n1\n")
    more = source("population", path='"a.xlsx"', part='"People"')
    toml.write_text(AREA + source() + WARDS + more)

    [people] = config.read(toml).of_kind("population")
    assert people.files == (tmp_path / "a.xlsx" / "People",)

    toml.write_text(AREA + source() + WARDS + more.replace("a.xlsx", "a.csv"))
    with pytest.raises(BadInput, match=r"part is given, and a.csv is a CSV file, which has none"):
        config.read(toml)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "b.csv").touch(0)

    with pytest.raises(BadInput, match=r"cannot be read .Permission denied.. Allow this user"):
        street(tmp_path, "b.csv")


def test_layers_of_streets_have_a_key_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n1\n")
    toml = tmp_path / "some.toml"
    toml.write_text(AREA + source() + WARDS + source("streets", part='"roads"'))

    with pytest.raises(BadInput, match=r"part is given for streets. Name it in layer"):
        config.read(toml)
