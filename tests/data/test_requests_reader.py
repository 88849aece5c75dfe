"""The council's requests as files: what is read, and the one line about what cannot be."""

import pytest

from dashboard.__main__ import main
from data.errors import BadInput
from data.pack import Pack
from tests.conftest import Small
from tests.planted import HEAD, plant, rows

ROW = {"reference": "R1", "received_at": "2021-05-03", "category": "Noise", "location": "Alder"}
IN_BIRCH = {"location": "", "easting": "479700", "northing": "168500"}


def line(**cells: str) -> dict[str, str]:
    return {**ROW, **cells}


def wards_of(pack: Pack) -> dict[str, int]:
    """The requests of each ward in the year, where they are told."""
    cells = pack.frame("request_cells").query("breakdown == 'ward' and n > 0")
    return dict(zip(cells["name"], cells["n"].astype(int), strict=True))


def many(count: int, start: int = 0, **cells: str) -> list[dict[str, str]]:
    return [line(reference=f"{start + number}", **cells) for number in range(count)]


def test_a_request_lies_where_its_row_says(small: Small) -> None:
    found = [
        *many(6),
        *many(7, 100, location=" BIRCH "),
        *many(5, 200, location="Mill Estate"),
        *many(8, 300, **IN_BIRCH),
        *many(9, 400, location=""),
        *many(10, 500, location="Nowhere Yet"),
        *many(4, 600, easting="480000", northing="300000", location="Alder"),
    ]
    pack = plant(small, found).build()

    assert wards_of(pack) == {"Alder": 6 + 5, "Birch": 7 + 8, "": 9 + 10}


def test_the_account_of_whoever_builds_is_whole(small: Small, capsys) -> None:
    plant(small, [*many(6), *many(4, 600, easting="480000", northing="300000")])
    assert main(["build", "--sources", str(small.toml), "--out", str(small.folder / "p")]) == 0
    [told] = [each for each in capsys.readouterr().out.splitlines() if "requests.csv" in each]

    assert [each.strip(" │") for each in told.split("│")][3:8] == ["10", "6", "4", "0", "0"]


@pytest.mark.parametrize(("day", "month"), [
    ("2021-04-01", 4), ("2021-05-31T23:59", 4), ("2021-06-30 10:00:00", 4), ("2022-03-31", 1),
])  # fmt: skip
def test_days_and_times_are_read(small: Small, day: str, month: int) -> None:
    cells = plant(small, many(6, received_at=day)).build().frame("request_cells")
    quarter = cells.query("breakdown == 'all' and period == 'quarter' and n > 0")

    assert quarter["first_month"].dt.month.tolist() == [month]


BAD = [
    ("reference", "", "reference is blank. Give one to every row."),
    ("category", " ", "category is blank. Give one to every row."),
    ("received_at", "03/05/2021", "received_at is not a day. Write it as 2022-04-01 or "
     "2022-04-01T13:05."),
    ("received_at", "", "received_at is not a day."),
    ("received_at", "2022-04-01", "received_at is not from first_month to last_month of the TOML."),
    ("location", "RG40 1BN", "location holds a postcode. Give the ward or named place instead, "
     "and never an address."),
    ("location", "12 High Street, rg401bn", "location holds a postcode."),
    ("outcome", "Visited RG41 3XX", "outcome holds a postcode."),
    ("category", "Noise at RG2 9AA", "category holds a postcode."),
    ("location", "The old mill", "its location is not a ward or named place of this borough."),
    ("easting", "479700", "easting and northing are not two numbers in metres. Give both, or "
     "neither and a location."),
    ("easting", "x", "easting and northing are not two numbers in metres."),
    ("asb_category", "Loud", "its ASB category is not Personal, Community (or Nuisance) or "
     "Environmental. Mend it, or leave it blank where it is not known."),
]  # fmt: skip


@pytest.mark.parametrize(("column", "cell", "words"), BAD)
def test_a_bad_row_is_told_by_its_line_and_never_repeated(
    small: Small, column: str, cell: str, words: str
) -> None:
    fine = [line(reference="R1"), line(reference="R2")]
    bad = {**line(reference="R3"), column: cell}
    head = [*HEAD, "asb_category"]
    text = [head, *([each.get(name, "") for name in head] for each in (*fine, bad))]
    plant(small)
    small.write("requests.csv", "".join(",".join(f'"{c}"' for c in row) + "\n" for row in text))

    with pytest.raises(BadInput) as caught:
        small.build()

    assert words in str(caught.value)
    assert (caught.value.file.name, caught.value.line) == ("requests.csv", 4)
    assert not cell.strip() or cell not in str(caught.value)


def test_a_point_in_the_sea_of_numbers_is_refused(small: Small) -> None:
    plant(small, [line(), line(reference="R2", easting="168500", northing="9479700")])

    with pytest.raises(BadInput, match="line 3: easting and northing are not in Great Britain"):
        small.build()


def test_one_reference_counts_once(small: Small) -> None:
    plant(small, [line(), line()])
    with pytest.raises(BadInput, match=r"requests.csv, line 3: the reference is given twice"):
        small.build()


def test_one_reference_counts_once_over_all_files(small: Small) -> None:
    plant(small)
    small.edit("small.toml", "requests.csv", "requests*.csv")
    small.write("requests-2.csv", (small.folder / "requests.csv").read_text().split("\nR0003")[0])

    with pytest.raises(BadInput, match="its reference is also in another file"):
        small.build()


@pytest.mark.parametrize(("said", "words"), [
    ({"categories": "{ Noise = 'Community' }"}, "its category is not in categories of the TOML"),
    ({"categories": "{ Noise = 'Loud', Graffiti = 'x', Begging = '', Vehicles = '' }"},
     "its ASB category is not Personal"),
    ({"first_month": '"2021"'}, "first_month and last_month of a requests source are not two"),
    ({"first_month": '"2022-04"'}, "are not two months in order"),
    ({"access": '"open"'}, "a requests source is open, and nobody publishes such rows"),
    ({"access": '"published"'}, "a requests source is published"),
    ({"sensitive": '"Begging"'}, "sensitive of a requests source is not a list"),
])  # fmt: skip
def test_what_the_toml_says_of_them_is_checked(small: Small, said: dict, words: str) -> None:
    plant(small, **said)
    with pytest.raises(BadInput) as caught:
        small.build()

    assert words in str(caught.value)


def test_two_sources_of_requests_are_refused(small: Small) -> None:
    plant(plant(small))
    with pytest.raises(BadInput, match="there are two requests sources"):
        small.build()


@pytest.mark.parametrize("declared", [True, False])
def test_what_a_category_counts_as_is_declared_and_not_worked_out(small: Small, declared) -> None:
    """By the TOML or by the column; without either it is not known."""
    more = {"categories": "{ noise = 'Community', Graffiti = 'Environmental', Begging = '', "
            "VEHICLES = 'nuisance' }"} if declared else {}  # fmt: skip
    cells = plant(small, rows(), **more).build().frame("request_cells")
    lines = cells.query("breakdown == 'category'").drop_duplicates("name")
    found = dict(zip(lines["name"], lines["asb_category"], strict=True))

    assert found == (
        {"Begging": "", "Graffiti": "environmental", "Noise": "nuisance", "Vehicles": "nuisance"}
        if declared else dict.fromkeys(["Begging", "Graffiti", "Noise", "Vehicles"], "")
    )  # fmt: skip
