"""Hart by another TOML alone: one force, twenty-one months without a gap."""

from datetime import date

import pytest

from data.model import months
from data.pack import queries

pytestmark = pytest.mark.slow

FILES = ("hampshire/street/*.csv.gz", "btp/street/*.csv.gz")


@pytest.fixture(scope="module")
def pack(built):
    return built("hart.toml")


@pytest.fixture(scope="module")
def naive(plainly):
    return plainly("wards-2022/E07000089.geojson")


def test_incidents_by_ward_month_and_type_are_those_of_the_raw_files(
    pack, naive, counts_in
) -> None:
    expected = naive.counts(naive.rows(*FILES))

    assert counts_in(pack).to_dict() == expected.to_dict()


def test_every_row_of_every_file_is_accounted_for(pack, naive) -> None:
    account = queries.sources(pack)
    street = account[account["kind"] == "street"]
    names = street["file"].str.rpartition("/")[2]

    expected = {path.name: len(rows) for path, rows in naive.rows(*FILES).groupby("path")}

    assert dict(zip(names, street["rows_read"], strict=True)) == expected
    assert sum(expected.values()) == 348_779 + 89_922


def test_twenty_one_months_are_covered_without_a_gap(pack) -> None:
    domain = pack.domain

    assert domain.months == months.between(date(2021, 3, 1), date(2022, 11, 1))
    assert domain.covered == {*domain.months}
    assert [(year.label, year.complete) for year in domain.years] == [
        ("2020/21", False), ("2021/22", True), ("2022/23", False),
    ]  # fmt: skip


def test_a_copy_of_a_whole_row_is_left_out(pack, naive) -> None:
    rows = naive.rows(FILES[0])
    copies = rows["Crime ID"].notna() & rows.duplicated()
    reasons = queries.rejections(pack).set_index("reason")["n"]

    assert reasons["copy of a row with the same Crime ID"] == copies.sum() == 1


def test_the_pack_is_sound(pack) -> None:
    assert pack.problems() == []
    assert pack.domain.borough == "Hart"
    assert sum(area.kind == "ward" for area in pack.domain.areas) == 11
