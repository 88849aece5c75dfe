"""Reading notes on periods, and refusing those that cannot be used."""

from datetime import date
from pathlib import Path

import pytest

from data.build.errors import BadInput
from data.build.readers import annotations

HEADER = "first_month,last_month,text,series"


def read(folder: Path, *rows: str, header: str = HEADER):
    path = folder / "notes.csv"
    path.write_text("\n".join((header, *rows)))
    return annotations.read(path)


def test_a_note_has_months_text_and_series(tmp_path: Path) -> None:
    rows = (
        "2020-04,2020-06,Restrictions,all",
        "2021-01,2021-01,Form,burglary",
        "2021-01,2021-02,X,marac",
    )

    assert read(tmp_path, *rows).to_numpy().tolist() == [
        [date(2020, 4, 1), date(2020, 6, 1), "Restrictions", "all", None],
        [date(2021, 1, 1), date(2021, 1, 1), "Form", "burglary", None],
        [date(2021, 1, 1), date(2021, 2, 1), "X", "marac", None],
    ]


def test_a_note_may_recalculate_limits(tmp_path: Path) -> None:
    rows = "2020-04,2020-06,Rules,all,2020-07", "2021-01,2021-01,Snow,all,"
    notes = read(tmp_path, *rows, header=f"{HEADER},limits_from")
    assert notes["limits_from"].tolist() == [date(2020, 7, 1), None]


@pytest.mark.parametrize(("row", "words"), [
    ("2020-13,2020-06,X,all,", ", column first_month: '2020-13' is not a month"),
    ("2020-04,,X,all,", ", column last_month: '' is not a month"),
    ("2020-04,2020-06,X,all,July", ", column limits_from: 'July' is not a month"),
    ("2020-06,2020-04,X,all,", ": first_month is after last_month. Swap the two."),
    ("2020-04,2020-06,X,piracy,", ", column series: 'piracy' is not an allowed value. Use all"),
    ("2020-04,2020-06, ,all,", ", column text: the cell is blank. Say what happened."),
])  # fmt: skip
def test_notes_that_cannot_be_used_are_refused(tmp_path: Path, row: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, "2020-04,2020-06,Fine,all,", row, header=f"{HEADER},limits_from")

    assert f"f, line 3{words}" in caught.value.message("f")
