"""A peers file from counts of street files by force: months held, zeros, and who is left out."""

from pathlib import Path

import pytest

from data.build import peer_file
from data.build.errors import BadInput
from data.build.readers import peers
from data.model.crime_types import CRIME_TYPES

COUNTS = """month,force_file,falls_within,lad22_code,lad22_name,crime_type,n
2022-01,kent,Kent Police,E07000001,Ashford,Burglary,12
2022-01,btp,British Transport Police,E07000001,Ashford,Burglary,3
2022-02,btp,British Transport Police,E07000001,Ashford,Robbery,2
2022-03,kent,Kent Police,E07000001,Ashford,Drugs,5
2022-01,devon-and-cornwall,Devon,E07000002,Torridge,Shoplifting,7
2022-01,kent,Kent Police,E09000001,Bromley,Burglary,4
2022-01,kent,Kent Police,E07000009,Oldshire,Burglary,40
2022-01,essex,Essex Police,E07000009,Oldshire,Burglary,1
2022-01,kent,Kent Police,E07000010,Mixed,Burglary,5
2022-01,essex,Essex Police,E07000010,Mixed,Burglary,5
2022-01,kent,Kent Police,NO_LSOA,,Burglary,9
"""
MONTHS = "force,month,rows\nkent,2022-01,99\nkent,2022-03,98\ndevon-and-cornwall,2022-01,9\n"
PEOPLE = """ltla21_code,ltla21_name,total_population
E07000001,Ashford,130000
E07000002,Torridge,68000
E09000001,Bromley,332000
E07000009,Oldshire,50000
E07000010,Mixed,60000
"""
FORCES = """ltla24_code,ltla24_name,pfa24_name
E07000001,Ashford,Kent
E07000002,Torridge,Devon & Cornwall
E09000001,Bromley,Metropolitan Police
"""


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    paths = []
    texts = {"counts": COUNTS, "months": MONTHS, "people": PEOPLE, "forces": FORCES}
    for name, text in texts.items():
        paths.append(tmp_path / f"{name}.csv")
        paths[-1].write_text(text)
    return paths


def test_a_month_is_held_when_the_own_force_has_it(paths) -> None:
    rows = peer_file.read(*paths).rows
    held = rows.groupby("area_name")["month"].unique().map(list).to_dict()

    assert held == {
        "Ashford": ["2022-01", "2022-03"],
        "Torridge": ["2022-01"],
        # Not listed, but nearly all of its rows are Kent's.
        "Oldshire": ["2022-01", "2022-03"],
    }


def test_every_type_of_a_month_held_is_written_and_forces_are_added_up(paths) -> None:
    rows = peer_file.read(*paths).rows
    ashford = rows[rows["area_name"] == "Ashford"].set_index(["month", "crime_type"])["count"]

    assert len(ashford) == 2 * len(CRIME_TYPES)
    assert ashford["2022-01", "Burglary"] == 15
    assert ashford["2022-03", "Drugs"] == 5
    assert ashford.sum() == 20
    assert rows.groupby("area_name")["group"].first().to_dict() == {
        "Ashford": "Kent", "Torridge": "Devon & Cornwall", "Oldshire": "Kent",
    }  # fmt: skip


def test_districts_left_out_are_counted(paths) -> None:
    """Rows without a district, a district of two forces, and one whose own force is not there."""
    found = peer_file.read(*paths)

    assert (found.districts, found.without_population) == (3, 1)
    assert (found.without_force, found.without_month) == (1, 1)


def test_the_reader_of_peers_reads_it(paths, tmp_path) -> None:
    found = peer_file.read(*paths)
    found.rows.to_csv(tmp_path / "peers.csv", index=False)

    read, outside = peers.read(tmp_path / "peers.csv", ["E07000001"])

    assert outside == 2 * len(CRIME_TYPES)
    assert set(read["area_name"]) == {"Torridge", "Oldshire"}


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (0, "lad22_code", "district", "counts.csv, line 1: it has no column such as lad22_code"),
        (0, ",n\n", ",count\n", "it has no column 'n'"),
        (0, "Burglary,12", "Burglary,x", "counts.csv, line 2, column n: 'x' is not a whole number"),
        (
            2,
            "130000",
            "many",
            "people.csv, line 2, column total_population: 'many' is not a whole number",
        ),
        (3, "pfa24_name", "force", "forces.csv, line 1: it has no column such as pfa22_name"),
        (2, "E0", "W0", "none of its districts has a population and a month of its own force"),
    ],
)
def test_what_does_not_fit_is_refused(paths, file, old, new, words) -> None:
    paths[file].write_text(paths[file].read_text().replace(old, new))

    with pytest.raises(BadInput) as caught:
        peer_file.read(*paths)

    assert words in str(caught.value)
