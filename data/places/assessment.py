"""What happened at a place since an action began, with counts from a pack."""

from datetime import date

from data.pack import incidents, queries
from data.pack.pack import Pack
from data.places.actions import Action, listed
from data.places.before_after import (
    NotCompared,
    Since,
    compared,
    counted,
    filters_for,
    own_windows,
    windows_of,
)


def since(pack: Pack, action: Action, today: date) -> Since:
    """Return the counts before and after an action, and the comparison or why there is none."""
    months, found = own_windows(action, pack.domain), windows_of(action, pack.domain, today)
    if isinstance(months, NotCompared):
        return Since(action, found if isinstance(found, NotCompared) else months)
    counts = incidents.by_month_and_area(pack, filters_for(action, months, pack.domain))
    own = counted(action.place, months, counts)
    if isinstance(found, NotCompared):
        return Since(action, found, months, own)
    every = listed(queries.actions(pack))
    return Since(action, compared(action, found, counts, every), months, own)
