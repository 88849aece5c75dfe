from datetime import date
from pathlib import Path

import pytest

from data.errors import BadInput
from data.readers import annotations

HEADER = "first_month,last_month,text,series\n"


def read(folder: Path, rows: str):
    path = folder / "notes.csv"
    path.write_text(HEADER + rows)
    return annotations.read(path)


def test_a_note_spans_months_and_names_its_series(tmp_path: Path) -> None:
    rows = "2020-04,2020-06,Restrictions,all\n2021-01,2021-01,New form,burglary\n"

    assert read(tmp_path, rows + "2021-01,2021-02,New year,marac\n").to_numpy().tolist() == [
        [date(2020, 4, 1), date(2020, 6, 1), "Restrictions", "all", None],
        [date(2021, 1, 1), date(2021, 1, 1), "New form", "burglary", None],
        [date(2021, 1, 1), date(2021, 2, 1), "New year", "marac", None],
    ]


def test_a_note_may_set_limits_anew(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text(
        HEADER.replace("\n", ",limits_from\n")
        + "2020-04,2020-06,Rules,all,2020-07\n2021-01,2021-01,Snow,all,\n"
    )
    found = annotations.read(path)
    assert found["limits_from"].tolist() == [date(2020, 7, 1), None]
    path.write_text(HEADER.replace("\n", ",limits_from\n") + "2020-04,2020-06,Rules,all,July\n")
    with pytest.raises(BadInput, match="limits_from is 'July', not a month") as caught:
        annotations.read(path)
    assert caught.value.line == 2


@pytest.mark.parametrize(("row", "words"), [
    ("2020-13,2020-06,X,all\n", "'2020-13' to '2020-06' are not months in order"),
    ("2020-06,2020-04,X,all\n", "are not months in order"),
    ("2020-04,2020-06,X,piracy\n", "there is no series 'piracy'"),
    ("2020-04,2020-06, ,all\n", "a note has no text"),
])  # fmt: skip
def test_notes_that_cannot_be_used_are_refused(tmp_path: Path, row: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, "2020-04,2020-06,Fine,all\n" + row)

    assert words in str(caught.value)
    assert caught.value.line == 3
