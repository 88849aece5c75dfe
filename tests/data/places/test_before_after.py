"""Before and after an action: which months are compared, and the counts of the demonstration."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model import months
from data.pack import queries
from data.places.actions import Action, listed
from data.places.assessment import since
from data.places.before_after import (
    BeforeAfter,
    NotCompared,
    Windows,
    compared,
    filters_for,
    own_windows,
    windows,
    windows_of,
)
from tests.domains import domain_of, m, quick
from tests.oracles import ASB, Oracle, months_between, oracle_of

THREE_YEARS = domain_of("2020-04", "2023-03")
LATER = date(2026, 11, 21)
DONE = Action(
    "pond", "Pond", date(2021, 7, 1), "Lights", "Council", "response",
    ended=date(2021, 9, 30), comparison="mill-estate", comparison_name="Mill Estate",
)  # fmt: skip


def spelt(found: Windows | NotCompared) -> list[str]:
    assert isinstance(found, Windows)
    return [months.spell(side[end]) for side in (found.before, found.after) for end in (0, -1)]


@pytest.mark.parametrize(
    ("began", "ends"),
    [
        # On the first: that month counts as after, and the twelve before it as before.
        ("2021-07-01", ["2020-07", "2021-06", "2021-07", "2022-06"]),
        # Later in the month: the month counts on neither side, and both sides have every season.
        ("2021-07-02", ["2020-07", "2021-06", "2021-08", "2022-07"]),
        # The pack ends in March 2023: ten months, and the same ten a year earlier.
        ("2022-06-01", ["2021-06", "2022-03", "2022-06", "2023-03"]),
        ("2022-06-15", ["2021-07", "2022-03", "2022-07", "2023-03"]),
        # The pack begins in April 2020: five months before, and the same five a year later.
        ("2020-09-01", ["2020-04", "2020-08", "2021-04", "2021-08"]),
        ("2020-09-30", ["2020-04", "2020-08", "2021-04", "2021-08"]),
        ("2023-01-01", ["2022-01", "2022-03", "2023-01", "2023-03"]),
    ],
)
def test_which_months_are_compared(began, ends) -> None:
    assert spelt(windows(date.fromisoformat(began), THREE_YEARS)) == ends


@pytest.mark.parametrize(
    ("began", "held"),
    [("2023-02-01", "only 2 months"), ("2023-01-15", "only 2 months"),
     ("2023-03-01", "only 1 month"), ("2023-03-02", "no months"), ("2020-04-20", "no months"),
     ("2019-01-01", "no months"), ("2026-01-01", "no months")],
)  # fmt: skip
def test_fewer_than_three_months_are_not_compared(began, held) -> None:
    found = windows(date.fromisoformat(began), THREE_YEARS)

    assert isinstance(found, NotCompared)
    assert found.reason == (
        f"{held} after it began can be set against the same month before; 3 are needed"
    )


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        (["2020-10"], "October 2020 is missing"),
        (["2021-06", "2022-01"], "June 2021 and January 2022 are missing"),
    ],
)
def test_a_missing_month_is_a_reason_and_never_zero(missing, reason) -> None:
    domain = domain_of("2020-04", "2023-03", missing)

    assert windows(date(2021, 7, 1), domain) == NotCompared(reason)


def test_a_month_that_is_missing_elsewhere_does_not_matter() -> None:
    domain = domain_of("2020-04", "2023-03", ["2020-06", "2022-07"])

    assert spelt(windows(date(2021, 7, 1), domain))[0] == "2020-07"


@quick
@given(
    st.dates(date(2019, 1, 1), date(2024, 1, 1)),
    st.integers(0, 30),
    st.integers(0, 45),
)
def test_the_two_sides_have_the_same_calendar_months_and_never_the_one_it_began_in(
    began, skip, length
) -> None:
    first = months.shift(m("2019-01"), skip)
    domain = domain_of(months.spell(first), months.spell(months.shift(first, length)))
    found = windows(began, domain)
    if isinstance(found, NotCompared):
        return

    for side in (found.before, found.after):
        assert side == months.between(side[0], side[-1])
        assert {*side} <= {*domain.months}
        assert len({each.month for each in side}) == len(side)
    assert 3 <= len(found.before) == len(found.after) <= 12
    assert {each.month for each in found.before} == {each.month for each in found.after}
    assert found.before[-1] < began.replace(day=1)
    assert found.after[0] >= began


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        (replace(DONE, ended=None), "it is not finished"),
        (replace(DONE, ended=date(2026, 11, 22)), "it is not finished"),
        (replace(DONE, comparison=""), "the file names no comparison place"),
        (replace(DONE, began=date(2023, 3, 1)), None),
    ],
)
def test_what_is_not_compared(action, reason) -> None:
    found = windows_of(action, THREE_YEARS, LATER)

    assert isinstance(found, NotCompared)
    assert reason is None or found.reason == reason


def test_a_category_that_no_row_gives_is_not_taken_for_zero() -> None:
    domain = domain_of(asb_categories=False)
    action = replace(DONE, crime="asb-personal")

    assert windows_of(action, domain, LATER) == NotCompared(
        "the incidents held do not say their category"
    )
    assert isinstance(windows_of(action, THREE_YEARS, LATER), Windows)


def test_the_question_is_about_both_places_over_both_windows() -> None:
    found = windows(date(2022, 6, 1), THREE_YEARS)
    assert isinstance(found, Windows)
    filters = filters_for(replace(DONE, crime="burglary"), found, THREE_YEARS)

    assert filters.crime == ("burglary",)
    assert filters.areas == ("mill-estate", "pond")
    assert (filters.first_month, filters.last_month) == (m("2021-06"), m("2023-03"))


def test_the_months_between_the_windows_are_not_counted() -> None:
    found = Windows((m("2021-06"), m("2021-07"), m("2021-08")),
                    (m("2022-06"), m("2022-07"), m("2022-08")))  # fmt: skip
    counts = pd.DataFrame(
        [
            (place, place, "place", month, base if month < m("2022-06") else base + 1)
            for place, base in (("pond", 10), ("mill-estate", 20))
            for month in months.between(m("2021-06"), m("2022-08"))
        ],
        columns=["slug", "name", "kind", "month", "n"],
    )
    counts["month"] = pd.to_datetime(counts["month"])
    others = [
        replace(DONE, began=date.fromisoformat(day), place=place, text=f"{place} {day}")
        for place in ("pond", "mill-estate", "birch")
        for day in ("2021-05-31", "2021-06-01", "2022-08-31", "2022-09-01")
    ]
    result = compared(DONE, found, counts, [DONE, *others])

    assert (result.counts.treated, result.counts.comparison) == ((30, 33), (60, 63))
    # DONE itself began within the months, and is no other action.
    assert [each.text for each in result.others] == [
        "pond 2021-06-01", "pond 2022-08-31", "mill-estate 2021-06-01", "mill-estate 2022-08-31",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def oracle(demo_sources: Path) -> Oracle:
    return oracle_of(demo_sources)


def naive(oracle: Oracle, place: str, first: str, last: str) -> int:
    """Rows of anti-social behaviour within a place, counted one by one."""
    wanted = {*months_between(first, last)}
    return sum(
        each.type == ASB and each.month in wanted and place in each.areas
        for each in oracle.incidents
    )


# Text, then the months before and after, worked out by hand.
FINISHED = (
    ("Police interviews", "Norreys Estate", "Wokingham town centre",
     ("2021-06", "2022-03"), ("2022-06", "2023-03")),
    ("New 3G pitch", "Cantley Park", "Sol Joel Skate Park",
     ("2020-07", "2021-06"), ("2021-07", "2022-06")),
    ("Referral to youth justice", "Cantley Park", "Sol Joel Skate Park",
     ("2021-11", "2022-03"), ("2022-11", "2023-03")),
)  # fmt: skip


@pytest.mark.parametrize("finished", FINISHED, ids=lambda each: each[0])
def test_the_counts_are_those_of_the_files(demo_pack, oracle, finished) -> None:
    text, place, other, before, after = finished
    every = listed(queries.actions(demo_pack))
    (action,) = (each for each in every if each.text.startswith(text))
    shown = since(demo_pack, action, LATER)
    found = shown.result

    assert isinstance(found, BeforeAfter)
    assert (shown.months, shown.counts) == (found.windows, found.counts.treated)
    assert found.counts.treated == (naive(oracle, place, *before), naive(oracle, place, *after))
    assert found.counts.comparison == (naive(oracle, other, *before), naive(oracle, other, *after))
    assert found.others


def test_an_action_without_a_comparison_has_the_counts_of_its_files_and_no_verdict(
    demo_pack, oracle
) -> None:
    every = listed(queries.actions(demo_pack))
    (action,) = (each for each in every if each.text.startswith("CCTV"))
    found = since(demo_pack, action, LATER)

    assert found.result == NotCompared("the file names no comparison place")
    before, after = ("2021-05", "2022-03"), ("2022-05", "2023-03")
    assert found.counts == (
        naive(oracle, "Cantley Park", *before), naive(oracle, "Cantley Park", *after),
    )  # fmt: skip
    assert found.answer == "cannot tell yet"


def test_an_action_with_too_few_months_has_no_counts(demo_pack) -> None:
    every = listed(queries.actions(demo_pack))
    (action,) = (each for each in every if each.text.startswith("Partial closure"))
    found = since(demo_pack, action, date(2023, 4, 1))

    assert (found.months, found.counts, found.answer) == (None, None, "cannot tell yet")
    assert found.result == NotCompared("it is not finished")


def test_a_place_without_a_location_has_no_counts() -> None:
    found = own_windows(replace(DONE, place="nowhere"), THREE_YEARS)
    assert found == NotCompared("the place has no location")


def test_the_comparison_places_of_the_demonstration_lie_apart(oracle) -> None:
    """By the sum of their radii and a distance on the globe, not by our shapes."""
    rows = pd.read_csv(Path(oracle.folder) / "actions.csv", keep_default_na=False)
    ids = pd.read_csv(Path(oracle.folder) / "places.csv").set_index("id")
    pairs = {(row.place, row.comparison) for row in rows.itertuples() if row.comparison}

    assert len(pairs) == 2
    for pair in pairs:
        (east, north, one), (lon, lat, other) = ids.loc[[*pair], ["lon", "lat", "radius_m"]].values
        metres = ((east - lon) * 69_450) ** 2 + ((north - lat) * 111_250) ** 2
        assert metres > (one + other) ** 2
