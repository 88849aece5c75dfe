"""Packs of the real open data beside the repository, each built once for all processes."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from data.build import build, config
from data.pack.pack import Pack
from data.pack.packs import Packs
from tests.shared_folders import shared

REAL = Path(__file__).parent / "real"
OPEN_DATA = REAL.parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Pack]:
    """Give the pack of one of the TOML files in ``tests/real``; build nothing beside it."""

    @cache
    def pack_of(name: str) -> Pack:
        if not OPEN_DATA.is_dir():
            pytest.skip("there is no ../shared/data beside the repository")

        def make(folder: Path) -> None:
            build.build(config.read(REAL / name), folder)

        return Packs(shared(tmp_path_factory, f"real/{Path(name).stem}", make)).current()

    return pack_of
