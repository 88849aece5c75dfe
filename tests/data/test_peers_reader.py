"""Files of other areas: what is read, and one clear line for what cannot be."""

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.errors import BadInput
from data.readers import peers

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
    frame, outside = read(tmp_path, FINE + "E06000001,Small,2022-01,Burglary,9,6500\n" * 2)

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
    ("E07000002,Bexford,2022-13,Burglary,1,9\n", "month is '2022-13', not a month. Write it as"),
    ("E07000002,Bexford,2022-01,Piracy,1,9\n", "crime_type is 'Piracy', not a type of police.uk"),
    ("E07000002,Bexford,2022-01,All crime,1,9\n", "leave out totals"),
    ("E07000002,Bexford,2022-01,Burglary,-1,9\n", "count is '-1', not a count"),
    ("E07000002,Bexford,2022-01,Burglary,1.5,9\n", "count is '1.5', not a count"),
    ("E07000002,Bexford,2022-01,Burglary,1,\n", "population is '', not a count"),
    ("E07000002,Bexford,2022-01,Burglary,1,0\n", "population is '0', not a number of people"),
    (" ,Bexford,2022-01,Burglary,1,9\n", "area_code is '', not a code"),
    ("E07000002,,2022-01,Burglary,1,9\n", "area_name is '', not a name"),
    ("E07000001,Ashford,2022-01,burglary,1,50000\n",
     "Ashford has two rows for burglary in January 2022. Keep one."),
    ("E07000001,Ashford,2022-02,Burglary,1,50001\n",
     "population of E07000001 is '50001' here and '50000' above"),
    ("E07000001,Ashton,2022-02,Burglary,1,50000\n",
     "area_name of E07000001 is 'Ashton' here and 'Ashford' above"),
])  # fmt: skip
def test_what_cannot_be_used_is_refused_with_its_line(tmp_path: Path, row: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, FINE + row)

    assert words in str(caught.value)
    assert caught.value.line == 3


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

    told = pack.frame("peers").to_numpy().tolist()
    assert told == [
        ["E07000002", "Area 2", "Shire", 9000.0, False],
        ["E07000003", "Area 3", "Shire", 9000.0, True],
    ]
    account = pack.frame("sources").set_index("kind").loc["peers"]
    assert (account["rows_read"], account["rows_loaded"], account["rows_outside"]) == (4, 3, 1)
    assert pack.problems() == []
    pack.close()


def test_alike_are_those_named_by_group_or_code_else_all(small) -> None:
    other = row("E07000004").replace("Shire", "Marsh")
    small.write("peers.csv", HEAD + row() + row("E07000003") + other)
    small.add_source("peers", "peers.csv")
    pack = small.build(small.folder / "all")
    assert pack.frame("peers")["chosen"].all()
    pack.close()
    small.edit("small.toml", 'path = "peers.csv"', 'path = "peers.csv"\nsimilar = ["Shire"]')
    pack = small.build(small.folder / "shire")
    assert pack.frame("peers")["chosen"].tolist() == [True, True, False]
    pack.close()


def test_several_files_are_one_source(small) -> None:
    small.write("peers/2022-01.csv", HEAD + row())
    small.write("peers/2022-02.csv", HEAD + row(month="2022-02"))
    small.add_source("peers", "peers/*.csv")
    pack = small.build()
    assert len(pack.frame("peers")) == 1
    assert pack.frame("peer_types")["crime_type"].tolist() == ["burglary"]
    pack.close()


def bad_second(text: str) -> Callable:
    def change(small) -> None:
        small.write("peers/a.csv", HEAD + row())
        small.write("peers/b.csv", HEAD + row("E07000003") + text)
        small.add_source("peers", "peers/*.csv")

    return change


def bad_similar(said: str) -> Callable:
    def change(small) -> None:
        small.write("peers.csv", HEAD + row())
        small.add_source("peers", "peers.csv", similar=said)

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (bad_second(row()), "peers/b.csv, line 3: Area 2 has burglary of the same month in"),
        (bad_second(row(people=8000, month="2022-02")), "peers/b.csv, line 3: E07000002 has anoth"),
        (bad_similar('["Fen"]'), "similar names 'Fen', which is no code or group of peers."),
        (bad_similar('[""]'), "similar names '', which is no code or group"),
        (bad_similar("[7]"), "similar names '7', which is no code or group"),
        (bad_similar('"Fen"'), "similar of a peers source is not a list."),
    ],
)  # fmt: skip
def test_contradictions_stop_the_build(small, refused, change, words) -> None:
    change(small)

    assert words in refused()
