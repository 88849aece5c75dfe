"""The counts in memory are those of the macro ``matching``, for any filters."""

from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.domain import Domain
from data.model.drawn_area import DrawnArea
from data.model.filters import Filters
from data.pack.cube import cube
from data.pack.pack import Pack
from tests.domains import quick

MATCHING = "SELECT month, crime_type, asb_category, location, lon, lat FROM matching($filters)"


@st.composite
def filters(draw: st.DrawFn, domain: Domain) -> Filters:
    """Any filters of a pack, also such as only a drawn area or a refusal can make."""
    places = st.sampled_from(domain.areas)
    months = sorted(draw(st.lists(st.sampled_from(domain.months), min_size=2, max_size=2)))
    drawn = None
    if draw(st.booleans()):
        lon, lat = draw(places).centre
        metres = draw(st.sampled_from([150, 800, 2500]))
        drawn = DrawnArea.circle(lon + draw(st.floats(-0.01, 0.01)), lat, metres)
    found = Filters.of(
        domain,
        crime=draw(st.lists(st.sampled_from([*domain.choices]), max_size=3)),
        areas=[each.id for each in draw(st.lists(places, max_size=3))],
        first=months[0],
        last=months[1],
        drawn=drawn,
    )
    if draw(st.integers(0, 9)) == 0:
        return replace(found, areas=(), drawn=None, refused=True)
    return found


def _texts(column: pd.Series) -> list[str]:
    return [each if isinstance(each, str) else "" for each in column]


@pytest.mark.parametrize("name", ["demo_pack", "gap_pack"])
@quick
@given(data=st.data())
def test_any_filters_match_the_incidents_of_the_macro(request, name: str, data) -> None:
    pack: Pack = request.getfixturevalue(name)
    asked = data.draw(filters(pack.domain))

    held, with_sql = cube(pack), pack._connection.cursor()
    found = held.matching(asked)
    points, kinds = held.points.iloc[found.point], held.kinds.iloc[found.kind]
    cells = zip(
        held.months.iloc[found.month].dt.date,
        kinds["crime_type"],
        _texts(kinds["asb_category"]),
        _texts(points["location"]),
        points["lon"],
        points["lat"],
        strict=True,
    )
    rows = with_sql.execute(MATCHING, {"filters": asked.parameters(pack.domain)}).fetchall()

    assert dict(zip(cells, found.n.tolist(), strict=True)) == Counter(
        (month, crime, asb or "", location or "", lon, lat)
        for month, crime, asb, location, lon, lat in rows
    )
