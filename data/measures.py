"""The measures a reader may map and rank areas by.

A new measure is one entry here and, where the area query lacks a column it needs, one there.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One way to put a number on an area.

    ``column`` names it in ``queries.by_area``; ``note`` is the sentence of the method page.
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
    )
}  # fmt: skip
