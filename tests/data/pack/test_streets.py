"""Streets by name: which are listed, what is one street, and that each is like a drawn area."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.model.drawn_area import SMALLEST_M2, DrawnArea
from data.model.filters import Filters
from data.model.question import Question
from data.pack import incidents, streets
from data.pack.pack import Pack
from geo import crs

WARDS = gpd.GeoDataFrame(
    {"name": ["West", "East"]},
    geometry=[shapely.box(470_000, 160_000, 480_000, 170_000),
              shapely.box(480_000, 160_000, 490_000, 170_000)],
    crs=crs.GRID,
).to_crs(crs.DEGREES)  # fmt: skip
NOTHING = pd.DataFrame({"name": [], "geometry": []})


def points(*rows: tuple[str, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["name", "easting", "northing"])


def roads(*rows: tuple[str, list[tuple[float, float]]]) -> pd.DataFrame:
    lines = gpd.GeoSeries([shapely.LineString(line) for _name, line in rows], crs=crs.GRID)
    return pd.DataFrame(
        {"name": [name for name, _line in rows], "geometry": lines.to_crs(crs.DEGREES).to_wkb()}
    )


def holds(area: DrawnArea, *at: tuple[float, float]) -> list[bool]:
    return [area.polygon.contains(shapely.Point(each)) for each in at]


def test_points_of_a_name_are_one_street_if_near_else_named_by_ward() -> None:
    found = streets.named(
        points(
            ("Church Lane", 471_000, 165_000), ("Church Lane", 471_400, 165_000),
            ("Church Lane", 485_000, 165_000), ("Broad Street", 475_000, 165_000),
        ),
        NOTHING, WARDS,
    )  # fmt: skip

    assert [*found] == ["Broad Street", "Church Lane, East", "Church Lane, West"]
    west = found["Church Lane, West"].area
    middle = (471_200, 165_000)
    assert holds(west, (471_000, 165_000), (471_400, 165_000), middle) == [True, True, True]
    assert holds(west, (471_200, 165_150), (485_000, 165_000)) == [False, False]


def test_streets_of_a_name_in_one_ward_are_numbered() -> None:
    found = streets.named(
        points(("Mews", 471_000, 165_000), ("Mews", 473_000, 165_000), ("mews", 475_000, 165_000)),
        NOTHING, WARDS,
    )  # fmt: skip
    assert [*found] == ["Mews, West", "Mews, West (2)", "Mews, West (3)"]


def test_a_road_without_street_points_is_its_line_and_outside_the_wards_none() -> None:
    found = streets.named(
        points(("Broad Street", 475_000, 165_000)),
        roads(
            ("Broad Street", [(475_000, 165_100), (475_400, 165_100)]),
            ("New Road", [(476_000, 161_000), (477_000, 161_000)]),
            ("Far Road", [(300_000, 161_000), (301_000, 161_000)]),
        ),
        WARDS,
    )  # fmt: skip

    assert [*found] == ["Broad Street", "New Road"]
    assert holds(found["New Road"].area, (476_500, 161_050), (476_500, 161_150)) == [True, False]
    # Its points, not its line, where it has points.
    assert found["Broad Street"].area.metres == 0
    assert holds(found["Broad Street"].area, (475_050, 165_000), (475_300, 165_100)) == [
        True,
        False,
    ]


def test_a_road_that_winds_keeps_to_what_may_be_drawn() -> None:
    turns = np.linspace(0, 60, 400)
    spiral = np.column_stack(
        [475_000 + 40 * turns * np.cos(turns), 165_000 + 40 * turns * np.sin(turns)]
    )
    found = streets.named(points(), roads(("Spiral", spiral.tolist())), WARDS)
    area = found["Spiral"].area

    assert DrawnArea.from_param(area.to_param()) is not None
    assert shapely.covers(area.polygon, shapely.LineString(spiral))


def test_every_street_of_the_demonstration_may_be_drawn_and_counts_what_lies_in_it(
    demo_pack: Pack,
) -> None:
    domain = demo_pack.domain
    every = demo_pack.frame("cube/points")
    counted = Filters.from_query("?type=asb&period=all", domain)
    rows = incidents.anchors(demo_pack, counted)
    at = shapely.points(rows["easting"], rows["northing"])

    assert len(domain.streets) > 100
    assert {*every["location"].dropna()} >= {each for each in domain.streets if "Point" in each}
    for street in [*domain.streets.values()][::20]:
        area = street.area
        assert DrawnArea.from_param(area.to_param()) == DrawnArea(area.corners, area.metres)
        assert area.polygon.area >= SMALLEST_M2
        inside = rows["n"][shapely.contains(area.polygon, at)].sum()
        assert incidents.total(demo_pack, counted.with_drawn_area(area)) == inside


def test_a_street_keeps_its_name_in_the_address_and_in_words(demo_pack: Pack) -> None:
    domain = demo_pack.domain
    name = next(each for each in domain.streets if each.startswith("Point"))
    question = Question.from_query(f"?type=asb&street={name}", domain)

    assert question.ignored == ()
    assert question.where == f"{name} and 100 m around"
    assert Filters.from_query(question.query(), domain) == question.filters
    assert "street=Point+" in question.query()
    assert "drawn" not in question.query()
    assert question.query_with(areas=["norreys"]) == "?type=asb&area=norreys"


@pytest.mark.parametrize("search", ["?street=Nowhere", "?street=Nowhere&period=all"])
def test_an_unknown_street_matches_nothing_and_is_named(demo_pack: Pack, search: str) -> None:
    question = Question.from_query(search, demo_pack.domain)
    assert question.filters.refused
    assert question.ignored == ("street=Nowhere",)
    assert incidents.total(demo_pack, question.filters) == 0
