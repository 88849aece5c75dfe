"""Decide what becomes of every street row: loaded, outside, rejected or superseded.

Files are read in batches. Rows near the borough are kept in temporary tables until all files are
read: then ``forces`` decides which file counts for each force and month. The areas of a point are
found once for all rows at that point.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from operator import itemgetter
from pathlib import Path

import numpy as np
import pandas as pd

from data.build import area_rows
from data.build.config import Borough
from data.build.guards import forces, type_gaps
from data.build.guards.forces import File
from data.build.load_log import Account
from data.build.plain_text import Plain, opened
from data.build.readers import street
from data.build.store import Store
from data.model.noun import Noun
from geo import areas, crs

NEARBY_M = 1000
BATCH = 96 << 20  # bytes of text read at once
AHEAD = 64  # files opened before they are needed: more than most batches have


def load(store: Store, borough: Borough, area: pd.DataFrame, account: Account) -> int:
    """Write the rows of all street sources into the pack, and add each file to the account.

    Returns the number of incidents loaded. Fills the tables incident, nearby, incident_area,
    coverage, gap and rejected. Where two files have the same force and month, the later vintage
    counts and the other is superseded: see ``forces``.

    Raises:
        BadInput: a file cannot be read, two files of one vintage have the same month, or no month
            has every primary force.
    """
    store.run("street/schema")
    store.run("outcomes/whole_force", {"whole_force": bool(borough.of_kind("outcomes"))})
    wards = area_rows.current_wards(area)
    box = areas.box_around(wards, NEARBY_M)
    found = _read(store, borough, box, account)
    files = [file for _number, file in sorted(found, key=itemgetter(0))]
    spellings = forces.spellings(files)
    store.lend("spellings", spellings)
    store.run("street/usual_names")
    files = forces.with_usual_names(files, spellings)
    claims = forces.decided(files)
    store.append("file", _table(borough, files))
    store.lend("lost", claims.loc[~claims["wins"], ["file", "force", "month"]])
    store.run("street/drop_lost_kept")
    store.run("street/drop_lost_unusable")
    store.run("outcomes/drop_lost_crimes")
    _place(store, area)
    for query in ("street/incident", "street/nearby", "street/incident_area", "street/rejected"):
        store.run(query)
    by_force = store.frame("street/by_force")
    leading = store.frame("street/leading")["force"].tolist()
    coverage = forces.coverage(borough, claims, by_force, leading)
    store.append("coverage", coverage)
    counts = type_gaps.totals(files, claims)
    gaps = type_gaps.gaps(counts, coverage, by_force)
    store.append("gap", gaps)
    primary = {*coverage.loc[coverage["primary"], "source"]}
    account.notices += [
        *forces.notices(coverage, claims, by_force),
        *forces.shrunk(files, claims),
        *type_gaps.notices(gaps, counts, primary),
        *_repeated(store),
    ]
    fates = _counted(files, claims, store.frame("street/placed"))
    for file, each in zip(files, fates, strict=True):
        account.add(file.source, file.plain.path, each, sha256=file.plain.sha256)
    return sum(each["rows_loaded"] for each in fates)


def _repeated(store: Store) -> Iterator[str]:
    """Yield a notice for Crime IDs in several months, and one for those in several forces."""
    repeated = store.frame("street/repeated_ids").iloc[0]
    for what in ("months", "forces"):
        if repeated[what]:
            noun = Noun("Crime ID is", "Crime IDs are")
            yield f"{noun.count(int(repeated[what]))} in several {what}: each row counts."


def _read(
    store: Store, borough: Borough, box: areas.Box, account: Account
) -> Iterator[tuple[int, File]]:
    """Read every file, in batches with one header; yield its number and its row counts."""
    named = [(source, path) for source in borough.of_kind("street") for path in source.files]
    form = street.layout().is_regular
    for batch in batches([path for _source, path in named], store.folder, form):
        tally = street.read(store, batch, box, borough.left_out_types)
        for number, plain in batch.items():
            yield number, File(named[number][0], plain, tally[tally["file"] == number])
            plain.discard()
            account.progress(plain.path)


def batches(
    paths: Sequence[Path], folder: Path, is_regular: Callable[[Plain], bool]
) -> Iterator[Mapping[int, Plain]]:
    """Open files and yield them by number, regular ones with the same header together."""
    return _batches(_opened(paths, folder), is_regular)


def _opened(paths: Sequence[Path], folder: Path) -> Iterator[tuple[int, Plain]]:
    """Yield opened files by number; another thread opens up to ``AHEAD`` of the next."""
    with ThreadPoolExecutor(1) as pool:
        waiting: deque[Future[Plain]] = deque()
        try:
            for number, _path in enumerate(paths):
                while len(waiting) < AHEAD and number + len(waiting) < len(paths):
                    waiting.append(pool.submit(opened, paths[number + len(waiting)], folder))
                yield number, waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _batches(
    files: Iterator[tuple[int, Plain]], is_regular: Callable[[Plain], bool]
) -> Iterator[Mapping[int, Plain]]:
    """Yield regular files with one header together, up to ``BATCH`` bytes; others one by one."""
    waiting: dict[tuple[object, ...], dict[int, Plain]] = {}
    for number, plain in files:
        if not is_regular(plain):
            yield {number: plain}
            continue
        form = (plain.header, plain.trim)
        batch = waiting.setdefault(form, {})
        if batch and sum(each.size for each in batch.values()) + plain.size > BATCH:
            yield waiting.pop(form)
        waiting.setdefault(form, {})[number] = plain
    yield from waiting.values()


def _place(store: Store, area: pd.DataFrame) -> None:
    """Fill the tables point and point_area: the ward and other areas of every distinct point."""
    points = store.frame("street/points")
    wards = area_rows.current_wards(area)
    shapes = crs.to_metres(wards)
    east, north = crs.eastings_northings(points["lon"].to_numpy(), points["lat"].to_numpy())
    ward = areas.assign(east, north, shapes)
    codes = np.array([*wards["code"], None], dtype=object)
    points = points.assign(
        easting=east,
        northing=north,
        ward_code=codes[ward],
        nearby=(ward < 0) & areas.near(east, north, shapes, NEARBY_M),
    )
    store.append("point", points)
    store.append("point_area", area_rows.memberships(points[ward >= 0], area))


def _table(borough: Borough, files: Sequence[File]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "number": range(len(files)),
            "source": [file.source.name for file in files],
            "shown": [borough.shown(file.plain.path) for file in files],
            "release": [file.source.vintage for file in files],
            "plain": [file.plain.trim for file in files],
        }
    )


def _counted(
    files: Sequence[File], claims: pd.DataFrame, placed: pd.DataFrame
) -> list[dict[str, int]]:
    """Return the row counts of each file, by the names of ``load_log.COUNTS``.

    ``placed`` has the numbers of kept rows of each file that are loaded and that are outside.
    """
    key = ["file", "force", "month"]
    rows = pd.concat([file.tally.assign(file=number) for number, file in enumerate(files)])
    lost = claims.loc[~claims["wins"], key]
    gone = pd.MultiIndex.from_frame(rows[key]).isin(pd.MultiIndex.from_frame(lost))
    left = rows[~gone]
    near = placed.set_index("file")
    table = pd.DataFrame(
        {
            "rows_read": _by_file(rows),
            "rows_loaded": near["loaded"],
            "rows_outside": near["outside"].add(_by_file(left[left["far"]]), fill_value=0),
            "rows_rejected": _by_file(left[left["reason"].notna()]),
            "rows_superseded": _by_file(rows[gone]),
        },
        index=range(len(files)),
    )
    counts: list[dict[str, int]] = table.fillna(0).astype(int).to_dict("records")
    return counts


def _by_file(rows: pd.DataFrame) -> pd.Series:
    return rows.groupby("file")["n"].sum()
