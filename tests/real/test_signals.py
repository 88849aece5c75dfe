"""The signals of real Wokingham to September 2022, from the data alone."""

from datetime import date

import numpy as np
import pytest

from data.model.filters import Filters
from data.model.rows import rows
from data.model.signal_row import SignalRow
from data.pack import incidents, queries

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pack(built):
    return built("wokingham.toml")


def test_the_spike_of_shoplifting_near_one_street_is_found(pack) -> None:
    """37 crimes in a month within 250 m, 29 of them shoplifting (raw file); otherwise 3 to 9."""
    found = rows(queries.signals(pack), SignalRow)
    spike, *others = found

    assert (spike.choice, spike.kind, spike.name) == ("shoplifting", "street", "Norreys")
    assert spike.street == "Ashridge Road"
    assert (spike.first_month, spike.last_month) == (date(2022, 9, 1), date(2022, 9, 1))
    assert (spike.n, spike.before) == (29, 0)
    filters = Filters.of(pack.domain, crime=["all-crime"], drawn=spike.circle, period="all")
    by_month = incidents.by_month(pack, filters)["n"].to_numpy()
    assert by_month[-1] == 37
    assert (np.nanmin(by_month[:-1]), np.nanmax(by_month[:-1])) == (3, 9)
    assert len(others) <= 4
