"""Rows of frames as typed values: missing values, dates and whole numbers."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd
import pytest

from data.model.rows import rows


class Row(NamedTuple):
    day: date | None
    n: int | None
    rate: float | None
    name: str | None


@dataclass(frozen=True)
class Named:
    name: str


FRAME = pd.DataFrame(
    {
        "name": ["Alder", None],
        "rate": [1.5, float("nan")],
        "n": [3.0, float("nan")],
        "day": pd.to_datetime(["2022-04-01", None]),
        "other": [1, 2],
    }
)


def test_missing_values_are_none_and_columns_have_their_types() -> None:
    first, second = rows(FRAME, Row)

    assert first == Row(date(2022, 4, 1), 3, 1.5, "Alder")
    assert [type(each) for each in first] == [date, int, float, str]
    assert second == Row(None, None, None, None)


def test_nullable_integers_and_objects_are_read_too() -> None:
    frame = FRAME.assign(n=pd.array([0, None], "Int64"), day=[date(2022, 4, 1), None])

    assert rows(frame, Row)[0] == Row(date(2022, 4, 1), 0, 1.5, "Alder")
    assert rows(frame, Row)[1].n is None


def test_a_dataclass_can_be_read() -> None:
    assert rows(FRAME.head(1), Named) == [Named("Alder")]


def test_a_frame_without_rows_has_none() -> None:
    assert rows(FRAME.head(0), Row) == []


def test_a_missing_column_is_named() -> None:
    with pytest.raises(KeyError, match="rate"):
        rows(FRAME.drop(columns="rate"), Row)
