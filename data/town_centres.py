"""Areas where most of the people are not residents: those that a town centre takes in."""

from functools import lru_cache

from data.pack import Pack
from geo.areas import sharing

TOWN_CENTRE = "town centre"
# The share of a town centre that an area must hold for the note on its rate.
LEAST_SHARE = 0.2


@lru_cache(maxsize=16)
def town_centres(pack: Pack, edition: str) -> frozenset[str]:
    """The codes of an edition's areas that hold a fifth or more of a place named a town centre."""
    places = pack.shapes("place")
    centres = places[places["name"].str.contains(TOWN_CENTRE, case=False)]
    areas = pack.edition(pack.domain.edition_by_id[edition])
    return frozenset(areas.loc[sharing(areas, centres, LEAST_SHARE), "code"])
