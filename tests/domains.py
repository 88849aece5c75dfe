"""Domains and changes for tests without a pack."""

import os
from collections.abc import Iterable
from datetime import date
from typing import Any

from hypothesis import settings

from data.model import months
from data.model.domain import Area, Domain
from data.stats.dispersion import Scatter
from data.stats.significance import Change, change

TIMES = int(os.environ.get("EXAMPLES_TIMES", "1"))  # more in `make verify`


def drawn(count: int, **more: Any) -> settings:
    """Return settings for so many examples without a deadline, which a busy machine may miss."""
    return settings(max_examples=count * TIMES, deadline=None, **more)


quick = drawn(30)

CHANCE = Scatter(excess=0)  # of counts that vary by chance alone

AREAS = (
    Area("mill-estate", "mill-estate", "place", "Mill Estate", (-0.885, 51.41)),
    Area("pond", "pond", "place", "Pond", (-0.8856, 51.4103)),
    Area("alder", "E05000001", "ward", "Alder"),
    Area("birch", "E05000002", "ward", "Birch"),
    Area("cedar", "E05000003", "ward", "Cedar"),
)


def plain_change(before: int, after: int, exposure: tuple[float, float] = (1.0, 1.0)) -> Change:
    """A change of counts that vary by chance alone."""
    return change(before, after, CHANCE, exposure)


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
