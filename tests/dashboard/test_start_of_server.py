"""What keeps a server from starting is said before "Serving on", and nothing follows."""

import gc
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.command_line import main
from data.pack import publish

pytestmark = pytest.mark.slow


HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print(flush=True); sys.stdin.read()"


@pytest.fixture
def stopped(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command, which must stop with one line; return the line."""

    def run(*argv: str) -> str:
        assert main([*argv]) == 1
        gc.unfreeze()  # as at the end of a process that served
        printed, error = capsys.readouterr()
        assert printed == ""
        assert error.count("\n") == 1
        return error

    return run


@pytest.fixture
def packs(small_packs: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_packs, tmp_path / "packs"))


def test_a_pack_file_is_no_folder(packs: Path, stopped) -> None:
    file = next(packs.glob("*.duckdb"))

    assert stopped("serve", "--pack", str(file)) == (
        f"{file} is a file; give the folder it is in, {packs}\n"
    )


def test_a_taken_port_is_said_first_and_the_process_ends(packs: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = subprocess.run(
            [sys.executable, "-m", "dashboard", "serve", "--pack", str(packs), "--port", port],
            check=False, capture_output=True, text=True, timeout=60,
        )  # fmt: skip

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        f"cannot serve on 127.0.0.1:{port} (Address already in use); choose another --port\n"
    )


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_an_unreadable_pointer_is_said_first(packs: Path, stopped, content: bytes | None) -> None:
    pointer = packs / publish.POINTER
    if content is None:
        pointer.unlink()
        pointer.mkdir()
    else:
        pointer.write_bytes(content)

    assert stopped("serve", "--pack", str(packs)).startswith(f"{pointer} ")


def test_a_secret_that_cannot_be_read_is_not_blamed_on_the_port(packs: Path, stopped) -> None:
    secret = packs / "none"

    given = ["--audience", "partner", "--secret-file", str(secret)]
    line = stopped("serve", "--pack", str(packs), *given)

    assert line == f"{secret}: No such file or directory\n"


def test_a_locked_pack_says_so(packs: Path, stopped) -> None:
    file = next(packs.glob("*.duckdb"))
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline()
        line = stopped("check", str(packs))
        other.kill()

    assert line.startswith(f"{file} is locked by another program")


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
def test_a_file_system_without_locks_is_said(small, monkeypatch, capsys) -> None:
    def refuse(_file: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("data.pack.publish.lock", refuse)
    out = small.folder / "out"

    assert main(["build", "--sources", str(small.toml), "--out", str(out)]) == 1

    assert capsys.readouterr().err == (
        f"files in {out} cannot be locked (Operation not supported); build in a folder on this "
        "computer, then copy its packs there and, last, its file current\n"
    )


def test_a_full_disk_is_said(small, monkeypatch, capsys) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise OSError(28, "No space left on device", "pack")

    monkeypatch.setattr("data.build.build.publish.staging_folder", refuse)

    assert main(["build", "--sources", str(small.toml), "--out", "out"]) == 1

    assert capsys.readouterr().err == (
        "pack: No space left on device. Free some space, or give a folder on another disk.\n"
    )
