"""The services of an invented borough, and ``csp-dashboard new`` for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.command_line import main
from data.fetch import client
from tests.fakes import small_data
from tests.fakes.open_data import OpenData, Server

ADDRESS_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture
def published(tmp_path: Path) -> OpenData:
    return small_data.published(tmp_path / "source")


def without_proxy(patch: pytest.MonkeyPatch) -> None:
    for name in ADDRESS_VARIABLES:
        patch.delenv(name, raising=False)
        patch.delenv(name.lower(), raising=False)


@pytest.fixture
def server(published: OpenData, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The services, with no proxy in the environment and pauses too short to notice."""
    without_proxy(monkeypatch)
    monkeypatch.setattr(client, "PAUSE", 0.001)
    with Server(published) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "small"


def run_new(catalogue: str, folder: Path, *more: str, place: str = small_data.SMALL) -> int:
    """Run ``new`` for January and February 2022 with a catalogue beside the folder."""
    addresses = folder.parent / "addresses.toml"
    addresses.write_text(catalogue, encoding="utf-8")
    return main(
        [
            "new", place, "--from", "2022-01", "--to", "2022-02", "--out", str(folder),
            "--catalogue", str(addresses), *more,
        ]
    )  # fmt: skip


@pytest.fixture
def new(server: Server, folder: Path):
    """Runs ``new`` for January and February 2022 and returns its exit code."""

    def run(*more: str, base: str = "", **named: str) -> int:
        return run_new(server.data.catalogue(base or server.address), folder, *more, **named)

    return run
