"""What a pack can answer, made up for tests that need no pack."""

from collections.abc import Iterable
from datetime import date

from hypothesis import settings

from data import months
from data.domain import Area, Domain

# A busy machine is no reason to fail.
quick = settings(max_examples=60, deadline=None)

AREAS = (
    Area("mill-estate", "mill-estate", "place", "Mill Estate", (-0.885, 51.41)),
    Area("pond", "pond", "place", "Pond", (-0.8856, 51.4103)),
    Area("alder", "E05000001", "ward", "Alder"),
    Area("birch", "E05000002", "ward", "Birch"),
    Area("cedar", "E05000003", "ward", "Cedar"),
)


def m(text: str) -> date:
    """The month of ``2022-04``."""
    return date(int(text[:4]), int(text[5:]), 1)


def domain_of(
    first: str = "2020-04",
    last: str = "2023-03",
    missing: Iterable[str] = (),
    *,
    demonstration: bool = False,
    asb_categories: bool = True,
    areas: tuple[Area, ...] = AREAS,
) -> Domain:
    every = months.between(m(first), m(last))
    return Domain(
        borough="Testham",
        partnership="Testham Community Safety Partnership",
        demonstration=demonstration,
        schematic=demonstration,
        version="abcdef012345",
        months=every,
        covered=frozenset(every) - {m(each) for each in missing},
        areas=areas,
        extent=(-0.9, 51.4, -0.8, 51.5),
        asb_categories=asb_categories,
    )
