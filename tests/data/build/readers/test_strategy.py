"""The strategy file: themes, aims, what was done, and the figures it names."""

import pandas as pd
import pytest

from data.build.errors import BadInput
from data.build.readers import strategy
from data.pack import queries

HEAD = "kind,aim,text,table,measure,source\n"
GOOD = "theme,1,Listen,,,S\naim,1,Less crime,,,S\n"
FIGURES = pd.DataFrame({"table_name": ["crime"], "measure": ["All"]})


def read(folder, rows: str) -> pd.DataFrame:
    (folder / "strategy.csv").write_text(HEAD + GOOD + rows)
    return strategy.read(folder / "strategy.csv", FIGURES)


def test_each_item_is_a_row_in_the_order_of_the_file(tmp_path) -> None:
    found = read(tmp_path, "done,1,Warned,,,R\nmeasure,1,All crime,crime,All,R\n")
    assert found[["position", "kind", "aim", "measure"]].to_numpy().tolist() == [
        [1, "theme", 1, ""], [2, "aim", 1, ""], [3, "done", 1, ""], [4, "measure", 1, "All"],
    ]  # fmt: skip


def test_money_may_be_for_all_aims_and_a_group_may_be_named(tmp_path) -> None:
    path = tmp_path / "strategy.csv"
    path.write_text(f"{HEAD.strip()},group\n{GOOD}grant,0,Given,crime,All,R,Board\n")
    found = strategy.read(path, FIGURES)
    assert found[["kind", "aim", "group_name"]].to_numpy().tolist()[-1] == ["grant", 0, "Board"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            "goal,1,X,,,R",
            "kind: 'goal' is not an allowed value. Use earlier or theme or aim or done or measure "
            "or spend or grant.",
        ),
        ("done,one,X,,,R", "aim: 'one' is not the number of an aim"),
        ("done,²,X,,,R", "aim: '²' is not the number of an aim"),
        ("done,1, ,,,R", "text: the cell is blank"),
        ("done,2,X,,,R", "aim: there is no aim 2"),
        ("done,1,X,crime,Theft,R", "measure: crime::Theft is not a published figure"),
        ("measure,1,X,,,R", "measure: :: is not a published figure"),
        ("spend,1,X,,,R", "measure: :: is not a published figure"),
        ("done,0,X,,,R", "aim: there is no aim 0"),
    ],
)
def test_items_that_cannot_be_used_are_refused(tmp_path, row, words) -> None:
    with pytest.raises(BadInput, match=f"line 4, column {words}"):
        read(tmp_path, f"{row}\n")


def test_the_demonstration_has_three_themes_and_five_aims(demo_pack) -> None:
    kinds = queries.strategy(demo_pack)["kind"].value_counts()
    assert (kinds["theme"], kinds["aim"]) == (3, 5)
    found = queries.strategy(demo_pack)
    assert {*found[found["kind"] == "measure"]["aim"]} == {1, 2, 3, 4, 5}
