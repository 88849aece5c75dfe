"""A ``peers`` file made from counts of police.uk's street files by force, district and month.

A district's month is held when its own force's file of that month was counted. The few rows that
other forces have there do not make a month, and a type without a row in a held month is zero.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pandas as pd

from data import csvfile
from data.crime_types import CRIME_TYPES
from data.errors import BadInput
from data.readers.peers import GROUP, NEEDED

CODE, NAME, FORCE_NAME = "(lad|ltla)[0-9]{2}_code", "(lad|ltla)[0-9]{2}_name", "pfa[0-9]{2}_name"
POPULATION = "total_population"
# Forces whose files are not called by their name.
FILES = {"London, City of": "city-of-london", "Metropolitan Police": "metropolitan"}
# Of a district that the lookup does not list, the force with so much of its rows is its own.
NEARLY_ALL = 0.9


@dataclass(frozen=True, eq=False)
class Comparators:
    """The rows of a ``peers`` file, and how many districts lack a population, a force or a month.

    ``rows`` has the columns of the file; ``districts`` is how many it has.
    """

    rows: pd.DataFrame
    districts: int
    without_population: int
    without_force: int
    without_month: int


def read(counts: Path, months: Path, people: Path, forces: Path) -> Comparators:
    """The counts of every district in the months that its own force's file was counted.

    ``counts`` has month, force_file, lad22_code, lad22_name, crime_type and n; ``months`` has force
    and month; ``people`` a district code and total_population; ``forces`` a district code and
    pfa24_name. The two digits in a column's name may be of any year.

    Raises:
        BadInput: a file lacks a column, or a count or population is not one.
    """
    told = _read(counts, "month", "force_file", CODE, NAME, "crime_type", "n")
    told = csvfile.whole_numbers(counts, told, ["n"])
    residents = csvfile.whole_numbers(people, _read(people, CODE, POPULATION), [POPULATION])
    held = _read(months, "force", "month").groupby("force")["month"].agg(sorted).to_dict()
    of = _forces(told, _read(forces, CODE, FORCE_NAME))
    population = dict(zip(residents["code"], residents[POPULATION], strict=True))
    names = dict(zip(told["code"], told["name"], strict=True))
    kept = [each for each in names if each in population and held.get(_file(of.get(each, "")))]
    summed = told.groupby(["code", "month", "crime_type"])["n"].sum()
    frames = [
        _filled(summed, code, held[_file(of[code])]).assign(
            **{"area_name": names[code], "population": population[code], GROUP: of[code]}
        )
        for code in sorted(kept)
    ]
    if not frames:
        what = "none of its districts has a population and a month of its own force"
        raise BadInput(counts, what, "Check that the four files belong together")
    unknown = [each for each in names if each not in population]
    homeless = [each for each in names if each in population and each not in of]
    return Comparators(
        pd.concat(frames, ignore_index=True)[[*NEEDED, GROUP]],
        len(kept),
        len(unknown),
        len(homeless),
        len(names) - len(kept) - len(unknown) - len(homeless),
    )


def _read(path: Path, *columns: str) -> pd.DataFrame:
    """A file with the columns that fit the patterns; those of codes and names are called so."""
    frame = csvfile.read(path, [each for each in columns if each.isidentifier()])
    plain = {CODE: "code", NAME: "name", FORCE_NAME: "force_name"}
    for pattern, name in plain.items():
        if pattern in columns:
            found = [each for each in frame.columns if re.fullmatch(pattern, each)]
            if not found:
                what = f"it has no column such as {pattern.replace('[0-9]{2}', '22')}"
                raise BadInput(path, what.replace("(lad|ltla)", "lad"), "Add it", 1)
            frame = frame.rename(columns={found[0]: name})
    return frame


def _forces(told: pd.DataFrame, listed: pd.DataFrame) -> Mapping[str, str]:
    """The own force of each district: as listed, else the one with nearly all of its rows."""
    rows = told.groupby(["code", "force_file"])["n"].sum()
    largest = rows[rows / rows.groupby("code").transform("sum") >= NEARLY_ALL]
    guessed = {code: file.replace("-", " ").title() for code, file in largest.index}
    return guessed | dict(zip(listed["code"], listed["force_name"], strict=True))


def _file(force: str) -> str:
    """What the files of a force are called: "Devon & Cornwall" to "devon-and-cornwall"."""
    return FILES.get(force, force.lower().replace("&", "and").replace(" ", "-"))


def _filled(summed: pd.Series, code: str, months: list[str]) -> pd.DataFrame:
    """A district's counts of every type in every month held, zeros written out."""
    every = list(product(months, [each.label for each in CRIME_TYPES]))
    filled = summed[code].reindex(every, fill_value=0)
    found = filled.rename("count").rename_axis(["month", "crime_type"]).reset_index()
    return found.assign(area_code=code)
