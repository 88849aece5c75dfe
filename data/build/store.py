"""The DuckDB file that a build writes, and its temporary tables, within a limit of memory."""

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pandas as pd

from data.build.errors import FREE_SPACE, one_line
from data.pack.pack import statement

FULL = os.strerror(errno.ENOSPC)  # in DuckDB's message if the disk is full
MEMORY = "800MB"  # what does not fit is written to the folder of temporary files


class BuildFailed(Exception):
    """No pack could be built although the sources can be used; the message says why."""


class Store:
    """A pack that is being written. Every statement is one of ``data/pack/sql``.

    As a context manager it is closed at the end; ``duckdb.Error`` is raised as ``BuildFailed``.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "pack.duckdb"
        self.folder = folder
        config: Any = {"memory_limit": MEMORY, "temp_directory": str(folder / "spill")}
        try:
            self.connection = duckdb.connect(str(self.path), config=config)
        except duckdb.Error as error:
            raise _failed(error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.connection.close()
        if isinstance(error, duckdb.Error):
            raise _failed(error) from None

    def run(self, query: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Run ``sql/<query>.sql`` with bound parameters."""
        self.connection.execute(statement(query), dict(parameters or {}))

    def frame(self, query: str, parameters: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Return the result of ``sql/<query>.sql``, with bound parameters."""
        return self.connection.execute(statement(query), dict(parameters or {})).df()

    def reads(self, query: str, parameters: Mapping[str, Any]) -> bool:
        """Run a statement that reads CSV files; return whether DuckDB could read them."""
        try:
            self.run(query, parameters)
        except duckdb.InvalidInputException:
            return False
        return True

    def lend(self, name: str, frame: pd.DataFrame) -> None:
        """Let statements read a frame as the table ``name``."""
        self.connection.register(name, frame)

    def append(self, table: str, frame: pd.DataFrame) -> None:
        """Append a frame to a table; columns are matched by name. An empty frame is left out."""
        if not frame.empty:
            self.connection.append(table, frame, by_name=True)

    def checkpoint(self) -> None:
        """Write everything to the file."""
        self.connection.checkpoint()


def _failed(error: duckdb.Error) -> BuildFailed:
    why = one_line(error)
    do = f". {FREE_SPACE}." if FULL in why else ""
    return BuildFailed(f"the pack could not be written ({why}){do}")
