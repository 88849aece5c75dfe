"""Where a place lies: its outline, with or without a buffer, and what it shares ground with."""

from functools import lru_cache

import geopandas as gpd
import shapely

from data.pack import Pack
from data.profile import Neighbours, neighbours
from data.question import Question
from geo import crs


@lru_cache(maxsize=4)
def overlapping(pack: Pack) -> dict[str, Neighbours]:
    """What each located place of a pack overlaps, by its id."""
    places, wards = crs.to_metres(pack.shapes("place")), crs.to_metres(pack.shapes("ward"))
    return dict(zip(places["slug"], neighbours(places, places, wards), strict=True))


def near(pack: Pack, question: Question) -> Neighbours:
    """What the place of a question overlaps, as it is drawn or with its buffer."""
    place = question.place
    if place is None or not question.filters.drawn:
        return overlapping(pack)[place.id] if place else Neighbours((), ())
    here = gpd.GeoDataFrame(
        {"name": [place.name]}, geometry=[outline(pack, question)], crs=crs.GRID
    )
    places, wards = crs.to_metres(pack.shapes("place")), crs.to_metres(pack.shapes("ward"))
    return neighbours(here, places, wards)[0]


def outline(pack: Pack, question: Question) -> shapely.Geometry:
    """The outline of the place of a question in metres (EPSG:27700): its own, or its buffer."""
    if question.filters.drawn:
        return question.filters.drawn.polygon
    places = pack.shapes("place")
    own = places[places["slug"].isin(question.filters.areas)]
    return crs.to_metres(own).geometry.union_all()
