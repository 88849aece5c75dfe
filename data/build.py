"""Sources to a checked pack, made current all at once or not at all."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from data import assemble, publish, saved_views
from data.account import Account, Progress
from data.borough import Borough
from data.disclosure import Audience
from data.errors import one_line
from data.pack import Pack, statement


class BuildFailed(Exception):
    """The sources are fine, but no pack could be made of them; the message says why."""


@dataclass(frozen=True)
class Report:
    """What a build made: the pack's path and version, and the whole account of every file.

    A public pack holds less of the account: see ``data.account``.
    """

    path: Path
    version: str
    account: pd.DataFrame


def build(
    borough: Borough,
    out: Path,
    progress: Progress = lambda _path: None,
    audience: Audience = "public",
) -> Report:
    """The pack built from a borough's sources for an audience, checked and current in ``out``.

    Raises:
        BadInput: a source cannot be used.
        BuildFailed: the finished pack fails a check, or cannot be written.
    """
    with publish.workshop(out) as room:
        account = Account(borough, progress, audience)
        tables = assemble.tables(borough, account)
        made = room / "pack.duckdb"
        _write(made, tables)
        _check(made, borough)
        version = str(tables["borough"]["version"].iloc[0])
        home = publish.make_current(made, out, version)
    return Report(home, version, account.full())


def _check(path: Path, borough: Borough) -> None:
    pack = Pack(path)
    try:
        problems = pack.problems()
        saved_views.check(borough.toml, borough.views, pack.domain)
    finally:
        pack.close()
    if problems:
        raise BuildFailed(f"the new pack contradicts itself: {'; '.join(problems)}")


def _write(path: Path, tables: dict[str, pd.DataFrame]) -> None:
    connection = duckdb.connect(str(path))
    try:
        connection.execute(statement("schema"))
        connection.execute("BEGIN")
        for name, frame in tables.items():
            if not frame.empty:
                connection.append(name, frame, by_name=True)
        connection.execute(statement("calendar_of"))
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    except duckdb.Error as error:
        raise BuildFailed(f"the pack could not be written ({one_line(error)})") from None
    finally:
        connection.close()
