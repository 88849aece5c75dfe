"""Actions as a group keeps them in a file, and every line that cannot be used."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import shapely

from data import assemble, queries
from data.build import BuildFailed
from data.errors import BadInput
from data.readers import actions

HEADER = "place,date,action,lead,review_date,stage,ended,comparison,crime,assumed,source\n"
FINE = (
    "Mill Estate,2022-01-05,Patrols,Council,2022-03-01,response,2022-02-20,pond,burglary,true,R\n"
)
# Two places apart, one across the first, one that touches it, and one that is not located.
AREA = pd.DataFrame(
    [
        ("place", "mill-estate", "mill-estate-place", "Mill Estate", shapely.box(0, 0, 1, 1)),
        ("place", "pond", "pond", "Pond", shapely.box(3, 0, 4, 1)),
        ("place", "green", "green", "Green", shapely.box(0.9, 0, 2, 1)),
        ("place", "lane", "lane", "Lane", shapely.box(1, 0, 2, 1)),
        ("place", "nowhere-yet", "nowhere-yet", "Nowhere Yet", None),
        ("ward", "E05000001", "alder", "Alder", shapely.box(0, 0, 5, 5)),
    ],
    columns=["kind", "code", "slug", "name", "geometry"],
)


def read(folder: Path, rows: str, header: str = HEADER) -> pd.DataFrame:
    path = folder / "actions.csv"
    path.write_text(header + rows, encoding="utf-8")
    return actions.read(path, AREA)


def test_an_action_is_read_with_all_it_says(tmp_path: Path) -> None:
    assert read(tmp_path, FINE).to_dict("records") == [
        {
            "place": "mill-estate", "began": date(2022, 1, 5), "text": "Patrols",
            "lead": "Council", "review": date(2022, 3, 1), "stage": "response",
            "ended": date(2022, 2, 20), "comparison": "pond", "crime": "burglary",
            "assumed": True, "source": "R",
        }
    ]  # fmt: skip


def test_what_is_optional_may_be_left_out(tmp_path: Path) -> None:
    header = "place,date,action,lead,review_date,stage\n"
    (row,) = read(tmp_path, "Pond,2022-01-05,Patrols,,,Scanning\n", header).to_dict("records")

    assert (row["place"], row["lead"], row["stage"]) == ("pond", "", "scanning")
    assert (row["review"], row["ended"], row["comparison"]) == (None, None, None)
    assert (row["crime"], row["assumed"], row["source"]) == ("asb", False, "")


@pytest.mark.parametrize("name", ["Mill Estate", "mill estate", "mill-estate", "mill-estate-place"])
def test_a_place_is_known_by_its_name_and_by_its_id(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, FINE.replace("Mill Estate", name))["place"].tolist() == ["mill-estate"]


def test_an_action_may_be_at_a_place_that_is_not_located(tmp_path: Path) -> None:
    rows = "Nowhere Yet,2022-01-05,Patrols,Council,,response,,,,,\n"

    assert read(tmp_path, rows)["place"].tolist() == ["nowhere-yet"]


def test_places_that_only_touch_may_be_compared(tmp_path: Path) -> None:
    assert read(tmp_path, FINE.replace("pond", "lane"))["comparison"].tolist() == ["lane"]


@pytest.mark.parametrize(("old", "new", "words"), [
    ("Mill Estate", "Moon", "place is 'Moon', which is not a named place"),
    ("Mill Estate", "", "place is '', which is not a named place"),
    ("Mill Estate", "Alder", "place is 'Alder', which is not a named place"),
    ("2022-01-05", "", "an action has no date"),
    ("2022-01-05", "5 January 2022", "date is '5 January 2022', not a day"),
    ("2022-01-05", "2022-02-30", "date is '2022-02-30', not a day"),
    ("Patrols", " ", "an action has no words"),
    ("2022-03-01", "soon", "review_date is 'soon', not a day"),
    ("2022-03-01", "2022-01-04", "review_date 2022-01-04 is before the action began"),
    ("2022-02-20", "2021-02-20", "ended 2021-02-20 is before the action began, on 2022-01-05"),
    ("2022-02-20", "yes", "ended is 'yes', not a day"),
    ("response", "reply", "stage is 'reply'. Use scanning or analysis or response or assessment"),
    ("response", "", "stage is ''"),
    ("pond", "Moon", "comparison is 'Moon', which is not a named place"),
    ("pond", "mill estate", "Mill Estate is compared with itself"),
    ("pond", "green", "Green shares ground with Mill Estate"),
    ("pond", "Nowhere Yet", "Nowhere Yet is not located, so nothing can be counted there"),
    ("Mill Estate", "Nowhere Yet", "Nowhere Yet is not located"),
    ("burglary", "piracy", "crime is 'piracy'"),
    ("true", "perhaps", "assumed is 'perhaps'. Use false or true"),
])  # fmt: skip
def test_lines_that_cannot_be_used_are_refused(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, FINE + FINE.replace(old, new, 1))

    assert words in str(caught.value)
    assert caught.value.line == 3


@pytest.mark.parametrize("column", ["place", "date", "action", "lead", "review_date", "stage"])
def test_the_columns_that_are_needed(tmp_path: Path, column: str) -> None:
    with pytest.raises(BadInput, match=f"it has no column '{column}'"):
        read(tmp_path, FINE, HEADER.replace(column, "other", 1))


def held(small, rows: str) -> None:
    small.write(
        "places.csv",
        "name,lon,lat,radius_m,confidence,note\n"
        "Mill Estate,-0.885,51.41,300,high,\nPond,-0.855,51.41,300,high,\n",
    )
    small.write("actions.csv", HEADER + rows)
    small.add_source("actions", "actions.csv")


def test_actions_come_out_of_the_pack_as_they_went_in(small) -> None:
    held(small, FINE + "Pond,2021-12-31,Lights,,,scanning,,,,,\n")

    pack = small.build()
    lights, patrols = queries.actions(pack)

    assert pack.problems() == []
    assert (lights.place, lights.text, lights.lead, lights.review) == ("pond", "Lights", "", None)
    assert (lights.comparison, lights.ended, lights.assumed) == ("", None, False)
    assert (patrols.place, patrols.place_name) == ("mill-estate", "Mill Estate")
    assert (patrols.comparison, patrols.comparison_name) == ("pond", "Pond")
    assert patrols.began == date(2022, 1, 5)
    assert (patrols.review, patrols.ended) == (date(2022, 3, 1), date(2022, 2, 20))
    assert (patrols.lead, patrols.stage, patrols.crime) == ("Council", "response", "burglary")
    assert (patrols.assumed, patrols.source) == (True, "R")
    account = queries.sources(pack).set_index("kind").loc["actions"]
    assert account[["rows_read", "rows_loaded"]].tolist() == [2, 2]


def test_a_pack_without_actions_has_none(small) -> None:
    assert queries.actions(small.build()) == ()


@pytest.mark.parametrize("column", ["place", "comparison"])
def test_an_action_at_a_place_that_is_not_held_fails_the_build(
    small, column: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(small, FINE)
    sound = actions.read
    monkeypatch.setattr(
        assemble.actions, "read",
        lambda path, area: sound(path, area).assign(**{column: "gone"}),
    )  # fmt: skip

    with pytest.raises(BuildFailed, match="1 actions point to a place that is not held"):
        small.build()


def test_a_bad_action_is_told_in_one_line_and_the_old_pack_stays(small, refused) -> None:
    held(small, FINE.replace("Mill Estate", "Moon"))

    assert refused() == (
        "actions.csv, line 2: place is 'Moon', which is not a named place. Use the name of a place "
        "in a places source.\n"
    )
