import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.errors import BadInput
from data.readers import street

NAME = "2022-01-test-street.csv"
NORTH_SEA = (2.057678, 55.952668)


def read(small, rows, name: str = NAME, **how: str) -> pd.DataFrame:
    return street.read(small.street(name, rows, **how))


def fill(small, count: int) -> list[dict[str, str]]:
    """So many rows with nothing wrong with them."""
    return [small.row() for _ in range(count)]


def test_a_row_is_read_as_it_was_published(small) -> None:
    [row] = read(small, [small.row((-0.8, 51.4))]).to_dict("records")

    assert row["month"] == pd.Timestamp(2022, 1, 1)
    assert (row["lon"], row["lat"]) == (-0.8, 51.4)
    assert row["source_id"] == f"{small.ids:064x}"
    assert row["force"] == "Test Constabulary"
    assert row["crime_type"] == "burglary"
    assert row["location"] == "Mill Lane"
    assert row["lsoa_code"] == "E01000001"
    assert row["outcome"] == "Under investigation"
    assert row["asb_category"] is None
    assert row["line"] == 2
    assert pd.isna(row["reason"])
    assert pd.isna(row["raw"])


def test_line_endings_and_packing_make_no_difference(small) -> None:
    rows = [*fill(small, 3), small.asb()]
    crlf = read(small, rows)

    pd.testing.assert_frame_equal(read(small, rows, newline="\n"), crlf)
    pd.testing.assert_frame_equal(read(small, rows, f"{NAME}.gz"), crlf)


def test_asb_rows_that_look_the_same_are_all_kept(small) -> None:
    frame = read(small, [small.asb()] * 5)

    assert len(frame) == 5
    assert frame["reason"].isna().all()
    assert frame["source_id"].isna().all()
    assert frame["crime_type"].unique().tolist() == ["asb"]


def test_only_a_copy_of_the_whole_row_is_a_duplicate(small) -> None:
    row = small.row()
    same_id_elsewhere = {**row, "Location": "On or near Other Street"}

    frame = read(small, [row, same_id_elsewhere, row, *fill(small, 5), row])

    assert frame["line"][frame["reason"] == street.COPY].tolist() == [4, 10]
    assert frame["reason"].isna().sum() == 7


def test_a_file_of_copies_is_no_damaged_file(small) -> None:
    frame = read(small, [small.row()] * 40)

    assert (frame["reason"] == street.COPY).sum() == 39


@pytest.mark.parametrize(("cells", "reason"), [
    ({"Month": "2022-13"}, street.BAD_MONTH),
    ({"Month": "Month"}, street.BAD_MONTH),
    ({"Month": ""}, street.BAD_MONTH),
    ({"Month": "2022-02"}, street.OTHER_MONTH),
    ({"Reported by": " "}, street.NO_FORCE),
    ({"Crime type": "Piracy"}, street.UNKNOWN_TYPE),
    ({"Longitude": "", "Latitude": ""}, street.NO_LOCATION),
    ({"Longitude": " ", "Latitude": " "}, street.NO_LOCATION),
    ({"Longitude": "2.057678", "Latitude": "55.952668"}, street.OUTSIDE_GB),
    ({"Longitude": ""}, street.OUTSIDE_GB),
    ({"Longitude": "west"}, street.OUTSIDE_GB),
    ({"Latitude": "inf"}, street.OUTSIDE_GB),
    ({"Longitude": "0", "Latitude": "0"}, street.OUTSIDE_GB),
])  # fmt: skip
def test_one_bad_row_is_rejected_with_its_reason(small, cells, reason: str) -> None:
    row = small.row(**cells)
    frame = read(small, [*fill(small, 60), row, *fill(small, 40)])

    [bad] = frame[frame["reason"].notna()].to_dict("records")
    assert bad["reason"] == reason
    assert bad["line"] == 62
    assert next(csv.reader([bad["raw"]])) == [*row.values()]


def test_a_rejected_row_is_kept_as_it_was_spelt(small) -> None:
    frame = read(small, [small.row(None, Location='On or near "The Oak", Mill Lane')])

    assert '"On or near ""The Oak"", Mill Lane"' in frame["raw"].iloc[0]


def test_rows_without_coordinates_never_fail_a_file(small) -> None:
    frame = read(small, [*fill(small, 2), *(small.row(None) for _ in range(50))])

    assert (frame["reason"] == street.NO_LOCATION).sum() == 50


@pytest.mark.parametrize(("bad", "fails"), [(2, False), (3, True)])
def test_over_two_in_a_hundred_located_rows_fail_the_file(small, bad: int, fails: bool) -> None:
    rows = [*fill(small, 100 - bad), *(small.row(NORTH_SEA) for _ in range(bad))]
    rows += [small.row(None) for _ in range(400)]  # not located: they make no room for bad rows
    if not fails:
        assert (read(small, rows)["reason"] == street.OUTSIDE_GB).sum() == bad
        return

    with pytest.raises(BadInput, match=r"line 99: 3 of 500 rows.*not in Great Britain"):
        read(small, rows)


def test_swapped_coordinates_are_named_as_such(small) -> None:
    with pytest.raises(BadInput, match="line 2: longitude and latitude are swapped"):
        read(small, [small.row((51.41, -0.885)) for _ in range(3)])


def test_months_that_are_none_throughout_fail_the_file(small) -> None:
    with pytest.raises(BadInput, match=r"line 2: 3 of 3 rows.*month is not YYYY-MM"):
        read(small, [small.row(Month="2021-13") for _ in range(3)], "street.csv")


def test_a_file_not_named_by_month_may_hold_several(small) -> None:
    frame = read(small, [small.row(), small.row(Month="2022-02")], "all.csv")

    assert [each.date() for each in frame["month"]] == [date(2022, 1, 1), date(2022, 2, 1)]
    assert frame["reason"].isna().all()


def test_a_location_without_a_name_is_none(small) -> None:
    assert pd.isna(read(small, [small.row(Location="On or near ")])["location"].iloc[0])


@pytest.mark.parametrize(("spelt", "meant"), [
    ("Personal", "personal"), ("community", "nuisance"), (" Nuisance ", "nuisance"),
    ("ENVIRONMENTAL", "environmental"), ("", None),
])  # fmt: skip
def test_asb_categories_are_read_where_a_force_gives_them(small, spelt: str, meant: str) -> None:
    [row] = read(small, [small.asb(**{"ASB category": spelt})]).to_dict("records")

    assert row["asb_category"] == meant
    assert row["asb_category_label"] == (spelt.strip() or None)


@pytest.mark.parametrize("kind", ["asb", "row"])
def test_a_category_that_is_unknown_or_of_a_crime_rejects_the_row(small, kind: str) -> None:
    category = {"asb": "Noise", "row": "Personal"}[kind]
    rows = [{**small.row(), "ASB category": ""} for _ in range(60)]
    rows.append(getattr(small, kind)(**{"ASB category": category}))

    assert read(small, rows)["reason"].iloc[-1] == street.UNKNOWN_CATEGORY


@pytest.mark.parametrize("column", street.COLUMNS)
def test_every_column_is_needed(small, column: str) -> None:
    path: Path = small.street(NAME, fill(small, 2))
    small.edit(NAME, column, "Something else")

    with pytest.raises(BadInput, match=f"line 1: it has no column '{column}'"):
        street.read(path)
