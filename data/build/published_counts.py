"""Rounded counts that were published, kept so that later builds show them unchanged.

If a late row took a count from 6 to 7, the rounded one would change from 3 to 9 and so reveal both
exact counts. So a published count keeps its band until another financial year of its source is
complete; then the corrections of all counts are applied together. The file is in the folder of the
borough's TOML, and packs for every audience and in every output folder share it.
It holds bands, never counts.
"""

from pathlib import Path

import pandas as pd

from data.build import csvfile
from data.build.config import Borough
from data.build.errors import refuse
from data.model.disclosure import BAND, GROUP, KEY, band_end
from data.model.whole_file import replace

SUFFIX = ".published.csv"
COLUMNS = ["table", *KEY, "edition", "band_end"]
RESTORE = "Restore it from a backup: without it, changes to single counts can be worked out"


class PublishedCounts:
    """The published counts of a borough; those of a demonstration are not kept in a file.

    Raises:
        BadInput: the file is not one that a build wrote.
    """

    def __init__(self, borough: Borough) -> None:
        self.path: Path | None = None
        if not borough.demonstration:
            self.path = borough.toml.with_name(f"{borough.toml.stem}{SUFFIX}")
        self._rows = _read(self.path)
        self.kept = self.new = 0

    def keep(self, table: str, counts: pd.DataFrame, edition: int) -> pd.DataFrame:
        """Return ``counts`` with n as the end of its band of six, or of its published band.

        Columns: ``KEY`` of ``data.model.disclosure`` and n. A group (a breakdown in a period) that
        was published is returned with the rows that were published. ``edition`` is the latest
        complete financial year of the source, by its first calendar year: if it is later than that
        of the published counts, all are replaced.
        """
        mine = self._rows["table"] == table
        published = self._rows[mine]
        if published["edition"].max() < edition:
            published = published.head(0)
        edition = max([edition, *published["edition"]])
        wanted = pd.MultiIndex.from_frame(counts[GROUP])
        held = pd.MultiIndex.from_frame(published[GROUP])
        kept = published[held.isin(wanted)]
        new = counts[~wanted.isin(held)].assign(table=table, edition=edition)
        new["band_end"] = [band_end(int(n), BAND) for n in new["n"]]
        self.kept, self.new = self.kept + len(kept), self.new + len(new)
        self._rows = _joined(self._rows[~mine], published, new[COLUMNS])
        shown = _joined(kept, new[COLUMNS])
        return shown.rename(columns={"band_end": "n"})[[*KEY, "n"]]

    def write(self) -> None:
        """Write the file. Called before the pack is current: no count is shown that is not kept."""
        if self.path is None or not self.new:
            return
        text = self._rows.to_csv(index=False, lineterminator="\n")
        replace(self.path, text.encode())


def _read(path: Path | None) -> pd.DataFrame:
    if path is None or not path.exists():
        return pd.DataFrame(columns=COLUMNS).astype({"edition": int, "band_end": int})
    frame = csvfile.read(path, tuple(COLUMNS))
    for column, form in (
        ("edition", r"\d{4}"), ("band_end", r"\d{1,9}"), ("first_month", r"\d{4}-\d\d-\d\d"),
    ):  # fmt: skip
        bad = ~frame[column].str.fullmatch(form)
        csvfile.refuse_rows(path, frame, bad, f"{column} is not as a build wrote it", RESTORE)
    frame = frame[COLUMNS].astype({"edition": int, "band_end": int})
    if (frame["band_end"] % BAND).any() or frame.duplicated(["table", *KEY]).any():
        refuse(path, "it holds counts that no build wrote", RESTORE)
    return frame


def _joined(*frames: pd.DataFrame) -> pd.DataFrame:
    full = [each for each in frames if not each.empty]
    return pd.concat(full, ignore_index=True) if full else frames[0].head(0)
