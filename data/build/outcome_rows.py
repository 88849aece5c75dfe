"""Join outcome files to the crimes in the pack, and count outcomes by the crime's month.

An outcome is joined to the crime with the same force and Crime ID. The pack has counts only, no
single outcome.
"""

from collections.abc import Iterator
from operator import itemgetter

import geopandas as gpd
import pandas as pd

from data.build import area_rows
from data.build.config import Borough
from data.build.errors import quoted
from data.build.guards import forces
from data.build.guards.forces import File
from data.build.load_log import Account
from data.build.readers import outcomes
from data.build.store import Store
from data.build.street_rows import NEARBY_M, batches
from data.model.crime_types import ASB
from data.model.noun import Noun
from data.model.outcome_groups import BY_LABEL, GROUPS, HORIZONS, OPEN
from data.model.question import join
from geo import areas, crs

MOST_NAMED = 3


def load(store: Store, borough: Borough, area: pd.DataFrame, account: Account) -> None:
    """Fill the outcome tables of the pack, and add each file to the account.

    They are outcome_group, outcome_label, outcome_published, outcome_month and outcome_cohort; the
    last two stay empty without an outcome source. ``store`` already has incidents and coverage. A
    later vintage of a month replaces an earlier one.

    Raises:
        BadInput: a file cannot be read, or two files of one vintage have the same month.
    """
    store.run("outcomes/schema")
    store.append("outcome_group", _groups())
    store.append(
        "outcome_label",
        pd.DataFrame({"label": [*BY_LABEL], "outcome_group": [*BY_LABEL.values()]}),
    )
    store.run("outcomes/outcome_published", {"asb": ASB})
    account.notices += _unknown(store)
    if not borough.of_kind("outcomes"):
        return
    store.run("outcomes/crime", {"asb": ASB})
    store.run("outcomes/crime_id")
    wards = area_rows.current_wards(area)
    found = sorted(_read(store, borough, areas.box_around(wards, NEARBY_M), account),
                   key=itemgetter(0))  # fmt: skip
    files = [file for _number, file, _rows in found]
    claims = forces.decided(files)
    store.lend("lost", claims.loc[~claims["wins"], ["file", "force", "month"]])
    store.run("outcomes/drop_lost")
    held = claims[claims["wins"] & claims["own"]]
    store.append("outcome_month", held[["force", "month"]].assign(release=held["vintage"]))
    store.run("outcomes/outcome_cohort", {"horizons": [*HORIZONS], "open": OPEN})
    account.notices += _without_crime(store, wards)
    loaded = store.frame("outcomes/loaded").set_index("file")["loaded"]
    for number, (file, (_number, _file, rows)) in enumerate(zip(files, found, strict=True)):
        lost = claims[~claims["wins"] & (claims["file"] == number)]
        rejected = rows[~_among(rows, lost)]
        shown = borough.shown(file.plain.path)
        store.append("rejected", rejected[["line", "reason", "row"]].assign(file=shown))
        fates = {
            "rows_loaded": int(loaded.get(number, 0)),
            "rows_rejected": len(rejected),
            "rows_superseded": int(file.tally.loc[_among(file.tally, lost), "n"].sum()),
        }
        read = int(file.tally["n"].sum())
        outside = read - sum(fates.values())
        account.add(
            file.source,
            file.plain.path,
            {"rows_read": read, "rows_outside": outside, **fates},
            sha256=file.plain.sha256,
        )


def _read(
    store: Store, borough: Borough, box: areas.Box, account: Account
) -> Iterator[tuple[int, File, pd.DataFrame]]:
    """Read every file; yield its number, its row counts and its rows that cannot be used."""
    named = [(source, path) for source in borough.of_kind("outcomes") for path in source.files]
    paths = [path for _source, path in named]
    for batch in batches(paths, store.folder, outcomes.LAYOUT.is_regular):
        tally, unusable = outcomes.read(store, batch, box)
        for number, plain in batch.items():
            file = File(named[number][0], plain, tally[tally["file"] == number])
            yield number, file, unusable[unusable["file"] == number]
            plain.discard()
            account.progress(plain.path)


def _groups() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": [each.id for each in GROUPS],
            "position": range(len(GROUPS)),
            "positive": [each.positive for each in GROUPS],
        }
    )


def _among(rows: pd.DataFrame, lost: pd.DataFrame) -> pd.Series:
    """Return a mask of the rows whose force and month are in ``lost``.

    For these forces and months another file counts.
    """
    keys = pd.MultiIndex.from_frame(lost[["force", "month"]])
    found = pd.MultiIndex.from_frame(rows[["force", "month"]]).isin(keys)
    return pd.Series(found, index=rows.index)


def _unknown(store: Store) -> Iterator[str]:
    """Yield at most one notice: last outcomes of street files whose category is not known."""
    unknown = store.frame("outcomes/unknown_published")
    if len(unknown):
        named = join([quoted(each) for each in unknown["label"][:MOST_NAMED]])
        more = f" and {len(unknown) - MOST_NAMED} more" if len(unknown) > MOST_NAMED else ""
        rows = Noun("street row has", "street rows have").count(int(unknown["n"].sum()))
        yield (
            f"{rows} a last outcome of no known category ({named}{more}): counted as no "
            "information."
        )


def _without_crime(store: Store, wards: gpd.GeoDataFrame) -> Iterator[str]:
    """Yield at most one notice: outcomes in the current wards without a crime in the pack."""
    points = store.frame("outcomes/without_crime")
    east, north = crs.eastings_northings(points["lon"].to_numpy(), points["lat"].to_numpy())
    inside = areas.assign(east, north, crs.to_metres(wards)) >= 0
    count = int(points.loc[inside, "n"].sum())
    if count:
        outcome = Noun("outcome in this area has", "outcomes in this area have").count(count)
        yield (
            f"{outcome} no crime that is held: it was recorded before the first month, or its file "
            "is missing."
        )
