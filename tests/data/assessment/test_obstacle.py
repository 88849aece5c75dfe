"""Why chosen months cannot be compared with those of the earlier assessment."""

from datetime import date

import pytest

from data.assessment import earlier
from data.model.question import Question
from tests.domains import domain_of

DOMAIN = domain_of("2021-01", "2022-12")
FIRST, LAST = date(2022, 1, 1), date(2022, 2, 1)


@pytest.mark.parametrize(("chosen", "found"), [
    ("from=2021-11&to=2021-12", "before"), ("from=2021-12&to=2022-01", "overlap"),
    ("from=2022-03&to=2022-03", "length"), ("from=2022-03&to=2022-04", None),
])  # fmt: skip
def test_earlier_months_do_not_overlap(chosen: str, found: str | None) -> None:
    assert earlier._obstacle(Question.from_query(f"?{chosen}", DOMAIN), FIRST, LAST) == found
