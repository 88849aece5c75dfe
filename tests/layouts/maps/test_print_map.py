"""Maps as drawings: what is drawn where, in which colour, and names that keep apart."""

import re
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import crs
from layouts.base.drawings import Drawing
from layouts.maps import print_map
from layouts.maps.svg_labels import LETTER, Name, placed
from tests.domains import quick

NS = "{http://www.w3.org/2000/svg}"
SIDE = 1000  # metres


def areas(**names: str) -> gpd.GeoDataFrame:
    """Squares of a kilometre in a row from west to east, in degrees."""
    boxes = [
        shapely.box(475_000 + SIDE * place, 168_000, 476_000 + SIDE * place, 169_000)
        for place in range(len(names))
    ]
    frame = {"code": [*names], "name": [*names.values()]}
    return crs.to_degrees(gpd.GeoDataFrame(frame, geometry=boxes, crs=crs.GRID))


def rings(*names: str) -> gpd.GeoDataFrame:
    discs = [shapely.Point(475_500 + SIDE * n, 168_500).buffer(100) for n in range(len(names))]
    return crs.to_degrees(gpd.GeoDataFrame({"name": [*names]}, geometry=discs, crs=crs.GRID))


def draw(places=(), **given_) -> ET.Element:
    drawing = Drawing("A <map>", "Two & more", 600, 300, **given_)
    return ET.fromstring(print_map.svg(drawing, areas(A="Ash", B="Box <&>"), rings(*places)))


def test_areas_have_the_colours_of_their_codes_and_chosen_ones_a_heavy_line_on_top() -> None:
    root = draw(fills={"A": "#111111", "B": "#222222"}, chosen=frozenset({"A"}))
    paths = root.findall(f"./{NS}g/{NS}path")
    assert [each.get("fill") for each in paths] == ["#222222", "#111111"]
    assert [each.get("stroke-width") for each in paths] == [None, "2.5"]


def test_two_squares_fill_the_drawing_side_by_side() -> None:
    paths = draw(fills={"A": "#111111"}).findall(f"./{NS}g/{NS}path")
    corners = [
        [tuple(map(float, pair.split())) for pair in re.split("[ML]", each.get("d").strip("MZ"))]
        for each in paths
    ]
    (left, right) = ([x for x, _y in each] for each in corners)
    assert max(left) == pytest.approx(min(right), abs=1)
    assert max(right) - min(left) == pytest.approx(600 / 1.04, abs=2)
    high = [y for _x, y in corners[0]]
    assert max(high) - min(high) == pytest.approx(600 / 1.04 / 2, abs=2)
    assert paths[1].get("fill") == print_map.GROUND


def test_it_tells_a_screen_reader_what_it_shows_and_escapes_what_it_says() -> None:
    root = draw(places=("Mill <b>",))
    assert root.find(f"{NS}title").text == root.get("aria-label") == "A <map>"
    assert root.find(f"{NS}desc").text == "Two & more"
    assert root.get("role") == "img"
    assert "Mill <b>" in [each.text for each in root.iter(f"{NS}text")]
    assert not [*root.iter(f"{NS}script")]


def test_circles_have_areas_in_proportion_to_their_counts() -> None:
    lon, lat = (-0.9165, -0.9160, -0.9155), (51.408,) * 3
    points = pd.DataFrame({"lon": lon, "lat": lat, "n": [40, 10, 1]})
    circles = [*draw(points=points).iter(f"{NS}circle")]
    reach = [float(each.get("r")) for each in circles]
    assert reach[0] == print_map.WIDEST / 2
    assert reach[0] / reach[1] == pytest.approx(2, abs=0.02)
    assert reach[2] == pytest.approx(15 * (1 / 40) ** 0.5, abs=0.06)


def test_around_a_place_it_zooms_in_counts_points_and_names_wards() -> None:
    outline = shapely.Point(475_500, 168_500).buffer(200)
    points = pd.DataFrame({"lon": [-0.9146], "lat": [51.4097], "n": [1234]})
    root = draw(places=("Mill",), around=outline, points=points)
    said = [each.text for each in root.iter(f"{NS}text")]
    assert {"Mill", "Ash", "1,234"} <= {*said}
    assert "Box <&>" not in said  # out of view
    assert said[-1] == "200 m"
    [bar] = [each for each in root.findall(f"{NS}path") if "V" in each.get("d")]
    left, right = map(float, re.match(r"M(\d+) .*H([\d.]+)", bar.get("d")).groups())
    assert right - left == pytest.approx(200 * 300 / (400 * 1.24), abs=0.5)


def test_a_scale_bar_is_round_and_fits() -> None:
    assert [each.text for each in draw().iter(f"{NS}text")] == ["500 m"]


NAMES = st.lists(
    st.builds(
        Name,
        text=st.text("abcdefgh ", min_size=1, max_size=20),
        x=st.floats(0, 400), y=st.floats(0, 300), radius=st.floats(0, 40),
        beside=st.booleans(),
    ),
    max_size=30,
)  # fmt: skip


@quick
@given(NAMES)
def test_no_name_covers_another_or_leaves_the_drawing(names) -> None:
    boxes = []
    for each in placed(names, 400, 300):
        wide = len(each.name.text) * each.name.size * LETTER
        left = each.x - {"start": 0, "middle": wide / 2, "end": wide}[each.anchor]
        boxes.append((left, each.y - each.name.size, left + wide, each.y + each.name.size / 4))
    for place, (left, top, right, foot) in enumerate(boxes):
        assert -1e-6 <= left <= right <= 400 + 1e-6
        assert -1e-6 <= top <= foot <= 300 + 1e-6
        for other in boxes[:place]:
            apart = left >= other[2] or right <= other[0] or top >= other[3] or foot <= other[1]
            assert apart


def test_the_first_name_has_the_choice_of_place() -> None:
    crowd = [Name("first", 100, 100, 20), Name("second", 100, 100, 20)]
    one, two = placed(crowd, 400, 300)
    assert (one.name.text, one.anchor) == ("first", "start")
    assert two.anchor == "end"
    assert [each.name.text for each in placed([*crowd] * 3, 400, 300)].count("first") == 2
