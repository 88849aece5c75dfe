"""What the page of the assessment says first."""

import pytest

from data.assessment.priorities import Measured, priorities
from data.model.assessment import COLUMNS, Theme
from data.model.question import Question
from layouts.pages.assessment.assessment import lead
from tests.domains import domain_of
from tests.texts import text_of

WEIGHTS = dict.fromkeys(COLUMNS, 1)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"Drugs": 5, "Burglary": 90, "Nuisance": 40, "Arson": 3},
         "First in the order of themes: Burglary; then Nuisance and Drugs."),
        ({"Burglary": 90, "Nuisance": 90, "Drugs": 5},
         "First in the order of themes: Burglary and Nuisance; then Drugs."),
        ({"Burglary": 90}, "First in the order of themes: Burglary."),
        ({"Burglary": None}, "No theme has a place in the order yet: none is measured."),
    ],
)  # fmt: skip
def test_the_lead_begins_with_the_themes_that_come_first(counts, said) -> None:
    order = priorities([Measured(Theme(name, ()), n) for name, n in counts.items()], WEIGHTS)
    question = Question.from_query("", domain_of())
    assert text_of(lead(question, "2023/24", order, [])).startswith(
        f"{said} The assessment 2023/24"
    )
