"""Sentences on differences between outcomes."""

import pytest

from data.model.noun import Noun
from data.stats.dispersion import Scatter
from data.stats.significance import change
from layouts.pages.outcomes.outcome_words import differ

WARD = Noun("ward", "wards")
CLEAR, POSSIBLE, NORMAL = (
    change(before, 100, Scatter.of(["burglary"]), (1.0, 1.0)) for before in (30, 66, 98)
)


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ([], "By ward, not compared"),
        ([NORMAL, NORMAL], "No ward differs from the rest beyond normal variation"),
        ([POSSIBLE, NORMAL], "1 of 2 wards may differ from the rest"),
        ([CLEAR, NORMAL], "1 of 2 wards differs from the rest"),
        ([CLEAR, CLEAR, NORMAL], "2 of 3 wards differ from the rest"),
        ([CLEAR, POSSIBLE, NORMAL], "1 of 3 wards differs from the rest; 1 more may"),
    ],
)
def test_a_title_is_no_bolder_than_its_verdicts(found: list, title: str) -> None:
    verdicts = [each.verdict for each in (CLEAR, POSSIBLE, NORMAL)]

    assert verdicts == ["clear", "possible", "normal"]
    assert differ([("A", each) for each in found], WARD, "the rest") == title
