"""Say what street files hold, read as a build reads them: rows, months, forces, bad rows."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from data.build.forms import csv_rows, header, police_zip
from data.build.forms.form import Form
from data.build.inspection.finding import CHECK, Finding
from data.build.plain_text import opened
from data.build.readers import street
from data.build.source_files import FORCE
from data.build.store import FULL, BuildFailed, Store
from data.model import months

MOST = 150  # files: the rows of more are not counted
RAIL = "btp"
FEW = 8  # forces that are listed
ARCHIVE = re.compile(r"(\d{4}-\d{2})\.zip", re.I)


def is_street(columns: Sequence[str]) -> bool:
    """Return whether a table has all the columns of a street file."""
    return {*street.COLUMNS} <= {*columns}


def archive(path: Path) -> Finding:
    """Return what a zip archive of police.uk holds.

    Raises:
        BadInput: it, or a file in it, cannot be read.
    """
    inside = police_zip.files(path, police_zip.STREET)
    forces = _forces(inside)
    own = [each for each in forces if each != RAIL]
    notes = [f"It has street files of {FORCE.count(len(forces))}: {_listed(forces)}"]
    source: dict[str, Any] = {"role": "primary" if own else "additional"}
    if len(forces) > 1:
        source["forces"] = own if len(own) == 1 else [CHECK]
        notes.append(
            "The build would read those of forces: write the borough's own force there, and the "
            'others in a second source with role = "additional"'
        )
    named = ARCHIVE.fullmatch(path.name)
    if police_zip.files(path, police_zip.OUTCOMES):
        notes.append("It has outcome files: name it in a source of the kind outcomes too")
    found = _found((path,), inside, Form.POLICE_ZIP, notes, source)
    return replace(found, vintage=named[1] if named else found.vintage)


def files(paths: Sequence[Path]) -> Finding:
    """Return what street files of one force hold.

    Raises:
        BadInput: one cannot be read.
    """
    forces = _forces(paths)
    role = "additional" if forces == [RAIL] else "primary"
    return _found(tuple(paths), paths, Form.CSV, [], {"role": role})


def _found(
    shown: tuple[Path, ...], inside: Sequence[Path], form: Form, notes: list[str], source: Any
) -> Finding:
    if len(inside) > MOST:
        names = (police_zip.street_name(each.name) for each in inside)
        held = {months.parse(each[0]) for each in names if each}
        notes = [*notes, f"It has {len(inside):,} street files, whose rows were not counted"]
        tally = None
    else:
        tally = _tally(inside)
        held = {each.date() for each in pd.to_datetime(tally["month"].dropna())}
        notes = [*notes, *_account(tally)]
    columns = header.find(csv_rows.top(inside[0]), street.COLUMNS).columns
    used = {*street.COLUMNS, street.CATEGORY}
    spans: tuple[date, ...] = tuple(sorted(each for each in held if each))
    return Finding(
        shown,
        form.noun,
        "street",
        rows=None if tally is None else int(tally["n"].sum()),
        months=spans,
        recognised=tuple(each for each in columns if each in used),
        others=tuple(each for each in columns if each not in used),
        notes=tuple(notes),
        vintage=months.spell(spans[-1]) if spans else "",
        source=source,
    )


def _tally(paths: Iterable[Path]) -> pd.DataFrame:
    """Return the rows by force, month and reason, as a build would count them.

    Raises:
        BuildFailed: the folder for temporary files is full.
    """
    tallies = []
    try:
        with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
            store.run("street/schema")
            for number, path in enumerate(paths):
                plain = opened(path, Path(folder))
                tallies.append(street.read(store, {number: plain}, street.GREAT_BRITAIN))
                plain.discard()
    except (BuildFailed, OSError) as error:
        if FULL not in str(error):
            raise
        raise BuildFailed(
            f"{tempfile.gettempdir()}, the folder for temporary files: {FULL}. Free some space, or "
            "set TMPDIR to a folder on another disk."
        ) from None
    return pd.concat(tallies, ignore_index=True)


def _account(tally: pd.DataFrame) -> list[str]:
    usable = int(tally.loc[tally["reason"].isna(), "n"].sum())
    reasons = tally.dropna(subset=["reason"]).groupby("reason")["n"].sum()
    left = "; ".join(f"{count:,} left out: {reason}" for reason, count in reasons.items())
    forces = sorted(tally["force"].dropna().unique())
    does = f"The build would place {usable:,} rows in the current wards"
    return [f"Reported by {_listed(forces)}", does, *([left] if left else [])]


def _forces(paths: Iterable[Path]) -> list[str]:
    names = (police_zip.street_name(each.name) for each in paths)
    return sorted({each[1] for each in names if each})


def _listed(forces: Sequence[str]) -> str:
    more = f" and {len(forces) - FEW} more" if len(forces) > FEW else ""
    return ", ".join(forces[:FEW]) + more
