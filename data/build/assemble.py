"""Read a borough's sources and join them into the tables of a pack."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

import pandas as pd

from data.build import (
    area_rows,
    earlier,
    harm_rows,
    map_rows,
    marac_rows,
    outcome_rows,
    peer_rows,
    request_rows,
    saved_views,
    street_rows,
)
from data.build.config import Borough
from data.build.errors import refuse
from data.build.load_log import Account
from data.build.published_counts import PublishedCounts
from data.build.readers import (
    actions,
    annotations,
    annual,
    annual_checks,
    assessment,
    population,
    strategy,
)
from data.build.store import Store
from data.build.toml import kpi_toml
from data.model.crime_types import CRIME_TYPES
from data.pack.publish import SCHEMA_VERSION


def tables(
    borough: Borough, account: Account, published: PublishedCounts, store: Store
) -> dict[str, pd.DataFrame]:
    """Return the tables of the pack by name, in the columns of ``data/pack/sql/pack/schema.sql``.

    Street and outcome rows are written to ``store`` instead: see ``street_rows.load`` and
    ``outcome_rows.load``. Row counts are added to ``account``. A build for the public leaves out
    the rows of restricted sources; of requests it has rounded counts of complete years.

    Raises:
        BadInput: a source cannot be used; only the first problem is reported.
    """
    area = area_rows.read(borough, account)
    report = _annual(borough, account)
    small = {
        "denominator": _populations(borough, area, account),
        **report,
        "strategy": _each(
            borough,
            "strategy",
            partial(strategy.read, figures=report["annual_figure"]),
            account,
        ),
        **marac_rows.tables(borough, account, published),
        "annotation": _each(borough, "annotations", annotations.read, account),
        "assessment": _each(borough, "assessment", assessment.read, account),
        **earlier.tables(borough, account),
        "action": _each(borough, "actions", partial(actions.read, area=area), account),
        **peer_rows.read(borough, account),
        "request_cell": request_rows.read(borough, area, account, published),
        "map_feature": map_rows.read(borough, area, account),
    }
    weights = harm_rows.read(borough, account)
    if not street_rows.load(store, borough, area, account):
        refuse(
            borough.toml, "no street row falls inside the current wards", "Check files and wards"
        )
    outcome_rows.load(store, borough, area, account)
    coverage = store.frame("pack/coverage")
    forces = {*coverage.loc[coverage["primary"], "source"]}
    small["harm_weight"] = harm_rows.table(borough, weights, forces)
    return {
        "borough": _borough(borough, account),
        "disclosure": _disclosure(borough),
        "crime_type": _crime_types(),
        "area": area_rows.table(area),
        **small,
        "saved_view": saved_views.table(borough.views),
        "kpi": kpi_toml.table(borough.kpis),
        "source": account.frame(),
        "notice": pd.DataFrame({"text": account.notices}).assign(
            position=range(1, len(account.notices) + 1)
        ),
    }


def _populations(borough: Borough, area: pd.DataFrame, account: Account) -> pd.DataFrame:
    frames = []
    for source in borough.of_kind("population"):
        kind = source.option("of", "ward")
        codes = (
            {*borough.codes} if kind == "district" else {*area.loc[area["kind"] == kind, "code"]}
        )
        for path in source.files:
            found, left_out = population.read(path, source, codes)
            account.add_whole(source, path, len(found), left_out)
            frames.append(found)
            key = ["code", "kind", "vintage", "group"]
            remedy = "Keep one, or give each its own vintage"
            _refuse_repeated(path, "population", frames, key, remedy)
    return _joined(frames)


def _annual(borough: Borough, account: Account) -> dict[str, pd.DataFrame]:
    figures, checks = [], []
    for source in borough.of_kind("annual"):
        for path in source.files:
            figures.append(annual.read(path, source))
            account.add_whole(source, path, figures[-1]["position"].nunique())
            key = ["measure", "vintage", "table_name", "year"]
            remedy = "Give each report its own vintage: both are then kept"
            _refuse_repeated(path, "annual", figures, key, remedy)
    published = _joined(figures)
    for source in borough.of_kind("checks"):
        for path in source.files:
            rows = annual_checks.read(path, published)
            account.add_whole(source, path, len(rows))
            checks += [(path, each) for each in rows]
    worked_out = annual_checks.evaluate(checks, published) if figures else pd.DataFrame()
    return {"annual_figure": published, "annual_check": worked_out}


def _refuse_repeated(
    path: Path, kind: str, frames: list[pd.DataFrame], key: list[str], remedy: str
) -> None:
    """Refuse the file at ``path`` if a row has the same ``key`` as a row of another file.

    ``frames`` are the rows of all files read so far. The message gives the row's cell in the first
    column of ``key``.
    """
    together = pd.concat(frames)
    twice = together[together.duplicated(key)]
    if not twice.empty:
        name = twice[key[0]].iloc[0]
        refuse(path, f"{name} is also in another {kind} file of this vintage", remedy)


def _each(
    borough: Borough, kind: str, read: Callable[[Path], pd.DataFrame], account: Account
) -> pd.DataFrame:
    """Return the rows of all files of one kind of source, as ``read`` returns them.

    Empty without a source, or if all are restricted in a build for the public.
    """
    frames = []
    for source in borough.of_kind(kind):
        for path in source.files:
            rows = read(path)
            account.add_whole(source, path, len(rows))
            if account.holds(source):
                frames.append(rows)
    return _joined(frames)


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def _crime_types() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": [each.id for each in CRIME_TYPES],
            "label": [each.label for each in CRIME_TYPES],
            "tier": [each.tier for each in CRIME_TYPES],
            "position": range(1, len(CRIME_TYPES) + 1),
        }
    )


def _disclosure(borough: Borough) -> pd.DataFrame:
    return pd.DataFrame(
        {"audience": audience, "tier": tier, **asdict(rule)}
        for audience, tier, rule in borough.disclosure.rules
    )


def _borough(borough: Borough, account: Account) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": borough.name,
            "partnership": borough.partnership,
            "codes": [list(borough.codes)],
            "demonstration": borough.demonstration,
            "schema_version": SCHEMA_VERSION,
            "version": account.version(),
            "audience": account.audience,
            "signed_off": borough.disclosure.signed_off,
            "contact": borough.contact or None,
        }
    )
