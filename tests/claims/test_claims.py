"""No page claims too much, over 80 sets of filters of three boroughs."""

import random
from collections.abc import Callable, Iterator

import pytest

from data.pack.pack import Pack
from tests.claims import checks_change, checks_place, checks_words, filters, walk

CHECKS = (*checks_change.CHECKS, *checks_place.CHECKS, *checks_words.CHECKS)
SAMPLE = 2  # sets of filters of each borough in the normal suite


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Pack]]:
    """Builds each pack once and closes it."""
    packs: dict[str, Pack] = {}

    def of(borough: str) -> Pack:
        if borough != "demonstration" and not walk.SHARED.is_dir():
            pytest.skip("there is no ../shared/data beside the repository")
        if borough not in packs:
            packs[borough] = walk.pack_of(borough, tmp_path_factory.mktemp(borough))
        return packs[borough]

    yield of
    for each in packs.values():
        each.close()


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
