"""Finding and installing a browser; without one CI fails and other machines skip."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import chromium
from tests.browser import conftest


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """Return the commands run on a machine without a browser where none can be installed."""
    commands: list[Sequence[str]] = []

    def run(command: Sequence[str], _seconds: float) -> bool:
        commands.append(command)
        return False

    monkeypatch.setattr(chromium, "_run", run)
    monkeypatch.setattr(chromium, "_candidates", lambda: iter(()))
    monkeypatch.delenv("CHROMIUM", raising=False)
    return commands


@pytest.mark.usefixtures("commands")
@pytest.mark.parametrize(("ci", "words", "outcome"), [
    ("true", "There is no browser: no Chromium was found or could be installed", "Failed"),
    ("", "will be skipped: no Chromium was found", "Skipped"),
])  # fmt: skip
def test_without_a_browser_ci_fails_and_other_machines_skip(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci, words, outcome
) -> None:
    monkeypatch.setenv("CI", ci)
    assert chromium.main() == bool(ci)
    printed = capsys.readouterr()
    assert words in (printed.err if ci else printed.out)
    with pytest.raises(BaseException, match="no Chromium was found") as stopped:
        conftest.program()
    assert type(stopped.value).__name__ == outcome


def test_apt_is_tried_before_playwright(
    monkeypatch: pytest.MonkeyPatch, commands: list[Sequence[str]], tmp_path: Path
) -> None:
    monkeypatch.setattr(chromium, "DEBIAN", tmp_path)
    monkeypatch.setattr(chromium.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 0)
    chromium.install()
    assert [command[-1] for command in commands] == [
        "update", "chromium-headless-shell", "chromium", "chromium",
    ]  # fmt: skip
    assert commands[-1][1:4] == ["-m", "playwright", "install"]


def test_a_named_browser_that_does_not_start_is_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    monkeypatch.setenv("CI", "true")
    assert chromium.find() is None
    assert chromium.main() == 1
    assert "CHROMIUM is" in capsys.readouterr().err


def test_a_command_that_takes_too_long_is_stopped() -> None:
    assert not chromium._run(["sleep", "30"], 0.1)
    assert chromium._run(["true"], 5)
    assert not chromium._run(["no-such-program-at-all"], 5)
