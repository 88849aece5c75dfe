"""A browser is found or got; where none can be had, CI fails and a desk is told."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.browser import conftest, find

pytestmark = pytest.mark.browser


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """A machine where nothing is found and nothing can be installed; gives what was tried."""
    tried: list[Sequence[str]] = []

    def ran(command: Sequence[str], _seconds: float) -> bool:
        tried.append(command)
        return False

    monkeypatch.setattr(find, "_ran", ran)
    monkeypatch.setattr(find, "_candidates", lambda: iter(()))
    monkeypatch.delenv("CHROMIUM", raising=False)
    return tried


@pytest.mark.usefixtures("no_browser")
def test_no_browser_in_ci_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    assert find.main() == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "no Chromium was found or could be installed" in told


@pytest.mark.usefixtures("no_browser")
def test_no_browser_elsewhere_is_said_and_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert find.main() == 0
    assert "will be skipped" in capsys.readouterr().out


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize(("ci", "outcome"), [("true", "Failed"), ("", "Skipped")])
def test_the_tests_fail_in_ci_and_are_skipped_elsewhere(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: str
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(BaseException, match="no Chromium was found") as stopped:
        conftest.program()
    assert type(stopped.value).__name__ == outcome


def test_debian_is_asked_before_playwright(
    monkeypatch: pytest.MonkeyPatch, no_browser: list[Sequence[str]], tmp_path: Path
) -> None:
    monkeypatch.setattr(find, "DEBIAN", tmp_path)
    monkeypatch.setattr(find.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(find.os, "geteuid", lambda: 0)
    find.install()
    said = [" ".join(command) for command in no_browser]
    assert [each.split("apt-get -qq ")[-1] for each in said[:3]] == [
        "update",
        "install -y chromium-headless-shell",
        "install -y chromium",
    ]
    assert said[3].endswith("-m playwright install chromium")


def test_a_browser_that_is_named_but_does_not_start_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    monkeypatch.setenv("CI", "true")
    assert find.chromium() is None
    assert find.main() == 1
    assert "CHROMIUM is" in capsys.readouterr().err


def test_an_install_that_takes_too_long_is_stopped() -> None:
    assert not find._ran(["sleep", "30"], 0.1)
    assert find._ran(["true"], 5)
    assert not find._ran(["no-such-program-at-all"], 5)
