"""No exact restricted count is in anything that is served; without control all of them are.

Every page and file, and every page's slides, workbook and document, for the public without filters.
In `make verify` for both audiences, every crime type, each area over one period, two drawn areas
and one month, with the numbers and printed map of every card for two crime types, and files for
three searches. Large counts are planted that no rounding and no sum of rounded counts gives.
"""

import re
from itertools import product
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.pages import BY_PATH, EVERY_PAGE
from data.model.disclosure import Audience, Rule, safe
from data.pack.packs import Packs
from data.requests import request_cells
from tests.conftest import write_small
from tests.planted import MONTHS, plant
from tests.walk import EXPORTED, SEARCHES, Loot, walk, walk_exports

pytestmark = pytest.mark.slow

WARDS, OUTCOMES = ("Alder", "Birch"), ("Visited", "Advice given")
# By category, ward and outcome in the four quarters of a year.
SECRET = {
    ("Noise", "Alder", "Visited"): (1511, 1307, 1423, 1229),
    ("Noise", "Birch", "Advice given"): (2011, 1907, 2203, 1801),
    ("Graffiti", "Alder", "Visited"): (709, 2, 829, 613),
    ("Graffiti", "Birch", "Advice given"): (521, 1, 419, 907),
    ("Begging", "Birch", "Visited"): (1, 0, 2, 0),
    ("Vehicles", "Alder", "Visited"): (331, 3, 4, 449),
}
LONELY = (-0.8731, 51.4157)  # where one robbery was, and nothing else
FEW = ("",)
TELLING = 1000  # smaller ones are seen by chance


def exact_counts() -> set[int]:
    """Return every large sum over categories, wards, outcomes and quarters."""
    axes = [[None, *dict.fromkeys(key[i] for key in SECRET)] for i in range(3)]
    sums = set()
    for *chosen, quarter in product(*axes, [None, 0, 1, 2, 3]):
        rows = [
            counts for key, counts in SECRET.items()
            if all(want in (None, have) for want, have in zip(chosen, key, strict=True))
        ]  # fmt: skip
        sums.add(sum(sum(row) if quarter is None else row[quarter] for row in rows))
    return {each for each in sums if each >= TELLING and safe(each, Rule(6)).value != each}


def requests() -> list[dict[str, str]]:
    return [
        {"reference": f"S{category}{ward}{outcome}{month}{number}", "received_at": f"{month}-09",
         "category": category, "location": ward, "outcome": outcome}
        for (category, ward, outcome), counts in SECRET.items()
        for month, count in zip(MONTHS, counts, strict=True)
        for number in range(count)
    ]  # fmt: skip


def walked(
    folder: Path,
    searches=SEARCHES,
    exported=EXPORTED,
    *,
    planted: bool = True,
    audience: Audience = "public",
    pages=EVERY_PAGE,
) -> Loot:
    small = write_small(folder)
    rows = [small.row(Month="2022-03"), small.row(
        LONELY, Month="2022-03", **{"Crime type": "Robbery", "Location": "On or near Zebra Close"}
    )]  # fmt: skip
    small.street("street/2022-03/2022-03-test-street.csv", rows)
    if planted:
        # A category of tier B: partners see rounded counts too.
        plant(small, requests(), sensitive='["Begging"]')
    pack = small.build(audience=audience)
    packs = Packs(pack.path.parent, audience)
    loot = walk(create_app(packs).server.test_client(), searches, pages)
    walk_exports(pack, loot, exported)
    pack.close()
    return loot


@pytest.fixture(scope="module")
def without(tmp_path_factory) -> Loot:
    """The same dashboard without the restricted source."""
    return walked(tmp_path_factory.mktemp("without"), FEW, FEW, planted=False)


def test_no_exact_count_is_served(tmp_path: Path, without: Loot, caplog) -> None:
    compare(walked(tmp_path, FEW, FEW), without, caplog.text)


@pytest.mark.verify
@pytest.mark.parametrize("audience", ["public", "partner"])
def test_no_search_gives_an_exact_count(tmp_path: Path, caplog, audience) -> None:
    without = walked(tmp_path / "without", audience=audience, planted=False)
    loot = walked(tmp_path / "with", audience=audience)

    assert loot.asked > 800
    compare(loot, without, caplog.text)


def compare(loot: Loot, without: Loot, logged: str) -> None:
    """Check what was served and logged against the same walk without the restricted source."""
    exact = exact_counts()

    assert loot.asked == without.asked
    assert len(exact) > 30
    assert (loot.numbers - without.numbers) & exact == set()
    every = "\n".join([*loot.texts, logged])
    assert "fewer than 7" in every
    assert "3,519" in every  # 3,522 rounded: the walk finds what is shown
    assert not re.search(r"SNoise|SBegging|2021-08-09", every)


def test_the_location_of_a_robbery_is_neither_drawn_nor_listed(without: Loot) -> None:
    """Neither its street nor its coordinates, in any body or packed array."""
    every = "\n".join(without.texts)

    assert "Mill Lane" in every  # of a burglary: street names are read where they may be shown
    assert "Zebra" not in every
    for degrees in LONELY:
        assert f"{degrees:.4f}" not in every
        assert degrees not in without.packed


def test_without_control_exact_counts_are_served(
    tmp_path: Path, without: Loot, monkeypatch
) -> None:
    """The test above can fail: the files of one page are enough."""
    monkeypatch.setattr(request_cells, "rule_of", lambda *_given: Rule())
    monkeypatch.setattr("data.pack.pack.Pack.problems", lambda _pack: [])
    pages = [BY_PATH["/requests"]]
    found = walked(tmp_path, FEW, (), pages=pages).numbers - without.numbers

    assert len(found & exact_counts()) > 10
