"""No page claims too much, over 80 sets of filters of three boroughs."""

import random
from collections.abc import Callable

import pytest

from data.pack.pack import Pack
from tests.claims import checks_change, checks_place, checks_words, filters, walk
from tests.real_packs import built

__all__ = ["built"]
CHECKS = (*checks_change.CHECKS, *checks_place.CHECKS, *checks_words.CHECKS)
SAMPLE = 1  # sets of filters of each borough in the normal suite


@pytest.fixture
def pack(demo_pack: Pack, built: Callable[[str], Pack]) -> Callable[[str], Pack]:
    """Give the pack of a borough."""
    return lambda name: demo_pack if name == "demonstration" else built(f"{name}.toml")


def faults(borough: str, pack: Pack, searches: list[str]) -> list[str]:
    found = []
    for search in searches:
        answered = walk.answered(borough, pack, search)
        found += [f"{check.__name__}: {fault}" for check in CHECKS for fault in check(answered)]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("borough", filters.BOROUGHS)
def test_a_sample_of_filters_has_no_fault(pack, borough: str) -> None:
    held = pack(borough)
    every = filters.searches(borough, held.domain)

    assert faults(borough, held, random.Random(filters.SEED).sample(every, SAMPLE)) == []


@pytest.mark.verify
@pytest.mark.parametrize("borough", filters.BOROUGHS)
def test_every_set_of_filters_has_no_fault(pack, borough: str) -> None:
    held = pack(borough)
    every = filters.searches(borough, held.domain)

    assert len({*every}) == len(every) == filters.BOROUGHS[borough]
    assert faults(borough, held, every) == []


def test_there_are_eighty_sets_of_filters() -> None:
    assert sum(filters.BOROUGHS.values()) == 80
