"""The table of outcomes by month of recording."""

from data.model.outcome_groups import POSITIVE
from data.outcomes.cohorts import Age, Tally
from data.outcomes.outcomes import CohortOutcome, Compared, Outcomes
from layouts.pages.outcomes.cohort_panel import cohorts_panel
from tests.layouts.base.asked import PLAIN, ask

FIRST, SECOND, THIRD = PLAIN.months[:3]


def test_a_complete_month_without_crimes_is_not_called_incomplete() -> None:
    some = Tally({POSITIVE[0]: 30, "other": 30})
    cohorts = tuple(
        CohortOutcome(month, Age(followed, "", None), {3: tally})
        for month, followed, tally in (
            (FIRST, 5, some), (SECOND, 4, Tally({})), (THIRD, 1, some),
        )
    )  # fmt: skip
    found = Outcomes(
        ask("?type=burglary"), 3, (3,), cohorts, (FIRST, SECOND), Compared("All", some),
        None, (), (), (),
    )  # fmt: skip
    table = cohorts_panel(found).table

    assert [row[1:4] for row in table.rows] == [
        (60, "50.0%", "37.7 to 62.3%"), (0, "–", "–"), (60, None, None),
    ]  # fmt: skip
    assert table.missing == "not complete"
