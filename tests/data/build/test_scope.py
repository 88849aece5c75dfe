import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build import area_rows, config
from data.build.errors import BadInput
from data.build.guards.scope import WAYS, Scope
from data.build.load_log import Account
from data.build.readers import boundaries
from geo import areas
from tests.domains import quick

DISTRICTS = ("E06000041", "E07000084", "E08000001", "W06000015", "S12000033")
OTHER_COLUMNS = {"UTLA22CD": "E10000014", "RGN22CD": "E12000008", "FID": 7, "BNG_E": 480000}


def square(place: int) -> dict:
    west = -0.9 + place / 100
    ring = [[west, 51.4], [west + 0.01, 51.4], [west + 0.01, 51.41], [west, 51.41], [west, 51.4]]
    return {"type": "Polygon", "coordinates": [ring]}


def written(folder: Path, wards: list[dict], **more: object) -> Path:
    """A file of wards side by side, with their properties in the order given."""
    features = [
        {"type": "Feature", "properties": each, "geometry": square(place)}
        for place, each in enumerate(wards)
    ]
    path = folder / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}))
    return path


def ward(number: int, **more: object) -> dict:
    return {"WD22CD": f"E0500{number:04d}", "WD22NM": f"Ward {number}", **more}


def codes(path: Path, scope: Scope) -> list[str]:
    return boundaries.read(path, "ward", None, scope)[0]["code"].tolist()


COLUMNS = st.one_of(
    st.sampled_from(["LAD22CD", "lad22cd", "LTLA22CD", "LADCD_ACTIVE", "district"]),
    st.text("abcXYZ_ 0123456789", min_size=1).filter(lambda name: name.strip() != ""),
    st.none(),
)
SPACES = st.sampled_from(["{}", " {}", "{} ", "\t{}\n"])


@quick
@given(
    ours=st.sets(st.sampled_from(DISTRICTS), min_size=1),
    of_wards=st.lists(st.sampled_from(DISTRICTS), min_size=1, max_size=8),
    named=st.tuples(COLUMNS, SPACES),
    others=st.lists(st.sampled_from(sorted(OTHER_COLUMNS)), unique=True),
)
def test_the_wards_are_exactly_the_boroughs_or_the_build_stops(
    ours, of_wards, named, others
) -> None:
    column, spaces = named
    wards = [
        ward(number, **{each: OTHER_COLUMNS[each] for each in others if each != column})
        | ({column: spaces.format(district)} if column else {})
        for number, district in enumerate(of_wards)
    ]
    wanted = [each["WD22CD"] for each, own in zip(wards, of_wards, strict=True) if own in ours]
    scope = Scope(tuple(sorted(ours)))
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), wards)
        if column and wanted:
            assert codes(path, scope) == wanted
            return
        with pytest.raises(BadInput) as caught:
            codes(path, scope)
    assert (caught.value.do == WAYS) is (column is None)


def test_the_column_of_the_edition_decides_between_two_that_disagree(tmp_path: Path) -> None:
    """A ward may have changed its district since."""
    wards = [
        ward(1, LAD22CD="E06000041", LAD25CD="E06000041"),
        ward(2, LAD22CD="E06000041", LAD25CD="E07000084"),
    ]
    scope = Scope(("E06000041",))
    assert codes(written(tmp_path, wards), scope) == ["E05000001", "E05000002"]

    for each in wards:
        each["LAD24CD"] = each.pop("LAD22CD")
    with pytest.raises(BadInput, match="LAD25CD and LAD24CD put different areas in this borough"):
        codes(written(tmp_path, wards), scope)


def test_an_area_without_its_district_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, [ward(1, LAD22CD="E06000041"), ward(2, LAD22CD=None)])
    with pytest.raises(BadInput, match="an area has no LAD22CD"):
        codes(path, Scope(("E06000041",)))


def test_a_lookup_says_which_wards_are_the_boroughs(tmp_path: Path) -> None:
    path, lookup = written(tmp_path, [ward(1), ward(2), ward(3)]), tmp_path / "lookup.csv"
    rows = ["E05000001,E06000041,A", "E05000002,E07000084,B", "E05000003 ,E06000041,C"]
    scope = Scope(("E06000041",), lookup=lookup)

    lookup.write_text("\n".join(["WD22CD,LAD22CD,WD22NM", *rows, "E05000009,E06000041,D"]))
    assert codes(path, scope) == ["E05000001", "E05000003"]

    for written_rows, words in (
        (rows[:2], "it has no row for E05000003"),
        ([*rows, "E05000001,E07000084,A"], "E05000001 is in two districts"),
        ([each.replace("E0", "X") for each in rows], "it has no row for E05000001"),
        ([each.replace("E06", "X").replace("E07", "X") for each in rows], "no column of district"),
    ):
        lookup.write_text("\n".join(["WD22CD,LAD22CD,WD22NM", *written_rows]))
        with pytest.raises(BadInput, match=words):
            codes(path, scope)


def test_a_list_of_every_ward_says_which_are_the_boroughs(tmp_path: Path) -> None:
    path = written(tmp_path, [ward(1), ward(2), ward(3)])
    assert codes(path, Scope(("E06000041",), ("E05000001", "E05000003"))) == [
        "E05000001", "E05000003",
    ]  # fmt: skip
    with pytest.raises(BadInput, match="it has no E05000004, which codes of this source lists"):
        codes(path, Scope(("E06000041",), ("E05000001", "E05000004")))


def test_other_districts_are_left_out_before_shapes_are_checked(tmp_path: Path) -> None:
    path = written(tmp_path, [ward(1, LAD22CD="E06000041"), ward(2, LAD22CD="E07000084")])
    document = json.loads(path.read_text())
    document["features"][1]["geometry"] = None
    path.write_text(json.dumps(document))

    assert codes(path, Scope(("E06000041",))) == ["E05000001"]


@pytest.mark.parametrize("more", [
    {"exceededTransferLimit": True}, {"properties": {"exceededTransferLimit": True}},
    {"numberMatched": 3, "numberReturned": 2}, {"totalFeatures": 3},
    {"links": [{"rel": "self"}, {"rel": "next", "href": "x"}]},
])  # fmt: skip
def test_an_answer_that_says_there_is_more_is_refused(tmp_path: Path, more) -> None:
    wards = [ward(number, LAD22CD="E06000041") for number in (1, 2)]
    with pytest.raises(BadInput, match="it is cut short: it has 2 features"):
        codes(written(tmp_path, wards, **more), Scope(("E06000041",)))
    whole = {"numberMatched": 2, "totalFeatures": "unknown", "links": [], "properties": {}}
    assert len(codes(written(tmp_path, wards, **whole), Scope(("E06000041",)))) == 2


def test_as_many_features_as_map_services_give_at_most_may_not_be_all(tmp_path: Path) -> None:
    """Older services do not say that there are more."""
    wards = [ward(number, LAD22CD="E06000041") for number in range(1000)]
    with pytest.raises(BadInput, match="it has exactly 1,000 features, where map services stop"):
        codes(written(tmp_path, wards), Scope(("E06000041",)))


def read(small):
    described = config.read(small.toml)
    return area_rows.read(described, Account(described, print))


def test_lsoas_without_a_district_are_those_mostly_in_the_wards(small) -> None:
    """A file of all England names no district."""

    def lsoa(number: int, west: float, east: float) -> dict:
        ring = [[west, 51.405], [east, 51.405], [east, 51.415], [west, 51.415], [west, 51.405]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        properties = {"LSOA21CD": f"E0100000{number}", "LSOA21NM": f"Area {number}"}
        return {"type": "Feature", "properties": properties, "geometry": shape}

    inside, across, beyond = lsoa(1, -0.89, -0.88), lsoa(2, -0.86, -0.837), lsoa(3, -0.842, -0.83)
    small.add_source("lsoas", "lsoas.geojson", vintage='"2021"')

    def write(*shapes: dict) -> None:
        small.write(
            "lsoas.geojson", json.dumps({"type": "FeatureCollection", "features": [*shapes]})
        )

    write(inside, across, beyond)
    area = read(small)
    assert area.loc[area["kind"] == "lsoa", "code"].tolist() == ["E01000001", "E01000002"]

    write(beyond)
    with pytest.raises(BadInput, match="it holds no LSOA in the current wards"):
        read(small)


def test_every_district_of_the_borough_has_wards(small) -> None:
    small.edit("small.toml", '["E06000001"]', '["e06000001 ", "E06000002"]')
    with pytest.raises(BadInput, match="no ward of 2022 is in E06000002"):
        read(small)


def test_wards_that_overlap_are_refused(small) -> None:
    """Two editions in one file: an incident would count in the first only."""
    text = (small.folder / "wards.geojson").read_text()
    document = json.loads(text)
    document["features"][1]["geometry"]["coordinates"][0][0][0] -= 0.0001  # a digitising error
    small.write("wards.geojson", json.dumps(document))
    assert len(read(small)) == 4

    document["features"][1]["geometry"] = document["features"][0]["geometry"]
    small.write("wards.geojson", json.dumps(document))
    with pytest.raises(BadInput, match="the wards Alder and Birch overlap"):
        read(small)


def test_an_edition_in_two_sources_is_checked_once_and_its_last_file_named(
    small, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = []
    overlaps = areas.overlaps
    monkeypatch.setattr(
        areas, "overlaps", lambda *given: checked.append(len(given[0])) or overlaps(*given)
    )
    document = json.loads((small.folder / "wards.geojson").read_text())
    first, second, *_others = document["features"]
    parts = (("wards.geojson", first), ("more.geojson", second | {"geometry": first["geometry"]}))
    for name, feature in parts:
        small.write(name, json.dumps(document | {"features": [feature]}))
    small.add_source("wards", "more.geojson", vintage='"2022"')
    with pytest.raises(BadInput, match=r"more\.geojson.*overlap"):
        read(small)
    assert checked == [2]
