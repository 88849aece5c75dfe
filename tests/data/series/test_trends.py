"""Monthly counts as financial years."""

import pandas as pd
import pytest

from data.series.trends import YearTotal, overlay, series, split, year_changes, year_totals
from data.stats.dispersion import Scatter
from data.stats.significance import change
from tests.domains import domain_of, m

# 2019/20 in part, 2020/21 whole, 2021/22 with a month missing, 2022/23 to May.
SCATTER = Scatter.of(["burglary"])
DOMAIN = domain_of("2020-02", "2022-05", ["2021-08"])
VALUES = tuple(None if month == m("2021-08") else 10 + month.month for month in DOMAIN.months)


def frame_of(rows: list[tuple]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["month", "n"])
    return frame.assign(month=pd.to_datetime(frame["month"]))


def test_series_has_a_place_for_every_month_of_the_pack() -> None:
    domain = domain_of("2022-01", "2022-05", ["2022-03"])
    frame = frame_of([("2022-01-01", 4), ("2022-02-01", 0), ("2022-03-01", None),
                      ("2022-05-01", 7)])  # fmt: skip
    assert series(frame, domain) == (4, 0, None, None, 7)
    assert [type(each) for each in series(frame, domain)[:2]] == [int, int]
    assert series(frame.head(0), domain) == (None,) * 5


def test_year_totals_leave_missing_months_out() -> None:
    assert year_totals(VALUES, DOMAIN) == [
        YearTotal("2019/20", 12 + 13, False, 2),
        YearTotal("2020/21", 120 + 78, True, 12),
        YearTotal("2021/22", 120 + 78 - 18, False, 11),
        YearTotal("2022/23", 14 + 15, False, 2),
    ]


def test_only_whole_years_in_a_row_are_compared() -> None:
    assert [test for _year, test in year_changes(year_totals(VALUES, DOMAIN), SCATTER)] == [
        None
    ] * 4
    whole = domain_of("2020-04", "2023-04", ["2023-04"])
    assert len(whole.years) == 3
    values = (*[1] * 12, *[3] * 12, *[2] * 12, None)
    totals = year_totals(values, whole)
    assert [each.label for each in totals] == ["2020/21", "2021/22", "2022/23"]
    assert year_changes(totals, SCATTER) == [
        (totals[0], None),
        (totals[1], change(12, 36, SCATTER)),
        (totals[2], change(36, 24, SCATTER)),
    ]  # fmt: skip


def test_a_year_between_two_whole_ones_breaks_the_row() -> None:
    domain = domain_of("2020-04", "2024-03", ["2021-08"])
    totals = year_totals((*[5] * 16, None, *[5] * 31), domain)
    assert [each.complete for each in totals] == [True, False, True, True]
    assert [test is not None for _year, test in year_changes(totals, SCATTER)] == [
        False,
        False,
        False,
        True,
    ]


def test_overlay_runs_from_april_to_march() -> None:
    by_year = dict(overlay(VALUES, DOMAIN))
    assert [*by_year] == ["2019/20", "2020/21", "2021/22", "2022/23"]
    assert by_year["2019/20"] == (*[None] * 10, 12, 13)
    assert by_year["2020/21"] == (14, 15, 16, 17, 18, 19, 20, 21, 22, 11, 12, 13)
    assert by_year["2021/22"][4] is None
    assert by_year["2022/23"] == (14, 15, *[None] * 10)


def test_split_keeps_the_order_of_the_frame() -> None:
    domain = domain_of("2022-01", "2022-02")
    frame = frame_of([("2022-01-01", 1), ("2022-02-01", 2), ("2022-01-01", 3), ("2022-02-01", 4)])
    frame["label"] = ["Robbery", "Robbery", "Drugs", "Drugs"]
    assert split(frame, "label", domain) == [("Robbery", (1, 2)), ("Drugs", (3, 4))]
    assert split(frame.head(0), "label", domain) == []


@pytest.mark.parametrize("months", [1, 2, 11])
def test_a_short_pack_has_one_year_in_part(months) -> None:
    domain = domain_of("2022-04", f"2022-{3 + months:02d}" if months < 10 else "2023-02")
    totals = year_totals((5,) * months, domain)
    assert totals == [YearTotal("2022/23", 5 * months, False, months)]
    assert year_changes(totals, SCATTER) == [(totals[0], None)]
