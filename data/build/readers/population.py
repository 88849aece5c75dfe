"""Read populations of wards, LSOAs or a district from a table whose columns the TOML names."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from data.build import csvfile
from data.build.config import Source
from data.build.csvfile import refuse_rows
from data.build.errors import quoted, refuse
from data.build.forms import number_text

FEW = 100  # average people per area: below it the numbers are thousands, shares or densities


def read(path: Path, source: Source, codes: Collection[str]) -> tuple[pd.DataFrame, int]:
    """Return the population of each area of the borough, and how many rows ``where`` left out.

    Columns: kind, vintage, code, group, value (people), source, estimate (bool). ``where`` in the
    TOML selects rows, as a file may cover more than the borough; ``codes`` are the codes of the
    borough's areas.

    Raises:
        BadInput: a value is not a count above 0, a code is unknown or given twice, ``where``
            selects no row, or the values are too small on average to be people.
    """
    code = source.option("code_column", "code")
    value = source.option("value_column", "value")
    where = source.option("where", {})
    frame = csvfile.read(path, [code, value, *where])
    rows = len(frame)
    for column, wanted in where.items():
        allowed = wanted if isinstance(wanted, list) else [wanted]
        frame = frame[frame[column].str.strip().isin([str(each).strip() for each in allowed])]
    if frame.empty:
        do = "Correct where of this source in the TOML"
        refuse(path, f"no row matches where = {quoted(where)}", do)
    left_out = rows - len(frame)
    frame = frame.assign(
        **{value: number_text.rounded(frame[value]), code: frame[code].str.strip()}
    )
    frame = csvfile.whole_numbers(path, frame, [value])
    refuse_rows(
        path, frame, frame[value] == 0, "the population is 0, and nothing can be divided by it",
        "Correct it, or leave the row out: the area then has no rate", column=value,
    )  # fmt: skip
    kind = source.option("of", "ward")
    refuse_rows(
        path, frame, ~frame[code].isin(list(codes)), f"{{cell}} is not a {kind} of this borough",
        "Use the codes of the boundaries, or pick rows with where", column=code,
    )  # fmt: skip
    twice, do = frame[code].duplicated(), "Keep one, or pick rows with where"
    refuse_rows(path, frame, twice, "{cell} is given twice", do, column=code)
    if frame[value].mean() < FEW:
        what = f"the numbers are {frame[value].mean():.1f} on average, too few for residents"
        refuse(path, what, "Give people, not thousands, shares or densities", column=value)
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
