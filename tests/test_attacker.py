"""The attacker's test: a stranger recovers none of the planted small counts; without control, all.

The sample: every page and file for every crime type, each area over one period, two drawn areas and
one month; the numbers and printed map of every card for two crime types.
"""

import re
from pathlib import Path

import pytest

from dashboard.app import create_app
from data import request_cells
from data.disclosure import SafeCount, safe
from data.packs import Packs
from tests.attacker import SEARCHES, Loot, Stranger, walk
from tests.conftest import write_small
from tests.planted import MONTHS, plant

pytestmark = pytest.mark.slow

QUARTERS = dict(
    zip(MONTHS, ("Apr-Jun 2021", "Jul-Sep 2021", "Oct-Dec 2021", "Jan-Mar 2022"), strict=True)
)
# Large counts are far apart, so that no sum of them is seen by chance. Small ones are the secret.
SECRET = {
    ("Noise", "Alder", "Visited"): (1511, 1307, 1423, 1229),
    ("Noise", "Birch", "Visited"): (2011, 1907, 2203, 1801),
    ("Graffiti", "Alder", "Visited"): (709, 2, 829, 613),
    ("Graffiti", "Birch", "Advice given"): (521, 1, 419, 907),
    ("Begging", "Birch", "Advice given"): (1, 0, 2, 0),
    ("Vehicles", "Alder", "Visited"): (331, 3, 4, 449),
    ("Vehicles", "Birch", "Prosecuted"): (0, 1, 0, 0),
}
SINGLE = {
    (category, ward, QUARTERS[month], outcome): count
    for (category, ward, outcome), counts in SECRET.items()
    for month, count in zip(MONTHS, counts, strict=True)
}
LONELY = (-0.8731, 51.4157)  # where one robbery was, and nothing else
FEW = ("", "?type=asb&area=alder&period=all")


def requests() -> list[dict[str, str]]:
    return [
        {"reference": f"S{category}{ward}{outcome}{month}{number}", "received_at": f"{month}-09",
         "category": category, "location": ward, "outcome": outcome}
        for (category, ward, outcome), counts in SECRET.items()
        for month, count in zip(MONTHS, counts, strict=True)
        for number in range(count)
    ]  # fmt: skip


def walked(folder: Path, searches=SEARCHES, *, planted: bool = True) -> Loot:
    small = write_small(folder)
    rows = [small.row(Month="2022-03"), small.row(
        LONELY, Month="2022-03", **{"Crime type": "Robbery", "Location": "On or near Zebra Close"}
    )]  # fmt: skip
    small.street("street/2022-03/2022-03-test-street.csv", rows)
    if planted:
        plant(small, requests())
    small.build().close()
    packs = Packs(small.folder / "packs")
    return walk(create_app(packs).server.test_client(), searches)


@pytest.fixture(scope="module")
def without(tmp_path_factory) -> Loot:
    """The same dashboard without the restricted source."""
    return walked(tmp_path_factory.mktemp("without"), planted=False)


def stranger(loot: Loot, without: Loot) -> Stranger:
    return Stranger(SINGLE, loot.numbers - without.numbers, loot.files)


def test_a_stranger_recovers_nothing(tmp_path: Path, without: Loot, caplog) -> None:
    loot = walked(tmp_path)
    attack = stranger(loot, without)

    assert loot.asked == without.asked > 800
    assert len([*attack.small(5)]) >= 5
    # What is told was found and named, so the stranger is not blind.
    assert len([*attack.named()]) > 10
    assert attack.recovered() == []
    every = "\n".join([*loot.texts, caplog.text])
    assert "fewer than 5" in every
    assert not re.search(r"SNoise|SBegging|2021-08-09", every)


def test_a_stranger_never_sees_where_a_robbery_was(without: Loot) -> None:
    """Neither its street nor its coordinates, in any body or packed array."""
    every = "\n".join(without.texts)

    assert "Mill Lane" in every  # of a burglary: street names are read where they may be shown
    assert "Zebra" not in every
    for degrees in LONELY:
        assert f"{degrees:.4f}" not in every
        assert degrees not in without.packed


@pytest.mark.parametrize("control", ["primary only", "none"])
def test_without_control_the_stranger_recovers_them(
    tmp_path: Path, without: Loot, monkeypatch, control
) -> None:
    """So that the test above can fail."""

    def told(values, rules, _sums):
        if control == "none":
            return [SafeCount("exact", value) for value in values]
        return [safe(value, rule) for value, rule in zip(values, rules, strict=True)]

    monkeypatch.setattr(request_cells, "protected", told)
    monkeypatch.setattr(request_cells, "problems", lambda *_given: [])
    attack = stranger(walked(tmp_path, FEW), without)

    small = {name for name, _mask, _value in attack.small(5)}
    found = {name for name, _least, _most in attack.recovered()}
    assert found == small
