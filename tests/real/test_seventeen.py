"""Seventeen districts of three forces as one area, by TOML alone."""

from datetime import date

import pytest

from data.model import months
from data.pack import queries

pytestmark = pytest.mark.verify

LATER = "thames-valley/street-later-vintage/*.csv.gz"
FILES = ("thames-valley/street/*.csv.gz", "hampshire/street/*.csv.gz", "surrey/street/*.csv.gz")


@pytest.fixture(scope="module")
def pack(built):
    return built("seventeen.toml")


def test_incidents_by_ward_month_and_type_are_those_of_the_raw_files(
    pack, plainly, counts_in
) -> None:
    naive = plainly("wards-2022/*.geojson")
    rows = naive.rows(*FILES, LATER)
    first_release = rows["path"].map(lambda path: path.parent.name == "street")
    superseded = (
        first_release
        & (rows["Month"] == "2022-03")
        & (rows["Reported by"] == "Thames Valley Police")
    )

    expected = naive.counts(rows[~superseded])
    found = counts_in(pack)

    # Neighbouring districts come in files of their own: points on a shared edge may fall in either.
    difference = found.sub(expected, fill_value=0)
    assert difference.sum() == 0
    assert difference.abs().sum() == 0
    assert found.sum() == pytest.approx(225_000, abs=1_000)


def test_a_month_needs_all_three_forces(pack) -> None:
    """Surrey Police too, which has one district of seventeen."""
    domain = pack.domain

    assert domain.months == months.between(date(2021, 3, 1), date(2022, 11, 1))
    assert len(domain.covered) == 10
    assert queries.coverage(pack)[["source", "months"]].to_numpy().tolist() == [
        ["Hampshire Constabulary", 21], ["Surrey Police", 21], ["Thames Valley Police", 10],
    ]  # fmt: skip


def test_areas_of_one_name_in_two_districts_are_told_apart(pack) -> None:
    wards = [area for area in pack.domain.areas if area.kind == "ward"]
    names = {area.name for area in wards}

    assert len(names) == len({area.id for area in wards}) == len(wards)
    assert len([name for name in names if name.startswith("Abbey (")]) > 1


def test_the_pack_is_sound_and_everything_is_accounted_for(pack) -> None:
    account = queries.sources(pack)

    assert pack.problems() == []
    assert account["rows_superseded"].sum() == 17_679
    street = account[account["kind"] == "street"]
    assert street["rows_read"].sum() == 168_809 + 17_679 + 348_779 + 159_147
