from dataclasses import replace

from data.model.filters import Filters
from data.model.gaps import Gap, Gaps
from data.model.months import between
from data.model.question import Question
from tests.domains import domain_of, m

PLAIN = domain_of()
USUAL = {
    ("Police", "burglary"): 80.0, ("Rail", "burglary"): 20.0, ("Police", "asb"): 100.0,
    ("Rail", "drugs"): 0.5, ("Police", "drugs"): 99.5, ("Police", "robbery"): 1.0,
}  # fmt: skip


def usual(counts: dict) -> tuple:
    return tuple((*key, n) for key, n in counts.items())


def domain(*gaps: Gap):
    return replace(PLAIN, gaps=Gaps(gaps, usual(USUAL)))


def rail(first: str, last: str, crime_type: str = "burglary") -> list[Gap]:
    return [Gap(month, "Rail", crime_type, False) for month in between(m(first), m(last))]


def filters(domain, query: str = "?type=burglary&period=2022-23") -> Filters:
    return Filters.from_query(query, domain)


def test_periods_with_other_forces_are_not_compared() -> None:
    stopped = domain(*rail("2022-04", "2023-03"))
    asked = filters(stopped)

    assert asked.year_before(stopped) is None
    assert asked.other_forces(stopped, m("2021-04"), m("2022-03")) == ("Rail",)
    assert filters(stopped, "?type=burglary&period=2021-22").year_before(stopped) is not None
    assert filters(stopped, "?type=asb&period=2022-23").year_before(stopped) is not None


def test_a_force_that_lacks_both_periods_alike_is_no_difference() -> None:
    never = domain(*rail("2020-04", "2023-03"))
    assert filters(never).year_before(never) is not None

    other_months = domain(*rail("2021-05", "2021-05"), *rail("2022-06", "2022-06"))
    assert filters(other_months).year_before(other_months) is None


def test_a_force_counts_with_one_in_a_hundred_and_in_part_of_the_borough_with_any() -> None:
    few = domain(*rail("2022-04", "2023-03", "drugs"))
    asked = filters(few, "?type=drugs&period=2022-23")

    assert asked.year_before(few) is not None
    assert asked.with_areas("alder").year_before(few) is None


def test_a_month_without_a_type_of_a_primary_force_is_missing_for_that_type() -> None:
    lost = domain(Gap(m("2022-05"), "Police", "asb", True))
    asked = Question.from_query("?type=asb&period=2022-23", lost)

    assert asked.missing == (m("2022-05"),)
    assert asked.filters.year_before(lost) is None
    assert asked.filters.parameters(lost)["missing"] == [m("2022-05")]
    assert Question.from_query("?type=burglary&period=2022-23", lost).missing == ()
    assert Question.from_query("?type=crime-and-asb&period=2022-23", lost).missing
    only = Question.from_query("?type=asb-personal&from=2022-05&to=2022-05", lost)
    assert not only.is_covered


def test_a_rare_type_does_not_take_a_month_of_all_crime() -> None:
    lost = domain(Gap(m("2022-05"), "Police", "robbery", True))

    assert Question.from_query("?period=2022-23", lost).missing == ()
    assert Question.from_query("?type=robbery&period=2022-23", lost).missing


def test_before_a_type_was_recorded_it_is_missing_and_all_crime_is_not() -> None:
    old = replace(domain_of("2013-01", "2013-12"), gaps=Gaps(
        (Gap(m("2013-04"), "Police", "burglary", True), Gap(m("2013-03"), "Police", "drugs", True),
         Gap(m("2013-02"), "Police", "public-order", True)),
        usual(USUAL | {("Police", "public-order"): 50.0}),
    ))  # fmt: skip

    def missing(types: str) -> tuple:
        return Question.from_query(f"?type={types}&from=2013-01&to=2013-12", old).missing

    assert missing("public-order") == (m("2013-02"),)
    assert missing("all-crime") == (m("2013-03"), m("2013-04"))


def test_limits_are_recalculated_where_a_force_stops_and_begins_again() -> None:
    gone = domain(*rail("2021-06", "2021-07")).gaps

    assert gone.turns(frozenset({"burglary"}), PLAIN.months, narrowed=False) == {
        m("2021-06"): "no data of Rail", m("2021-08"): "data of Rail",
    }  # fmt: skip
