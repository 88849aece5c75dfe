"""What changed between two snapshots, counted by hand."""

from dataclasses import replace
from datetime import date

import pandas as pd

from data.changes.changes import Part, Revision, Snapshot, VerdictChange, compare

MARCH, APRIL, MAY = date(2022, 3, 1), date(2022, 4, 1), date(2022, 5, 1)
BURGLARY, ASB = ("Burglary", ""), ("Anti-social behaviour", "Norreys")


def snapshot(covered, counts, outcomes, verdicts=None) -> Snapshot:
    counts = pd.DataFrame(counts, columns=["month", "crime_type", "n"])
    outcomes = pd.DataFrame(outcomes, columns=["crime", "month", "crime_type", "outcomes"])
    for frame in (counts, outcomes):
        frame["month"] = pd.to_datetime(frame["month"])
    return Snapshot(str(len(covered)), covered, counts, outcomes, verdicts or {})


BEFORE = snapshot(
    (MARCH, APRIL),
    [(MARCH, "burglary", 5), (APRIL, "burglary", 4), (APRIL, "drugs", 1)],
    [(1, MARCH, "burglary", 7), (2, MARCH, "burglary", 7), (3, APRIL, "burglary", 7)],
    {BURGLARY: "normal"},
)


def test_months_counts_and_outcomes_by_type_and_year() -> None:
    after = snapshot(
        (MARCH, APRIL, MAY),
        [(MARCH, "burglary", 5), (APRIL, "burglary", 6), (MAY, "burglary", 9)],
        [(1, MARCH, "burglary", 8), (2, MARCH, "burglary", 7), (3, APRIL, "burglary", 9),
         (4, MAY, "burglary", 1)],
    )  # fmt: skip

    found = compare(BEFORE, after)

    assert found.new == (MAY,)
    assert found.gone == ()
    assert found.revisions == (
        Revision("2021/22", "burglary", "Burglary", 5, 5, 1),
        Revision("2022/23", "burglary", "Burglary", 4, 6, 1),
        Revision("2022/23", "drugs", "Drugs", 1, 0, 0),
    )


def test_a_month_that_is_gone_is_no_revision() -> None:
    after = snapshot((MARCH,), [(MARCH, "burglary", 5)], [(1, MARCH, "burglary", 7)])

    found = compare(BEFORE, after)

    assert (found.gone, found.revisions) == ((APRIL,), ())


def test_verdicts_that_are_new_gone_or_the_same() -> None:
    after = snapshot((MARCH, APRIL), [], [], {ASB: "up clear"})
    same = snapshot((MARCH, APRIL), [], [], {BURGLARY: "normal"})

    assert compare(BEFORE, after).verdicts == (
        VerdictChange(*ASB, "not compared", "up clear"),
        VerdictChange(*BURGLARY, "normal", "not compared"),
    )
    assert compare(BEFORE, same).verdicts == ()


def test_the_same_pack_has_not_changed() -> None:
    assert not compare(BEFORE, BEFORE).any


POLICE, RAIL = "Police", "Rail Police"
TYPES = {POLICE: frozenset({"burglary", "drugs"}), RAIL: frozenset({"burglary"})}


def of_forces(rail: tuple[date, ...], counts, gaps=()) -> Snapshot:
    """Two months of the police, and those of the rail police."""
    held = {(MARCH, POLICE), (APRIL, POLICE), *((month, RAIL) for month in rail)}
    plain = snapshot((MARCH, APRIL), counts, [])
    types = {force: kinds for force, kinds in TYPES.items() if force == POLICE or rail}
    return replace(plain, held=frozenset(held), types=types, gaps=frozenset(gaps))


def test_a_force_that_is_gone_from_a_month_is_missing_and_no_revision() -> None:
    both = [(MARCH, "burglary", 9), (MARCH, "drugs", 3), (APRIL, "burglary", 9)]
    before = of_forces((MARCH, APRIL), both)
    alone = [(MARCH, "burglary", 8), (MARCH, "drugs", 2), (APRIL, "burglary", 6)]
    after = of_forces((MARCH,), alone)

    gone = compare(before, after)
    assert gone.lost == (Part(RAIL, (), (APRIL,)),)
    assert gone.found == ()
    assert gone.revisions == (
        Revision("2021/22", "burglary", "Burglary", 9, 8, 0),
        Revision("2021/22", "drugs", "Drugs", 3, 2, 0),
    )
    back = compare(after, before)
    assert (back.found, back.lost) == (gone.lost, ())

    nowhere = compare(before, of_forces((), alone))
    assert nowhere.lost == (Part(RAIL, (), (MARCH, APRIL)),)
    assert [each.crime_type for each in nowhere.revisions] == ["drugs"]


def test_a_type_that_a_force_now_lacks_is_missing_and_no_revision() -> None:
    before = of_forces((), [(MARCH, "burglary", 9), (MARCH, "drugs", 3)])
    after = of_forces((), [(MARCH, "burglary", 9)], [(MARCH, "drugs", POLICE)])

    found = compare(before, after)

    assert found.lost == (Part(POLICE, ("Drugs",), (MARCH,)),)
    assert found.revisions == ()
    assert found.any
