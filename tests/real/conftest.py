"""The real open data, counted again without any of our readers: plain pandas and shapely."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Transformer

from data.pack.pack import SETTINGS, Pack
from tests.real_packs import OPEN_DATA, built

__all__ = ["built"]
KEY = ["ward_code", "month", "type"]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real open data, which lies beside the repository where there is one."""
    if not OPEN_DATA.is_dir():
        pytest.skip("there is no ../shared/data beside the repository")
    return OPEN_DATA


def table(pack: Pack, name: str) -> pd.DataFrame:
    """Return a table of a pack, read like an analyst."""
    with duckdb.connect(str(pack.path), read_only=True, config=SETTINGS) as connection:
        return connection.table(name).df()


@cache
def _read(path: Path) -> pd.DataFrame:
    """Read a file once for all tests of a process, which copy its rows."""
    return pd.read_csv(path).assign(path=path)


class Plainly:
    """The independent count: raw files in, ward by ward, with no code of ours."""

    def __init__(self, shared: Path, *ward_files: str) -> None:
        self.shared = shared
        to_grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True).transform
        self.wards = {
            each["properties"]["WD22CD"]: shapely.transform(
                shapely.geometry.shape(each["geometry"]),
                lambda xy: np.column_stack(to_grid(xy[:, 0], xy[:, 1])),
            )
            for name in ward_files
            for path in sorted(shared.glob(f"boundaries/{name}"))
            for each in json.loads(path.read_text())["features"]
        }
        self.to_grid = to_grid

    def rows(self, *globs: str) -> pd.DataFrame:
        """Every row of the files, with the path of its file."""
        return pd.concat(
            [
                _read(path)
                for each in globs
                for path in sorted(self.shared.glob(f"police-uk/{each}"))
            ],
            ignore_index=True,
        )

    def with_wards(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows that lie in a ward, without copies of a whole row that has a Crime ID."""
        copies = rows["Crime ID"].notna() & rows.duplicated()
        found = rows[rows["Longitude"].notna() & ~copies].copy()
        east, north = self.to_grid(found["Longitude"].to_numpy(), found["Latitude"].to_numpy())
        found["ward_code"] = None
        for code, shape in self.wards.items():
            shapely.prepare(shape)
            west, south, right, top = shape.bounds
            close = (east >= west) & (east <= right) & (north >= south) & (north <= top)
            inside = np.zeros(len(found), dtype=bool)
            inside[close] = shapely.contains(shape, shapely.points(east[close], north[close]))
            found.loc[inside, "ward_code"] = code
        return found[found["ward_code"].notna()]

    def counts(self, rows: pd.DataFrame) -> pd.Series:
        """Incidents by ward, month and type, as police.uk spells the type."""
        found = self.with_wards(rows)
        renamed = found.rename(columns={"Month": "month", "Crime type": "type"})
        return renamed.groupby(KEY).size().sort_index()


@pytest.fixture(scope="session")
def plainly(shared: Path) -> Callable[..., Plainly]:
    return lambda *ward_files: Plainly(shared, *ward_files)


@pytest.fixture(scope="session")
def counts_in() -> Callable[[Pack], pd.Series]:
    """Incidents of a pack by ward, month and type, spelt as in ``Plainly.counts``."""

    def counted(pack: Pack) -> pd.Series:
        incident = table(pack, "incident")
        labels = table(pack, "crime_type").set_index("id")["label"]
        spelt = incident.assign(
            month=incident["month"].dt.strftime("%Y-%m"), type=incident["crime_type"].map(labels)
        )
        return spelt.groupby(KEY).size().sort_index()

    return counted


@pytest.fixture(scope="session")
def read_table() -> Callable[[Pack, str], pd.DataFrame]:
    return table
