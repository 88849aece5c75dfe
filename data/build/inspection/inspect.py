"""Inspect files: recognise their form, say what they hold, and group police files by force."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.build.errors import BadInput, relative_to
from data.build.forms import csv_rows, header, police_zip
from data.build.forms.form import Form, Holds
from data.build.forms.recognise import recognise
from data.build.inspection import outcomes, shapes, streets
from data.build.inspection import tables as sheets
from data.build.inspection.finding import Finding
from data.build.readers import street


def inspect(paths: Sequence[Path]) -> list[Finding]:
    """Return one finding for each file, or for all street or all outcome files of one force.

    The findings of police files come last. A file that cannot be read has a ``problem``.

    Raises:
        BuildFailed: the folder for temporary files is full.
    """
    findings: list[Finding] = []
    by_force: dict[tuple[str, str], list[Path]] = {}
    others: dict[Path, Form] = {}
    for path in paths:
        try:
            form = recognise(path)
            kind = _police_kind(path) if form is Form.CSV else ""
            if kind:
                named = police_zip.month_and_force(path.name)
                by_force.setdefault((kind, named[1] if named else ""), []).append(path)
            else:
                others[path] = form
        except BadInput as error:
            findings.append(Finding((path,), "", problem=error.message(path.name)))
    tables = [path for path, form in others.items() if form.is_read and form.holds is Holds.TABLE]
    for path, form in others.items():
        try:
            findings.append(_one(path, form, tables))
        except BadInput as error:
            problem = error.message(relative_to(path.parent, error.file))
            findings.append(Finding((path,), "", problem=problem))
    findings.sort(key=lambda found: paths.index(found.files[0]))
    looks = {police_zip.STREET: streets.files, police_zip.OUTCOMES: outcomes.files}
    for (kind, _force), files in sorted(by_force.items()):
        try:
            findings.append(looks[kind](files))
        except BadInput as error:
            problem = error.message(error.file.name)
            findings.append(Finding(tuple(files), Form.CSV.noun, kind, problem=problem))
    district = one_district(findings)
    return [_of_district(each, district[0]) for each in findings] if district else findings


def one_district(findings: Sequence[Finding]) -> tuple[str, str] | None:
    """Return the code and name of the only district of all wards; None if there is not just one."""
    found: dict[str, str] = {}
    for each in findings:
        if each.kind == "wards":
            found |= {code: name or found.get(code, "") for code, name in each.districts.items()}
    return next(iter(found.items())) if len(found) == 1 else None


def _of_district(found: Finding, code: str) -> Finding:
    """Return a population of several districts with ``where`` set to the district ``code``.

    Any other finding, or one without that district, is returned unchanged.
    """
    if found.kind != "population" or code not in found.districts or len(found.districts) == 1:
        return found
    where = dict.fromkeys(found.source["where"], code)
    notes = (*found.notes[:-1], f"It has {len(found.districts):,} districts: where picks {code}")
    return replace(found, source={**found.source, "where": where}, notes=notes)


def _one(path: Path, form: Form, tables: Sequence[Path]) -> Finding:
    if not form.is_read:
        return Finding(
            (path,), form.noun, problem=f"{path.name}: it is {form.noun}. {form.remedy}."
        )
    if form is Form.POLICE_ZIP:
        return streets.archive(path)
    if form.holds is Holds.SHAPES:
        return shapes.inspect(path, form, tables)
    return sheets.inspect(path, form)


def _police_kind(path: Path) -> str:
    """Return the kind of a police.uk file, ``street`` or ``outcomes``; blank for other tables."""
    columns = header.find(csv_rows.top(path), street.COLUMNS).columns
    if streets.is_street(columns):
        return police_zip.STREET
    return police_zip.OUTCOMES if outcomes.is_outcomes(columns) else ""


def pattern(files: Sequence[Path], folder: Path) -> str:
    """Return the path of one file, or a glob for several of a force, relative to a folder."""
    if len(files) == 1:
        return _seen(files[0], folder)
    above = Path(os.path.commonpath([each.parent.resolve() for each in files]))
    named = police_zip.month_and_force(files[0].name)
    is_street = police_zip.street_name(files[0].name)
    kind = police_zip.STREET if is_street else police_zip.OUTCOMES
    name = f"*-{named[1]}-{kind}.csv" if named else "*.csv"
    packed = "*" if any(each.suffix == ".gz" for each in files) else ""
    nested = "" if {each.parent.resolve() for each in files} == {above} else "**/"
    return _seen(above / f"{nested}{name}{packed}", folder)


def _seen(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()
