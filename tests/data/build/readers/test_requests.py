"""Reading requests to the council, and refusing rows without quoting them."""

import pandas as pd
import pytest

from dashboard.command_line import main
from data.build import area_rows, config
from data.build.errors import BadInput
from data.build.load_log import Account
from data.build.readers import requests
from tests.conftest import Small
from tests.planted import HEAD, plant, rows

ROW = {"reference": "R1", "received_at": "2021-05-03", "category": "Noise", "location": "Alder"}
IN_BIRCH = {"location": "", "easting": "479700", "northing": "168500"}


def line(**cells: str) -> dict[str, str]:
    return {**ROW, **cells}


def received(small: Small) -> pd.DataFrame:
    """The requests of the borough, as the reader gives them."""
    borough = config.read(small.toml)
    area = area_rows.read(borough, Account(borough, lambda _path: None))
    [source] = borough.of_kind("requests")
    ground = requests.Ground.of(area)
    return requests.read(source.files[0], source, small.toml, ground)[0]


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
    assert received(plant(small, found))["ward_code"].value_counts().to_dict() == {
        "E05000001": 6 + 5, "E05000002": 7 + 8, "": 9 + 10,
    }  # fmt: skip


def test_latitude_and_longitude_give_a_ward(small: Small) -> None:
    def at(lat: str, lon: str, **names: str) -> dict[str, str]:
        here = dict(zip(names or ("latitude", "longitude"), (lat, lon), strict=True))
        return line(location="", easting="", northing="", **here)

    path = small.folder / "requests.csv"
    plant(small, many(3))
    frame = pd.DataFrame(
        [
            at("51.41", "-0.855") | {"reference": "1"},
            at("", "") | {"reference": "2", "lat": "51.41", "lng": "-0.885"},
            at("51.41", "-0.855") | {"reference": "3", **IN_BIRCH, "latitude": "52"},
            at("52.41", "-0.855") | {"reference": "4"},
        ]
    ).fillna("")
    frame.to_csv(path, index=False)
    assert received(small)["ward_code"].tolist() == ["E05000002", "E05000001", "E05000002"]

    frame.assign(latitude="-0.855", longitude="51.41").to_csv(path, index=False)
    with pytest.raises(BadInput, match="latitude and longitude are not two numbers in Great"):
        received(small)


def test_the_printed_load_log_is_complete(small: Small, capsys) -> None:
    plant(small, [*many(6), *many(4, 600, easting="480000", northing="300000")])
    assert main(["build", "--sources", str(small.toml), "--out", str(small.folder / "p")]) == 0
    [row] = [each for each in capsys.readouterr().out.splitlines() if "requests.csv" in each]

    assert [each.strip(" │") for each in row.split("│")][3:8] == ["10", "6", "4", "0", "0"]


@pytest.mark.parametrize(("text", "month"), [
    ("2021-04-30T23:30:00Z", 5), ("2021-12-31T23:30:00+00:00", 12), ("2021-05-01T01:30+03:00", 4),
    ("2021-04-01", 4), ("2021-05-31T23:59", 5), ("2021-06-30 10:00:00", 6), ("2022-03-31", 3),
])  # fmt: skip
def test_days_and_times_are_read(small: Small, text: str, month: int) -> None:
    [row] = received(plant(small, [line(received_at=text)])).to_dict("records")

    assert (row["month"].month, row["month"].day) == (month, 1)


@pytest.mark.parametrize(("column", "cell", "words"), [
    ("reference", "", "the cell is blank. Give one to every row."),
    ("category", " ", "the cell is blank. Give one to every row."),
    ("received_at", "03/05/2021", "it is not a day. Write it as 2022-04-01 or 2022-04-01T13:05."),
    ("received_at", "2022-04-01", "the day is not in the months from first_month to last_month"),
    ("location", "RG40 1BN", "the cell contains a postcode. Give the ward or named place instead, "
     "and never an address."),
    ("location", "12 High Street, rg401bn", "the cell contains a postcode."),
    ("outcome", "Visited RG41 3XX", "the cell contains a postcode."),
    ("category", "Noise, ring 07700 900123", "the cell contains a telephone number or email"),
    ("location", "+44 (0)118 496 0123", "the cell contains a telephone number or email"),
    ("outcome", "Wrote to jo@example.org", "the cell contains a telephone number or email"),
    ("category", "Noise at RG2 9AA", "the cell contains a postcode."),
    ("location", "The old mill", "the location is not a ward or named place of this borough."),
    ("easting", "479700", "easting and northing are not two numbers in metres. Give both, or "
     "neither and a location."),
    ("easting", "x", "easting and northing are not two numbers in metres."),
    ("asb_category", "Loud", "the ASB category is not Personal, Community (or Nuisance) or "
     "Environmental. Use one of these, or leave it blank where it is not known."),
])  # fmt: skip
def test_a_bad_row_is_reported_by_its_line_and_never_quoted(
    small: Small, column: str, cell: str, words: str
) -> None:
    fine = [line(reference="R1"), line(reference="R2")]
    bad = {**line(reference="R3"), column: cell}
    head = [*HEAD, "asb_category"]
    text = [head, *([each.get(name, "") for name in head] for each in (*fine, bad))]
    plant(small)
    small.write("requests.csv", "".join(",".join(f'"{c}"' for c in row) + "\n" for row in text))

    with pytest.raises(BadInput) as caught:
        received(small)

    assert words in str(caught.value)
    assert (caught.value.file.name, caught.value.line) == ("requests.csv", 4)
    assert caught.value.column == ("" if column == "easting" else column)
    assert not cell.strip() or cell not in str(caught.value)


def test_coordinates_outside_great_britain_are_refused(small: Small) -> None:
    plant(small, [line(), line(reference="R2", easting="168500", northing="9479700")])

    with pytest.raises(BadInput, match="line 3: easting and northing are not in Great Britain"):
        received(small)


def test_a_reference_may_occur_once(small: Small) -> None:
    plant(small, [line(), line()])
    words = "requests.csv, line 3, column reference: the reference is given twice"
    with pytest.raises(BadInput, match=words):
        received(small)


def test_a_reference_may_occur_once_in_all_files(small: Small) -> None:
    plant(small)
    small.edit("small.toml", "requests.csv", "requests*.csv")
    small.write("requests-2.csv", (small.folder / "requests.csv").read_text().split("\nR0003")[0])

    with pytest.raises(BadInput, match="the reference is also in another file"):
        small.build()


@pytest.mark.parametrize(("options", "words"), [
    ({"categories": "{ Noise = 'Community' }"}, "category: the category is not in categories of"),
    ({"categories": "{ Noise = 'Loud', Graffiti = 'x', Begging = '', Vehicles = '' }"},
     "the ASB category is not Personal"),
    ({"first_month": '"2021"'}, "first_month and last_month of a requests source are not two"),
    ({"first_month": '"2022-04"'}, "are not two months in order"),
    ({"access": '"open"'}, "a requests source is open, and such rows are never published"),
    ({"sensitive": '"Begging"'}, "sensitive of a requests source is not a list"),
])  # fmt: skip
def test_the_settings_of_requests_are_checked(small: Small, options: dict, words: str) -> None:
    plant(small, **options)
    with pytest.raises(BadInput) as caught:
        received(small)

    assert words in str(caught.value)


def test_two_sources_of_requests_are_refused(small: Small) -> None:
    plant(plant(small))
    with pytest.raises(BadInput, match="there are two requests sources"):
        config.read(small.toml)


@pytest.mark.parametrize("declared", [True, False])
def test_asb_categories_of_requests_are_declared_not_guessed(small: Small, declared) -> None:
    """By the TOML or by the column; without either it is not known."""
    more = {"categories": "{ noise = 'Community', Graffiti = 'Environmental', Begging = '', "
            "VEHICLES = 'nuisance' }"} if declared else {}  # fmt: skip
    kinds = received(plant(small, rows(), **more)).drop_duplicates("category")
    found = dict(zip(kinds["category"], kinds["asb_category"], strict=True))

    assert found == (
        {"Begging": "", "Graffiti": "environmental", "Noise": "nuisance", "Vehicles": "nuisance"}
        if declared else dict.fromkeys(["Begging", "Graffiti", "Noise", "Vehicles"], "")
    )  # fmt: skip
