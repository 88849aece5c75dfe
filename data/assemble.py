"""A borough's sources, read and joined into the frames that become the tables of a pack."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

import pandas as pd

from data import area_rows, marac_rows, peer_rows, request_rows, saved_views, street_rows
from data.account import Account
from data.borough import Borough
from data.crime_types import CRIME_TYPES
from data.errors import BadInput
from data.publish import SCHEMA_VERSION
from data.readers import (
    actions,
    annotations,
    annual,
    annual_checks,
    population,
    strategy,
)

INCIDENT_COLUMNS = [
    "incident_id", "source", "force", "source_id", "month", "occurred_at", "crime_type",
    "asb_category", "asb_category_label", "easting", "northing", "lon", "lat", "location",
    "location_quality", "lsoa_code", "ward_code", "outcome",
]  # fmt: skip


def tables(borough: Borough, account: Account) -> dict[str, pd.DataFrame]:
    """Every table of the pack by name, in the columns of ``data/sql/schema.sql``.

    ``account`` is filled in. It knows for whom the pack is: for the public, restricted sources are
    read and none of their rows is kept.

    Raises:
        BadInput: a source cannot be used; the first problem found.
    """
    area = area_rows.read(borough, account)
    published = _annual(borough, account)
    small = {
        "denominator": _populations(borough, area, account),
        **published,
        "strategy": _each(
            borough,
            "strategy",
            partial(strategy.read, figures=published["annual_figure"]),
            account,
        ),
        **marac_rows.tables(borough, account),
        "annotation": _each(borough, "annotations", annotations.read, account),
        "action": _each(borough, "actions", partial(actions.read, area=area), account),
        **peer_rows.read(borough, account),
        "request_cell": request_rows.read(borough, area, account),
    }
    street = street_rows.sort(
        borough.of_kind("street"), area_rows.current_wards(area), account.progress
    )
    for source, path, counts in street.account:
        account.add(source, path, counts)
    incident = _incidents(borough, street.incident)
    shown = {str(path): borough.shown(path) for _source, path, _counts in street.account}
    return {
        "borough": _borough(borough, account),
        "disclosure": _disclosure(borough),
        "crime_type": _crime_types(),
        "incident": incident,
        "nearby": street.nearby,
        "area": area_rows.table(area),
        "incident_area": area_rows.memberships(incident, area),
        "coverage": street.coverage,
        **small,
        "saved_view": saved_views.table(borough.views),
        "source": account.frame(),
        "rejected": street.rejected.replace({"file": shown}).rename(columns={"raw": "row"}),
    }


def _incidents(borough: Borough, loaded: pd.DataFrame) -> pd.DataFrame:
    if loaded.empty:
        raise BadInput(
            borough.toml, "no street row falls inside the current wards", "Check files and wards"
        )
    return loaded.assign(
        incident_id=range(1, len(loaded) + 1),
        occurred_at=pd.NaT,
        location_quality="street point",
    )[INCIDENT_COLUMNS]


def _populations(borough: Borough, area: pd.DataFrame, account: Account) -> pd.DataFrame:
    held = []
    for source in borough.of_kind("population"):
        kind = source.option("of", "ward")
        codes = (
            {*borough.codes} if kind == "district" else {*area.loc[area["kind"] == kind, "code"]}
        )
        for path in source.files:
            found, left_out = population.read(path, source, codes)
            account.add_whole(source, path, len(found), left_out)
            held.append(found)
            together = pd.concat(held, ignore_index=True)
            twice = together[together.duplicated(["kind", "vintage", "code", "group"])]
            if not twice.empty:
                raise BadInput(
                    path,
                    f"{twice['code'].iloc[0]} is also in another population file of this vintage",
                    "Keep one, or give each its own vintage",
                )
    return _joined(held)


def _annual(borough: Borough, account: Account) -> dict[str, pd.DataFrame]:
    figures, checks = [], []
    for source in borough.of_kind("annual"):
        for path in source.files:
            figures.append(annual.read(path, source))
            account.add_whole(source, path, figures[-1]["position"].nunique())
            _refuse_two_of_one_vintage(path, figures)
    published = _joined(figures)
    for source in borough.of_kind("checks"):
        for path in source.files:
            found = annual_checks.read(path, published)
            account.add_whole(source, path, len(found))
            checks += [(path, each) for each in found]
    worked_out = annual_checks.work_out(checks, published) if figures else pd.DataFrame()
    return {"annual_figure": published, "annual_check": worked_out}


def _refuse_two_of_one_vintage(path: Path, figures: list[pd.DataFrame]) -> None:
    together = pd.concat(figures)
    twice = together[together.duplicated(["vintage", "table_name", "measure", "year"])]
    if not twice.empty:
        raise BadInput(
            path,
            f"{twice['measure'].iloc[0]} is also in another annual file of this vintage",
            "Give each report its own vintage: both are then kept",
        )


def _each(
    borough: Borough, kind: str, read: Callable[[Path], pd.DataFrame], account: Account
) -> pd.DataFrame:
    """What a reader makes of every file of one kind of source."""
    held = []
    for source in borough.of_kind(kind):
        for path in source.files:
            found = read(path)
            account.add_whole(source, path, len(found))
            if account.holds(source):
                held.append(found)
    return _joined(held)


def _joined(held: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(held, ignore_index=True) if held else pd.DataFrame()


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
