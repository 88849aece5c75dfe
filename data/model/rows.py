"""Read the rows of a frame as values of a class that names its columns and their types."""

from datetime import date
from functools import cache
from itertools import starmap
from math import isnan
from typing import Any, TypeVar, get_args, get_type_hints

import numpy as np
import pandas as pd

R = TypeVar("R")


def rows(frame: pd.DataFrame, kind: type[R]) -> list[R]:
    """Return the rows of a frame in order, as values of a NamedTuple or dataclass.

    The fields of ``kind`` are read from the columns of the same names; other columns are ignored.
    A missing value (NaN, NaT, NA) becomes None. A timestamp becomes a date if the field is a date;
    a float becomes an int if the field is an int (pandas has floats where a value is missing).

    Raises:
        KeyError: the frame lacks a column.
    """
    columns = (_values(frame[name], wanted) for name, wanted in _fields(kind))
    return list(starmap(kind, zip(*columns, strict=True)))


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a class in order, each with the types that it may have."""
    hints = get_type_hints(kind)
    return tuple((name, get_args(hint) or (hint,)) for name, hint in hints.items())


def _values(column: pd.Series, wanted: tuple[Any, ...]) -> list[Any]:
    """Return a column as Python values; the type of the column decides the fastest way."""
    if isinstance(column.dtype, pd.StringDtype):
        return [each if isinstance(each, str) else None for each in column.tolist()]
    kind = column.dtype.kind if isinstance(column.dtype, np.dtype) else ""
    if kind == "M" and date in wanted:
        return column.to_numpy().astype("datetime64[D]").tolist()  # NaT becomes None
    values = column.tolist()
    if kind in {"i", "u", "b"}:
        return values
    if kind != "f" or np.isnan(column.to_numpy()).any():
        values = [None if _is_missing(each) else each for each in values]
    if kind == "f" and int in wanted:
        return [None if each is None else int(each) for each in values]
    return values


def _is_missing(value: Any) -> bool:
    """Whether a value is missing; ``isna`` of a short column takes a hundred times as long."""
    if isinstance(value, float):
        return isnan(value)
    return value is None or value is pd.NaT or value is pd.NA
