"""Placebo months through the product's own functions: how often it calls a change that is none.

Real months of each district are dealt to two years in turn. Where the rest of the force has more in
one of them, incidents of that year are left out at random, so that both are expected to be equal.
"""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from bench import placebo, rules
from data.model import months
from data.model.crime_types import OFFENCES
from data.model.question import Question
from data.series.headlines import HEADLINES, headlines
from data.stats.area_values import area_values
from data.stats.dispersion import DEFAULT_EXCESS, EXCESS, Scatter
from data.stats.significance import CLEAR, POSSIBLE, change
from tests.domains import domain_of

pytestmark = pytest.mark.slow
TEN = 10  # months on each side
BEFORE, AFTER = date(2021, 4, 1), date(2022, 4, 1)


@pytest.fixture(scope="module")
def districts(shared) -> placebo.Areas:
    return placebo.districts(shared)


@pytest.fixture(scope="module")
def splits(districts) -> placebo.Splits:
    return placebo.split(districts, placebo.sides(1))


@pytest.fixture(scope="module")
def evened(districts) -> np.ndarray:
    """Counts by district, series, side and month, thinned so that the sides are expected equal."""
    random = np.random.default_rng(4)
    side = placebo.sides(1)
    counts = np.stack([districts.counts[:, :, side == which] for which in (0, 1)], axis=2)
    rest = np.stack([districts.rest[:, :, side == which].sum(2) for which in (0, 1)], axis=2)
    least = rest.min(axis=2, keepdims=True)
    kept = np.where(rest > 0, least / np.maximum(rest, 1), 0)
    return random.binomial(counts, kept[..., None])


def shares(p_values: np.ndarray) -> tuple[float, float]:
    """The shares called possible or clear, and clear."""
    return float((p_values <= POSSIBLE).mean()), float((p_values <= CLEAR).mean())


def test_the_constants_are_those_of_the_bench(splits) -> None:
    found = rules.fit(splits)
    fitted = dict(zip(placebo.SERIES, found.series, strict=True))
    assert {name: round(each, 2) for name, each in fitted.items()} == pytest.approx(
        dict(EXCESS), abs=0.011
    )
    assert found.together == pytest.approx(DEFAULT_EXCESS, abs=0.006)


def test_changes_are_called_at_the_stated_rates(districts, splits) -> None:
    """Each test by ``change``, with the rest of the force as exposure."""
    side = placebo.sides(1)
    rest = [districts.rest[:, :, side == which].sum(2) for which in (0, 1)]
    p_values = np.array([
        change(
            int(before), int(after), Scatter.of([placebo.SERIES[series]], TEN),
            (float(rest[0][area, series]), float(rest[1][area, series])),
        ).p_value
        for before, after, area, series in zip(
            splits.before, splits.after, splits.area, splits.series, strict=True
        )
    ])  # fmt: skip
    possible, clear = shares(p_values)
    assert len(p_values) > 3500
    assert 0.04 <= possible <= 0.06
    assert clear <= 0.004
    commonest = list(rules.groups(splits).items())[: 1 + len(rules.SIZES) + 9]
    assert len(commonest) == 14
    for name, inside in commonest:
        for level, most in ((POSSIBLE, 0.065), (CLEAR, 0.005)):
            called = p_values[inside] <= level
            assert rules.least_rate(called, splits.force[inside]) <= most, name


def test_tiles_are_marked_as_often_as_the_page_says(districts, evened) -> None:
    """One time in four at least one of six, and 5 % of all."""
    question = Question.from_query("?from=2022-04&to=2023-01", domain_of("2021-04", "2023-01"))
    dates = [[months.shift(start, n) for n in range(TEN)] for start in (BEFORE, AFTER)]
    types = [each for each in placebo.SERIES if each == "asb" or each in OFFENCES]
    frame = pd.MultiIndex.from_product(
        [types, [day for half in dates for day in half]], names=["crime_type", "month"]
    ).to_frame(index=False)
    frame["month"] = pd.to_datetime(frame["month"])
    frame["label"] = frame["crime_type"]
    at = [placebo.SERIES.index(each) for each in types]
    found = [
        [
            each.change.p_value
            for each in headlines(frame.assign(n=counts[at].reshape(-1)), question)
        ]
        for counts in evened
    ]
    p_values = np.array(found)
    assert p_values.shape == (len(districts.counts), len(HEADLINES))
    possible, clear = shares(p_values)
    assert 0.03 <= possible <= 0.065
    assert clear <= 0.005
    assert 0.15 <= (p_values <= POSSIBLE).any(1).mean() <= 0.3


@pytest.mark.parametrize("choice", ["all-crime", "asb", "violence-and-sexual-offences"])
def test_maps_of_change_are_marked_at_the_stated_rate(evened, choice) -> None:
    counts = evened[:, placebo.SERIES.index(choice)].sum(2)
    names = [f"D{n}" for n in range(len(counts))]
    frame = pd.DataFrame({"kind": "ward", "code": names, "residents": 1000.0})
    values = area_values(
        frame.assign(n=counts[:, 1]), frame.assign(n=counts[:, 0]), Scatter.of([choice], TEN)
    )
    possible, clear = shares(np.array([test.p_value for test in values["test"]]))
    assert 0.02 <= possible <= 0.075
    assert clear <= 0.01


def test_by_chance_alone_they_would_be_called_far_too_often(splits) -> None:
    """What the rule is for: if this held, it would not be needed."""
    possible, clear = shares(rules.by_chance(splits))
    assert possible > 0.12
    assert clear > 0.02
