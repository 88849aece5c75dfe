"""Reading actions, and refusing lines that cannot be used."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import shapely

from data.build import assemble
from data.build.build import BuildFailed
from data.build.errors import BadInput
from data.build.readers import actions
from data.pack import queries
from data.places.actions import listed

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
    ("Mill Estate", "Moon", "place: 'Moon' is not a named place. Use the name of a place in a "),
    ("Mill Estate", "", "place: '' is not a named place"),
    ("Mill Estate", "Alder", "place: 'Alder' is not a named place"),
    ("2022-01-05", "", "date: '' is not a day"),
    ("2022-01-05", "3022-01-05", "date: '3022-01-05' is not a day"),
    ("2022-01-05", "5 January 2022", "date: '5 January 2022' is not a day"),
    ("Patrols", " ", "action: the cell is blank. Say what was done."),
    ("2022-03-01", "soon", "review_date: 'soon' is not a day"),
    ("2022-03-01", "2022-01-04", "review_date: 2022-01-04 is before the action began, on 2022"),
    ("2022-02-20", "2021-02-20", "ended: 2021-02-20 is before the action began, on 2022-01-05"),
    ("response", "reply", "stage: 'reply' is not an allowed value. Use scanning or "),
    ("pond", "Moon", "comparison: 'Moon' is not a named place"),
    ("pond", "mill estate", "comparison: Mill Estate is compared with itself"),
    ("pond", "green", "comparison: Green overlaps Mill Estate"),
    ("pond", "Nowhere Yet", "comparison: Nowhere Yet has no location, so incidents there cannot "),
    ("Mill Estate", "Nowhere Yet", "comparison: Nowhere Yet has no location"),
    ("burglary", "piracy", "crime: 'piracy' is not an allowed value"),
    ("true", "perhaps", "assumed: 'perhaps' is not an allowed value. Use false or true."),
])  # fmt: skip
def test_lines_that_cannot_be_used_are_refused(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, FINE + FINE.replace(old, new, 1))

    assert f"f, line 3, column {words}" in caught.value.message("f")


def test_an_action_may_be_given_once(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"line 3: the action is given twice\. Keep one"):
        read(tmp_path, FINE + FINE)


@pytest.mark.parametrize("again", ["ended", "crime", "source"])
def test_an_optional_column_may_be_there_once(tmp_path: Path, again: str) -> None:
    rows = FINE.replace("\n", ",x\n")
    with pytest.raises(BadInput, match=f"it has two columns '{again}'"):
        read(tmp_path, rows, HEADER.replace("\n", f",{again}\n"))


def test_every_column_but_the_optional_ones_is_needed(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no column 'place' or 'date' or 'action' or 'lead' or "):
        read(tmp_path, "1\n", "other\n")


def add_actions(small, rows: str) -> None:
    small.write(
        "places.csv",
        "name,lon,lat,radius_m,confidence,note\n"
        "Mill Estate,-0.885,51.41,300,high,\nPond,-0.855,51.41,300,high,\n",
    )
    small.write("actions.csv", HEADER + rows)
    small.add_source("actions", "actions.csv")


def test_actions_come_out_of_the_pack_as_they_went_in(small) -> None:
    add_actions(small, FINE + "Pond,2021-12-31,Lights,,,scanning,,,,,\n")

    pack = small.build()
    lights, patrols = listed(queries.actions(pack))

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


def test_a_pack_without_actions_has_none(small_pack) -> None:
    assert listed(queries.actions(small_pack)) == ()


@pytest.mark.parametrize("column", ["place", "comparison"])
def test_an_action_at_a_place_that_is_not_held_fails_the_build(
    small, column: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_actions(small, FINE)
    sound = actions.read
    monkeypatch.setattr(
        assemble.actions, "read",
        lambda path, area: sound(path, area).assign(**{column: "gone"}),
    )  # fmt: skip

    with pytest.raises(BuildFailed, match="1 actions point to a place that is not held"):
        small.build()
