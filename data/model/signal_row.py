"""The rows of the query ``signals/signals``: what stands out in the newest months."""

from datetime import date
from typing import NamedTuple

from data.model.drawn_area import DrawnArea


class SignalRow(NamedTuple):
    """A signal that the build found: a crime type choice, an area and a span of months.

    ``kind`` is borough, ward, place or street; ``name`` and ``slug`` are those of the ward or
    place, for a street point those of its ward, and None for the borough. ``street`` is the name
    of the street point, or None; incidents within ``radius_m`` of it are counted. ``n`` is the
    count of the span, ``before`` that of the ``months_before`` covered months that it is compared
    with; the lowest of these had ``least``, the highest ``most``. ``expected`` is what ``n`` would
    be, had the count changed in the same proportion as the rest of the borough or, for the borough,
    as all other crime types. ``q_value`` is the p-value adjusted for all comparisons.
    """

    choice: str
    kind: str
    name: str | None
    slug: str | None
    street: str | None
    lon: float | None
    lat: float | None
    radius_m: int | None
    first_month: date
    last_month: date
    n: int
    months_before: int
    before: int
    least: int
    most: int
    expected: float
    p_value: float
    q_value: float

    @property
    def circle(self) -> DrawnArea | None:
        """The circle around the street point as a drawn area; None for other kinds."""
        if self.lon is None or self.lat is None or self.radius_m is None:
            return None
        return DrawnArea.circle(self.lon, self.lat, self.radius_m)
