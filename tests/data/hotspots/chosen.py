"""Questions to layers of squares, and what an independent calculation counts."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from data.model.filters import Filters
from data.pack.pack import Pack
from tests.oracles import OFFENCES, Incident, Oracle, asked, oracle_of
from tests.squares import (
    TO_METRES,
)  # fmt: skip

SIDE, FINE = 250, 100  # metres
QUESTIONS = {
    "?type=bicycle-theft&period=all": asked(["Bicycle theft"], first="2020-04", last="2023-03"),
    "?type=asb": asked(["Anti-social behaviour"]),
    "?type=drugs&period=all": asked(["Drugs"], first="2020-04", last="2023-03"),
    "?type=violence-and-sexual-offences": asked(["Violence and sexual offences"]),
    "": asked(OFFENCES),
}

FEW = "?type=robbery&from=2022-06&to=2022-06"


@pytest.fixture(scope="module")
def oracle(demo_packs: Path) -> Oracle:
    return oracle_of(demo_packs.parent / "sources")


def filters(pack: Pack, search: str) -> Filters:
    return Filters.from_query(search, pack.domain)


@pytest.fixture(params=QUESTIONS, scope="module")
def both(request, demo_pack, oracle) -> tuple[Filters, list[Incident]]:
    """The question, and what the files hold for it."""
    return filters(demo_pack, request.param), oracle.matching(QUESTIONS[request.param])


def in_metres(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(
        shape, lambda xy: np.column_stack(TO_METRES.transform(xy[:, 0], xy[:, 1]))
    )
