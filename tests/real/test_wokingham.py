"""Wokingham from real open data, against the independent count and the figures beside the data."""

from datetime import date

import pandas as pd
import pytest

from data.model import months
from data.model.filters import Filters
from data.pack import incidents, queries

pytestmark = pytest.mark.slow

WARDS = "wards-2022/E06000041.geojson"
THAMES = "thames-valley/street/*.csv.gz"
LATER = "thames-valley/street-later-vintage/*.csv.gz"
RAIL = "btp/street/*.csv.gz"
HELD = [(2021, 3), (2021, 4), (2021, 5), (2021, 11), (2021, 12), (2022, 1), (2022, 2), (2022, 3),
        (2022, 4), (2022, 9)]  # fmt: skip
MISSING = [(2021, 6), (2021, 7), (2021, 8), (2021, 9), (2021, 10), (2022, 5), (2022, 6), (2022, 7),
           (2022, 8)]  # fmt: skip
# Thames Valley Police alone, ten months: ASB and crime by ward, as shared/data/README.md has them.
BY_WARD = {
    "Arborfield": (20, 193), "Barkham": (36, 137), "Bulmershe and Whitegates": (50, 384),
    "Charvil": (8, 101), "Coronation": (12, 168), "Emmbrook": (59, 380), "Evendons": (24, 191),
    "Finchampstead North": (13, 85), "Finchampstead South": (42, 266), "Hawkedon": (38, 345),
    "Hillside": (30, 261), "Hurst": (5, 95), "Loddon": (79, 335), "Maiden Erlegh": (31, 321),
    "Norreys": (65, 500), "Remenham, Wargrave and Ruscombe": (33, 180),
    "Shinfield North": (29, 183), "Shinfield South": (94, 383), "Sonning": (14, 100),
    "South Lake": (18, 174), "Swallowfield": (25, 143), "Twyford": (29, 185),
    "Wescott": (105, 580), "Winnersh": (43, 451), "Wokingham Without": (55, 209),
}  # fmt: skip


@pytest.fixture(scope="module")
def pack(built):
    return built("wokingham.toml")


@pytest.fixture(scope="module")
def raw(plainly) -> dict[str, pd.DataFrame]:
    naive = plainly(WARDS)
    return {each: naive.rows(each) for each in (THAMES, LATER, RAIL)}


@pytest.fixture(scope="module")
def counting(raw) -> pd.DataFrame:
    """The rows that are to count: of March 2022 the later release only."""
    first = raw[THAMES][raw[THAMES]["Month"] != "2022-03"]
    return pd.concat([first, raw[LATER], raw[RAIL]], ignore_index=True)


def test_the_rows_of_every_file_are_read(pack, raw) -> None:
    expected = {
        path.name: len(rows)
        for frame in (raw[THAMES], raw[RAIL])
        for path, rows in frame.groupby("path")
    }
    account = queries.sources(pack)
    street = account[account["kind"] == "street"]
    later = street["file"].str.contains("later-vintage")

    assert street["file"][later].str.endswith("2022-03-thames-valley-street.csv.gz").all()
    assert street["rows_read"][later].tolist() == [len(raw[LATER])] == [17_679]
    names = street["file"].str.rpartition("/")[2]
    assert dict(zip(names[~later], street["rows_read"][~later], strict=True)) == expected
    assert sum(expected.values()) == 168_809 + 89_922


def test_incidents_by_ward_month_and_type_are_those_of_the_raw_files(
    pack, plainly, raw, counting, counts_in
) -> None:
    expected = plainly(WARDS).counts(counting)

    found = counts_in(pack)

    assert found.to_dict() == expected.to_dict()
    # 7,307 rows of Thames Valley Police name a Wokingham LSOA; ten more lie inside the borough.
    assert found.sum() == 7_307 + 10 + len(plainly(WARDS).with_wards(raw[RAIL])) == 7_523


def test_asb_and_crime_by_ward_are_those_of_the_readme(pack, read_table) -> None:
    """The README counts rows whose LSOA is Wokingham's: it leaves out ten inside the borough."""
    area = read_table(pack, "area")
    wards = area[(area["kind"] == "ward") & area["current"]].set_index("code")["name"]
    incident = read_table(pack, "incident")
    from_thames = incident["force"] == "Thames Valley Police"
    ours = incident[from_thames & incident["lsoa_code"].isin(area["code"][area["kind"] == "lsoa"])]
    is_asb = ours["crime_type"] == "asb"
    asb = ours[is_asb]["ward_code"].map(wards).value_counts()
    crime = ours[~is_asb]["ward_code"].map(wards).value_counts()

    assert {name: (asb[name], crime[name]) for name in wards} == BY_WARD
    assert len(incident[from_thames]) == len(ours) + 10


def test_wescott_shinfield_south_loddon_and_norreys_lead_asb(pack) -> None:
    asked = Filters.of(pack.domain, crime=["asb"], period="all")

    ranked = incidents.by_area(pack, asked)

    assert ranked[ranked["kind"] == "ward"]["name"].tolist()[:4] == [
        "Wescott", "Shinfield South", "Loddon", "Norreys",
    ]  # fmt: skip


def test_march_2022_is_counted_once_from_the_later_release(pack, read_table, raw) -> None:
    incident = read_table(pack, "incident")
    march = incident[
        (incident["month"] == pd.Timestamp(2022, 3, 1))
        & (incident["force"] == "Thames Valley Police")
    ]
    account = queries.sources(pack).set_index("file")
    first = account[account.index.str.endswith("/street/2022-03-thames-valley-street.csv.gz")].iloc[
        0
    ]

    assert len(march) == 796
    assert (first["rows_superseded"], first["rows_loaded"]) == (17_679, 0)
    assert march["source"].unique().tolist() == ["Thames Valley Police, later release"]
    later = raw[LATER].dropna(subset="Crime ID")
    reasons = march.dropna(subset="source_id")[["source_id", "outcome"]]
    assert {*reasons.itertuples(index=False, name=None)} <= {
        *later[["Crime ID", "Last outcome category"]].itertuples(index=False, name=None)
    }


def test_missing_months_are_gaps_although_the_rail_police_have_them(pack, raw, read_table) -> None:
    domain = pack.domain
    asked = Filters.of(domain, crime=["crime-and-asb"], period="all")
    line = incidents.by_month(pack, asked).set_index("month")["n"]
    gaps = [date(year, month, 1) for year, month in MISSING]

    assert sorted(domain.covered) == [date(year, month, 1) for year, month in HELD]
    assert [each.date() for each in line.index[line.isna()]] == gaps
    held = read_table(pack, "incident")
    assert {months.spell(each) for each in gaps} <= {*raw[RAIL]["Month"]}
    assert {pd.Timestamp(each) for each in gaps} <= {*held["month"]}
    assert line.sum() == len(held[held["month"].isin(line.index[line.notna()])])


def test_no_asb_is_lost_for_want_of_a_crime_id(pack, plainly, counting) -> None:
    asb = plainly(WARDS).with_wards(counting[counting["Crime type"] == "Anti-social behaviour"])
    asked = Filters.of(pack.domain, crime=["asb"], period="all")

    assert incidents.total(pack, asked) == len(asb) == 957
    assert asb["Crime ID"].isna().all()


def test_why_rows_are_left_out(pack, counting) -> None:
    reasons = queries.rejections(pack).set_index("reason")["n"].to_dict()
    sea = counting[(counting["Longitude"] > 1.8) & counting["Latitude"].between(49, 61)]

    assert reasons == {
        "no coordinates": counting["Longitude"].isna().sum(),
        "coordinates are not in Great Britain": len(sea),
    }
    assert len(sea) > 0


def test_both_editions_of_the_wards_are_held_and_one_is_current(pack, read_table) -> None:
    area = read_table(pack, "area")
    wards = area[area["kind"] == "ward"]
    pairs = read_table(pack, "incident_area")

    assert wards.groupby(["vintage", "current"]).size().to_dict() == {
        ("2022", True): 25, ("2025", False): 18,
    }  # fmt: skip
    # The two editions cover the same borough, but for slivers where they were generalised apart.
    in_2025 = pairs[(pairs["kind"] == "ward") & (pairs["vintage"] == "2025")]
    assert len(in_2025) == pytest.approx(len(read_table(pack, "incident")), abs=20)


def test_residents_add_up_to_the_published_total(pack) -> None:
    assert queries.populations(pack)["value"].tolist() == [173_945]


def test_the_pack_is_sound_and_names_no_absolute_path(pack, read_table) -> None:
    assert pack.problems() == []
    for name in ("source", "rejected"):
        assert read_table(pack, name)["file"].str.startswith("../").any()
        assert not read_table(pack, name)["file"].str.startswith("/").any()
