"""Files that the TOML's paths nearly name are never left out unseen."""

import os
import shutil

import pytest

from data.build import config
from data.build.errors import BadInput
from data.build.guards import overlooked

NOBODY = 65534


def check(small) -> None:
    overlooked.check(config.read(small.toml))


def test_a_borough_with_nothing_else_passes(small) -> None:
    small.write("street/readme.txt", "x")
    small.write("street/2022-01/._2022-01-test-street.csv", b"\0")
    check(small)


@pytest.mark.parametrize("name", [
    "2022-03/2022-03-Test-Street.CSV",  # in another case
    "2022-03/2022-03-test-street (1).csv", "2022-03-test-street.txt",  # of a month that is missing
])  # fmt: skip
def test_a_file_that_is_nearly_named_is_refused(small, name: str) -> None:
    small.write(f"street/{name}", "x")
    with pytest.raises(BadInput, match=r"does not match it, though it looks like") as caught:
        check(small)
    assert caught.value.file == small.folder / "street" / name


def test_a_copy_of_a_month_that_is_held_and_other_forces_are_not_meant(small) -> None:
    small.write("street/2022-01/copy of 2022-01-test-street.txt", "x")
    small.write("street/2022-01/2022-01-test-street (1).txt", "x")
    small.write("street/2022-03/2022-03-other-street.txt", "x")
    check(small)


def test_a_link_to_nothing_is_refused(small) -> None:
    (small.folder / "street" / "2022-03-test-street.csv").symlink_to("lost.csv")
    with pytest.raises(BadInput, match="it is a link to nothing"):
        check(small)


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "seteuid"), reason="needs another user")
def test_a_folder_that_cannot_be_read_is_refused(small) -> None:
    described, locked = config.read(small.toml), small.folder / "street" / "2022-02"
    user = os.geteuid()
    locked.chmod(0)
    try:
        if user == 0:
            opened = [each for each in small.folder.parents if not each.stat().st_mode & 1]
            if opened:
                pytest.skip("another user cannot enter the temporary folder")
            os.seteuid(NOBODY)
        with pytest.raises(BadInput, match=r"the folder cannot be read \(Permission denied\)"):
            overlooked.check(described)
    finally:
        os.seteuid(user)
        locked.chmod(0o755)
        shutil.rmtree(locked)
