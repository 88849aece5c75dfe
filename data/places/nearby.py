"""The problem-solving actions near each signal."""

import shapely

from data.model.rows import rows
from data.model.signal_row import SignalRow
from data.pack import queries
from data.pack.cache import per_pack
from data.pack.pack import Pack
from data.places.actions import Action, listed
from geo import crs

NEAR_M = 250


@per_pack(1)
def signals(pack: Pack) -> tuple[tuple[SignalRow, tuple[Action, ...]], ...]:
    """Return the signals of a pack, each with the actions at places within 250 metres of it.

    A signal of the whole borough has the actions that are meant to change its crime type.
    """
    actions = listed(queries.actions(pack))
    shapes = {
        kind: dict(zip(found["slug"], crs.to_metres(found).geometry, strict=True))
        for kind in ("ward", "place")
        for found in [pack.shapes(kind)]
    }
    return tuple(
        (each, tuple(action for action in actions if _concerns(action, each, shapes)))
        for each in rows(queries.signals(pack), SignalRow)
    )


def _concerns(
    action: Action, signal: SignalRow, shapes: dict[str, dict[str, shapely.Geometry]]
) -> bool:
    if signal.kind == "borough":
        return action.crime == signal.choice
    place = shapes["place"].get(action.place)
    circle = signal.circle
    here = circle.polygon if circle else shapes.get(signal.kind, {}).get(signal.slug or "")
    if place is None or here is None:
        return False
    return bool(shapely.dwithin(place, here, NEAR_M))
