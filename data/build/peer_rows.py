"""Build the pack's two tables of other areas from every ``peers`` source."""

from pathlib import Path

import pandas as pd

from data.build.config import Borough, Source
from data.build.csvfile import refuse_rows
from data.build.errors import quoted, refuse
from data.build.load_log import Account
from data.build.readers import peers
from data.build.readers.peers import GROUP, KEY

AREA = ["area_code", "area_name", GROUP, "population"]


def read(borough: Borough, account: Account) -> dict[str, pd.DataFrame]:
    """Return the tables of other areas by name.

    ``peer`` has one row per area; ``peer_count`` one per area, month and crime type. ``chosen`` is
    true for areas whose code or group is in a source's ``similar``, and for every area where no
    source has ``similar``.

    Raises:
        BadInput: a file cannot be used, two files do not agree, or ``similar`` has a name
            that is no code or group.
    """
    frames: list[pd.DataFrame] = []
    chosen: set[str] = set()
    for source in borough.of_kind("peers"):
        first = len(frames)
        for path in source.files:
            frame, own = peers.read(path, borough.codes)
            account.add_whole(source, path, len(frame), own)
            frames.append(frame)
            _refuse_contradictions(path, pd.concat(frames, ignore_index=True))
        chosen |= _similar(borough, source, pd.concat(frames[first:]))
    if not frames:
        return {"peer": pd.DataFrame(), "peer_count": pd.DataFrame()}
    rows = pd.concat(frames, ignore_index=True)
    areas = rows.drop_duplicates("area_code")
    counts = rows[[*KEY, "count"]]
    return {
        "peer": pd.DataFrame(
            {
                "code": areas["area_code"],
                "name": areas["area_name"],
                "area_group": areas[GROUP],
                "residents": areas["population"].astype(float),
                "chosen": areas["area_code"].isin(chosen) | (not chosen),
            }
        ),
        "peer_count": counts.rename(columns={"area_code": "code", "count": "n"}),
    }


def _similar(borough: Borough, source: Source, rows: pd.DataFrame) -> set[str]:
    """Return the codes of the areas that ``similar`` of a source names by code or by group."""
    codes: set[str] = set()
    for name in source.option("similar", []):
        named = rows.loc[(rows["area_code"] == name) | (rows[GROUP] == name), "area_code"]
        if not name or named.empty:
            what = f"similar names {quoted(name)}, which is not a code or group of {source.name}"
            refuse(borough.toml, what, "Use an area_code or a group of the file")
        codes.update(named)
    return codes


def _refuse_contradictions(path: Path, rows: pd.DataFrame) -> None:
    """Refuse a count given in two files, and an area that differs between files."""
    what = "{area_name}: the {crime_type} count of this month is also in another file"
    refuse_rows(path, rows, rows.duplicated(KEY), what, "Keep one of the two rows")
    areas = rows.drop_duplicates(AREA)
    what = "{area_code} has another name, group or population in another file"
    do = "Give each area the same name, group and population in every file"
    refuse_rows(path, areas, areas.duplicated("area_code"), what, do)
