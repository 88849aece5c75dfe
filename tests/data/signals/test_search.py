"""The search finds what is planted, and nothing where nothing is."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bench import signals as bench
from data.model.crime_types import BY_ID
from data.signals import windows
from data.signals.distinct import distinct, kind_of
from data.signals.incidents import AT_STREETS, TYPES, Incidents
from data.signals.search import LEVEL, of_areas, search
from tests.street_points import LAST, WARDS, borough, expected

SHOPLIFTING, VIOLENCE = TYPES.index("shoplifting"), TYPES.index("violence-and-sexual-offences")
GAP = tuple(date(2021, month, 1) for month in range(6, 11))


def drawn(seed: int = 1, **more: float) -> Incidents:
    """Return the borough with counts of season, trend and dispersion."""
    empty = borough()
    random = np.random.default_rng(seed)
    return bench.simulated(empty, expected(empty, **more), bench.by_square(empty), random)


def plant(incidents: Incidents, point: int, kind: int, counts: dict[int, int]) -> Incidents:
    """Return the borough with more incidents at a point, by month counted from the newest, -1."""
    more = incidents.counts.copy()
    for month, n in counts.items():
        more[point, kind, month] += n
    return replace(incidents, counts=more)


def shown(incidents: Incidents) -> list[tuple[str, str]]:
    found = distinct(incidents, search(incidents)[1])
    return [(each.choice, kind_of(incidents, each)) for each in found]


def test_a_spike_at_one_street_is_shown_once_where_it_is() -> None:
    quiet = drawn()
    spiked = plant(quiet, 7, SHOPLIFTING, {-1: 30})

    assert shown(quiet) == []
    tests, every = search(spiked)
    # The ward, the place around it and the circles of its neighbours rise with it.
    assert len(every) > 3
    [only] = distinct(spiked, every)
    assert (only.choice, kind_of(spiked, only)) == ("shoplifting", "street")
    assert int(spiked.units["point"].iat[only.unit]) == 7
    assert only.window.now == (LAST,)
    assert only.after >= 30 > only.expected + 20
    assert only.p_value <= only.q_value <= LEVEL
    assert tests > 1000


def test_a_spike_is_found_beside_missing_months() -> None:
    empty = borough(without=GAP)
    quiet = bench.simulated(
        empty, expected(empty), bench.by_square(empty), np.random.default_rng(1)
    )

    assert shown(plant(quiet, 7, SHOPLIFTING, {-1: 30})) == [("shoplifting", "street")]


def test_a_rise_of_a_whole_ward_is_shown_as_the_ward() -> None:
    quiet = drawn()
    mean = expected(quiet)
    mean[:30, VIOLENCE, -12:] *= 3
    raised = bench.simulated(quiet, mean, bench.by_square(quiet), np.random.default_rng(2))

    assert shown(raised)[0] == ("violence-and-sexual-offences", "ward")


def test_a_type_that_doubles_everywhere_is_shown_for_the_borough() -> None:
    quiet = drawn()
    mean = expected(quiet)
    mean[:, SHOPLIFTING, -12:] *= 2
    raised = bench.simulated(quiet, mean, bench.by_square(quiet), np.random.default_rng(3))

    assert shown(raised) == [("shoplifting", "borough")]


def test_a_fall_is_found_too() -> None:
    high = plant(drawn(), 40, SHOPLIFTING, dict.fromkeys(range(-30, -12), 8))

    [fall] = distinct(high, search(high)[1])
    assert fall.choice == "shoplifting"
    assert fall.excess < 0


def test_two_signals_at_one_place_of_two_types_are_both_shown() -> None:
    asb = TYPES.index("asb")
    both = plant(plant(drawn(), 7, SHOPLIFTING, {-1: 30}), 7, asb, {-1: 40})

    assert sorted(shown(both)) == [("asb", "street"), ("shoplifting", "street")]


def test_a_rise_of_everything_alike_is_no_signal() -> None:
    """The sentence of the page says it; a signal departs from the rest."""
    quiet = drawn()
    mean = expected(quiet)
    mean[:, :, -12:] *= 1.5

    assert (
        shown(bench.simulated(quiet, mean, bench.by_square(quiet), np.random.default_rng(4))) == []
    )


def test_tier_b_is_never_searched_at_street_points() -> None:
    incidents = plant(drawn(), 7, VIOLENCE, {-1: 60})
    streets = {
        each.choice
        for each in of_areas(incidents)
        if any(incidents.units["kind"].iat[unit] == "street" for unit in each.unit)
    }

    assert streets <= {*AT_STREETS}
    assert {BY_ID[each].tier for each in streets} == {"A"}
    assert "street" not in {kind for choice, kind in shown(incidents) if choice not in AT_STREETS}
    assert ("violence-and-sexual-offences", "place") in shown(incidents)


@pytest.mark.parametrize("clusters", [bench.by_ward, bench.by_square])
def test_a_borough_without_change_seldom_shows_any(clusters) -> None:
    """At most one page in twenty: of 40, more than 4 have a chance of 5 in 100 at exactly that."""
    empty = borough()
    mean, groups = expected(empty), clusters(empty)
    random = np.random.default_rng(9)
    shown_any = [bool(search(bench.simulated(empty, mean, groups, random))[1]) for _ in range(40)]

    assert groups.max() + 1 >= WARDS
    assert sum(shown_any) <= 2


def test_nothing_is_searched_without_enough_months() -> None:
    assert search(borough(held=5)) == (0, [])


def test_months_are_compared_only_where_they_are_held() -> None:
    months_held = {each for each in borough().months if each not in GAP}
    by_length = {len(each.now): each for each in windows.of_areas(months_held)}

    assert {*by_length} == {1, 3, 6}  # of the year before five months are missing
    assert len(by_length[1].before) == 24 - len(GAP)
    assert all(not {*each.before} & {*GAP} for each in by_length.values())
    assert windows.of_types(months_held) == []
    assert windows.of_areas([]) == windows.of_types([]) == []


@pytest.mark.verify
@pytest.mark.parametrize("clusters", [bench.by_ward, bench.by_square])
def test_the_demonstration_without_change_seldom_shows_any(demo_pack, clusters) -> None:
    """At most one page in twenty, with season, trend and shares fitted to the demonstration."""
    incidents = bench.of_pack(demo_pack)

    assert bench.share_with_any(incidents, clusters(incidents), 200) <= 0.05
