"""The other areas of every ``peers`` source, as the two tables of a pack."""

from pathlib import Path

import pandas as pd

from data.account import Account
from data.borough import Borough, Source
from data.errors import BadInput, quoted
from data.readers import peers
from data.readers.peers import GROUP, KEY

AREA = ["area_code", "area_name", GROUP, "population"]


def read(borough: Borough, account: Account) -> dict[str, pd.DataFrame]:
    """The tables ``peer`` (one row an area) and ``peer_count`` (one an area, month and type).

    An area is chosen when a source's ``similar`` names its code or group; all are when none does.

    Raises:
        BadInput: a file cannot be used, two files do not agree, or ``similar`` names nothing.
    """
    held: list[pd.DataFrame] = []
    chosen: set[str] = set()
    for source in borough.of_kind("peers"):
        first = len(held)
        for path in source.files:
            found, outside = peers.read(path, borough.codes)
            account.add_whole(source, path, len(found), outside)
            held.append(found)
            _refuse_contradictions(path, pd.concat(held, ignore_index=True))
        chosen |= _similar(borough, source, pd.concat(held[first:]))
    if not held:
        return {"peer": pd.DataFrame(), "peer_count": pd.DataFrame()}
    rows = pd.concat(held, ignore_index=True)
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
    """The codes that a source's ``similar`` names, by themselves or by their group."""
    named: set[str] = set()
    for each in source.option("similar", []):
        found = rows.loc[(rows["area_code"] == each) | (rows[GROUP] == each), "area_code"]
        if not each or found.empty:
            raise BadInput(
                borough.toml,
                f"similar names {quoted(each)}, which is no code or group of {source.name}",
                "Use an area_code or a group of the file",
            )
        named.update(found)
    return named


def _refuse_contradictions(path: Path, rows: pd.DataFrame) -> None:
    """What no single file can have wrong: a count given twice, or two populations of one area."""
    twice = rows[rows.duplicated(KEY)]
    if not twice.empty:
        row = twice.iloc[0]
        what = f"{row['area_name']} has {row['crime_type']} of the same month in another file"
        raise BadInput(path, what, "Keep one", int(row["line"]))
    areas = rows.drop_duplicates(AREA)
    other = areas[areas.duplicated("area_code")]
    if not other.empty:
        row = other.iloc[0]
        what = f"{row['area_code']} has another name, group or population in another file"
        raise BadInput(path, what, "Give an area one of each", int(row["line"]))
