"""Refuse whole street and outcome files by their row counts.

A ``tally`` is what ``street.read`` or ``outcomes.read`` returns, with the rows of one file only.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from data.build.errors import quoted, refuse
from data.build.forms.container import DOWNLOAD
from data.build.readers.street_reasons import CHANGED, HARMLESS, is_harmless

MOST_BAD = 0.02
LAST_ROW = 1 << 13  # bytes: more than the last row of a file has
MOST_NAMED = 3
LEAVE_OUT = (
    "Correct the file, or name the type in left_out_types of [borough] to leave its rows out"
)


def suspects(tally: pd.DataFrame) -> Iterator[tuple[int, pd.DataFrame]]:
    """Yield the number and the tally of each file that one of the other checks may refuse.

    Such a file has rows with swapped coordinates, or rows that cannot be used for a reason that is
    unusual in published files. All others are left out, because checking takes milliseconds a file.
    """
    odd = tally["reason"].notna() & ~tally["reason"].isin(HARMLESS)
    if "swapped" in tally:
        odd |= tally["swapped"]
    for number in tally.loc[odd, "file"].unique().tolist():
        yield number, tally[tally["file"] == number]


def refuse_cut_short(path: Path, text: Path) -> None:
    """Refuse a file that ends within a row, as a broken download does.

    ``text`` is the file itself or its copy in plain text: see ``plain_text.Plain``.
    """
    with text.open("rb") as file:
        head = file.readline()
        file.seek(max(0, text.stat().st_size - LAST_ROW))
        last = file.read().rpartition(b"\n")[2]
    whole = last.count(b'"') % 2 == 0  # and not the end of a cell of several lines
    if whole and last.strip() and last.count(b",") < head.count(b","):
        refuse(path, "it ends within a row, so rows after it are missing", DOWNLOAD)


def refuse_if_swapped(path: Path, tally: pd.DataFrame) -> None:
    """Refuse a file with longitude and latitude swapped in over 2 % of the located rows."""
    swapped = tally[tally["swapped"]]
    if swapped["n"].sum() > MOST_BAD * tally.loc[tally["located"], "n"].sum():
        refuse(
            path,
            "longitude and latitude are swapped",
            "Swap the two columns",
            int(swapped["line"].min()),
        )


def refuse_changed(path: Path, tally: pd.DataFrame) -> None:
    """Refuse a file with a row that a spreadsheet changed."""
    for reason in CHANGED:
        changed = tally[tally["reason"] == reason]
        if len(changed):
            do = "Download the file again and do not save it with a spreadsheet program"
            refuse(path, f"the {reason}", do, int(changed["line"].min()))


def refuse_unknown_types(
    path: Path, unknown: pd.DataFrame, noun: str = "crime types", do: str = LEAVE_OUT
) -> None:
    """Refuse a file with unknown types; ``unknown`` has the columns label, n and line."""
    named = [quoted(each) if isinstance(each, str) else "a blank" for each in unknown["label"]]
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    refuse(
        path,
        f"{', '.join(named[:MOST_NAMED])}{more} {'is' if len(named) == 1 else 'are'} not among the "
        f"{noun} of police.uk ({unknown['n'].sum():,} rows)",
        do,
        int(unknown["line"].min()),
    )


def refuse_if_mostly_bad(path: Path, tally: pd.DataFrame) -> None:
    """Refuse a file in which over 2 % of the located rows cannot be used."""
    bad = tally[tally["reason"].notna() & ~tally["reason"].map(is_harmless)]
    if bad["n"].sum() <= MOST_BAD * tally.loc[tally["located"], "n"].sum():
        return
    first = bad.loc[bad["line"].idxmin()]
    refuse(
        path,
        f"{bad['n'].sum():,} of {tally['n'].sum():,} rows cannot be used, the first for this "
        f"reason: {first['reason']}",
        "Download the file again: more than 2 % of the located rows is too many to leave out",
        int(first["line"]),
    )
