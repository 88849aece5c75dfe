from pathlib import Path

import pytest

from data.build.config import Source
from data.build.errors import BadInput
from data.build.readers import population

CODES = ("E05000001", "E05000002")


def read(folder: Path, text: str, **options: object):
    path = folder / "people.csv"
    path.write_text(text)
    source = Source("population", "ONS", (path,), "OGL", "mid-2020", "open", options)
    return population.read(path, source, CODES)


def test_people_are_read_by_the_columns_that_the_toml_names(tmp_path: Path) -> None:
    text = 'District,Ward Code,All Ages\nA,E05000001,"4,000"\nA, E05000002 ,7\nB,E05000009,x\n'

    found, left_out = read(
        tmp_path, text, code_column="Ward Code", value_column="All Ages", where={"District": "A"}
    )

    assert found.to_dict("records") == [
        {"kind": "ward", "vintage": "mid-2020", "code": code, "group": "residents",
         "value": value, "source": "ONS", "estimate": False}
        for code, value in (("E05000001", 4000.0), ("E05000002", 7.0))
    ]  # fmt: skip
    assert left_out == 1


def test_rows_may_be_picked_by_several_values_and_of_another_group(tmp_path: Path) -> None:
    text = "d,code,value\n1,E05000001,500\n2 ,E05000002,600\n3,E05000009,7\n"

    found, left_out = read(tmp_path, text, where={"d": [1, 2]}, group="women16", estimate=True)

    assert found["value"].tolist() == [500, 600]
    assert found["group"].unique().tolist() == ["women16"]
    assert found["estimate"].all()
    assert left_out == 1


@pytest.mark.parametrize(("text", "options", "words"), [
    ("code,value\nE05000009,5\n", {}, "line 2, column code: 'E05000009' is not a ward of"),
    ("code,value\nE05000001,5\nE05000001,6\n", {}, "line 3, column code: 'E05000001' is given"),
    ("code,value\nE05000001,0\n", {}, "line 2, column value: the population is 0"),
    ("code,value\nE05000001,many\n", {}, "line 2, column value: 'many' is not a whole number"),
    ("code,people\nE05000001,5\n", {}, "line 1: it has no column 'value'"),
    ("code,value\nE05000001,5\n", {"where": {"d": "A"}}, "line 1: it has no column 'd'"),
    ("d,code,value\nB,E05000001,5\n", {"where": {"d": "A"}}, "no row matches where = "),
    ("code,value\nE05000001,8.5\nE05000002,7\n", {},
     "column value: the numbers are 7.5 on average, too few for residents"),
    ("code,value\nE05000001,9\nE05000002,8\n", {}, "the numbers are 8.5 on average, too few"),
])  # fmt: skip
def test_populations_that_cannot_be_used_are_refused(
    tmp_path: Path, text: str, options: dict, words: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text, **options)

    assert words in str(caught.value)
