"""Build the pack's table of harm weights: those of the borough's sources, else the shipped ones."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from data.build.config import Borough, Source
from data.build.errors import quoted, refuse
from data.build.load_log import Account
from data.build.readers import harm

SHIPPED = "harm_weights.csv"
ENGLAND = "England"
# What police.uk adds to the name of a force, and the Home Office does not.
TITLES = re.compile(r"\b(police|service|constabulary|and isle of wight|the)\b")


@dataclass(frozen=True)
class Index:
    """A set of weights: its name, vintage and licence."""

    name: str = "ONS Crime Severity Score"
    vintage: str = "2020 download, offences of 2022/23"
    licence: str = "Open Government Licence v3.0"


@dataclass(frozen=True, eq=False)
class Read:
    """The weights of one source; ``source`` is None for the weights that the project ships."""

    source: Source | None
    index: Index
    weights: pd.DataFrame


def read(borough: Borough, account: Account) -> list[Read]:
    """Return the weights of every source, latest vintage last; without a source the shipped ones.

    Raises:
        BadInput: a source cannot be used, or two have one vintage.
    """
    sources = sorted(borough.of_kind("harm"), key=lambda each: each.vintage)
    if not sources:
        weights = harm.shipped(SHIPPED)
        account.show(weights)
        return [Read(None, Index(), weights)]
    vintages = [each.vintage for each in sources for _file in each.files]
    twice = next((each for each in vintages if vintages.count(each) > 1), None)
    if twice is not None:
        what = f"two files of harm weights have the vintage {quoted(twice)}"
        refuse(borough.toml, what, "Give each a source and a vintage of its own")
    return [_read(account, each) for each in sources]


def _read(account: Account, source: Source) -> Read:
    path = source.files[0]
    weights, unused = harm.read(path)
    note = f"{unused} offence codes are not recorded by any force" if unused else ""
    account.add_whole(source, path, len(weights), unused, note)
    return Read(source, Index(source.name, source.vintage, source.licence), weights)


def table(borough: Borough, found: Sequence[Read], forces: Collection[str]) -> pd.DataFrame:
    """Return the table ``harm_weight``; ``forces`` are the primary forces as in the street files.

    ``chosen`` marks the weights in use: of the latest vintage, those of the borough's own force, or
    of the only area in the file. If there are several forces, or no weights for the force, they are
    England's, and ``fallback`` says why; it is blank otherwise.

    Raises:
        BadInput: no area of the weights fits.
    """
    frames = []
    for each in found:
        area, fallback = _area(borough, each, forces)
        frames.append(
            each.weights.assign(
                index_name=each.index.name,
                vintage=each.index.vintage,
                licence=each.index.licence,
                chosen=(each.weights["area"] == area) & (each is found[-1]),
                fallback=fallback,
            )
        )
    return pd.concat(frames, ignore_index=True)


def _area(borough: Borough, read: Read, forces: Collection[str]) -> tuple[str, str]:
    """Return the area whose weights to use, and why they are England's; blank if they are not."""
    areas = [*dict.fromkeys(read.weights["area"])]
    wanted = read.source.option("force", "") if read.source else ""
    named = [wanted] if wanted else sorted(forces)
    own = [each for each in areas if [_plain(each)] == [*map(_plain, named)]]
    if own:
        return own[0], ""
    if not wanted and len(areas) == 1:
        return areas[0], ""
    if not wanted and ENGLAND in areas:
        several = "it has several police forces"
        return ENGLAND, several if len(named) > 1 else f"there are none for {named[0]}"
    return refuse(
        read.source.files[0] if read.source else borough.toml,
        f"the harm weights have no area {quoted(', '.join(named))}",
        f"Name one with force in the harm source: {', '.join(areas)}",
    )


def _plain(force: str) -> str:
    """Return the name of a force without what sources add or spell differently."""
    name = re.sub(r"[^a-z]+", " ", force.lower().replace("&", "and"))
    return " ".join(sorted(TITLES.sub(" ", name).split()))
