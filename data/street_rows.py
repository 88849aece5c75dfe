"""What becomes of every row of every street file: loaded, outside, rejected or superseded."""

from collections.abc import Callable, Iterable, Sequence
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
    ``coverage`` the months each force has; ``rejected`` every row that cannot be used, with its
    file and reason; ``account`` one entry a file: source, path and the number of rows of each fate.
    """

    incident: pd.DataFrame
    nearby: pd.DataFrame
    coverage: pd.DataFrame
    rejected: pd.DataFrame
    account: tuple[tuple[Source, Path, dict[str, int]], ...]


@dataclass(frozen=True)
class _File:
    """One file as read: ``claims`` are the forces and months it holds."""

    source: Source
    path: Path
    rows: pd.DataFrame
    claims: pd.DataFrame


def sort(
    sources: Iterable[Source], wards: gpd.GeoDataFrame, progress: Callable[[Path], None]
) -> Street:
    """The rows of all street sources, each with its fate; ``wards`` are the current ones.

    Where two files hold the same force and month, the later vintage counts and the other is
    superseded.

    Raises:
        BadInput: a file cannot be read, or two files of one vintage hold the same month.
    """
    files = []
    for source in sources:
        for path in source.files:
            files.append(_read(source, path))
            progress(path)
    claims = _decided(files)
    rows = [_with_fate(number, file, claims, wards) for number, file in enumerate(files)]
    close = _measured(_of_fate(rows, "close"), wards)
    loaded = close[close["fate"] == "loaded"]
    return Street(
        incident=loaded.sort_values(["month", "ward_code"], kind="stable", ignore_index=True),
        nearby=close.loc[close["nearby"], ["month", "crime_type", "easting", "northing"]],
        coverage=_coverage(claims),
        rejected=_of_fate(rows, "rejected")[["file", "line", "reason", "raw"]],
        account=_account(files, [*rows, close]),
    )


def _read(source: Source, path: Path) -> _File:
    rows = street.read(path)
    sound = rows["reason"].isna() | rows["reason"].isin(street.GUILTLESS)
    claims = rows.loc[sound, ["force", "month"]].drop_duplicates()
    return _File(source, path, rows, claims)


def _decided(files: Sequence[_File]) -> pd.DataFrame:
    """Each force and month that a file (a row number of ``files``) holds, and which one counts.

    Columns: force, month, file, primary, wins.
    """
    claims = pd.concat(
        [
            file.claims.assign(
                file=number,
                vintage=file.source.vintage,
                primary=file.source.option("role", "primary") == "primary",
            )
            for number, file in enumerate(files)
        ],
        ignore_index=True,
    )
    contested = claims[claims.duplicated(["force", "month"], keep=False)]
    for claim in contested.itertuples(index=False):
        if months.parse(claim.vintage) is None:
            raise BadInput(
                files[claim.file].path,
                f"another file also has {claim.force}, {months.label(claim.month)}, and the "
                f"vintage {claim.vintage!r} does not say which is later",
                "Give the vintage of both sources as the month of release, YYYY-MM",
            )
    claims = claims.sort_values(["force", "month", "vintage"], kind="stable")
    clash = claims.duplicated(["force", "month", "vintage"])
    if clash.any():
        claim = claims[clash].iloc[0]
        raise BadInput(
            files[claim["file"]].path,
            f"another file of the same vintage also has {claim['force']}, "
            f"{months.label(claim['month'])}",
            "Remove one, or give the later download a source of its own with a later vintage",
        )
    return claims.assign(wins=~claims.duplicated(["force", "month"], keep="last"))


def _with_fate(
    number: int, file: _File, claims: pd.DataFrame, wards: gpd.GeoDataFrame
) -> pd.DataFrame:
    """The rows of one file: superseded, rejected, outside, or close enough to be measured."""
    rows = file.rows
    superseded = np.zeros(len(rows), dtype=bool)
    for lost in claims[(claims["file"] == number) & ~claims["wins"]].itertuples(index=False):
        superseded |= ((rows["force"] == lost.force) & (rows["month"] == lost.month)).to_numpy()
    fate = np.select(
        [
            superseded,
            rows["reason"].notna().to_numpy(),
            ~areas.in_box(rows["lon"].to_numpy(), rows["lat"].to_numpy(), wards, NEARBY_M),
        ],
        ["superseded", "rejected", "outside"],
        default="close",
    )
    return rows.assign(fate=fate, number=number, file=str(file.path), source=file.source.name)


def _of_fate(rows: Sequence[pd.DataFrame], fate: str) -> pd.DataFrame:
    return pd.concat([each[each["fate"] == fate] for each in rows], ignore_index=True)


def _measured(close: pd.DataFrame, wards: gpd.GeoDataFrame) -> pd.DataFrame:
    """The rows in the box around the wards, each with its ward or as outside."""
    shapes = crs.to_metres(wards)
    east, north = crs.eastings_northings(close["lon"].to_numpy(), close["lat"].to_numpy())
    ward = areas.assign(east, north, shapes)
    outside = ward < 0
    codes = np.array([*wards["code"], None], dtype=object)
    return close.assign(
        easting=east,
        northing=north,
        ward_code=codes[ward],
        nearby=outside & areas.near(east, north, shapes, NEARBY_M),
        fate=np.where(outside, "outside", "loaded"),
    )


def _coverage(claims: pd.DataFrame) -> pd.DataFrame:
    """Which months each force has: columns source, month, primary.

    Only what a primary source holds makes a month covered, even if another's file counts for it.
    """
    held = claims.groupby(["force", "month"], as_index=False)["primary"].max()
    return held.rename(columns={"force": "source"})


def _account(
    files: Sequence[_File], fated: Sequence[pd.DataFrame]
) -> tuple[tuple[Source, Path, dict[str, int]], ...]:
    """What was read from each file and the number of its rows of each fate, counted apart."""
    ends = pd.concat([each[["number", "fate"]] for each in fated])
    counts = ends.value_counts().unstack(fill_value=0).reindex(columns=list(FATES), fill_value=0)
    return tuple(
        (
            file.source,
            file.path,
            {
                "rows_read": len(file.rows),
                **{f"rows_{fate}": int(counts.at[number, fate]) for fate in FATES},
            },
        )
        for number, file in enumerate(files)
    )
