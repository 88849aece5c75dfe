import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo import areas, crs

# Three squares of 100 m in a row, and one that overlaps the first two.
BOXES = gpd.GeoDataFrame(
    {"code": list("ABCD"), "name": ["One", "Two", "Three", "Over"]},
    geometry=[shapely.box(x, 0, x + 100, 100) for x in (0, 100, 200)]
    + [shapely.box(50, 0, 150, 100)],
    crs=crs.GRID,
)
ROW = BOXES.iloc[:3]


def xy(*points: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    east, north = np.array(points, dtype=float).reshape(-1, 2).T
    return east, north


def test_each_point_is_in_the_area_that_contains_it_or_in_none() -> None:
    found = areas.assign(*xy((10, 10), (210, 10), (400, 10), (10, 10), (110, -1)), ROW)

    assert found.tolist() == [0, 2, -1, 0, -1]


def test_a_point_on_an_edge_is_in_the_first_area_whatever_the_order_of_points() -> None:
    points = [(100.0, 50.0), (200.0, 0.0), (0.0, 0.0)]

    assert areas.assign(*xy(*points), ROW).tolist() == [0, 1, 0]
    assert areas.assign(*xy(*reversed(points)), ROW).tolist() == [0, 1, 0]
    assert areas.assign(*xy(points[0]), ROW.iloc[[1, 0]]).tolist() == [0]


def test_no_points_give_no_areas() -> None:
    assert areas.assign(*xy(), ROW).tolist() == []
    assert areas.near(*xy(), ROW, 10).tolist() == []


def test_many_points_are_assigned_as_by_integer_division() -> None:
    rng = np.random.default_rng(0)
    east, north = rng.uniform(-50, 350, 2000), rng.uniform(-50, 150, 2000)
    inside = (north > 0) & (north < 100) & (east > 0) & (east < 300)

    found = areas.assign(east, north, ROW)

    assert found.tolist() == np.where(inside, east // 100, -1).astype(int).tolist()


def test_areas_may_overlap_and_every_pair_is_found() -> None:
    pairs = areas.within(*xy((60, 50), (120, 50), (250, 50), (900, 50)), BOXES)

    assert pairs.to_numpy().tolist() == [[0, 0], [0, 3], [1, 1], [1, 3], [2, 2]]


def test_pairs_overlap_unless_they_only_share_an_edge() -> None:
    assert areas.overlaps(BOXES).to_numpy().tolist() == [[0, 3], [1, 3]]
    assert areas.overlaps(BOXES[:3], BOXES[2:]).to_numpy().tolist() == [[0, 1], [1, 1], [2, 0]]


def test_near_is_inside_or_within_the_distance_outside() -> None:
    found = areas.near(*xy((150, 50), (150, 109), (150, 111), (309, 50), (308, 108)), ROW, 10)

    assert found.tolist() == [True, True, False, True, False]


def test_the_box_contains_everything_that_is_near() -> None:
    rng = np.random.default_rng(0)
    shape = gpd.GeoSeries([shapely.box(-0.9, 51.40, -0.84, 51.42)], crs=crs.DEGREES)
    area = gpd.GeoDataFrame(geometry=shape)
    lon, lat = rng.uniform(-1, -0.7, 5000), rng.uniform(51.35, 51.47, 5000)
    east, north = crs.eastings_northings(lon, lat)
    near = areas.near(east, north, crs.to_metres(area), 1000)

    box = areas.box_around(area, 1000)
    boxed = (
        (lon >= box["west"]) & (lon <= box["east"]) & (lat >= box["south"]) & (lat <= box["north"])
    )

    assert not (near & ~boxed).any()
    assert 0 < near.sum() < boxed.sum() < len(lon)


def test_only_invalid_polygons_are_repaired() -> None:
    eight = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    broken = gpd.GeoDataFrame({"code": ["A", "B"]}, geometry=[eight, shapely.box(0, 0, 1, 1)])

    mended, which = areas.repaired(broken)

    assert which.tolist() == [True, False]
    assert mended.geometry.is_valid.all()
    assert mended.geometry.area.tolist() == pytest.approx([50, 1])


def test_a_circle_has_its_radius_in_metres() -> None:
    [circle] = areas.circles([-0.83], [51.41], [400]).to_crs(crs.GRID)

    west, south, east, north = circle.bounds
    assert (east - west, north - south) == pytest.approx((800, 800), abs=0.5)


def test_simplified_neighbours_still_share_one_edge() -> None:
    x = np.linspace(0, 1000, 101)
    wavy = [(each, 500 + 3 * (-1) ** number) for number, each in enumerate(x)]
    below = shapely.Polygon([*wavy, (1000, 0), (0, 0)])
    above = shapely.Polygon([*wavy, (1000, 1000), (0, 1000)])
    both = gpd.GeoDataFrame({"code": ["A", "B"]}, geometry=[below, above], crs=crs.GRID)
    placed = both.translate(480_000, 170_000).to_frame("geometry").set_crs(crs.GRID)

    plain = areas.simplified(placed.to_crs(crs.DEGREES), 20).to_crs(crs.GRID)

    assert sum(map(shapely.get_num_coordinates, plain.geometry)) < 30
    assert plain.union_all().area == pytest.approx(1_000_000, rel=1e-4)
    assert plain.geometry.iloc[0].intersection(plain.geometry.iloc[1]).area < 1


def test_geojson_ids_are_codes() -> None:
    placed = BOXES.set_geometry(BOXES.translate(480_000, 170_000).set_crs(crs.GRID))

    drawn = areas.as_geojson(placed.to_crs(crs.DEGREES))

    assert [each["id"] for each in drawn["features"]] == list("ABCD")
    assert drawn["features"][0]["properties"] == {"code": "A", "name": "One"}
    shape = shapely.geometry.shape(drawn["features"][0]["geometry"])
    assert shape.centroid.coords[0] == pytest.approx((-0.8500, 51.4236), abs=0.01)
    assert all(round(value, 5) == value for point in shape.exterior.coords for value in point)


def test_degrees_become_metres_of_the_national_grid() -> None:
    """Caister water tower, TG 51409 13177: the example in the Ordnance Survey's guide."""
    lon, lat = np.array([1 + 42 / 60 + 57.79 / 3600]), np.array([52 + 39 / 60 + 28.72 / 3600])

    east, north = crs.eastings_northings(lon, lat)

    assert (east[0], north[0]) == pytest.approx((651409.9, 313177.3), abs=3)


@pytest.mark.parametrize(("lon", "lat", "inside"), [
    (-0.83, 51.41, True), (-6.3, 49.92, True), (-0.9, 60.8, True), (1.76, 52.48, True),
    (2.06, 55.95, False), (2.35, 48.86, False), (51.41, -0.83, False), (np.nan, 51, False),
])  # fmt: skip
def test_great_britain_is_a_box_without_the_oil_fields(lon: float, lat: float, inside) -> None:
    assert crs.in_great_britain(np.array([lon]), np.array([lat]))[0] == inside
