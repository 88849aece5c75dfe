"""The months of the street points on Hotspots: counted again from the files; what is refused."""

from collections import Counter
from pathlib import Path

import pytest

from callbacks.hotspots import MAP, answer
from dashboard import map_routes
from data.model import months
from data.model.question import Question
from data.pack import incidents
from data.pack.pack import Pack
from tests.oracles import (
    ASB,
    FIRST,
    LAST,
    NEVER_AT_A_POINT,
    OFFENCES,
    Asked,
    Oracle,
    asked,
    oracle_of,
)

QUESTIONS: dict[str, Asked] = {
    "?type=asb": asked([ASB]),
    "?type=crime-and-asb&period=all": asked((ASB, *OFFENCES), first=FIRST, last=LAST),
    "?type=burglary&type=robbery&area=norreys&from=2022-04&to=2022-06": asked(
        ["Burglary", "Robbery"], areas=["Norreys"], last="2022-06"
    ),
}


@pytest.fixture(scope="module")
def oracle(demo_packs: Path) -> Oracle:
    return oracle_of(demo_packs.parent / "sources")


def circles(pack: Pack, search: str) -> dict:
    """Return the trace of street points as Hotspots draws it."""
    figure = answer(pack, Question.from_query(search, pack.domain)).panels[MAP].figure
    return next(each for each in figure["data"] if each.get("mode") == "markers")


@pytest.mark.parametrize("search", QUESTIONS)
def test_each_month_has_the_incidents_of_the_files_at_the_circles_of_the_map(
    client, demo_pack: Pack, oracle: Oracle, search: str
) -> None:
    found = client.get(f"/months/{demo_pack.version}.json{search}").json
    drawn = circles(demo_pack, search)
    at = [*zip(drawn["lon"], drawn["lat"], strict=True)]
    shown: Counter = Counter()
    for month in found["months"]:
        for i, n in zip(month["at"], month["n"], strict=True):
            shown[month["label"], *at[i]] += n
    expected = Counter(
        (months.label(months.parse(each.month)), round(each.lon, 6), round(each.lat, 6))
        for each in oracle.matching(QUESTIONS[search])
        if each.type not in NEVER_AT_A_POINT
    )
    filters = Question.from_query(search, demo_pack.domain).filters

    assert shown == expected
    assert len(expected) > 5
    assert [each["label"] for each in found["months"]] == [
        months.label(each) for each in months.between(filters.first_month, filters.last_month)
    ]


def test_circles_of_all_months_have_one_scale(client, demo_pack: Pack) -> None:
    found = client.get(f"/months/{demo_pack.version}.json?type=asb").json
    largest = max(n for month in found["months"] for n in month["n"])

    assert len(found["sizes"]) == largest + 1
    assert found["sizes"][largest] == 22
    assert found["sizes"][1] == pytest.approx(max(22 * largest**-0.5, 4), abs=0.05)


def test_only_the_latest_months_come_of_many(client, demo_pack: Pack, monkeypatch) -> None:
    monkeypatch.setattr(map_routes, "MOST_MONTHS", 2)
    found = client.get(f"/months/{demo_pack.version}.json?type=asb&period=2021-22").json

    assert [each["label"] for each in found["months"]] == ["February 2022", "March 2022"]


def test_a_month_that_lacks_a_chosen_type_is_not_a_month_without_incidents(gap_pack: Pack) -> None:
    filters = Question.from_query("?type=crime-and-asb&period=all", gap_pack.domain).filters
    by_month = incidents.by_month(gap_pack, filters)
    held, points = incidents.points_by_month(gap_pack, filters, 2000)

    assert [*held] == [*by_month["month"][by_month["n"].notna()]]
    assert len(held) < len(by_month)
    assert points.shape[0] == len(held)


@pytest.mark.parametrize(
    ("address", "status"),
    [("/months/another.json", 404), ("/months/{0}.json?type=nonsense", 400),
     ("/months/{0}.json?present=0123456789ab", 410)],
)  # fmt: skip
def test_other_packs_and_unusable_filters_are_refused(
    client, demo_pack: Pack, address: str, status: int
) -> None:
    assert client.get(address.format(demo_pack.version)).status_code == status


@pytest.mark.parametrize(
    ("search", "offered"),
    [("?type=asb", True), ("?type=asb&from=2022-06&to=2022-06", False),
     ("?type=robbery", False), ("?type=asb&layer=density", False)],
)  # fmt: skip
def test_the_button_is_there_where_points_of_several_months_are_drawn(
    demo_pack: Pack, search: str, offered: bool
) -> None:
    question = Question.from_query(search, demo_pack.domain)
    parts = str(answer(demo_pack, question).parts["hotspots-settings"])

    assert ("Month by month" in parts) == offered
