"""Find crime types that are missing in covered months, and counts that look rounded.

If a force always has rows of a crime type and has none in one month, the type is missing in that
month, not zero. It counts as always there if more than half of the force's months have it, at least
three, and each of these has three rows or more.
"""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from data.build.guards.forces import File
from data.build.readers.street_reasons import is_harmless
from data.model import months
from data.model.crime_types import BY_ID
from data.model.question import join

FEWEST = 3  # the least rows in a month with the type, and the least months with it
HUNDRED = 100
CHANCE = 1e-4  # counts look rounded if so many whole hundreds are less likely than this


def totals(files: Sequence[File], claims: pd.DataFrame) -> pd.DataFrame:
    """Return the number of rows of each force, month and crime type, inside the borough or not.

    Columns: force, month, crime_type, n. Only a force's own file that counts for the month is used.
    """
    ours = claims[claims["wins"] & claims["own"]][["file", "force", "month"]]
    frames = [file.tally.assign(file=number) for number, file in enumerate(files)]
    rows = pd.concat(frames).merge(ours, on=["file", "force", "month"])
    rows = rows[rows["reason"].isna() | rows["reason"].map(is_harmless)]
    return rows.groupby(["force", "month", "crime_type"], as_index=False)["n"].sum()


def gaps(counts: pd.DataFrame, coverage: pd.DataFrame, loaded: pd.DataFrame) -> pd.DataFrame:
    """Return the months in which a force lacks a type: columns month, force, crime_type, primary.

    Only covered months, which every primary force has. An additional force lacks all its types in
    covered months of which it has no file.

    ``counts`` are those of ``totals``, ``coverage`` the months of each force (``forces``) and
    ``loaded`` the incidents of each force and crime type in the borough.
    """
    primary = {*coverage.loc[coverage["primary"], "source"]}
    ours = coverage[coverage["source"].isin(primary) & coverage["primary"]]
    by_month = ours.groupby("month")["source"].nunique()
    calendar = {*by_month.index[by_month == len(primary)]}
    found = []
    held_by = counts.groupby("force")["month"].agg(set)  # in files of the force's own
    for (force, crime_type), n in loaded.groupby(["force", "crime_type"])["n"].sum().items():
        if not n or force not in held_by.index:
            continue
        own = counts[(counts["force"] == force) & (counts["crime_type"] == crime_type)]
        held = held_by[force] & calendar
        having = {*own["month"]} & calendar
        lost = set() if force in primary else calendar - held
        always = len(having) >= FEWEST and own["n"].min() >= FEWEST
        if always and 2 * len(having) > len(held):
            lost |= held - having
        found += [(month, force, crime_type, force in primary) for month in sorted(lost)]
    return pd.DataFrame(found, columns=["month", "force", "crime_type", "primary"])


def notices(found: pd.DataFrame, counts: pd.DataFrame, primary: Iterable[str]) -> Iterator[str]:
    """Yield notices on the types that a force lacks, and on counts that look rounded.

    ``found`` are the rows of ``gaps``, ``counts`` those of ``totals``.
    """
    held_by = counts.groupby("force")["month"].agg(set)
    for force, own in found.groupby("force"):
        held = held_by.get(force, set())
        missing = own.groupby("month")["crime_type"].agg(frozenset)
        for types in sorted({*missing}, key=sorted):
            in_months = missing[missing == types].index
            when = _spans(in_months)
            what = join([BY_ID[each].label for each in sorted(types)])
            if force not in primary and held.isdisjoint(in_months):
                what = "incidents"
            yield f"{force} has no {what} in {when}: missing, not zero."
    large = counts[counts["n"] >= HUNDRED]
    for _key, own in large.groupby(["force", "crime_type"]):
        whole = own[own["n"] % HUNDRED == 0]
        if len(whole) and _by_chance(len(whole), len(own)) < CHANCE:
            when = _spans(whole["month"])
            force, crime_type = whole[["force", "crime_type"]].iloc[0]
            yield (
                f"{force}: {BY_ID[crime_type].label} is a whole number of hundreds in {when}. "
                "Such counts look rounded: ask the force."
            )


def _spans(found: Iterable[pd.Timestamp]) -> str:
    return join(months.spans(each.date() for each in sorted(found)))


def _by_chance(whole: int, months_of: int) -> float:
    """Return an upper bound of the chance of so many whole hundreds (Bonferroni's inequality)."""
    bound = 1.0
    for chosen in range(whole):
        bound *= (months_of - chosen) / (chosen + 1) / HUNDRED
    return bound
