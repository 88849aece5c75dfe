"""Tell the areas of a borough from those of other districts in a file of boundaries.

ONS names the column of districts in many ways, so it is recognised by its contents: codes of local
authority districts. Wards without a known district are refused, not taken to be the borough's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.build import csvfile
from data.build.errors import refuse
from data.build.guards.blanks import BLANK

# Districts, unitary authorities, London and metropolitan boroughs; Wales, Scotland, N. Ireland.
DISTRICT = r"(?:E0[6-9]|W06|S12|N09)[0-9]{6}"
NOT_SAID = "it does not say which district each area is in"
WAYS = (
    "Use an edition with a column of district codes such as LAD22CD, or give this source lookup, a "
    "CSV of wards and districts, or codes, a list of every ward"
)


@dataclass(frozen=True)
class Scope:
    """The codes of the borough's districts, and how to find the district of a source's areas.

    ``codes`` lists the areas of the borough; ``lookup`` is a CSV with the district of each area.
    Both are keys of the source and may be empty.
    """

    districts: tuple[str, ...]
    codes: tuple[str, ...] = ()
    lookup: Path | None = None

    def district_of(
        self, path: Path, code: str, properties: pd.DataFrame, *, needed: bool
    ) -> pd.Series | None:
        """Return the code of the district of each area of a file, blank outside the borough.

        ``code`` is the column with the codes of areas. An area that the TOML lists gets the
        borough's first district. None if the file has no districts and they are not ``needed``.

        Raises:
            BadInput: the file does not say which areas are the borough's, or contradicts itself.
        """
        areas = properties[code].map(tidy)
        if self.codes:
            _refuse_absent(path, self.codes, areas)
            return areas.isin(self.codes).map({True: self.districts[0], False: ""})
        if self.lookup:
            return self._looked_up(self.lookup, areas)
        columns = properties.drop(columns=[code, "geometry"], errors="ignore").map(tidy)
        found = self._chosen(path, columns, year_of(code))
        if found is None and needed:
            refuse(path, NOT_SAID, WAYS)
        return found

    def _looked_up(self, lookup: Path, areas: pd.Series) -> pd.Series:
        rows = csvfile.read(lookup, []).drop(columns="line").map(tidy)
        keys = [name for name in rows.columns if {*areas} <= {*rows[name]}]
        if not keys:
            most = max(rows.columns, key=lambda name: areas.isin(rows[name]).sum())
            lacks = areas[~areas.isin(rows[most])].iloc[0]
            what = f"it has no row for {lacks}, which is in the boundaries"
            refuse(lookup, what, "Use the lookup of the same edition")
        of_area = rows.drop_duplicates(keys[0]).set_index(keys[0])
        found = self._chosen(lookup, of_area.loc[areas], "")
        if found is None:
            refuse(lookup, "it has no column of district codes", "Use a lookup of the ONS")
        pairs = rows[rows[keys[0]].isin(areas)].drop_duplicates([keys[0], str(found.name)])
        several = pairs.loc[pairs[keys[0]].duplicated(), keys[0]]
        if len(several):
            refuse(lookup, f"{several.iloc[0]} is in two districts", "Keep one row for each area")
        return pd.Series(found.to_numpy(), areas.index)

    def _chosen(self, path: Path, columns: pd.DataFrame, year: str) -> pd.Series | None:
        """Return the column of districts, codes outside the borough blanked; None without one.

        If several columns select different areas, the one whose name has ``year`` is used.

        Raises:
            BadInput: a district is missing, or it is not clear which column to use.
        """
        found = columns_of_districts(columns)
        whole = [cells for cells in found if (cells != "").all()]
        if found and not whole:
            refuse(path, f"an area has no {found[0].name}", "Give each area its district")
        ours = [cells.where(cells.isin(self.districts), "") for cells in whole]
        some = [cells for cells in ours if (cells != "").any()]
        if len({tuple(cells != "") for cells in some}) > 1:
            own = [cells for cells in some if year and year in str(cells.name)]
            if not own or len({tuple(cells != "") for cells in own}) > 1:
                names = " and ".join(str(cells.name) for cells in some)
                what = f"{names} put different areas in this borough"
                refuse(path, what, "Remove the columns that are not of this edition")
            some = own
        return next(iter([*some, *ours]), None)


def columns_of_districts(columns: pd.DataFrame) -> list[pd.Series]:
    """Return the columns whose ``tidy`` cells are codes of districts, or some codes and blanks."""
    found: list[pd.Series] = []
    for _name, cells in columns.items():
        is_code = cells.str.fullmatch(DISTRICT)
        if is_code.any() and (is_code | (cells == "")).all():
            found.append(cells)
    return found


def tidy(cell: object) -> str:
    """Return a code in capitals without spaces; blank if it is missing."""
    text = str(cell).strip().upper()
    return "" if text in BLANK else text


def year_of(column: str) -> str:
    """Return the two digits of the year in a column's name, such as 22 of WD22CD; else blank."""
    match = re.search(r"[0-9]{2}", column)
    return match[0] if match else ""


def _refuse_absent(path: Path, listed: Sequence[str], areas: pd.Series) -> None:
    absent = [each for each in listed if each not in {*areas}]
    if absent:
        refuse(path, f"it has no {absent[0]}, which codes of this source lists", "Correct the list")
