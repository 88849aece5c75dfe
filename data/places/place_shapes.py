"""The outline of a place, with or without a buffer, and the areas that it overlaps."""

import geopandas as gpd
import shapely

from data.model.question import Question
from data.pack.cache import per_pack
from data.pack.pack import Pack
from data.places.profile import Neighbours, neighbours
from geo import crs


@per_pack(4)
def overlapping(pack: Pack) -> dict[str, Neighbours]:
    """Return the areas that each located place of a pack overlaps, by its id."""
    places, wards = crs.to_metres(pack.shapes("place")), crs.to_metres(pack.shapes("ward"))
    return dict(zip(places["slug"], neighbours(places, places, wards), strict=True))


def near(pack: Pack, question: Question) -> Neighbours:
    """Return the areas that the place of a question overlaps, with its buffer if chosen.

    Without a place the result is empty.
    """
    place = question.place
    if place is None or not question.filters.drawn:
        return overlapping(pack)[place.id] if place else Neighbours((), ())
    here = gpd.GeoDataFrame(
        {"name": [place.name]}, geometry=[outline(pack, question)], crs=crs.GRID
    )
    places, wards = crs.to_metres(pack.shapes("place")), crs.to_metres(pack.shapes("ward"))
    return neighbours(here, places, wards)[0]


def outline(pack: Pack, question: Question) -> shapely.Geometry:
    """Return the outline of the place of a question, or its buffer, in metres (EPSG:27700)."""
    if question.filters.drawn:
        return question.filters.drawn.polygon
    places = pack.shapes("place")
    own = places[places["slug"].isin(question.filters.areas)]
    return crs.to_metres(own).geometry.union_all()
