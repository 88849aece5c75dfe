"""Sources to a checked pack, made current all at once or not at all."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import duckdb
import pandas as pd

from data import assemble, publish
from data.borough import Borough
from data.pack import Pack


class BuildFailed(Exception):
    """A pack was written but does not satisfy its own checks; the message names each."""


@dataclass(frozen=True)
class Report:
    """What a build made: the pack's path and version, and the account of every file."""

    path: Path
    version: str
    account: pd.DataFrame


def build(borough: Borough, out: Path, progress: assemble.Progress = lambda _path: None) -> Report:
    """The pack built from a borough's sources, checked and made current in ``out``.

    Raises:
        BadInput: a source cannot be used.
        BuildFailed: the finished pack fails a check.
    """
    tables = assemble.tables(borough, progress)
    with publish.workshop(out) as room:
        made = room / "pack.duckdb"
        _write(made, tables)
        pack = Pack(made)
        problems = pack.problems()
        pack.close()
        if problems:
            raise BuildFailed("; ".join(problems))
        version = str(tables["borough"]["version"].iloc[0])
        home = publish.make_current(made, out, version)
    return Report(home, version, tables["source"])


def _write(path: Path, tables: dict[str, pd.DataFrame]) -> None:
    connection = duckdb.connect(str(path))
    try:
        connection.execute(resources.files("data").joinpath("sql/schema.sql").read_text("utf-8"))
        connection.execute("BEGIN")
        for name, frame in tables.items():
            if not frame.empty:
                connection.append(name, pd.DataFrame(frame), by_name=True)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
