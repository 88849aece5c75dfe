from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model import months
from tests.domains import m, quick

MONTHS = st.dates(date(1990, 1, 1), date(2060, 12, 1)).map(lambda day: day.replace(day=1))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2022-04", date(2022, 4, 1)), ("2022-12", date(2022, 12, 1)), ("0001-01", date(1, 1, 1)),
        ("2022-13", None), ("2022-00", None), ("2022-4", None), ("2022-04-01", None),
        (" 2022-04", None), ("2022-04\n", None), ("0000-01", None), ("", None),
        ("April 2022", None),
    ],
)  # fmt: skip
def test_parse(text, month) -> None:
    assert months.parse(text) == month


@quick
@given(MONTHS, st.integers(-240, 240))
def test_shift_there_and_back(month, by) -> None:
    moved = months.shift(month, by)
    assert months.shift(moved, -by) == month
    assert (moved.year - month.year) * 12 + moved.month - month.month == by
    assert months.parse(months.spell(month)) == month


@quick
@given(MONTHS)
def test_a_month_lies_in_its_financial_year(month) -> None:
    first, last = months.year_span(months.year_of(month))
    assert first <= month <= last
    assert len(months.between(first, last)) == 12
    assert (first.month, last.month) == (4, 3)


@pytest.mark.parametrize(
    ("month", "start", "label"),
    [("2022-03", 2021, "2021/22"), ("2022-04", 2022, "2022/23"), ("1999-12", 1999, "1999/00"),
     ("2008-05", 2008, "2008/09")],
)  # fmt: skip
def test_financial_year(month, start, label) -> None:
    assert months.year_of(m(month)) == start
    assert months.year_label(start) == label


def test_between_and_label() -> None:
    assert months.between(m("2021-11"), m("2022-02")) == (
        m("2021-11"), m("2021-12"), m("2022-01"), m("2022-02"),
    )  # fmt: skip
    assert months.between(m("2022-02"), m("2022-02")) == (m("2022-02"),)
    assert months.between(m("2022-02"), m("2022-01")) == ()
    assert months.label(m("2022-02")) == "February 2022"
