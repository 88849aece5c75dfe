from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.build.config import Source
from data.build.errors import BadInput
from data.build.readers import marac, marac_comparisons

HEADER = "period_start,period_end,cases,repeat_cases,children,source,definition_version\n"
YEAR = "2021-04-01,2022-03-31,75,23,96,Report,safelives\n"
BEFORE = "2020-04-01,2021-03-31,136,,,Report,safelives\n"
QUARTERS = "2021-01-01,2021-03-31,20,8,9,Return,s\n2021-04-01,2021-06-30,18,5,,Return,s\n"
MONTHS = "2021-01-01,2021-01-31,7,2,9,Return,s\n2021-02-01,2021-02-28,6,,,Return,s\n"


def source(access: str = "published") -> Source:
    return Source("marac", "MARAC", (), "OGL", "2022/23", access)


def read(
    folder: Path, text: str, name: str = "marac.csv", access: str = "published"
) -> pd.DataFrame:
    path = folder / name
    path.write_text(text)
    return marac.read(path, source(access))


def test_periods_are_read_and_put_in_order(tmp_path: Path) -> None:
    found = marac.in_order(read(tmp_path, HEADER + YEAR + BEFORE))

    assert found["period_start"].tolist() == [date(2020, 4, 1), date(2021, 4, 1)]
    assert found["cases"].tolist() == [136, 75]
    assert found["repeat_cases"].isna().tolist() == [True, False]
    assert found.columns.tolist() == [*marac.COLUMNS, "source"]


@pytest.mark.parametrize(("text", "cases"), [(QUARTERS, [20, 18]), (MONTHS, [7, 6])])
def test_quarters_and_months_load_when_restricted(tmp_path: Path, text: str, cases) -> None:
    found = marac.in_order(read(tmp_path, HEADER + text, access="restricted"))

    assert found["cases"].tolist() == cases
    assert found["repeat_cases"].isna().tolist() == [False, text == MONTHS]


def test_a_year_need_not_be_a_financial_one(tmp_path: Path) -> None:
    text = HEADER + YEAR.replace("2021-04-01,2022-03-31", "2024-01-01,2024-12-31")
    assert read(tmp_path, text)["period_end"].tolist() == [date(2024, 12, 31)]


@pytest.mark.parametrize(("access", "text", "kind"), [
    ("published", QUARTERS, "quarter"), ("open", MONTHS, "month"),
])  # fmt: skip
def test_anything_finer_than_a_year_must_be_restricted(
    tmp_path: Path, access: str, text: str, kind: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, HEADER + text, access=access)

    assert caught.value.message("marac.csv") == (
        f"marac.csv, line 2: the period from 2021-01-01 is a {kind}, and this source is {access}. "
        'Give the source access = "restricted": anything finer than a year is.'
    )


@pytest.mark.parametrize(("old", "new", "words"), [
    (",75,", ",-75,", ", column cases: '-75' is not a whole number"),
    (",75,", ",,", ", column cases: the cell is blank"),
    (",23,", ",2.5,", ", column repeat_cases: '2.5' is not a whole number"),
    (",96,", ",-1,", ", column children: '-1' is not a whole number"),
    (",23,", ",76,", ": 76 repeat cases among 75 cases. Cases include repeats: "),
    ("2022-03-31", "2022-02-30", ", column period_end: '2022-02-30' is not a day"),
    ("2021-04-01", "April 2021", ", column period_start: 'April 2021' is not a day"),
    ("2022-03-31", "2020-03-31", ": the period from 2021-04-01 ends on 2020-03-31. Swap the two"),
    ("2022-03-31", "2022-03-30", ": the period from 2021-04-01 to 2022-03-30 is not a whole month, "
     "quarter or year. Use the first and last day of one; quarters begin in January, April, "),
    ("2021-04-01", "2021-04-02", ": the period from 2021-04-02 to 2022-03-31 is not a whole"),
    ("2022-03-31", "2022-02-28", ": the period from 2021-04-01 to 2022-02-28 is not a whole"),
    ("2021-04-01,2022-03-31", "2021-02-01,2021-04-30", " to 2021-04-30 is not a whole month"),
    ("safelives", "  ", ", column definition_version: the cell is blank. Name the definition of"),
    ("2021-04-01,2022-03-31", "2021-04-01,2021-06-30", ": the period from 2021-04-01 is a quarter "
     "in a file of years. Give years, quarters and months files of their own."),
])  # fmt: skip
def test_impossible_figures_are_refused_with_their_line(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, HEADER + BEFORE + YEAR.replace(old, new), access="restricted")

    assert words in caught.value.message("f")
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


COMPARED = "label,measure,value,source\nUK,volume,47,SafeLives\nUK,repeat_rate,33,SafeLives\n"


def test_comparison_figures_are_read(tmp_path: Path) -> None:
    path = tmp_path / "uk.csv"
    path.write_text(COMPARED)

    assert marac_comparisons.read(path).to_numpy().tolist() == [
        ["UK", "volume", 47.0, "SafeLives"], ["UK", "repeat_rate", 33.0, "SafeLives"],
    ]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), [
    ("repeat_rate", "rate", "measure: 'rate' is not an allowed value. Use volume or "),
    (",33,", ",many,", "value: 'many' is not a number from 0"),
    (",33,", ",-3,", "value: '-3' is not a number from 0"),
    (",33,", ",inf,", "value: 'inf' is not a number from 0"),
    (",33,SafeLives", ",33,", "source: the cell is blank. Say what it is and who published it."),
    ("UK,repeat", ",repeat", "label: the cell is blank"),
])  # fmt: skip
def test_bad_comparison_figures_are_refused_with_their_line(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    path = tmp_path / "uk.csv"
    path.write_text(COMPARED.replace(old, new))

    with pytest.raises(BadInput) as caught:
        marac_comparisons.read(path)
    assert f"f, line 3, column {words}" in caught.value.message("f")
