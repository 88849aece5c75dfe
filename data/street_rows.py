"""What becomes of every row of every street file: loaded, outside, rejected or superseded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from data import months
from data.borough import Source
from data.errors import BadInput
from data.readers import street
from geo import areas, crs

NEARBY_M = 1000
FATES = ("loaded", "outside", "rejected", "superseded")


@dataclass(frozen=True)
class Street:
    """The street rows of a borough, sorted into tables, and the account of each file.

    ``incident`` and ``nearby`` hold the rows inside the current wards and up to 1 km outside;
    ``coverage`` the months each force has; ``rejected`` every row left out, with its reason;
    ``account`` one row a file with the number of rows of each fate.
    """

    incident: pd.DataFrame
    nearby: pd.DataFrame
    coverage: pd.DataFrame
    rejected: pd.DataFrame
    account: pd.DataFrame


def sort(
    sources: Iterable[Source], wards: gpd.GeoDataFrame, progress: Callable[[Path], None]
) -> Street:
    """The rows of all street sources, each with its fate; ``wards`` are the current ones.

    Where two files hold the same force and month, the later vintage counts and the other is
    superseded.

    Raises:
        BadInput: a file cannot be read, or two files of one vintage hold the same month.
    """
    held = []
    for source in sources:
        if months.parse(source.vintage) is None:
            raise BadInput(
                source.files[0], f"its vintage is {source.vintage!r}",
                "Give a street source the month it was published, as YYYY-MM",
            )  # fmt: skip
        for path in source.files:
            rows = street.read(path)
            held.append(
                rows.assign(
                    file=str(path), source=source.name, vintage=source.vintage,
                    primary=source.option("role", "primary") == "primary",
                )
            )  # fmt: skip
            progress(path)
    rows = pd.concat(held, ignore_index=True)
    claims = _claims(rows)
    rows = _with_fate(rows, claims, wards.to_crs(crs.GRID))
    loaded = rows[rows["fate"] == "loaded"]
    return Street(
        incident=loaded.sort_values(["month", "ward_code"], kind="stable"),
        nearby=rows.loc[rows["nearby"], ["month", "crime_type", "easting", "northing"]],
        coverage=_coverage(claims),
        rejected=rows.loc[rows["fate"] == "rejected", ["file", "line", "reason", "raw"]],
        account=_account(rows),
    )


def _claims(rows: pd.DataFrame) -> pd.DataFrame:
    """Each force and month that a file holds; ``wins`` marks the file that counts for it."""
    sound = rows[rows["reason"].isna() | rows["reason"].isin(street.GUILTLESS)]
    keys = ["force", "month", "vintage", "file", "primary"]
    claims = sound[keys].drop_duplicates().sort_values(["force", "month", "vintage"])
    clash = claims[claims.duplicated(["force", "month", "vintage"])]
    if not clash.empty:
        row = clash.iloc[0]
        raise BadInput(
            row["file"],
            f"another file of the same vintage also has {row['force']}, {months.label(row['month'])}",
            "Remove one, or give the later download its own source with a later vintage",
        )
    wins = ~claims.duplicated(["force", "month"], keep="last")
    return claims.assign(wins=wins)


def _with_fate(rows: pd.DataFrame, claims: pd.DataFrame, wards: gpd.GeoDataFrame) -> pd.DataFrame:
    lost = claims.loc[~claims["wins"], ["force", "month", "file"]]
    superseded = pd.MultiIndex.from_frame(rows[["force", "month", "file"]]).isin(
        pd.MultiIndex.from_frame(lost)
    )
    east, north = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
    usable = rows["reason"].isna().to_numpy() & ~superseded
    lon, lat = rows["lon"].to_numpy(), rows["lat"].to_numpy()
    east[usable], north[usable] = crs.eastings_northings(lon[usable], lat[usable])
    ward = np.full(len(rows), -1)
    ward[usable] = areas.assign(east[usable], north[usable], wards)
    near = np.zeros(len(rows), dtype=bool)
    outside = usable & (ward < 0)
    near[outside] = areas.near(east[outside], north[outside], wards, NEARBY_M)
    codes = np.append(wards["code"].to_numpy(object), None)
    fate = np.select(
        [superseded, rows["reason"].notna(), outside], ["superseded", "rejected", "outside"],
        default="loaded",
    )  # fmt: skip
    return rows.assign(easting=east, northing=north, ward_code=codes[ward], nearby=near, fate=fate)


def _coverage(claims: pd.DataFrame) -> pd.DataFrame:
    """Which months each force has: columns source, month, primary."""
    held = claims.groupby(["force", "month"], as_index=False)["primary"].max()
    primary = {*held.loc[held["primary"], "force"]}
    return pd.DataFrame(
        {"source": held["force"], "month": held["month"], "primary": held["force"].isin(primary)}
    )


def _account(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a file: rows_read and the number of each fate."""
    counts = pd.crosstab(rows["file"], rows["fate"]).reindex(columns=list(FATES), fill_value=0)
    counts.columns = [f"rows_{fate}" for fate in FATES]
    return counts.assign(rows_read=rows.groupby("file").size()).reset_index()
