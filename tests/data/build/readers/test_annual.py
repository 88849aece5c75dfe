from pathlib import Path

import pandas as pd
import pytest

from data.build.config import Source
from data.build.errors import BadInput
from data.build.readers import annual

HEADER = "table,measure,2020/21,2021/22,published_change,published_pct_change\n"
ROWS = "crime,All crime,30,33,3,10.0\ncrime,Burglary,,11,1,\nmarac,Rate,31.5,25.0,,\n"


def figures(folder: Path, text: str = HEADER + ROWS) -> pd.DataFrame:
    path = folder / "annual.csv"
    path.write_text(text)
    source = Source("annual", "A", (path,), "OGL", "2022", "published", {"report": "The report"})
    return annual.read(path, source)


def test_every_published_figure_is_one_row_and_blanks_are_none(tmp_path: Path) -> None:
    found = figures(tmp_path)

    assert found[["position", "measure", "year", "value"]].to_numpy().tolist() == [
        [1, "All crime", "2020/21", 30], [1, "All crime", "2021/22", 33],
        [2, "Burglary", "2021/22", 11],
        [3, "Rate", "2020/21", 31.5], [3, "Rate", "2021/22", 25],
    ]  # fmt: skip
    assert found["report"].unique().tolist() == ["The report"]


def test_the_published_change_belongs_to_the_latest_year(tmp_path: Path) -> None:
    found = figures(tmp_path)

    assert found["published_change"].fillna(-9).tolist() == [-9, 3, 1, -9, -9]
    assert found["published_percent"].fillna(-9).tolist() == [-9, 10, -9, -9, -9]


@pytest.mark.parametrize(("text", "words"), [
    ("table,measure,2021\ncrime,All,3\n", "line 1: it has no year column. Name the columns"),
    ("measure,2021/22\nAll,3\n", "line 1: it has no column 'table'"),
    *(
        (f"table,measure,2020/21,{year}\nc,All,3,4\n", "the column may be a year")
        for year in ("2021-22", "21/22", "FY22", "2021/2022", "2022/22", "2022-03-31", "2020/21")
    ),
    (HEADER + "c,All,inf,31,,\n", "line 2, column 2020/21: 'inf' is not a number"),
    (HEADER + "c,All,30,31,,\nc,All ,30,32,,\n", "line 3: All is given twice"),
    (HEADER + "c,All,30,many,,\n", "line 2, column 2021/22: 'many' is not a number"),
    (HEADER + "c,All,30,31,x,\n", "line 2, column published_change: 'x' is not a number"),
    (HEADER + "c,All,30,31,,\nc,All,30,32,,\n", "line 3: All is given twice"),
    (HEADER + "c,All,30,31,,\nc,Other,,,,\n", "line 3: Other has no figure"),
    (HEADER.replace("\n", ",exception\n") + "c,All,30,31,,,2021/22 5 guessed\n",
     "line 2, column exception: '2021/22 5 guessed' is not a declared exception. Write"),
])  # fmt: skip
def test_figures_that_cannot_be_used_are_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        figures(tmp_path, text)

    assert words in str(caught.value)
