"""Decide which file counts for the months of a police force, and which forces decide for a month.

A stray row of another force neither makes a month missing nor replaces one.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.build.config import Borough, Source
from data.build.errors import refuse
from data.build.plain_text import Plain
from data.build.readers.street_reasons import is_harmless
from data.model import months
from data.model.question import join

NAMED_BY_FORCE = re.compile(r"\d{4}-\d{2}-(.+)-(?:street|outcomes)\b.*", re.I)
RAIL = "british transport police"  # never the area's own force
SHORT_NAMES = {"btp": RAIL}
# A file whose name names no force is a file of each force with at least this share of its rows.
OWN = 0.1
# A force with a smaller share of an average month's incidents does not police the borough.
POLICES = 0.1
# A later release with a smaller share of the rows of an earlier one may be cut short.
SHRUNK = 0.5
# With fewer incidents, the role of an additional force is not checked; with fewer rows in the
# earlier release, nor is whether the later one shrank.
MANY = 20


@dataclass(frozen=True)
class File:
    """A street or outcome file; ``tally`` has its row counts, as ``read`` of its reader returns."""

    source: Source
    plain: Plain
    tally: pd.DataFrame

    @property
    def is_primary(self) -> bool:
        """Whether its source has the role primary, which is also the default."""
        return self.source.option("role", "primary") == "primary"


def spellings(files: Sequence[File]) -> pd.DataFrame:
    """Return each spelling of a force that is not its most frequent one: columns force, usual.

    Names that differ only in case, spaces and ``&`` for ``and`` are spellings of one force.
    """
    rows = pd.concat([file.tally[["force", "n"]] for file in files]).dropna()
    counts = rows.groupby("force", as_index=False)["n"].sum().sort_values("n", ascending=False)
    same = counts["force"].map(lambda name: " ".join(name.casefold().replace("&", "and").split()))
    usual = counts.groupby(same)["force"].transform("first")
    return counts.assign(usual=usual).loc[counts["force"] != usual, ["force", "usual"]]


def with_usual_names(files: Sequence[File], spellings: pd.DataFrame) -> list[File]:
    """Return the files with every force in its usual spelling."""
    if spellings.empty:
        return [*files]
    usual = dict(zip(spellings["force"], spellings["usual"], strict=True))
    return [replace(file, tally=file.tally.replace({"force": usual})) for file in files]


def decided(files: Sequence[File]) -> pd.DataFrame:
    """Return each force and month in a file (an index into ``files``), and which file counts.

    Columns: force, month, file, vintage, primary, own (it is a file of this force), wins (its rows
    of this force and month count). A later vintage replaces an earlier one only if both files are
    the force's own. A row of a force in a file that is not its own is a stray: it counts if the
    file counts for its own force in that month, unless the stray's force has its own file of it.

    Raises:
        BadInput: two files of one force have the same month, and have the same vintage or a
            vintage that is not a month.
    """
    claims = _claims(files)
    own, stray = claims[claims["own"]], claims[~claims["own"]]
    _refuse_undecided(files, own)
    own = own.sort_values(["force", "month", "vintage"], kind="stable")
    own = own.assign(wins=~own.duplicated(["force", "month"], keep="last"))
    taken = _are_in(stray, own, ["force", "month"])
    lost = _are_in(stray, own, ["file", "month"]) & ~_are_in(
        stray, own[own["wins"]], ["file", "month"]
    )
    return pd.concat([own, stray.assign(wins=~(taken | lost))], ignore_index=True)


def _are_in(rows: pd.DataFrame, others: pd.DataFrame, key: list[str]) -> NDArray[np.bool_]:
    return pd.MultiIndex.from_frame(rows[key]).isin(pd.MultiIndex.from_frame(others[key]))


def _claims(files: Sequence[File]) -> pd.DataFrame:
    """Return the forces and months with usable rows in each file, and whether it is their own.

    Columns: those of ``decided`` without wins. A file is a file of the forces in its name, else of
    those with at least a tenth of its rows.
    """
    rows = pd.concat([file.tally.assign(file=number) for number, file in enumerate(files)])
    sound = rows[rows["reason"].isna() | rows["reason"].map(is_harmless)]
    of = sound.groupby(["file", "force"])["n"].sum().reset_index()
    named = [NAMED_BY_FORCE.fullmatch(file.plain.path.name) for file in files]
    of["named"] = [
        bool((name := named[number]) and _is_named(force, name[1]))
        for number, force in zip(of["file"], of["force"], strict=True)
    ]
    by_file = of.groupby("file")
    large = of["n"] >= OWN * by_file["n"].transform("sum")
    own = of[of["named"].where(by_file["named"].transform("any"), large)]
    claims = sound[["force", "month", "file"]].drop_duplicates(ignore_index=True)
    about = [(file.source.vintage, file.is_primary) for file in files]
    vintage, primary = zip(*(about[number] for number in claims["file"]), strict=True)
    return claims.assign(
        own=_are_in(claims, own, ["file", "force"]), vintage=vintage, primary=primary
    )


def _is_named(force: str, name: str) -> bool:
    """Return whether a file's name, such as ``thames-valley``, names a force."""
    given = SHORT_NAMES.get(name.lower(), name.lower()).replace("-", " ").split()
    return {*given} - {"and"} <= {*force.lower().replace("-", " ").split()}


def _refuse_undecided(files: Sequence[File], own: pd.DataFrame) -> None:
    contested = own[own.duplicated(["force", "month"], keep=False)]
    for claim in contested.itertuples(index=False):
        if months.parse(claim.vintage) is None:
            refuse(
                files[claim.file].plain.path,
                f"another file also has {claim.force}, {months.label(claim.month)}, and the "
                f"vintage {claim.vintage!r} does not say which is later",
                "Give the vintage of both sources as the month of release, YYYY-MM",
            )
    claims = own.sort_values(["force", "month", "vintage"], kind="stable")
    clash = claims.duplicated(["force", "month", "vintage"])
    if clash.any():
        claim = claims[clash].iloc[0]
        refuse(
            files[claim["file"]].plain.path,
            f"another file of the same vintage also has {claim['force']}, "
            f"{months.label(claim['month'])}",
            "Remove one, or give the later download a source of its own with a later vintage",
        )


def coverage(
    borough: Borough, claims: pd.DataFrame, loaded: pd.DataFrame, leading: Collection[str]
) -> pd.DataFrame:
    """Return the months of each force: columns source, month, primary.

    ``claims`` are the rows of ``decided``, ``loaded`` has the incidents n of each force and crime
    type, ``leading`` are the forces with the most incidents in any ward. A month is primary if the
    force has its own file of it in a primary source and polices the borough or a part of it: it
    leads in a ward, or has a tenth of an average month's incidents. British Transport Police counts
    as policing the borough only if no other force does.

    Raises:
        BadInput: no month has every primary force, or most incidents are of an additional one.
    """
    theirs = claims[claims["primary"] & claims["own"]]
    length = theirs.groupby("force")["month"].nunique()
    counts = loaded.groupby("force")["n"].sum()
    average = counts.reindex(length.index).fillna(0) / length
    share = average / (average.sum() or 1)
    police = {*share.index[share >= min(POLICES, share.max())], *leading}
    police = {each for each in police if each.casefold() != RAIL} or police
    _refuse_roles(borough, claims, counts)
    primary = claims["primary"] & claims["own"] & claims["force"].isin(police)
    covered = claims.assign(primary=primary).groupby(["force", "month"], as_index=False)
    found = covered["primary"].max()
    ours = found[found["primary"]].groupby("force")["month"].agg(set)
    if not set.intersection(*ours):
        held_by = [
            f"{force} has {join(months.spans(each.date() for each in sorted(held)))}"
            for force, held in ours.items()
        ]
        refuse(
            borough.toml,
            f"no month has every primary force: {join(held_by)}",
            'Add the missing files, or give a force that only also works here role = "additional"',
        )
    return found.rename(columns={"force": "source"})


def _refuse_roles(borough: Borough, claims: pd.DataFrame, counts: pd.Series) -> None:
    """Refuse an additional force with more incidents a month than all primary ones together."""
    primary = {*claims.loc[claims["primary"], "force"]}
    monthly = counts / claims.groupby("force")["month"].nunique()
    own = monthly[monthly.index.isin(primary)].sum()
    for force, n in counts[~counts.index.isin(primary)].items():
        if n >= MANY and monthly[force] > own and str(force).casefold() != RAIL:
            refuse(
                borough.toml,
                f"{force} is additional and has {n:,} of {counts.sum():,} incidents, more a month "
                "than all primary forces",
                'Give the area\'s own force role = "primary"',
            )


def notices(coverage: pd.DataFrame, claims: pd.DataFrame, loaded: pd.DataFrame) -> Iterator[str]:
    """Yield a notice for each force in a primary source that does not police the borough."""
    police = {*coverage.loc[coverage["primary"], "source"]}
    counts = loaded.groupby("force")["n"].sum()
    for force in sorted({*claims.loc[claims["primary"], "force"]} - police):
        yield (
            f"{force} is in a primary source and has {counts.get(force, 0):,} of {counts.sum():,} "
            "incidents: no month depends on it."
        )


def shrunk(files: Sequence[File], claims: pd.DataFrame) -> Iterator[str]:
    """Yield a notice for each month whose latest release has under half of the earlier rows."""
    rows = pd.concat([file.tally.assign(file=number) for number, file in enumerate(files)])
    n = rows.groupby(["file", "force", "month"], as_index=False)["n"].sum()
    own = claims[claims["own"]].merge(n, on=["file", "force", "month"])
    pairs = own[own["wins"]].merge(own[~own["wins"]], on=["force", "month"], suffixes=("", "_was"))
    few = (pairs["n_was"] >= MANY) & (pairs["n"] < SHRUNK * pairs["n_was"])
    for pair in pairs[few].sort_values(["force", "month"]).itertuples():
        yield (
            f"{pair.force}, {months.label(pair.month)}: the release {pair.vintage} has {pair.n:,} "
            f"rows and counts, the release {pair.vintage_was} has {pair.n_was:,}. See whether the "
            "later file is whole."
        )
