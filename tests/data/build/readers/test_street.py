import csv
import tempfile
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.build.errors import BadInput
from data.build.plain_text import opened
from data.build.readers import police_rows, street
from data.build.store import Store
from data.pack.pack import statement

EVERYWHERE = {"west": -180.0, "south": -90.0, "east": 180.0, "north": 90.0}
NAME = "2022-01-test-street.csv"
NORTH_SEA = (2.057678, 55.952668)


def read(small, rows, name: str = NAME, **how: str) -> pd.DataFrame:
    return read_file(small.street(name, rows, **how))


def read_file(path: Path, left_out: Collection[str] = (), **change: object) -> pd.DataFrame:
    """Every row of a file: the usable ones with their values, the others with reason and text."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
        store.run("street/schema")
        plain = replace(opened(path, Path(folder)), **change)
        tally = street.read(store, {0: plain}, EVERYWHERE, left_out)
        # The numbers of what rows share are in any order.
        whole = """SELECT * EXCLUDE (about, spot)
                   FROM kept JOIN about USING (about) JOIN spot USING (spot)"""
        kept, unusable = (store.connection.sql(each).df() for each in (whole, "FROM unusable"))
    assert tally["n"].sum() == len(kept) + len(unusable)
    rows = pd.concat([kept.assign(reason=None, row=None), unusable], ignore_index=True)
    return rows.sort_values("line", ignore_index=True)


def fill(small, count: int) -> list[dict[str, str]]:
    """Return this many valid rows."""
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
    assert pd.isna(row["row"])


def test_reading_plans_no_join_which_would_change_the_order_of_lines(small, monkeypatch) -> None:
    plans = []

    def reads(store: Store, query: str, parameters: dict) -> bool:
        create, select = statement(query).split("AS\n", 1)
        used = {name: value for name, value in parameters.items() if f"${name}" in select}
        plans.append(store.connection.execute(f"EXPLAIN {create}AS {select}", used).fetchall())
        return run(store, query, parameters)

    run = Store.reads
    monkeypatch.setattr(Store, "reads", reads)
    read(small, fill(small, 3))

    [[(_kind, plan)]] = plans
    assert "Projection" in plan
    assert "Join" not in plan


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


BAD_CELLS = (
    ({"Month": "2022-13"}, street.BAD_MONTH),
    ({"Month": "Month"}, street.BAD_MONTH),
    ({"Month": ""}, street.BAD_MONTH),
    ({"Month": "2022-02"}, street.OTHER_MONTH),
    ({"Reported by": " "}, street.NO_FORCE),
    ({"Longitude": "", "Latitude": ""}, street.NO_LOCATION),
    ({"Longitude": " ", "Latitude": " "}, street.NO_LOCATION),
    ({"Longitude": "2.057678", "Latitude": "55.952668"}, street.OUTSIDE_GB),
    ({"Longitude": ""}, street.OUTSIDE_GB),
    ({"Longitude": "west"}, street.OUTSIDE_GB),
    ({"Latitude": "inf"}, street.OUTSIDE_GB),
    ({"Longitude": "0", "Latitude": "0"}, street.OUTSIDE_GB),
)  # fmt: skip


def test_a_bad_row_is_rejected_with_its_reason(small) -> None:
    bad = [small.row(**cells) for cells, _reason in BAD_CELLS]
    frame = read(small, [row for each in bad for row in (*fill(small, 60), each)])

    rejected = frame[frame["reason"].notna()]
    assert rejected["reason"].tolist() == [reason for _cells, reason in BAD_CELLS]
    assert rejected["line"].tolist() == [1 + 61 * n for n in range(1, len(bad) + 1)]
    assert [*csv.reader(rejected["row"])] == [[*row.values()] for row in bad]


def test_a_rejected_row_is_kept_as_it_was_spelt(small) -> None:
    frame = read(small, [small.row(None, Location='On or near "The Oak", Mill Lane')])

    assert '"On or near ""The Oak"", Mill Lane"' in frame["row"].iloc[0]


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


def test_a_file_without_a_valid_month_fails(small) -> None:
    with pytest.raises(BadInput, match=r"line 2: 3 of 3 rows.*month is not YYYY-MM"):
        read(small, [small.row(Month="2021-13") for _ in range(3)], "street.csv")


def test_a_file_not_named_by_month_may_hold_several(small) -> None:
    frame = read(small, [small.row(), small.row(Month="2022-02")], "all.csv")

    assert [each.date() for each in frame["month"]] == [date(2022, 1, 1), date(2022, 2, 1)]
    assert frame["reason"].isna().all()


def test_other_words_for_blank_are_blank(small) -> None:
    words = ("NA", "na", " NULL ", "nan", "None", "N/A", "#N/A", "<NA>")
    columns = ("Crime ID", "Longitude", "Latitude", "LSOA code", "Last outcome category")
    rows = []
    for blank in words:
        nowhere = small.row(**dict.fromkeys(columns, blank), Location=blank)
        crime = small.row(**{"Crime ID": blank})
        rows += [nowhere, nowhere, crime, crime, *fill(small, 1)]
    frame = read(small, rows)

    n = len(words)
    assert frame["reason"].tolist() == ([street.NO_LOCATION] * 2 + [None] * 3) * n
    assert frame["source_id"].isna().tolist() == ([True] * 4 + [False]) * n
    assert frame["location"].isna().tolist() == ([True] * 2 + [False] * 3) * n


def test_a_text_that_identifies_nothing_makes_no_copies(small) -> None:
    texts = ("0", "-", "000", "unknown", "not recorded", "-1", "?", "REDACTED", "xxx")
    rows = [make(**{"Crime ID": each}) for each in texts for make in (small.row, small.asb)]

    assert read(small, [*rows, *rows])["reason"].isna().all()


def test_a_short_id_with_a_digit_identifies_a_crime(small) -> None:
    rows = [small.row(**{"Crime ID": each}) for each in ("7", "TV-12", "C0009")]

    assert read(small, [*rows, *rows])["reason"].tolist() == [None] * 3 + [street.COPY] * 3


def test_asb_is_never_a_copy_whatever_its_id(small) -> None:
    frame = read(small, [small.asb(**{"Crime ID": f"{7:064x}"})] * 3)

    assert frame["reason"].isna().all()
    assert frame["source_id"].isna().all()


@pytest.mark.parametrize(("identity", "kind"), [
    ("1.23457E+63", "row"), ("4,5e+12", "row"), ("7E+63", "row"), ("1.5E12", "asb"),
])  # fmt: skip
def test_an_id_that_a_spreadsheet_turned_into_a_number_is_refused(
    small, identity: str, kind: str
) -> None:
    rows = [*fill(small, 500), getattr(small, kind)(**{"Crime ID": identity})]

    with pytest.raises(BadInput, match="line 502: the Crime ID was turned into a number"):
        read(small, rows)


@pytest.mark.parametrize("month", [
    "Jan-22", "22-Jan", "01/01/2022", "1.1.22", "2022-01-01", "2022-01-01 00:00:00", "44562",
    "January 2022",
])  # fmt: skip
def test_a_month_that_a_spreadsheet_turned_into_a_date_is_refused(small, month: str) -> None:
    with pytest.raises(BadInput, match="line 502: the month is not YYYY-MM but a date"):
        read(small, [*fill(small, 500), small.row(Month=month)])


def test_a_type_may_have_the_dash_or_space_of_a_word_processor(small) -> None:
    spelt = (
        "Anti\u2013social behaviour", "ANTI\u2011SOCIAL BEHAVIOUR", "Anti-social\u00a0behaviour",
    )  # fmt: skip
    frame = read(small, [*(small.asb(**{"Crime type": each}) for each in spelt), *fill(small, 1)])

    assert frame["crime_type"].tolist() == ["asb"] * 3 + ["burglary"]


@pytest.mark.parametrize("cells", [4, 11])
def test_a_file_that_ends_within_a_row_is_refused(small, cells: int) -> None:
    """A broken download: the row may hold all that is needed, and the rows after it are gone."""
    path = small.street(NAME, fill(small, 3), newline="\n")
    rows = path.read_text().splitlines()
    path.write_text("\n".join([*rows[:-1], ",".join(rows[-1].split(",")[:cells])]))

    with pytest.raises(BadInput, match="it ends within a row, so rows after it are missing"):
        read_file(path)

    path.write_text("\n".join(rows))
    assert len(read_file(path)) == 3


def test_headers_within_joined_files_are_no_rows(small) -> None:
    path = small.street("all-street.csv", fill(small, 2), newline="\n")
    path.write_text(path.read_text() * 3)

    frame = read_file(path)

    assert frame["line"].tolist() == [2, 3, 5, 6, 8, 9]
    assert frame["reason"].tolist() == [None] * 2 + [street.COPY] * 4


def test_a_file_without_rows_may_be_removed(small) -> None:
    path = small.street(NAME, fill(small, 1), newline="\n")
    path.write_text(path.read_text().partition("\n")[0] + "\n")

    with pytest.raises(BadInput, match="or remove it: its month is then missing"):
        read_file(path)


def test_an_unknown_type_is_named_however_few_its_rows(small) -> None:
    """Left out under a percentage, it would lower all crime month after month."""
    rows = [*fill(small, 900), *(small.row(**{"Crime type": "Piracy"}) for _ in range(3))]
    with pytest.raises(BadInput, match=r"line 902: 'Piracy' is not .* police.uk \(3 rows\)"):
        read(small, rows)

    rows += [small.row(**{"Crime type": each}) for each in ("", "A", "B", "C")]
    with pytest.raises(BadInput, match="line 902: 'Piracy', 'A', 'B' and 2 more are not among"):
        read(small, rows)


def test_types_that_the_toml_leaves_out_are_rejected_by_name(small) -> None:
    rows = [*fill(small, 2), *(small.row(**{"Crime type": "Piracy"}) for _ in range(3))]
    frame = read_file(small.street(NAME, rows), ["piracy "])

    assert frame["reason"].tolist()[2:] == [f"{street.LEFT_OUT}Piracy"] * 3


def test_a_type_of_old_files_is_read_as_its_successor(small) -> None:
    [row] = read(small, [small.row(**{"Crime type": "Violent crime"})]).to_dict("records")

    assert row["crime_type"] == "violence-and-sexual-offences"


def test_a_location_without_a_name_is_none(small) -> None:
    assert pd.isna(read(small, [small.row(Location="On or near ")])["location"].iloc[0])


def test_asb_categories_are_read_where_a_force_gives_them(small) -> None:
    spelt = ("Personal", "community", " Nuisance ", "ENVIRONMENTAL", "")
    frame = read(small, [small.asb(**{"ASB category": each}) for each in spelt])

    found = frame[["asb_category", "asb_category_label"]].fillna("")
    meant = ("personal", "nuisance", "nuisance", "environmental", "")
    assert found.to_numpy().tolist() == [
        [category, each.strip()] for category, each in zip(meant, spelt, strict=True)
    ]


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
        read_file(path)


ODD_CELLS = (
    {"Month": "0000-01"}, {"Month": " 2022-01"}, {"Month": "2022-1"}, {"Crime ID": " "},
    {"Reported by": "\u3000Test\t"}, {"Reported by": "\x1f"}, {"Crime type": " BURGLARY\xa0"},
    {"Location": "On or nearby Lane"}, {"Location": " On or near  The Lane "},
    {"Location": "~ Lane"}, {"LSOA code": "\x85"}, {"Last outcome category": " Caf\xe9 "},
    {"Longitude": " -0.885 "}, {"Latitude": "nan"}, {"Latitude": "5_1.4"},
    {"Longitude": "-8.85e-1"},
)  # fmt: skip


def test_duckdb_and_the_careful_reader_agree(small) -> None:
    """A file without a known header is read by ``csvfile``, one with it by DuckDB."""
    row = small.row()
    copies = [row, {**row, "Location": "On or near Other Street"}, row]
    odd = [small.row(**cells) for cells in ODD_CELLS]
    path = small.street(NAME, [*fill(small, 900), *copies, *odd, small.asb(), small.asb()])

    fast = read_file(path)

    assert opened(path, small.folder).header
    pd.testing.assert_frame_equal(fast, read_file(path, header=()), check_dtype=False)
    assert fast["location"].tolist()[-12:-9] == ["Mill Lane", "by Lane", "The Lane"]
    assert fast["force"].dropna().unique().tolist() == ["Test Constabulary", "Test"]


def test_a_regular_file_never_meets_the_careful_reader(
    small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(police_rows.csvfile, "read")

    assert len(read(small, fill(small, 3))) == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_in_another_encoding_reads_the_same(small, encoding: str) -> None:
    path = small.street(NAME, [small.row(Location="On or near Caf\xe9 Row"), small.row()])
    text = path.read_text(encoding="utf-8")
    expected = read_file(path)

    path.write_bytes(text.encode(encoding))

    pd.testing.assert_frame_equal(read_file(path), expected)
