"""Streets on paper: which are drawn at which scale, where their names stand, and whom they name."""

import re
from xml.etree import ElementTree as ET

import geopandas as gpd
import pytest
import shapely
from shapely import affinity

from geo import crs
from layouts.base.drawings import Drawing
from layouts.maps import print_map, street_style
from layouts.maps.print_streets import Streets

NS = "{http://www.w3.org/2000/svg}"
MIDDLE = (475_500, 168_500)


def streets(*, credit: str = "© Us", **lines: shapely.Geometry) -> Streets:
    """Return one road of each class, named after it."""
    classes = [each.replace("_", "-") for each in lines]
    frame = {"kind": "road", "class": classes, "name": [f"{each} <way>" for each in classes],
             "number": ""}  # fmt: skip
    return Streets(gpd.GeoDataFrame(frame, geometry=[*lines.values()], crs=crs.GRID), credit)


def line(east: float, north: float, length: float = 400) -> shapely.LineString:
    return shapely.LineString([(east - length / 2, north), (east + length / 2, north)])


def draw(roads: Streets, side: float, around: shapely.Geometry | None = None) -> ET.Element:
    """Return a map of one square of ``side`` metres around the middle."""
    square = shapely.Point(MIDDLE).buffer(side / 2, cap_style="square")
    area = gpd.GeoDataFrame({"code": ["A"], "name": ["Ash"]}, geometry=[square], crs=crs.GRID)
    none = gpd.GeoDataFrame({"name": []}, geometry=[], crs=crs.GRID)
    drawing = Drawing("A", "B", 600, 600, around=around)
    return ET.fromstring(print_map.svg(drawing, area, none, roads))


def widths(root: ET.Element) -> list[float]:
    ours = [e for e in root.iter(f"{NS}path") if e.get("stroke") == street_style.ROAD]
    return [float(each.get("stroke-width", "")) for each in ours]


def test_a_map_of_a_borough_has_main_roads_and_one_of_a_place_has_all() -> None:
    roads = streets(a_road=line(*MIDDLE), local=line(MIDDLE[0], MIDDLE[1] + 100))

    assert len(widths(draw(roads, side=15_000))) == 1
    local, main = widths(draw(roads, side=1000))
    assert 0 < local < main


def test_names_stand_along_streets_of_places_only_and_are_escaped() -> None:
    rising = affinity.rotate(line(MIDDLE[0], MIDDLE[1] + 200), 30)
    roads = streets(local=rising)
    place = shapely.Point(MIDDLE).buffer(300)

    root = draw(roads, 1000, place)
    [name] = [each for each in root.iter(f"{NS}text") if each.text == "local <way>"]
    assert re.fullmatch(r"rotate\(-30\.\d [\d. ]+\)", name.get("transform", ""))
    assert not [e for e in draw(roads, 1000).iter(f"{NS}text") if e.text == "local <way>"]


def test_a_street_too_short_for_its_name_has_none() -> None:
    roads = streets(local=line(MIDDLE[0], MIDDLE[1] + 200, length=30))
    root = draw(roads, 1000, shapely.Point(MIDDLE).buffer(300))

    assert "local <way>" not in [each.text for each in root.iter(f"{NS}text")]


def test_areas_and_railways_lie_below_the_roads() -> None:
    frame = gpd.GeoDataFrame(
        {"kind": ["road", "rail", "green"], "class": ["a-road", "", ""], "name": "", "number": ""},
        geometry=[line(*MIDDLE), line(*MIDDLE), shapely.Point(MIDDLE).buffer(100)],
        crs=crs.GRID,
    )
    colours = [
        each.get("fill") if each.get("fill") != "none" else each.get("stroke")
        for each in draw(Streets(frame, "x"), 1000).iter(f"{NS}path")
    ]
    order = [colours.index(each) for each in
             (street_style.GREEN, street_style.RAIL, street_style.ROAD)]  # fmt: skip
    assert order == sorted(order)


@pytest.mark.parametrize("credit", ["© Us", "Contains OS data © Crown copyright " * 5])
def test_whom_a_map_must_name_always_has_room(credit: str) -> None:
    root = draw(streets(credit=credit, a_road=line(*MIDDLE)), 15_000)
    [text] = [each for each in root.iter(f"{NS}text") if each.text == credit]
    assert float(text.get("font-size", "")) > 3
