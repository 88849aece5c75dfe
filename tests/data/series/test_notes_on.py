"""Which notes on stretches of time bear on a question."""

import pandas as pd
import pytest

from data.model.question import Question
from data.series.trends import notes_on

NOTES = pd.DataFrame({"series": ["all", "marac", "burglary", "asb", "asb-personal", "all-crime"]})


@pytest.mark.parametrize(
    ("search", "bearing"),
    [
        ("", ["all", "burglary", "all-crime"]),
        ("?type=burglary", ["all", "burglary", "all-crime"]),
        ("?type=drugs", ["all", "all-crime"]),
        ("?type=asb", ["all", "asb", "asb-personal"]),
        ("?type=asb-personal", ["all", "asb", "asb-personal"]),
        ("?type=asb-environmental", ["all", "asb"]),
    ],
)
def test_notes_on_what_is_asked(demo_pack, search: str, bearing: list[str]) -> None:
    found = notes_on(NOTES, Question.from_query(search, demo_pack.domain))

    assert found["series"].tolist() == bearing
