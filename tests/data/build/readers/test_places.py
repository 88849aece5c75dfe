import json
import math
from pathlib import Path

import pytest

from data.build.config import Source
from data.build.errors import BadInput
from data.build.readers import places

HEADER = "name,lon,lat,radius_m,confidence,note\n"


def read(folder: Path, text: str, name: str = "places.csv", **options: object):
    path = folder / name
    path.write_text(text)
    return places.read(path, Source("places", "P", (path,), "OGL", "2023", "open", options))


def test_a_point_and_a_radius_make_a_circle(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER + "Mill Estate,-0.885,51.41,300,High,By the mill\n")

    [place] = found.to_dict("records")
    assert (place["code"], place["name"]) == ("mill-estate", "Mill Estate")
    assert (place["radius_m"], place["confidence"]) == (300, "high")
    assert place["note"] == "By the mill"
    assert found.crs == "EPSG:4326"
    assert found.to_crs("EPSG:27700").area.iloc[0] == pytest.approx(math.pi * 300**2, rel=0.002)
    assert place["geometry"].centroid.coords[0] == pytest.approx((-0.885, 51.41), abs=1e-5)


def test_what_documents_say_of_a_place_is_optional(tmp_path: Path) -> None:
    said = "Report 2022: said to be noisy."
    text = f"name,lon,lat,radius_m,confidence,said\nMill,-0.885,51.41,300,low, {said}\n"

    assert read(tmp_path, text)["said"].tolist() == [said]
    assert read(tmp_path, HEADER + "Mill,-0.885,51.41,300,low,\n")["said"].tolist() == [""]


def test_a_place_may_be_named_and_not_located(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER + "Somewhere,,,,none,\nMill,-0.885,51.41,300,low,\n")

    assert found["geometry"].isna().tolist() == [True, False]
    assert math.isnan(found["radius_m"].iloc[0])


def test_polygons_are_places_too(tmp_path: Path) -> None:
    ring = [[-0.9, 51.4], [-0.89, 51.4], [-0.89, 51.41], [-0.9, 51.4]]
    shapes = [
        {"type": "Feature", "properties": {"name": name, **more},
         "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for name, more in (("The Park", {"said": "Named in the report."}),
                           ("Mill", {"confidence": "low", "note": "Rough"}))
    ]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": shapes})

    found = read(tmp_path, text, "places.geojson")

    assert found["code"].tolist() == ["the-park", "mill"]
    assert found["confidence"].tolist() == ["high", "low"]
    assert found["note"].tolist() == ["", "Rough"]
    assert found["said"].tolist() == ["Named in the report.", ""]
    assert found.geometry.is_valid.all()


@pytest.mark.parametrize(("name", "slug"), [
    ("Norreys Estate", "norreys-estate"), ("St Mary's", "st-marys"), ("St Mary’s", "st-marys"),
    ("Café & Bar", "cafe-bar"), ("  A–B (north) ", "a-b-north"),
    ("Remenham, Wargrave and Ruscombe", "remenham-wargrave-and-ruscombe"),
])  # fmt: skip
def test_a_name_becomes_an_id_for_the_url(name: str, slug: str) -> None:
    assert places.slug(name) == slug


@pytest.mark.parametrize(("rows", "words"), [
    ("Mill,-0.885,51.41,,high,\n", "line 2: Mill has only some of lon, lat and radius_m"),
    ("Mill,51.41,-0.885,300,high,\n", "line 2: Mill has no usable lon, lat and radius_m"),
    ("Mill,-0.885,51.41,0,high,\n", "line 2: Mill has no usable"),
    ("Mill,-0.885,51.41,9000,high,\n", "line 2: Mill has no usable"),
    ("Mill,-0.885,north,300,high,\n", "line 2: Mill has no usable"),
    ("Mill,-0.885,51.41,300,certain,\n", "the confidence of Mill is 'certain'. Use high or"),
    ("Mill,-0.885,51.41,300,low,\nmill!,-0.885,51.41,300,low,\n", "is given twice"),
    (" ,-0.885,51.41,300,high,\n", "a place has no name"),
])  # fmt: skip
def test_places_that_cannot_be_used_are_refused(tmp_path: Path, rows: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, HEADER + rows)

    assert words in str(caught.value)


@pytest.mark.parametrize("shape", [
    {"type": "Point", "coordinates": [-0.9, 51.4]},
    {"type": "LineString", "coordinates": [[-0.9, 51.4], [-0.8, 51.4]]},
])  # fmt: skip
def test_a_shape_in_which_nothing_lies_is_refused(tmp_path: Path, shape: dict) -> None:
    feature = {"type": "Feature", "properties": {"name": "Mill"}, "geometry": shape}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})

    with pytest.raises(BadInput, match="the place Mill is a point or line, in which nothing lies"):
        read(tmp_path, text, "places.json")


def test_polygons_without_names_are_refused(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [-0.9, 51.4]}
    shape = {"type": "Feature", "properties": {"title": "Mill"}, "geometry": point}
    text = json.dumps({"type": "FeatureCollection", "features": [shape]})

    with pytest.raises(BadInput, match="its places have no name"):
        read(tmp_path, text, "places.json")
