"""Wards and places with every measure."""

import numpy as np
import pandas as pd
import pytest

from data.model.measures import MEASURES
from data.stats.area_values import area_values
from data.stats.dispersion import Scatter
from data.stats.significance import change, rate_intervals


def areas(*rows: tuple[str, str, int, float | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["kind", "name", "n", "residents"])
    frame["residents"] = frame["residents"].astype(float)
    return frame.assign(code=frame["name"], slug=frame["name"].str.lower(), confidence="high")


SCATTER = Scatter.of(["burglary"], 3)
NOW = areas(
    ("ward", "Norreys", 120, 10_000), ("place", "Estate", 40, None), ("ward", "Empty", 0, 2_000),
    ("place", "Norreys", 3, None),
)  # fmt: skip
# In another order, as the query of another year gives them.
BEFORE = areas(
    ("place", "Norreys", 5, None), ("ward", "Empty", 12, 2_000), ("ward", "Norreys", 80, 10_000),
    ("place", "Estate", 40, None),
)  # fmt: skip


def test_counts_rates_and_changes() -> None:
    found = area_values(NOW, BEFORE, SCATTER)
    assert found["name"].tolist() == ["Norreys", "Estate", "Empty", "Norreys"]
    assert found["before"].tolist() == [80, 40, 12, 5]
    assert found["change"].tolist() == [40, 0, -12, -2]
    assert found["test"].tolist() == [
        change(*each, SCATTER) for each in ((80, 120), (40, 40), (12, 0), (5, 3))
    ]
    assert found["rate"].iloc[0] == pytest.approx(12.0)
    assert found["rate"].iloc[2] == 0
    low, high = rate_intervals([120], [10_000])[0]
    assert (found["rate_low"].iloc[0], found["rate_high"].iloc[0]) == (low, high)
    assert low < 12 < high


def test_without_a_population_there_is_no_rate() -> None:
    found = area_values(NOW, BEFORE, SCATTER)
    for column in ("rate", "rate_low", "rate_high"):
        assert np.isnan(found[column].iloc[1])


def test_without_a_year_before_there_is_no_change() -> None:
    found = area_values(NOW, None, SCATTER)
    assert found["test"].tolist() == [None] * 4
    assert found["change"].isna().all()
    assert found["before"].isna().all()
    assert found["n"].tolist() == [120, 40, 0, 3]


def test_no_area_at_all() -> None:
    assert area_values(NOW.head(0), None, SCATTER).empty


def test_every_measure_is_a_column() -> None:
    found = area_values(NOW, BEFORE, SCATTER)
    assert [*MEASURES] == ["count", "rate", "change", "harm"]
    # Harm has values of its own: data.harm.
    assert {MEASURES[each].column for each in ("count", "rate", "change")} <= {*found.columns}
    assert all(each.note.endswith(".") for each in MEASURES.values())
