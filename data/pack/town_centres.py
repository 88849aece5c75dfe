"""Areas with a town centre, where most people present are not residents."""

from data.pack.cache import per_pack
from data.pack.pack import Pack
from geo.areas import sharing

TOWN_CENTRE = "town centre"
# The share of a town centre that an area must contain for the note on its rate.
LEAST_SHARE = 0.2


@per_pack(16)
def town_centres(pack: Pack, edition: str) -> frozenset[str]:
    """Return the codes of an edition's areas that contain a fifth or more of a town centre."""
    places = pack.shapes("place")
    centres = places[places["name"].str.contains(TOWN_CENTRE, case=False)]
    areas = pack.edition(pack.domain.edition_by_id[edition])
    return frozenset(areas.loc[sharing(areas, centres, LEAST_SHARE), "code"])
