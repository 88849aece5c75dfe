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


@pytest.fixture
def server(published: OpenData, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The services, with no proxy in the environment and pauses too short to notice."""
    for name in ADDRESS_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setattr(client, "PAUSE", 0.001)
    with Server(published) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "small"


@pytest.fixture
def new(server: Server, folder: Path, tmp_path: Path):
    """Runs ``new`` for January and February 2022 and returns its exit code."""
    addresses = tmp_path / "addresses.toml"

    def run(*more: str, place: str = small_data.SMALL, base: str = "") -> int:
        addresses.write_text(server.data.catalogue(base or server.address), encoding="utf-8")
        return main(
            [
                "new", place, "--from", "2022-01", "--to", "2022-02", "--out", str(folder),
                "--catalogue", str(addresses), *more,
            ]
        )  # fmt: skip

    return run
