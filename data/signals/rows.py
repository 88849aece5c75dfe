"""The signals of a pack as the rows of its tables ``signal`` and ``signal_search``."""

from datetime import date

import pandas as pd
import shapely

from data.model.drawn_area import DrawnArea
from data.signals import windows
from data.signals.distinct import distinct, kind_of, points_of, types_of
from data.signals.incidents import RADIUS_M, Flags, Incidents
from data.signals.search import BOROUGH, Found, search

COLUMNS = (
    "position", "choice", "kind", "code", "street", "lon", "lat", "radius_m", "first_month",
    "last_month", "n", "months_before", "before", "least", "most", "expected", "p_value",
    "q_value",
)  # fmt: skip


def searched(calendar: pd.DataFrame) -> tuple[date, ...]:
    """Return the months of a calendar that are searched or compared with, in order."""
    return windows.searched([each.date() for each in calendar["month"][calendar["covered"]]])


def tables(
    points: pd.DataFrame, counts: pd.DataFrame, areas: pd.DataFrame, months: tuple[date, ...]
) -> dict[str, pd.DataFrame]:
    """Return the signals found in the incidents of the queries in ``sql/signals``.

    ``counts`` are those of ``months``: see ``searched``. ``signal`` has ``COLUMNS``;
    ``signal_search`` has one row with the number of comparisons.
    """
    incidents = Incidents.of(points, counts, areas, months)
    tests, every = search(incidents)
    found = [_row(incidents, each, i) for i, each in enumerate(distinct(incidents, every), start=1)]
    return {
        "signal": pd.DataFrame(found, columns=list(COLUMNS)),
        "signal_search": pd.DataFrame({"tests": [tests]}),
    }


def _row(incidents: Incidents, found: Found, position: int) -> tuple:
    """Return a signal in the order of ``COLUMNS``.

    At a street point, its incidents are those in the circle that its link draws.
    """
    kind, street, lon, lat, radius, code = kind_of(incidents, found), None, None, None, None, None
    inside = points_of(incidents, found)
    if found.unit != BOROUGH:
        code = incidents.units["code"].iat[found.unit] or None
    if kind == "street":
        point = incidents.points.iloc[int(incidents.units["point"].iat[found.unit])]
        street, lon, lat, radius = point["location"], point["lon"], point["lat"], RADIUS_M
        code, inside = point["ward_code"], _in_circle(incidents, lon, lat)
    by_month = incidents.counts[inside][:, types_of(found)].sum((0, 1))
    now, before = (
        by_month[incidents.within(span)] for span in (found.window.now, found.window.before)
    )
    return (
        position, found.choice, kind, code, street, lon, lat, radius, found.window.now[0],
        found.window.now[-1], int(now.sum()), len(before), int(before.sum()), int(before.min()),
        int(before.max()), found.expected, found.p_value, found.q_value,
    )  # fmt: skip


def _in_circle(incidents: Incidents, lon: float, lat: float) -> Flags:
    """Return, for each street point, whether it is in the drawn circle around a point."""
    circle = DrawnArea.circle(lon, lat, RADIUS_M)
    east, north = (incidents.points[each].to_numpy() for each in ("easting", "northing"))
    if circle is None:
        raise ValueError(f"no circle can be drawn around {lon}, {lat}")
    return shapely.contains_xy(circle.polygon, east, north)
