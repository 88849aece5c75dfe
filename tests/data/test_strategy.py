"""The strategy file: themes, aims, what was done, and the figures it names."""

import pandas as pd
import pytest

from data import queries
from data.errors import BadInput
from data.readers import strategy

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


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("goal,1,X,,,R", "'goal' is no kind"),
        ("done,one,X,,,R", "'one' is not the number of an aim"),
        ("done,1, ,,,R", "an item has no text"),
        ("done,2,X,,,R", "there is no aim 2"),
        ("done,1,X,crime,Theft,R", "'crime::Theft' is not a published figure"),
        ("measure,1,X,,,R", "'::' is not a published figure"),
    ],
)
def test_items_that_cannot_be_used_are_refused(tmp_path, row, said) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        read(tmp_path, f"{row}\n")
    assert caught.value.line == 4


def test_the_demonstration_has_three_themes_and_five_aims(demo_pack) -> None:
    kinds = queries.strategy(demo_pack)["kind"].value_counts()
    assert (kinds["theme"], kinds["aim"]) == (3, 5)
    found = queries.strategy(demo_pack)
    assert {*found[found["kind"] == "measure"]["aim"]} == {1, 2, 3, 4, 5}
