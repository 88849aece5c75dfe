import gzip
import json
import shutil
from datetime import date

import duckdb
import pandas as pd
import pytest
import shapely

from data.build import build, config, street_rows
from data.build.errors import BadInput
from data.build.store import Store
from data.model.filters import Filters
from data.model.view import View
from data.pack import incidents, publish, queries
from data.pack.pack import SETTINGS

pytestmark = pytest.mark.slow

ALDER, BIRCH, FAR = (-0.885, 51.41), (-0.855, 51.41), (-0.885, 51.60)


def table(path, name: str) -> pd.DataFrame:
    """Return a table of a pack, read like an analyst."""
    with duckdb.connect(str(path), read_only=True, config=SETTINGS) as connection:
        return connection.table(name).df()


def ward(code: str, name: str, box: tuple[float, ...], **more: str) -> dict:
    west, south, east, north = box
    shape = shapely.geometry.mapping(shapely.box(west, south, east, north))
    return {
        "type": "Feature",
        "properties": {"WD22CD": code, "WD22NM": name, "LAD22CD": "E06000001", **more},
        "geometry": shape,
    }  # fmt: skip


def collection(*found: dict) -> str:
    return json.dumps({"type": "FeatureCollection", "features": found})


def test_a_pack_holds_what_the_files_hold(small_pack) -> None:
    pack = small_pack

    assert pack.problems() == []
    assert pack.domain.borough == "Small"
    assert pack.domain.months == (date(2022, 1, 1), date(2022, 2, 1))
    assert [area.id for area in pack.domain.areas] == ["mill-estate", "alder", "birch"]
    assert len(queries.annual(pack)) == 6
    assert queries.marac(pack)["cases"].tolist() == [40, 44]
    assert queries.annotations(pack)["text"].tolist() == ["Snow"]
    assert queries.populations(pack)["value"].tolist() == [6500]
    # Each month has three crimes and three ASB in Alder and Birch, and a drug offence in Birch.
    incident = table(pack.path, "incident")
    assert incident.groupby(["month", "ward_code"]).size().tolist() == [5, 2, 5, 2]
    assert incident["incident_id"].tolist() == [*range(1, 15)]
    assert incident["source_id"].isna().sum() == 6
    assert len(table(pack.path, "nearby")) == 2


def test_the_account_balances_and_names_files_as_the_toml_does(small_pack) -> None:
    pack = small_pack
    account = queries.sources(pack)

    assert account["file"].tolist()[:2] == [
        "street/2022-01/2022-01-test-street.csv", "street/2022-02/2022-02-test-street.csv",
    ]  # fmt: skip
    assert not account["file"].str.startswith("/").any()
    parts = ["rows_loaded", "rows_outside", "rows_rejected", "rows_superseded"]
    assert (account["rows_read"] == account[parts].sum(axis=1)).all()
    assert account.iloc[0][["rows_read", *parts]].tolist() == [70, 7, 62, 1, 0]
    assert set(table(pack.path, "rejected")["file"]) == set(account["file"][:2])


def test_two_builds_of_the_same_files_are_the_same(small, small_pack) -> None:
    first, second = small_pack, small.build()

    assert first.path != second.path
    assert first.version == second.version
    for name in ("incident", "area", "incident_area", "denominator", "coverage", "source"):
        pd.testing.assert_frame_equal(table(first.path, name), table(second.path, name))


def test_packed_files_are_the_same_as_plain_ones(small, small_pack) -> None:
    plain = small_pack
    rows = table(plain.path, "incident")
    for path in sorted(small.folder.glob("street/*/*.csv")):
        packed = path.with_name(f"{path.name}.gz")
        packed.write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()

    packed_pack = small.build()

    pd.testing.assert_frame_equal(table(packed_pack.path, "incident"), rows)
    assert packed_pack.version == plain.version


@pytest.mark.parametrize("change", [
    ("people.csv", "4000", "4001"), ("small.toml", 'name = "Small"', 'name = "Larger"'),
])  # fmt: skip
def test_any_change_of_the_sources_changes_the_version(small, small_pack, change) -> None:
    small.edit(*change)

    assert small.build().version != small_pack.version


def test_a_month_is_covered_when_every_primary_force_has_it(small) -> None:
    other = {"Reported by": "Other Police"}
    small.street("other/a.csv", [small.row(BIRCH, Month="2022-02", **other)])
    small.street("rail/a.csv", [
        small.row(Month=month, **{"Reported by": "Rail Police"})
        for month in ("2021-12", "2022-01", "2022-02", "2022-04")
    ])  # fmt: skip
    small.add_source("street", "other/*.csv", role='"primary"', name='"Other"')
    small.add_source("street", "rail/*.csv", role='"additional"', name='"Rail"')

    domain = small.build().domain

    assert domain.months == (date(2022, 1, 1), date(2022, 2, 1))
    assert domain.covered == {date(2022, 2, 1)}


def test_a_gap_between_months_is_missing_even_if_another_force_fills_it(small) -> None:
    shutil.move(small.folder / "street/2022-02", small.folder / "unused")
    rows = [small.row(BIRCH, Month="2022-03")]
    small.street("street/2022-03/2022-03-test-street.csv", rows)
    rail = [small.row(Month="2022-02", **{"Reported by": "Rail Police"})]
    small.street("rail/a.csv", rail)
    small.add_source("street", "rail/*.csv", role='"additional"')

    pack = small.build()

    assert pack.domain.missing(date(2022, 1, 1), date(2022, 3, 1)) == (date(2022, 2, 1),)
    assert "Rail Police" in set(table(pack.path, "incident")["force"])


def test_no_common_month_fails_the_build(small) -> None:
    small.street("other/a.csv", [small.row(Month="2022-05", **{"Reported by": "Other Police"})])
    small.add_source("street", "other/*.csv", role='"primary"')

    with pytest.raises(
        BadInput, match="no month has every primary force: Other Police has May 2022"
    ):
        small.build()


def test_incidents_of_places_and_other_vintages_are_found_beside_the_ward(small) -> None:
    """Places overlap; the other edition splits Alder in two and keeps one of its codes."""
    small.write(
        "places.csv",
        "name,lon,lat,radius_m,confidence,note\n"
        "Mill Estate,-0.885,51.41,300,high,\nThe Mill,-0.885,51.41,100,high,\n",
    )
    small.write("old.geojson", collection(
        ward("E05000001", "Alder", (-0.90, 51.40, -0.888, 51.42)),
        ward("E05000003", "Elder", (-0.888, 51.40, -0.86, 51.42)),
    ))  # fmt: skip
    small.add_source("wards", "old.geojson", vintage='"2013"')

    pack = small.build()

    pairs = table(pack.path, "incident_area").groupby(["kind", "vintage", "code"]).size()
    assert pairs.to_dict() == {
        ("place", "2022-03", "mill-estate"): 10, ("place", "2022-03", "the-mill"): 10,
        ("ward", "2013", "E05000003"): 10,
    }  # fmt: skip
    assert table(pack.path, "incident")["ward_code"].value_counts().to_dict() == {
        "E05000001": 10, "E05000002": 4,
    }  # fmt: skip


def test_a_code_that_an_older_edition_shares_does_not_widen_a_ward(small) -> None:
    """Alder was once the whole borough: choosing it must still mean the ward of today."""
    small.write("old.geojson", collection(ward("E05000001", "Alder", (-0.90, 51.40, -0.84, 51.42))))
    small.add_source("wards", "old.geojson", vintage='"2013"')
    pack = small.build()
    asked = Filters.of(pack.domain, crime=["crime-and-asb"], areas=["alder"], period="all")

    assert incidents.total(pack, asked) == 10
    assert len(queries.records(pack, asked, View(), every=True)) == 10


def test_a_place_named_as_a_ward_has_an_id_of_its_own(small) -> None:
    small.edit("places.csv", "Mill Estate", "Alder")

    areas = small.build().domain.areas

    assert [(area.id, area.kind) for area in areas] == [
        ("alder-place", "place"), ("alder", "ward"), ("birch", "ward"),
    ]  # fmt: skip


def test_wards_of_one_name_get_their_codes(small) -> None:
    small.edit("wards.geojson", "Birch", "Alder")

    assert [area.id for area in small.build().domain.areas] == [
        "mill-estate", "alder-e05000001", "alder-e05000002",
    ]  # fmt: skip


def test_wards_of_other_districts_are_left_out_and_counted(small) -> None:
    found = json.loads((small.folder / "wards.geojson").read_text())["features"]
    more = ward("E05000009", "Cedar", (-0.84, 51.40, -0.81, 51.42), LAD22CD="E06000009")
    small.write("wards.geojson", collection(*found, more))

    pack = small.build()

    [entry] = [each for each in queries.sources(pack).to_dict("records") if each["kind"] == "wards"]
    assert (entry["rows_read"], entry["rows_loaded"], entry["rows_outside"]) == (3, 2, 1)
    assert "cedar" not in pack.domain.area_by_id


def test_a_repaired_ward_is_reported_in_the_account(small) -> None:
    eight = {"type": "Polygon", "coordinates": [
        [[-0.9, 51.4], [-0.87, 51.42], [-0.87, 51.4], [-0.9, 51.42], [-0.9, 51.4]]
    ]}  # fmt: skip
    found = json.loads((small.folder / "wards.geojson").read_text())["features"]
    found[0]["geometry"] = eight
    small.write("wards.geojson", collection(*found))

    entry = queries.sources(small.build())

    assert entry["note"][entry["kind"] == "wards"].tolist() == [
        "invalid polygons repaired: E05000001"
    ]


def test_two_populations_from_one_file_are_accounted_for_apart(small) -> None:
    small.write("people.csv", "code,people,women\nE05000001,4000,1900\nE05000002,2500,1300\n")
    small.add_source(
        "population", "people.csv", vintage='"mid-2020"', value_column='"women"',
        group='"women16"', name='"Women"',
    )  # fmt: skip

    pack = small.build()

    assert table(pack.path, "denominator").groupby("group")["value"].sum().to_dict() == {
        "residents": 6500, "women16": 3200,
    }  # fmt: skip
    files = queries.sources(pack)
    assert sorted(files["name"][files["kind"] == "population"]) == ["Women", "population"]


@pytest.mark.parametrize(("kind", "path", "more", "words"), [
    ("wards", "wards.geojson", {"vintage": '"2022"'}, "E05000001 is also in another file"),
    ("population", "people.csv", {"vintage": '"mid-2020"', "value_column": '"people"'},
     "E05000001 is also in another population file of this vintage"),
    ("places", "places.csv", {}, "the place Mill Estate is given twice"),
    ("marac", "marac.csv", {}, "the period from 2020-04-01 overlaps the one before"),
])  # fmt: skip
def test_figures_given_by_two_sources_are_refused(small, kind, path, more, words: str) -> None:
    small.add_source(kind, path, **more)

    with pytest.raises(BadInput, match=words):
        small.build()


def test_a_place_outside_the_borough_is_refused(small) -> None:
    small.edit("places.csv", "-0.885,51.41", "-0.985,51.41")

    with pytest.raises(BadInput, match="the place Mill Estate lies outside the current wards"):
        small.build()


def test_checks_need_the_figures_they_check(small) -> None:
    small.edit("small.toml", 'kind = "annual"', 'kind = "annotations"')
    small.edit("small.toml", 'path = "annual.csv"', 'path = "notes.csv"')
    small.edit("small.toml", 'report = "Report"\n', "")

    with pytest.raises(BadInput, match="crime::All crime is not a published figure"):
        small.build()


def test_no_incident_inside_the_wards_fails_the_build(small) -> None:
    for month in ("2022-01", "2022-02"):
        name = f"street/{month}/{month}-test-street.csv"
        small.street(name, [small.row(FAR, Month=month)])

    with pytest.raises(BadInput, match="no street row falls inside the current wards"):
        small.build()


def test_the_smallest_borough_is_one_street_file_and_wards(bare) -> None:
    pack = bare.build()

    assert pack.problems() == []
    assert queries.marac(pack).empty
    assert [area.id for area in pack.domain.areas] == ["alder", "birch"]


def test_an_account_that_does_not_balance_fails_and_nothing_becomes_current(
    small, built_before, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, before = built_before, publish.current(built_before)
    counted = street_rows._counted

    def one_short(files, claims, placed):
        first, *others = counted(files, claims, placed)
        return [{**first, "rows_outside": first["rows_outside"] - 1}, *others]

    monkeypatch.setattr(street_rows, "_counted", one_short)

    with pytest.raises(build.BuildFailed, match="70 rows were read but 69 are accounted for"):
        small.build()
    assert publish.current(out) == before
    assert sorted(each.name for each in out.iterdir()) == sorted(
        [publish.LOCK, publish.POINTER, before.name]
    )


def test_a_pack_that_loses_a_row_fails(small, monkeypatch: pytest.MonkeyPatch) -> None:
    written = build._write

    def all_but_one(store, *more) -> None:
        written(store, *more)
        store.connection.execute("DELETE FROM incident WHERE incident_id = 1")

    monkeypatch.setattr(build, "_write", all_but_one)

    with pytest.raises(build.BuildFailed, match="13 incidents are held but 14 rows were loaded"):
        small.build()


def test_a_full_disk_gives_one_line_and_leaves_the_pack_before(
    small, built_before, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = publish.current(built_before)

    def full(_store: Store) -> None:
        raise duckdb.IOException("Could not write file:\nNo space left on device")

    monkeypatch.setattr(Store, "checkpoint", full)

    with pytest.raises(build.BuildFailed, match=r"could not be written .*No space left") as caught:
        small.build()
    assert "\n" not in str(caught.value)
    assert publish.current(built_before) == before


def test_progress_is_reported_once_for_each_file(small) -> None:
    entry = []

    build.build(config.read(small.toml), small.folder / "packs", entry.append)

    assert sorted(path.name for path in entry) == sorted([
        "2022-01-test-street.csv", "2022-02-test-street.csv", "wards.geojson", "people.csv",
        "places.csv", "annual.csv", "checks.csv", "marac.csv", "notes.csv",
    ])  # fmt: skip


def test_a_demonstration_pack_is_sound(demo_pack) -> None:
    pack = demo_pack

    assert pack.problems() == []
    assert pack.domain.demonstration
    assert pack.domain.schematic
    assert len(pack.domain.covered) == 36
