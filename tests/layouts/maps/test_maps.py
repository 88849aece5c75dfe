"""Ward maps and street points; never a tile server, never a point of tier B."""

import json
import re

import pandas as pd
import pytest

from data.model.question import Question
from data.pack import incidents
from layouts.base import classes, theme
from layouts.maps import maps
from layouts.maps.area_panels import ward_panel
from layouts.maps.map_style import style
from layouts.pages.hotspots.hotspot_panels import hotspot_panel, mapped
from tests.domains import domain_of
from tests.figures import checked
from tests.oracles import NEVER_AT_A_POINT
from tests.texts import text_of

EXTENT = (-1.0, 51.35, -0.78, 51.56)
WARDS = pd.DataFrame({
    "code": ["E1", "E2", "E3"], "name": ["A", "B", "C"], "card": ["<b>A</b>", "<b>B</b>", "C"],
    "chosen": [False, True, False],
})  # fmt: skip


def drawn(points: pd.DataFrame | None = None):
    found = [classes.Class("#fff", "0"), classes.Class("#123456", "1–9")]
    return checked(maps.ward_map(
        WARDS, found, (0, 1, 1), version="v1", extent=EXTENT, height=400, points=points
    ))  # fmt: skip


def test_ward_map() -> None:
    figure = drawn()
    (trace,) = figure.data
    assert trace.type == "choroplethmap"
    assert trace.locations == ("E1", "E2", "E3")
    assert trace.z == (0, 1, 1)
    assert (trace.zmin, trace.zmax) == (-0.5, 1.5)
    assert trace.colorscale == ((0, "#fff"), (0.5, "#fff"), (0.5, "#123456"), (1, "#123456"))
    assert trace.marker.line.width == (0.8, 3, 0.8)
    assert trace.marker.line.color == (theme.GREY, theme.INK, theme.GREY)
    assert trace.text == ("<b>A</b>", "<b>B</b>", "C")
    assert trace.geojson == "/boundaries/v1/ward.geojson"
    assert figure.layout.map.style == "/map-style.json?v=v1"


def test_a_map_is_fitted_to_the_areas_chosen_and_can_go_back() -> None:
    small = (-0.9, 51.4, -0.88, 51.41)
    layout = maps.laid_out("v1", EXTENT, 400, small)
    assert layout["map"]["center"] == {"lon": pytest.approx(-0.89), "lat": pytest.approx(51.405)}
    # Its neighbours are in view: it fills three fifths of the height or of the width.
    wide = (small[2] - small[0]) / 360 * 512 * 2 ** layout["map"]["zoom"]
    assert wide == pytest.approx(0.6 * 400, rel=0.01)
    whole = maps.laid_out("v1", EXTENT, 400, EXTENT)
    assert layout["meta"]["whole"] == whole["meta"]["whole"]
    assert "chosen" not in whole["meta"]
    assert layout["uirevision"] != whole["uirevision"] == "v1"


def test_a_chosen_place_has_a_heavy_line_and_no_fill() -> None:
    figure = maps.ward_map(
        WARDS, [classes.Class("#fff", "0")], (0, 0, 0), version="v1", extent=EXTENT, height=400,
        outlined={"place": ["mill-estate"]},
    )  # fmt: skip
    line = checked(figure).data[1]
    assert (line.geojson, line.locations) == ("/boundaries/v1/place.geojson", ("mill-estate",))
    assert (line.marker.line.width, line.hoverinfo) == (3, "skip")
    assert {colour for _stop, colour in line.colorscale} == {"rgba(0,0,0,0)"}


def test_no_map_reaches_for_another_host() -> None:
    points = pd.DataFrame(
        {"lon": [-0.9], "lat": [51.4], "n": [3], "card": ["P"], "ward_code": ["E1"]}
    )
    text = drawn(points).to_json()
    assert not re.search(r"https?:|//|token|mapbox|carto|osm", text.replace("&#47;", "/"))


def test_a_map_without_a_class() -> None:
    figure = maps.ward_map(
        WARDS.head(0), [], [], version="v1", extent=EXTENT, height=400
    )  # fmt: skip
    assert checked(figure).data[0].z == ()


@pytest.mark.parametrize("height", [388, 620])
def test_the_borough_fills_the_height(height) -> None:
    """At the zoom, 512 px times two to its power go round the world."""
    found = maps.fitted(EXTENT, height)
    assert found["center"] == {"lon": pytest.approx(-0.89), "lat": pytest.approx(51.455)}
    wide = (EXTENT[2] - EXTENT[0]) / 360 * 512 * 2 ** found["zoom"]
    assert wide < height
    # A degree of latitude is 1.6 degrees of longitude wide at 51.4 north.
    tall = (EXTENT[3] - EXTENT[1]) * 1.603 / 360 * 512 * 2 ** found["zoom"]
    assert tall == pytest.approx(0.96 * height, rel=0.01)


def test_circles_have_areas_in_proportion() -> None:
    points = pd.DataFrame({"lon": [-0.9, -0.91, -0.92], "lat": [51.4, 51.41, 51.42],
                           "n": [100, 25, 1], "card": ["a", "b", "c"],
                           "ward_code": ["E1", "E2", "E2"]})  # fmt: skip
    trace = drawn(points).data[1]
    assert (trace.type, trace.mode) == ("scattermap", "markers")
    assert trace.lon == (-0.9, -0.91, -0.92)
    assert trace.lat == (51.4, 51.41, 51.42)
    assert trace.customdata == ("E1", "E2", "E2")  # what a click on it chooses
    assert trace.marker.size == (22, 11, 4)  # the least is 4, to be seen
    assert drawn(points.head(0)).data[1].lon == ()


def test_at_most_two_thousand_circles() -> None:
    many = pd.DataFrame(
        {"lon": -0.9, "lat": 51.4, "n": range(2100, 0, -1), "card": "x", "ward_code": "E1"}
    )
    trace = drawn(many).data[1]
    assert len(trace.lon) == 2000
    question = Question.from_query("", domain_of())
    said = mapped(question, many, int(many["n"].sum()))
    assert "Only the 2,000 largest of 2,100 points are drawn." in said
    assert f"circles show {sum(range(101, 2101)):,} of them" in said


def panel(pack, search: str):
    question = Question.from_query(search, pack.domain)
    values = incidents.areas(pack, question.filters)
    points = incidents.street_points(pack, question.filters)
    total = incidents.total(pack, question.filters)
    return hotspot_panel(question, values, points, total), points, total


@pytest.mark.parametrize("kind", sorted(NEVER_AT_A_POINT))
def test_tier_b_has_no_circle(demo_pack, kind) -> None:
    search = f"?type={kind.lower().replace(' ', '-')}"
    found, _points, total = panel(demo_pack, search)
    found_question = Question.from_query(search, demo_pack.domain)
    wards, circles = checked(found.figure).data
    assert circles.lon == circles.lat == circles.text == ()
    assert total > 0
    assert found.sentence == (
        f"Wards show all {found_question.incident.count(total)}; circles show none of them. Never "
        f"drawn as points, to protect people: {kind.lower()}."
    )
    assert len(wards.z) == 25


def test_circles_count_tier_a_only(demo_pack, demo_packs) -> None:
    found, points, total = panel(demo_pack, "")
    circles = checked(found.figure).data[1]
    counts = [int(re.search(r"([\d,]+) recorded crime", each)[1].replace(",", "")) for each in
              circles.text]  # fmt: skip
    assert counts == points["n"].head(2000).tolist()
    # 8,244 less drugs 165, weapons 33, robbery 34, violence and sexual offences 3,179.
    assert sum(counts) == 8244 - 165 - 33 - 34 - 3179
    assert found.sentence == (
        "Wards show all 8,244 recorded crimes; circles show 4,833 of them. Never drawn as "
        "points, to protect people: drugs, possession of weapons, robbery and violence and sexual "
        "offences."
    )
    assert total == 8244
    assert demo_packs.exists()


@pytest.mark.parametrize("measure", ["count", "rate", "change"])
def test_every_ward_is_in_a_class_of_the_legend(demo_pack, measure) -> None:
    question = Question.from_query(f"?type=robbery&measure={measure}", demo_pack.domain)
    values = incidents.areas(demo_pack, question.filters)
    found = ward_panel(question, values, 400)
    (trace,) = checked(found.figure).data
    swatches = [text_of(each) for each in found.legend[1:-1]]
    assert {*trace.z} <= {*range(len(swatches))}
    wards = values[values["kind"] == "ward"]
    assert trace.locations == tuple(wards["code"])
    if measure == "rate":
        few = wards["n"] < 10
        assert few.all()  # 34 robberies in 25 wards
        assert {swatches[each] for each in trace.z} == {"Too few for a rate, or no population"}


def test_the_credit_of_streets_is_no_html(demo_pack) -> None:
    found = style(demo_pack.shapes("place"), streets="/streets/v1.geojson", credit="<b>Us</b>")
    assert found["metadata"]["streets"]["credit"] == "&lt;b&gt;Us&lt;/b&gt;"


def test_streets_follow_the_zoom(demo_pack) -> None:
    found = style(demo_pack.shapes("place"), streets="/streets/v1.geojson", credit="Us")
    layers = found["metadata"]["streets"]["layers"]
    assert len({each["id"] for each in layers}) == len(layers)
    names = [each for each in layers if each["type"] == "symbol"]
    assert layers[-len(names) :] == names  # above everything else of theirs
    begins = [each["minzoom"] for each in names]
    assert begins == sorted(begins)  # the names of main roads come first, and win


def test_map_style_needs_nothing_from_elsewhere(demo_pack) -> None:
    found = style(demo_pack.shapes("place"))
    text = json.dumps(found)
    assert not re.search(r"https?:|\"(sprite|glyphs|tiles)\"", text)
    assert [each["id"] for each in found["layers"]] == [
        "ground", maps.BELOW, "place-names", "eastern-names",
    ]  # fmt: skip
    east = {
        each["properties"]["name"]
        for each in found["sources"]["places"]["data"]["features"]
        if each["properties"]["east"]
    }
    assert east == {"Bigshotte Park"}
    names = [each["properties"]["name"] for each in found["sources"]["places"]["data"]["features"]]
    assert len(names) == 16
    assert "Norreys Estate" in names
