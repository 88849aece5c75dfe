"""Build a pack from a borough's sources, check it and make it current in one step."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.build import assemble, earlier, saved_views
from data.build.config import Borough
from data.build.errors import quoted
from data.build.guards import overlooked
from data.build.load_log import Account, Progress
from data.build.published_counts import PublishedCounts
from data.build.store import BuildFailed, Store
from data.build.toml import kpi_toml
from data.model.control_characters import control_character
from data.model.disclosure import Audience
from data.pack import publish
from data.pack.pack import NoPack, Pack
from data.signals import rows as signals


@dataclass(frozen=True)
class Report:
    """The result of a build: the pack's path and version, and the full account of every file.

    A public pack has less of the account: see ``data.build.load_log``.
    """

    path: Path
    version: str
    account: pd.DataFrame
    published: PublishedCounts


def build(
    borough: Borough,
    out: Path,
    progress: Progress = lambda _path: None,
    audience: Audience = "public",
) -> Report:
    """Build a pack from a borough's sources for an audience, and make it current in ``out``.

    Raises:
        BadInput: a source cannot be used.
        BuildFailed: the folder holds a pack for another audience, a text has a control character,
            or the finished pack fails a check or cannot be written.
    """
    overlooked.check(borough)
    earlier.refuse_out(borough, out)
    with publish.staging_folder(out) as staging:
        _refuse_other_audience(out, audience)
        account, published = Account(borough, progress, audience), PublishedCounts(borough)
        with Store(staging) as store:
            _write(store, borough, account, published)
        _check(store.path, borough)
        version = account.version()
        published.write()
        home = publish.make_current(store.path, out, version)
    return Report(home, version, account.full(), published)


def _refuse_other_audience(out: Path, audience: Audience) -> None:
    """Refuse a folder with a pack for another audience, which a server there would then open.

    A pack that cannot be read may be replaced.
    """
    with suppress(NoPack, publish.BadPointer):
        path = publish.current(out)
        pack = Pack(path) if path else None
        if pack is None:
            return
        built_for = pack.audience
        pack.close()
        if built_for != audience:
            raise BuildFailed(
                f"{out} holds packs for the audience {built_for}; give --out another folder for "
                f"the audience {audience}"
            )


def _refuse_control_characters(tables: Iterable[pd.DataFrame]) -> None:
    """Refuse texts with control characters: exports cannot hold them, or they hide text."""
    for frame in tables:
        for _name, column in frame.select_dtypes(exclude=["number", "datetime"]).items():
            for text in {each for each in column.tolist() if isinstance(each, str)}:
                found = control_character(text)
                if found:
                    raise BuildFailed(
                        f"a text of the sources has the control character {found}: {quoted(text)}. "
                        "Delete the character"
                    )


def _check(path: Path, borough: Borough) -> None:
    pack = Pack(path)
    try:
        problems = pack.problems()
        saved_views.check(borough.toml, borough.views, pack.domain)
        kpi_toml.check(borough.toml, borough.kpis, pack)
        earlier.check(borough, pack)
    finally:
        pack.close()
    if problems:
        raise BuildFailed(f"the new pack contradicts itself: {'; '.join(problems)}")


def _write(store: Store, borough: Borough, account: Account, published: PublishedCounts) -> None:
    store.run("pack/schema")
    tables = assemble.tables(borough, account, published, store)
    _refuse_control_characters([*tables.values(), store.frame("street/odd_texts")])
    for name, frame in tables.items():
        store.append(name, frame)
    store.run("pack/calendar_of")
    months = signals.searched(store.frame("signals/calendar"))
    found = signals.tables(
        store.frame("signals/points"), store.frame("signals/counts", {"months": months}),
        store.frame("signals/areas"), months,
    )  # fmt: skip
    for name, frame in found.items():
        store.append(name, frame)
    store.checkpoint()
