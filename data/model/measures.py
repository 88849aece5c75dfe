"""The measures by which areas are mapped and ranked.

A new measure needs an entry here and a column of ``data.stats.area_values``, if it has none yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """A measure of an area; ``note`` explains it on the page Data and methods.

    ``column`` is the one in the result of ``incidents.areas``; harm is computed separately.
    """

    id: str
    label: str
    column: str
    unit: str
    decimals: int
    note: str


MEASURES: Mapping[str, Measure] = {
    each.id: each
    for each in (
        Measure(
            "count", "Count", "n", "incidents", 0,
            "The number of recorded incidents in the chosen months that are held.",
        ),
        Measure(
            "rate", "Rate", "rate", "per 1,000 residents", 1,
            "Incidents for each 1,000 people who live there. In a town centre most people are not "
            "residents, so a high rate there does not mean a high risk to those who live there.",
        ),
        Measure(
            "change", "Change", "change", "incidents on the year before", 0,
            "Incidents in the chosen months less those in the same months a year earlier. Shown "
            "only when every month of both stretches is held.",
        ),
        Measure(
            "harm", "Harm", "harm", "points", 0,
            "Crimes, each counted with the weight of its type: how long courts sentence such "
            "crimes on average. It stands beside the count. Anti-social behaviour has no weight.",
        ),
    )
}  # fmt: skip
