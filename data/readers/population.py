"""Populations of wards or LSOAs, from any CSV whose columns the TOML names."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from data import csvfile
from data.borough import Source
from data.errors import BadInput, quoted


def read(path: Path, source: Source, codes: Collection[str]) -> tuple[pd.DataFrame, int]:
    """The population of each area of the borough, and how many rows ``where`` left out.

    Columns: kind, vintage, code, group, value (people), source, estimate. ``where`` in the TOML
    picks the rows of a file that holds more than this borough; ``codes`` are the areas that exist.

    Raises:
        BadInput: a value is not a count, or a row is for an area that is not among ``codes``.
    """
    code = source.option("code_column", "code")
    value = source.option("value_column", "value")
    where = source.option("where", {})
    frame = csvfile.read(path, [code, value, *where])
    rows = len(frame)
    for column, wanted in where.items():
        allowed = [str(each) for each in wanted] if isinstance(wanted, list) else [str(wanted)]
        frame = frame[frame[column].isin(allowed)]
    if frame.empty:
        raise BadInput(path, f"no row is picked by where = {quoted(where)}", "Mend it in the TOML")
    left_out = rows - len(frame)
    frame = frame.assign(
        **{value: frame[value].str.replace(",", ""), code: frame[code].str.strip()}
    )
    frame = csvfile.whole_numbers(path, frame, [value])
    kind = source.option("of", "ward")
    csvfile.refuse(
        path, frame, ~frame[code].isin(list(codes)),
        lambda row: f"{quoted(row[code])} is not a {kind} of this borough",
        "Use the codes of the boundaries, or pick rows with where",
    )  # fmt: skip
    csvfile.refuse(
        path, frame, frame[code].duplicated(),
        lambda row: f"{quoted(row[code])} is given twice", "Keep one",
    )  # fmt: skip
    tidy = pd.DataFrame(
        {
            "kind": kind,
            "vintage": source.vintage,
            "code": frame[code],
            "group": source.option("group", "residents"),
            "value": frame[value].astype(float),
            "source": source.name,
            "estimate": source.option("estimate", False),
        }
    )
    return tidy, left_out
