"""Placebos: real months split so that the two sides do not differ lastingly.

Months of one area and type are dealt to "before" and "after" in turn, in blocks of one to three.
The share expected after is that of the rest of the force in the same months, so season and trend
cancel as far as the area follows its force. Longer blocks let in slower drift, which is partly
real change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyproj import Transformer

from data.model.crime_types import BY_LABEL, OFFENCES

Counts = NDArray[np.int64]
SHARED = Path(__file__).parents[2] / "shared" / "data"
DISTRICTS = "comparators/policeuk_lad22_month_crimetype_counts.csv.gz"
WARDS = "lookups/lsoa11_ward17.csv.gz"
FORCES = ("hampshire", "surrey")
MONTHS = 21
FEWEST, FEWEST_IN_WARD = 3000, 200  # incidents in all months: fewer is a sliver of a district
FEWEST_IN_TEST = 20
RADIUS_M = 400
ALL = "all-crime"
SERIES = (*BY_LABEL.values(), ALL)


@dataclass(frozen=True)
class Areas:
    """Monthly counts of areas (area, series, month), of the rest of each one's force, and forces.

    Series are those of ``SERIES``. Areas of a force that lacks a month are not here.
    """

    counts: Counts
    rest: Counts
    forces: NDArray[np.str_]


@dataclass(frozen=True)
class Splits:
    """One placebo test a row: both counts, the share expected after, and what it is of.

    ``months`` is how many each side has; ``area`` numbers the areas, ``series`` those of SERIES.
    """

    before: Counts
    after: Counts
    share: NDArray[np.float64]
    months: float
    area: Counts
    series: Counts
    force: NDArray[np.str_]

    @property
    def total(self) -> Counts:
        """Both counts together."""
        return self.before + self.after


def districts(shared: Path = SHARED) -> Areas:
    """Return the districts of every force that has all 21 months; each counts in its main force."""
    rows = pd.read_csv(shared / DISTRICTS).query("lad22_code != 'NO_LSOA'")
    whole = rows.groupby("force_file")["month"].nunique() == MONTHS
    rows = rows[rows["force_file"].map(whole)]
    totals = rows.groupby(["lad22_code", "force_file"])["n"].sum().unstack(fill_value=0)
    main = totals.idxmax(axis="columns")[totals.max(axis="columns") >= FEWEST]
    rows = rows[rows["force_file"] == rows["lad22_code"].map(main)]
    rows = _coded(rows.rename(columns={"crime_type": "type"}))
    counts = _cube(rows["lad22_code"], rows)
    forces = main.sort_index().to_numpy(str)
    whole_force = {each: counts[forces == each].sum(0) for each in {*forces}}
    return Areas(counts, _rest(counts, whole_force, forces), forces)


def wards_and_places(shared: Path = SHARED) -> tuple[Areas, Areas]:
    """Return the wards (2017) of Hampshire and Surrey, and a circle round each's busiest point."""
    rows = _coded(_street(shared)).assign(n=1)
    wards, circles, forces, whole = [], [], [], {}
    for force in FORCES:
        held = rows[rows["force"] == force]
        whole[force] = _cube(held["force"], held)[0]
        inside = held[held.groupby("ward")["n"].transform("size") >= FEWEST_IN_WARD]
        wards.append(_cube(inside["ward"], inside))
        points = inside.groupby(["ward", "x", "y"], as_index=False)["n"].sum().sort_values("n")
        for x, y in points.groupby("ward")[["x", "y"]].last().to_numpy():
            near = held[np.hypot(held["x"] - x, held["y"] - y) <= RADIUS_M]
            circles.append(_cube(near["force"], near)[0])
        forces += [force] * len(wards[-1])
    names = np.array(forces)
    return tuple(
        Areas(counts, _rest(counts, whole, names), names)
        for counts in (np.concatenate(wards), np.stack(circles))
    )


def _street(shared: Path) -> pd.DataFrame:
    columns = ["Month", "Longitude", "Latitude", "LSOA code", "Crime type"]
    rows = pd.concat(
        pd.read_csv(path, usecols=columns).assign(force=force)
        for force in FORCES
        for path in sorted((shared / f"police-uk/{force}/street").glob("*.csv.gz"))
    )
    rows = rows.rename(columns={"Crime type": "type", "Month": "month"})
    ward = pd.read_csv(shared / WARDS, index_col="lsoa11_code")["ward17_code"]
    rows = rows.assign(ward=rows["LSOA code"].map(ward)).dropna(subset=["ward"])
    to_grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True).transform
    x, y = to_grid(rows["Longitude"].to_numpy(), rows["Latitude"].to_numpy())
    return rows.assign(x=np.round(x), y=np.round(y))


def _coded(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with month and type as indices of the cube: ``at_month`` and ``at_series``."""
    first = pd.Period("2021-03", "M").ordinal
    month = {each: pd.Period(each, "M").ordinal - first for each in rows["month"].unique()}
    series = {each: SERIES.index(BY_LABEL[each.lower()]) for each in rows["type"].unique()}
    return rows.assign(at_month=rows["month"].map(month), at_series=rows["type"].map(series))


def _cube(areas: pd.Series, rows: pd.DataFrame) -> Counts:
    """Counts by area (in order of code), series and month; "all crime" is added up."""
    at_area, names = pd.factorize(areas, sort=True)
    counts = np.zeros((len(names), len(SERIES), MONTHS), dtype=np.int64)
    at = at_area, rows["at_series"].to_numpy(), rows["at_month"].to_numpy()
    np.add.at(counts, at, rows["n"].to_numpy())
    counts[:, -1] = counts[:, [SERIES.index(each) for each in OFFENCES]].sum(1)
    return counts


def _rest(counts: Counts, whole: dict[str, Counts], forces: Iterable[str]) -> Counts:
    return np.stack([whole[force] for force in forces]) - counts


def sides(block: int, months: int = MONTHS) -> NDArray[np.int64]:
    """Return 0 (before) or 1 (after) for each month, in blocks; -1 for those left over."""
    used = months // (2 * block) * 2 * block
    return np.where(np.arange(months) < used, np.arange(months) // block % 2, -1)


def spans(length: int) -> Iterator[NDArray[np.int64]]:
    """Yield consecutive spans of twice ``length`` months, each split alternately."""
    for start in range(0, MONTHS - 2 * length + 1, 2 * length):
        side = np.full(MONTHS, -1)
        side[start : start + 2 * length] = np.arange(2 * length) % 2
        yield side


def split(areas: Areas, side: NDArray[np.int64], fewest: int = FEWEST_IN_TEST) -> Splits:
    """Return every test of a split with 20 incidents, and a rest of the force to go by."""
    before, after = (areas.counts[:, :, side == which].sum(2) for which in (0, 1))
    rest = [areas.rest[:, :, side == which].sum(2) for which in (0, 1)]
    at = np.nonzero((before + after >= fewest) & (rest[0] > 0) & (rest[1] > 0))
    share = rest[1][at] / (rest[0][at] + rest[1][at])
    months = float((side == 1).sum())
    return Splits(before[at], after[at], share, months, *at, areas.forces[at[0]])


def joined(parts: Sequence[Splits]) -> Splits:
    """Return the tests of several splits of the same length as one."""
    columns = (
        np.concatenate([getattr(each, name) for each in parts])
        for name in ("before", "after", "share", "area", "series", "force")
    )
    before, after, share, area, series, force = columns
    return Splits(before, after, share, parts[0].months, area, series, force)
