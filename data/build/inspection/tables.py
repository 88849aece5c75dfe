"""Say what a table holds: which kind of source its columns fit, its rows and months."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from data.build import csvfile
from data.build.config import Source
from data.build.errors import BadInput
from data.build.forms import csv_rows, header, workbook
from data.build.forms.form import Form
from data.build.inspection import people
from data.build.inspection.finding import TERMS, Finding
from data.build.inspection.kinds import KINDS, UNREAD, Kind
from data.build.readers.annual import YEAR
from data.model import months

NEARLY = 0.5  # of a kind's columns: a table with this share of them may be meant as that kind
Heads = Mapping[str, list[tuple[int, list[str]]]]


def inspect(path: Path, form: Form) -> Finding:
    """Return what a table holds; ``problem`` is the reason if its reader refuses it.

    Raises:
        BadInput: it cannot be read as a table at all.
    """
    heads = _tops(path, form)
    for kind in KINDS:
        sheets = _fitting(heads, kind.required)
        if sheets:
            return _known(path, form, kind, sheets[0], heads)
    for name, columns in UNREAD.items():
        if _fitting(heads, columns):
            note = f"It has {name}, which no build reads"
            return Finding((path,), form.noun, notes=(note,))
    for sheet, rows in heads.items():
        counted = people.inspect(_part(path, sheet), form, rows)
        if counted:
            whole = replace(counted, files=(path,))
            return whole if len(heads) == 1 else _with_part(counted, path, sheet)
    if any(people.is_lookup(rows) for rows in heads.values()):
        note = "It is a lookup: a wards source without districts may have its path as lookup"
        return Finding((path,), form.noun, notes=(note,))
    return _unknown(path, form, heads)


def _tops(path: Path, form: Form) -> Heads:
    """Return the first rows of each sheet with their lines; a CSV file is one unnamed sheet."""
    if form is Form.XLSX:
        return {name: workbook.top(path / name) for name in workbook.sheets(path)}
    return {"": csv_rows.top(path)}


def _fitting(heads: Heads, required: Sequence[str]) -> list[str]:
    """Return the sheets that have all the columns."""
    return [
        sheet
        for sheet, rows in heads.items()
        if {*required} <= {*header.find(rows, required).columns}
    ]


def _part(path: Path, sheet: str) -> Path:
    return path / sheet if sheet else path


def _with_part(found: Finding, path: Path, sheet: str) -> Finding:
    return replace(found, files=(path,), source={"part": sheet, **found.source})


def _known(path: Path, form: Form, kind: Kind, sheet: str, heads: Heads) -> Finding:
    columns = header.find(heads[sheet], kind.required).columns
    years = tuple(each for each in columns if YEAR.fullmatch(each) and kind.name == "annual")
    used = tuple(each for each in columns if each in {*kind.required, *kind.optional, *years})
    try:
        rows, problem = csvfile.read(_part(path, sheet), kind.required), ""
    except BadInput as error:
        rows, problem = pd.DataFrame(), _line(error)
    held = _months(rows, kind)
    found = Finding(
        (path,),
        form.noun,
        kind.name,
        rows=len(rows),
        months=held,
        recognised=used,
        others=tuple(each for each in columns if each and each not in used),
        notes=(f"The build would {kind.does}", *_years(years)),
        problem=problem or _problem(_part(path, sheet), kind, held, rows),
        vintage=_vintage(path, held, years),
        source=_own_keys(kind, held, rows) | _period(kind, held),
    )
    return _with_part(found, path, sheet) if len(heads) > 1 else found


def _years(years: Sequence[str]) -> tuple[str, ...]:
    return (f"Years: {years[0]} to {years[-1]}",) if years else ()


def _problem(path: Path, kind: Kind, held: Sequence[date], rows: pd.DataFrame) -> str:
    """Return the message with which the kind's reader refuses the file, blank if it does not."""
    if kind.read is None:
        return ""
    licence, access = TERMS.get(kind.name, ("", "open"))
    access = _own_keys(kind, held, rows).get("access", access)
    try:
        kind.read(path, Source(kind.name, kind.name, (path,), licence, "1", access))
    except BadInput as error:
        return _line(error)
    return ""


def _line(error: BadInput) -> str:
    return workbook.place(error).message(error.file.name)


def _months(rows: pd.DataFrame, kind: Kind) -> tuple[date, ...]:
    """Return the distinct months in the kind's columns of months or days, in order."""
    texts = {text[:7] for column in kind.dated for text in rows.get(column, pd.Series(dtype=str))}
    found = (months.parse(text) for text in texts)
    return tuple(sorted(each for each in found if each))


def _own_keys(kind: Kind, held: Sequence[date], rows: pd.DataFrame) -> dict[str, Any]:
    """Return the keys that depend on the rows: MARAC returns of whole years are published."""
    if kind.name == "marac" and held:
        days = zip(rows["period_start"], rows["period_end"], strict=True)
        spans = {(start[:7], end[:7]) for start, end in days}
        lengths = {_length(*span) for span in spans}
        return {} if lengths != {months.YEAR} else {
            "access": "published", "licence": "Published by the partnership",
        }  # fmt: skip
    return {}


def _length(start: str, end: str) -> int:
    first, last = months.parse(start), months.parse(end)
    return len(months.between(first, last)) if first and last else 0


def _period(kind: Kind, held: Sequence[date]) -> dict[str, Any]:
    if kind.name != "requests" or not held:
        return {}
    return {"first_month": months.spell(held[0]), "last_month": months.spell(held[-1])}


def _vintage(path: Path, held: Sequence[date], years: Sequence[str]) -> str:
    """Return a vintage from the file's name, else its last month or year; blank if none."""
    named = re.search(r"(?:mid-?)?(?:19|20)\d{2}", path.stem, re.I)
    if named:
        return named[0]
    if held:
        return f"{held[-1]:%Y}"
    return f"20{years[-1][-2:]}" if years else ""


def _unknown(path: Path, form: Form, heads: Heads) -> Finding:
    """Return a table that no kind fits, with the columns that it lacks for the nearest kind."""
    best, lacks, columns = 0.0, "", ()
    for rows in heads.values():
        columns = columns or header.find(rows, ()).columns
        for kind in KINDS:
            found = header.find(rows, kind.required)
            missing = [each for each in kind.required if each not in found.columns]
            share = 1 - len(missing) / len(kind.required)
            if share >= NEARLY and share > best:
                best, columns = share, found.columns
                lacks = f"It is nearly a {kind.name} file, without {', '.join(missing)}"
    notes = (lacks or "Its columns fit no kind of source: see docs/sources.md",)
    others = tuple(each for each in columns if each)
    return Finding((path,), form.noun, others=others, notes=notes)
