from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.errors import BadInput
from data.readers import marac

HEADER = "period_start,period_end,cases,repeat_cases,children,source,definition_version\n"
YEAR = "2021-04-01,2022-03-31,75,23,96,Report,safelives\n"
BEFORE = "2020-04-01,2021-03-31,136,,,Report,safelives\n"


def read(folder: Path, text: str, name: str = "marac.csv") -> pd.DataFrame:
    path = folder / name
    path.write_text(text)
    return marac.read(path)


def test_periods_are_read_and_put_in_order(tmp_path: Path) -> None:
    found = marac.in_order(read(tmp_path, HEADER + YEAR + BEFORE))

    assert found["period_start"].tolist() == [date(2020, 4, 1), date(2021, 4, 1)]
    assert found["cases"].tolist() == [136, 75]
    assert found["repeat_cases"].isna().tolist() == [True, False]
    assert found.columns.tolist() == [*marac.COLUMNS, "source"]


@pytest.mark.parametrize(("old", "new", "words"), [
    (",75,", ",-75,", "cases is '-75', not a count"),
    (",75,", ",seventy,", "cases is 'seventy', not a count"),
    (",75,", ",,", "cases is '', not a count"),
    (",23,", ",2.5,", "repeat_cases is '2.5', not a count"),
    (",96,", ",-1,", "children is '-1', not a count"),
    (",23,", ",76,", "76 repeat cases among 75 cases"),
    ("2022-03-31", "2022-02-30", "period_end is '2022-02-30', not a day"),
    ("2021-04-01", "April 2021", "period_start is 'April 2021', not a day"),
    ("2022-03-31", "2021-06-30", "the period from 2021-04-01 to 2021-06-30 is not a year"),
    ("2022-03-31", "2020-03-31", "the period from 2021-04-01 ends on 2020-03-31"),
])  # fmt: skip
def test_figures_that_cannot_be_true_are_refused_with_their_line(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, HEADER + BEFORE + YEAR.replace(old, new))

    assert words in str(caught.value)
    assert caught.value.line == 3


def test_repeats_may_equal_cases(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER + YEAR.replace(",23,", ",75,"))["repeat_cases"].tolist() == [75]


def test_periods_that_overlap_are_refused(tmp_path: Path) -> None:
    late = "2021-10-01,2022-09-30,80,20,,Report,safelives\n"

    with pytest.raises(BadInput, match="line 2: the period from 2021-10-01 overlaps the one"):
        marac.in_order(read(tmp_path, HEADER + late + YEAR))


def test_periods_of_two_files_that_overlap_are_refused(tmp_path: Path) -> None:
    both = [read(tmp_path, HEADER + YEAR, name) for name in ("a.csv", "b.csv")]

    with pytest.raises(BadInput, match=r"b\.csv, line 2: the period from 2021-04-01 overlaps"):
        marac.in_order(pd.concat(both))
