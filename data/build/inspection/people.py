"""Recognise populations: a column of ONS codes, and a column of numbers beside it."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.build import csvfile
from data.build.errors import BadInput
from data.build.forms import number_text
from data.build.forms.form import Form
from data.build.inspection.finding import Finding

# The areas that have populations, by the beginning of their ONS codes.
AREAS = {"E05": "ward", "W05": "ward", "E01": "lsoa", "W01": "lsoa"}
DISTRICTS = ("E06", "E07", "E08", "E09", "W06")
CODE = re.compile(r"[EW]\d{8}")
# Names of columns with the number of people, in the order in which they are preferred.
PEOPLE = (
    "all ages", "all persons", "all people", "total", "total population", "population",
    "persons", "residents", "people", "obs_value", "observation", "value", "count",
)  # fmt: skip
# Names of columns that number rows.
ROW_NUMBER = re.compile(r"(ogc_)?fid|object_?id|id|index|", re.I)
VINTAGE = re.compile(r"(?<![a-z\d])(mid|census|)[-_ ]?(20\d\d)(?!\d)", re.I)


def inspect(path: Path, form: Form, rows: Sequence[tuple[int, list[str]]]) -> Finding | None:
    """Return what a table of populations holds; None for any other table.

    ``rows`` are its first rows, with their lines. ``path`` may name a sheet.
    """
    first = next((n for n, (_line, cells) in enumerate(rows) if _codes(cells)), 0)
    if not first:
        return None
    columns = [" ".join(each.split()) for each in rows[first - 1][1]]
    codes = {columns[i]: rows[first][1][i][:3] for i in _codes(rows[first][1]) if i < len(columns)}
    code = min(codes, key=lambda each: (codes[each] not in AREAS, columns.index(each)), default="")
    value = _value_column(columns, rows[first][1])
    if not code or not value:
        return None
    district = next((each for each in codes if codes[each] in DISTRICTS and each != code), None)
    try:
        frame, problem = csvfile.read(path, [code, value]), ""
        frame = frame[frame[code].str.strip() != ""] if district else frame  # as ``where`` does
        people = frame.assign(**{value: number_text.rounded(frame[value])})
        frame = csvfile.whole_numbers(path, people, [value])
    except BadInput as error:
        frame, problem = None, error.message(path.name)
    above = " ".join(cell for _line, cells in rows[:first] for cell in cells)
    vintage = VINTAGE.search(f"{above} {path.stem}")
    of = AREAS.get(codes[code], "district")
    source: dict[str, Any] = {"of": of, "code_column": code, "value_column": value}
    notes = [f"The build would take {value} as the residents of each {of}"]
    found: list[str] = []
    if district and frame is not None:
        found = sorted({*frame[district].str.strip()} - {""})
        source["where"] = {district: found[0] if len(found) == 1 else "E06000000"}
        if len(found) > 1:
            notes.append(f"It has {len(found):,} districts: write the borough's code in where")
    return Finding(
        (path,),
        form.noun,
        "population",
        rows=None if frame is None else len(frame),
        recognised=(code, value, *([district] if district else [])),
        others=tuple(each for each in columns if each and each not in {code, value, district}),
        notes=tuple(notes),
        problem=problem,
        vintage="-".join(filter(None, (vintage[1].lower(), vintage[2]))) if vintage else "",
        source=source,
        districts=dict.fromkeys(found, ""),
    )


def is_lookup(rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Return whether any row has both the code of a ward or LSOA and that of a district."""
    return any(
        any(each[:3] in AREAS for each in codes) and any(each[:3] in DISTRICTS for each in codes)
        for codes in ([cells[place] for place in _codes(cells)] for _line, cells in rows)
    )


def _codes(cells: Sequence[str]) -> list[int]:
    """Return the positions of the cells that are ONS codes of wards, LSOAs or districts."""
    return [
        i
        for i, cell in enumerate(cells)
        if CODE.fullmatch(cell.strip()) and cell.strip()[:3] in {*AREAS, *DISTRICTS}
    ]


def _value_column(columns: Sequence[str], cells: Sequence[str]) -> str:
    """Return the column with numbers of people: by name, else the only one with a number.

    Blank if neither is found; ``cells`` is the first row below the header.
    """
    numbers = [
        name
        for name, cell in zip(columns, cells, strict=False)
        if not ROW_NUMBER.fullmatch(name) and re.fullmatch(number_text.NUMBER, cell.strip())
    ]
    named = {each.lower(): each for each in reversed(numbers)}
    found = next((named[each] for each in PEOPLE if each in named), "")
    return found or (numbers[0] if len(numbers) == 1 else "")
