"""Which of many tests hold, against scipy's adjusted p-values."""

import numpy as np
import pytest
from scipy.stats import false_discovery_control

from geo.discoveries import survivors


@pytest.mark.parametrize("level", [0.01, 0.05, 0.2])
@pytest.mark.parametrize("seed", range(5))
def test_they_are_those_of_scipy(seed: int, level: float) -> None:
    random = np.random.default_rng(seed)
    # Many ties, as exact tests have, and some very small ones.
    p = np.concatenate([random.uniform(size=300).round(2), 10.0 ** -random.uniform(1, 6, size=40)])
    p = random.permutation(p)
    expected = false_discovery_control(p) <= level
    assert (survivors(p, level) == expected).all()
    assert 0 < expected.sum() < len(p)


def test_none_of_none() -> None:
    assert survivors([], 0.05).tolist() == []
    assert survivors([0.5, 0.9], 0.05).tolist() == [False, False]
    assert survivors([0.05], 0.05).tolist() == [True]
