"""Reading files of other areas, and refusing what cannot be used."""

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.build.errors import BadInput
from data.build.readers import peers

HEADER = "area_code,area_name,month,crime_type,count,population\n"
FINE = "E07000001,Ashford,2022-01,Burglary,12,50000\n"


def read(folder: Path, rows: str, header: str = HEADER):
    path = folder / "peers.csv"
    path.write_text(header + rows)
    return peers.read(path, ["E06000001"])


def test_a_row_is_an_area_a_month_and_a_type(tmp_path: Path) -> None:
    frame, outside = read(
        tmp_path,
        'E07000001,Ashford,2022-01,Burglary,12,"50000"\n'
        "E07000001,Ashford,2022-02,Anti-social behaviour,0,50000\n"
        "E07000002,Bexford,2022-01,bicycle-theft,3,61000\n",
    )

    assert outside == 0
    kept = frame.drop(columns=["line", "group"])
    assert kept.to_numpy().tolist() == [
        ["E07000001", "Ashford", date(2022, 1, 1), "burglary", 12, 50000],
        ["E07000001", "Ashford", date(2022, 2, 1), "asb", 0, 50000],
        ["E07000002", "Bexford", date(2022, 1, 1), "bicycle-theft", 3, 61000],
    ]
    assert set(frame["group"]) == {""}


def test_rows_of_the_borough_itself_are_left_out_and_counted(tmp_path: Path) -> None:
    own = "E06000001,Small,2022-01,Burglary,9,6500\n"
    frame, outside = read(tmp_path, FINE + own + own.replace("E0", "e0"))

    assert frame["area_code"].tolist() == ["E07000001"]
    assert outside == 2


def test_a_blank_count_is_not_known_and_not_zero(tmp_path: Path) -> None:
    frame, _outside = read(tmp_path, FINE.replace(",12,", ",,"))

    assert frame["count"].isna().all()


def test_groups_are_kept_and_files_may_be_packed(tmp_path: Path) -> None:
    path = tmp_path / "peers.csv.gz"
    header = HEADER.replace("\n", ",group\n")
    path.write_bytes(gzip.compress((header + FINE.replace("\n", ", Kentshire \n")).encode()))

    assert peers.read(path, [])[0]["group"].tolist() == ["Kentshire"]


@pytest.mark.parametrize(("row", "words"), [
    ("E07000002,Bexford,2022-13,Burglary,1,9\n", ", column month: '2022-13' is not a month"),
    ("E07000002,Bexford,2022-01,All crime,1,9\n", ", column crime_type: 'All crime' is not a crime "
     "type of police.uk. Write it as there, as in Burglary, and leave out totals."),
    ("E07000002,Bexford,2022-01,Burglary,-1,9\n", ", column count: '-1' is not a whole number"),
    ("E07000002,Bexford,2022-01,Burglary,1,\n", ", column population: the cell is blank"),
    ("E07000002,Bexford,2022-01,Burglary,1,0\n", ", column population: an area has no residents"),
    (" ,Bexford,2022-01,Burglary,1,9\n", ", column area_code: the cell is blank"),
    ("E07000002,,2022-01,Burglary,1,9\n", ", column area_name: the cell is blank"),
    ("E07000001,Ashford,2022-01,burglary,1,50000\n",
     ": Ashford has two rows for burglary in January 2022. Keep one."),
    ("E07000001,Ashford,2022-02,Burglary,1,50001\n",
     ", column population: E07000001 has '50001' here and '50000' above"),
    ("E07000001,Ashton,2022-02,Burglary,1,50000\n",
     ", column area_name: E07000001 has 'Ashton' here and 'Ashford' above"),
])  # fmt: skip
def test_what_cannot_be_used_is_refused_with_its_line(tmp_path: Path, row: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, FINE + row)

    assert f"f, line 3{words}" in caught.value.message("f")


def test_a_file_needs_its_columns_and_another_area(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="it has no column 'population'"):
        read(tmp_path, FINE, HEADER.replace("population", "people"))
    with pytest.raises(BadInput, match="it has no other area than this one"):
        read(tmp_path, FINE.replace("E07000001", "E06000001"))


def row(code: str = "E07000002", count: int = 4, people: int = 9000, month: str = "2022-01") -> str:
    return f"{code},Area {code[-1]},{month},Burglary,{count},{people},Shire\n"


HEAD = HEADER.replace("\n", ",group\n")


def test_a_pack_holds_the_areas_and_their_counts(small) -> None:
    small.write("peers.csv", HEAD + row() + row(month="2022-02", count=0) + row("E07000003")
                + row("E06000001"))  # fmt: skip
    small.add_source("peers", "peers.csv", similar='["E07000003"]')
    pack = small.build()

    rows = pack.frame("peers/peers").to_numpy().tolist()
    assert rows == [
        ["E07000002", "Area 2", "Shire", 9000.0, False],
        ["E07000003", "Area 3", "Shire", 9000.0, True],
    ]
    account = pack.frame("pack/sources").set_index("kind").loc["peers"]
    assert (account["rows_read"], account["rows_loaded"], account["rows_outside"]) == (4, 3, 1)
    assert pack.problems() == []
    pack.close()


def test_alike_are_those_named_by_group_or_code_else_all(small) -> None:
    other = row("E07000004").replace("Shire", "Marsh")
    small.write("peers.csv", HEAD + row() + row("E07000003") + other)
    small.add_source("peers", "peers.csv")
    pack = small.build(small.folder / "all")
    assert pack.frame("peers/peers")["chosen"].all()
    pack.close()
    small.edit("small.toml", 'path = "peers.csv"', 'path = "peers.csv"\nsimilar = ["Shire"]')
    pack = small.build(small.folder / "shire")
    assert pack.frame("peers/peers")["chosen"].tolist() == [True, True, False]
    pack.close()


def test_several_files_are_one_source(small) -> None:
    small.write("peers/2022-01.csv", HEAD + row())
    small.write("peers/2022-02.csv", HEAD + row(month="2022-02"))
    small.add_source("peers", "peers/*.csv")
    pack = small.build()
    assert len(pack.frame("peers/peers")) == 1
    assert pack.frame("peers/peer_types")["crime_type"].tolist() == ["burglary"]
    pack.close()


def bad_second(text: str) -> Callable:
    def change(small) -> None:
        small.write("peers/a.csv", HEAD + row())
        small.write("peers/b.csv", HEAD + row("E07000003") + text)
        small.add_source("peers", "peers/*.csv")

    return change


def bad_similar(value: str) -> Callable:
    def change(small) -> None:
        small.write("peers.csv", HEAD + row())
        small.add_source("peers", "peers.csv", similar=value)

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (bad_second(row()), "peers/b.csv, line 3: Area 2: the burglary count of this month is"),
        (bad_second(row(people=8000, month="2022-02")), "peers/b.csv, line 3: E07000002 has anoth"),
        (bad_similar('["Fen"]'), "similar names 'Fen', which is not a code or group of peers."),
        (bad_similar('[""]'), "similar names '', which is not a code or group"),
        (bad_similar('"Fen"'), "similar of a peers source is not a list."),
    ],
)  # fmt: skip
def test_contradictions_stop_the_build(small, refused, change, words) -> None:
    change(small)

    assert words in refused()
