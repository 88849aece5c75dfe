"""Make a ``peers`` file from counts of police.uk's street files by force, district and month.

A district has a month if its own force's file of that month was counted: the few rows of other
forces do not count as a month. In such a month, a type without a row is zero.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pandas as pd

from data.build import csvfile
from data.build.errors import refuse
from data.build.readers.peers import GROUP, NEEDED
from data.model.crime_types import CRIME_TYPES

CODE, NAME, FORCE_NAME = "(lad|ltla)[0-9]{2}_code", "(lad|ltla)[0-9]{2}_name", "pfa[0-9]{2}_name"
POPULATION = "total_population"
# Forces whose files are not named after them.
FILES = {"London, City of": "city-of-london", "Metropolitan Police": "metropolitan"}
# A district that the lookup lacks belongs to the force with this share of its rows.
NEARLY_ALL = 0.9


@dataclass(frozen=True, eq=False)
class Comparators:
    """The rows of a ``peers`` file, and how many districts lack a population, a force or a month.

    ``districts`` is the number of districts in ``rows``.
    """

    rows: pd.DataFrame
    districts: int
    without_population: int
    without_force: int
    without_month: int


def read(counts: Path, months: Path, people: Path, forces: Path) -> Comparators:
    """Return the counts of every district in the months of its own force.

    All four are CSV files. ``counts`` has month, force_file, lad22_code, lad22_name, crime_type and
    n; ``months`` has force (as in file names) and month; ``people`` a district code and
    total_population; ``forces`` a district code and pfa24_name. The two digits in a column's name
    may be of any year.

    Raises:
        BadInput: a file lacks a column, a count or population is not one, or the files have no
            district in common.
    """
    rows = _read(counts, "month", "force_file", CODE, NAME, "crime_type", "n")
    rows = csvfile.whole_numbers(counts, rows, ["n"])
    residents = csvfile.whole_numbers(people, _read(people, CODE, POPULATION), [POPULATION])
    counted = _read(months, "force", "month").groupby("force")["month"].agg(sorted).to_dict()
    force_of = _forces(rows, _read(forces, CODE, FORCE_NAME))
    population = dict(zip(residents["code"], residents[POPULATION], strict=True))
    names = dict(zip(rows["code"], rows["name"], strict=True))
    known = [code for code in names if code in population]
    with_force = [code for code in known if code in force_of]
    kept = sorted(code for code in with_force if counted.get(file_of(force_of[code])))
    if not kept:
        what = "none of its districts has a population and a month of its own force"
        refuse(counts, what, "Check that the four files belong together")
    summed = rows.groupby(["code", "month", "crime_type"])["n"].sum()
    frames = [
        _filled(summed, code, counted[file_of(force_of[code])]).assign(
            **{"area_name": names[code], "population": population[code], GROUP: force_of[code]}
        )
        for code in kept
    ]
    return Comparators(
        pd.concat(frames, ignore_index=True)[[*NEEDED, GROUP]],
        districts=len(kept),
        without_population=len(names) - len(known),
        without_force=len(known) - len(with_force),
        without_month=len(with_force) - len(kept),
    )


def _read(path: Path, *columns: str) -> pd.DataFrame:
    """Return a file with the given columns; those given as patterns get plain names."""
    frame = csvfile.read(path, [column for column in columns if column.isidentifier()])
    for pattern, name in {CODE: "code", NAME: "name", FORCE_NAME: "force_name"}.items():
        if pattern in columns:
            matching = [column for column in frame.columns if re.fullmatch(pattern, column)]
            if not matching:
                example = pattern.replace("[0-9]{2}", "22").replace("(lad|ltla)", "lad")
                refuse(path, f"it has no column such as {example}", "Add it", 1)
            frame = frame.rename(columns={matching[0]: name})
    return frame


def _forces(rows: pd.DataFrame, listed: pd.DataFrame) -> Mapping[str, str]:
    """Return the force of each district: as listed, else that of nearly all of its rows."""
    counts = rows.groupby(["code", "force_file"])["n"].sum()
    largest = counts[counts / counts.groupby("code").transform("sum") >= NEARLY_ALL]
    guessed = {code: file.replace("-", " ").title() for code, file in largest.index}
    return guessed | dict(zip(listed["code"], listed["force_name"], strict=True))


def file_of(force: str) -> str:
    """Return the name of a force in file names, such as "devon-and-cornwall"."""
    return FILES.get(force, force.lower().replace("&", "and").replace(" ", "-"))


def _filled(summed: pd.Series, code: str, months: list[str]) -> pd.DataFrame:
    """Return a district's counts of every type in the given months, zeros included."""
    every = list(product(months, [crime_type.label for crime_type in CRIME_TYPES]))
    counts = summed[code].reindex(every, fill_value=0).rename("count")
    return counts.rename_axis(["month", "crime_type"]).reset_index().assign(area_code=code)
