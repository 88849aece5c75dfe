"""Labels of harm scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.charts.harm_charts import short


@pytest.mark.parametrize(
    ("score", "label"),
    [(0, "0"), (7.4, "7"), (999.4, "999"), (999.6, "1.00k"), (9_999, "10.0k"), (917_049, "917k"),
     (999_600, "1.00m"), (1_034_000, "1.03m"), (12_345_678, "12.3m")],
)  # fmt: skip
def test_a_score_has_three_digits(score: float, label: str) -> None:
    assert short(score) == label


@given(st.floats(1000, 9.9e8))
def test_a_short_score_is_near_and_short(score: float) -> None:
    label = short(score)
    assert len(label) <= 5
    value = float(label[:-1]) * {"k": 1e3, "m": 1e6}[label[-1]]
    assert value == pytest.approx(score, rel=0.0051)
