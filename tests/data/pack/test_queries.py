"""Every query against naive Python over the demonstration set's files (``tests/oracles.py``)."""

from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from data.model.drawn_area import DrawnArea
from data.model.filters import Filters
from data.model.question import Question
from data.model.view import VIEW_CHOICES, View
from data.pack import incidents, queries
from data.pack.pack import Pack
from tests.conftest import Small
from tests.gaps import FORMULA, MISSING
from tests.oracles import (
    ASB,
    FIRST,
    LAST,
    NEVER_AT_A_POINT,
    OFFENCES,
    PAGE,
    Answers,
    Asked,
    Oracle,
    asked,
    oracle_of,
)

# Query strings and the same questions in the terms of the files.
QUESTIONS: dict[str, Asked] = {
    "": asked(),
    "?type=crime-and-asb&period=all": asked((ASB, *OFFENCES), first=FIRST, last=LAST),
    "?type=asb&period=2020-21": asked([ASB], first="2020-04", last="2021-03"),
    "?type=asb&period=2021-22": asked([ASB], first="2021-04", last="2022-03"),
    "?type=asb&period=2022-23": asked([ASB]),
    "?type=asb-personal": asked(categories=["Personal"]),
    "?type=asb-community&period=all": asked(categories=["Community"], first=FIRST, last=LAST),
    "?type=asb-environmental&type=burglary": asked(["Burglary"], categories=["Environmental"]),
    "?type=asb-personal&type=asb-environmental&area=norreys": asked(
        categories=["Personal", "Environmental"], areas=["Norreys"]
    ),
    "?type=bicycle-theft&area=norreys&period=2022-23": asked(["Bicycle theft"], areas=["Norreys"]),
    "?type=robbery&type=possession-of-weapons&period=2021-22": asked(
        ["Robbery", "Possession of weapons"], first="2021-04", last="2022-03"
    ),
    "?area=norreys-estate": asked(areas=["Norreys Estate"]),
    "?area=wokingham-town-centre&area=carnival-hub&area=wokingham-station&type=asb": asked(
        [ASB], areas=["Wokingham town centre", "Carnival Hub", "Wokingham station"]
    ),
    "?area=norreys&area=norreys-estate&type=asb&period=all": asked(
        [ASB], areas=["Norreys", "Norreys Estate"], first=FIRST, last=LAST
    ),
    "?area=wescott&area=charvil&area=woodley-town-centre&type=shoplifting": asked(
        ["Shoplifting"], areas=["Wescott", "Charvil", "Woodley Town Centre"]
    ),
    "?drawn=-0.83000,51.41000,650&type=crime-and-asb&period=all": asked(
        (ASB, *OFFENCES), first=FIRST, last=LAST, circle=(-0.83, 51.41, 650)
    ),
    "?drawn=-0.91000,51.44000,900&area=norreys&type=asb": asked(
        [ASB], areas=["Norreys"], circle=(-0.91, 51.44, 900)
    ),
    "?type=vehicle-crime&from=2021-11&to=2022-02": asked(
        ["Vehicle crime"], first="2021-11", last="2022-02"
    ),
    "?type=violence-and-sexual-offences&from=2020-06&to=2020-06": asked(
        ["Violence and sexual offences"], first="2020-06", last="2020-06"
    ),
    "?type=drugs&type=asb&period=last-12&area=bigshotte-park": asked(
        ["Drugs", ASB], areas=["Bigshotte Park"]
    ),
    "?type=robbery&area=charvil&from=2020-05&to=2020-05": asked(
        ["Robbery"], areas=["Charvil"], first="2020-05", last="2020-05"
    ),
}  # fmt: skip
EACH_TYPE = {
    f"?type={kind.lower().replace(' ', '-')}&period=all": asked([kind], first=FIRST, last=LAST)
    for kind in OFFENCES
}
EVERY = QUESTIONS | EACH_TYPE


@pytest.fixture(scope="session")
def oracle(demo_packs: Path) -> Oracle:
    return oracle_of(demo_packs.parent / "sources")


@pytest.fixture(scope="session")
def expected(oracle: Oracle):
    return cache(lambda search: Answers(oracle, EVERY[search]))


def filters(pack: Pack, search: str) -> Filters:
    return Filters.from_query(search, pack.domain)


def month(value: pd.Timestamp | date) -> str:
    return f"{value:%Y-%m}"


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple]:
    """Return some columns as tuples, with months as in the files and missing values as None."""
    values = [
        [
            month(value) if column == "month" else None if pd.isna(value) else value
            for value in frame[column]
        ]
        for column in columns
    ]
    return list(zip(*values, strict=True))


def test_the_questions_have_varied_answers(oracle: Oracle) -> None:
    """One question has no answer, most have one, and some incidents lie in several places."""
    counts = {search: len(oracle.matching(asked)) for search, asked in EVERY.items()}
    assert counts[""] == 8244
    assert counts["?type=crime-and-asb&period=all"] == 26045 == len(oracle.incidents)
    assert sum(n == 0 for n in counts.values()) == 1
    assert any(len(each.areas) > 2 for each in oracle.incidents)
    assert {each.type for each in oracle.incidents} == {ASB, *OFFENCES}


@pytest.mark.parametrize("search", EVERY)
def test_total(demo_pack, expected, search) -> None:
    assert incidents.total(demo_pack, filters(demo_pack, search)) == expected(search).total()


@pytest.mark.parametrize("search", QUESTIONS)
@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("by_month", ("month", "n")),
        ("by_month_and_type", ("label", "month", "n")),
        ("by_month_and_area", ("name", "month", "n")),
        ("by_area", ("name", "n", "residents")),
        ("by_type", ("label", "n")),
        ("street_points", ("location", "lon", "lat", "ward", "n")),
    ],
)
def test_counts_by_month_area_type_and_point(demo_pack, expected, search, query, columns) -> None:
    found = getattr(incidents, query)(demo_pack, filters(demo_pack, search))
    assert rows(found, *columns) == getattr(expected(search), query)()


@pytest.mark.parametrize("kind", sorted(NEVER_AT_A_POINT))
def test_tier_b_types_have_no_street_point(demo_pack, kind) -> None:
    asked = filters(demo_pack, f"?type={kind.lower().replace(' ', '-')}&period=all")
    assert incidents.total(demo_pack, asked) > 0
    assert incidents.street_points(demo_pack, asked).empty


def test_tier_b_is_counted_in_any_drawn_area(small: Small) -> None:
    """Also in one that holds a single street point: see Open data in docs/method.md."""
    rows = [small.row((-0.8731, 51.4157), Month="2022-03", **{"Crime type": "Robbery"})]
    small.street("street/2022-03/2022-03-test-street.csv", rows)
    pack = small.build()
    search = "?type=robbery&period=all&drawn=-0.87310,51.41570,100"
    assert incidents.total(pack, filters(pack, search)) == 1
    place = pack.domain.area_by_id["mill-estate"]
    around = Question.from_query("?type=robbery&buffer=100", pack.domain).for_place(place)
    assert around.filters.drawn


def records(pack: Pack, search: str, *, every: bool = False, **view) -> list[tuple]:
    found = queries.records(pack, filters(pack, search), View(**view), every=every)
    return rows(found, *RECORD)


RECORD = (
    "month", "crime_type", "asb_category", "ward", "location", "location_shown", "lon", "lat",
    "outcome", "force",
)  # fmt: skip


def as_record(each) -> tuple:
    """An incident as the list may show it: no street and no point for tier B."""
    shown = each.type not in NEVER_AT_A_POINT
    return (
        each.month, each.type, each.category or None, each.ward, each.location if shown else None,
        shown, each.lon if shown else None, each.lat if shown else None, None, each.force,
    )  # fmt: skip


@pytest.mark.parametrize("search", [each for each in QUESTIONS if "period=all" not in each])
def test_every_record(demo_pack, expected, search) -> None:
    found = records(demo_pack, search, every=True)
    assert found == [as_record(each) for each in expected(search).records()]


@pytest.mark.parametrize("order", VIEW_CHOICES["order"])
@pytest.mark.parametrize("sort", VIEW_CHOICES["sort"])
def test_records_in_each_order(demo_pack, expected, sort, order) -> None:
    search = "?area=wescott&area=charvil&area=woodley-town-centre&type=shoplifting"
    wide = "?type=drugs&type=asb&period=last-12&area=bigshotte-park"
    for question in (search, wide):
        found = records(demo_pack, question, every=True, sort=sort, order=order)
        assert found == [as_record(each) for each in expected(question).records(sort, order)]


def test_the_orders_differ(expected) -> None:
    """Otherwise the test above would pass with any order."""
    wide = expected("?type=drugs&type=asb&period=last-12&area=bigshotte-park")
    down = {sort: tuple(wide.records(sort, "down")) for sort in ("month", "type", "location")}
    up = {sort: tuple(wide.records(sort, "up")) for sort in ("month", "type", "location")}
    assert len({*down.values(), *up.values()}) == 6


@pytest.mark.parametrize("number", [1, 2, 5, 165])
def test_records_by_page(demo_pack, expected, number) -> None:
    """8,244 records: the last page is 165 and holds 44."""
    everything = [as_record(each) for each in expected("").records("location", "up")]
    part = everything[(number - 1) * PAGE : number * PAGE]
    assert len(part) == (44 if number == 165 else 50)
    assert records(demo_pack, "", sort="location", order="up", page=number) == part


def test_a_page_after_the_last_is_empty(demo_pack) -> None:
    assert records(demo_pack, "", page=166) == []


@pytest.mark.parametrize(
    ("total", "last"), [(0, 1), (1, 1), (50, 1), (51, 2), (8244, 165), (8250, 165), (8251, 166)]
)
def test_last_page(total, last) -> None:
    assert queries.last_page(total) == last


CHANGES = {
    "crime": ("burglary",),
    "areas": ("norreys",),
    "first_month": date(2022, 5, 1),
    "last_month": date(2023, 2, 1),
    "drawn": DrawnArea.circle(-0.823, 51.4168, 400),
}


@pytest.mark.parametrize("field", CHANGES)
def test_each_field_changes_the_answer(demo_pack, field) -> None:
    """A field that the macro ignores would change nothing and raise no error."""
    plain = filters(demo_pack, "")
    other = replace(plain, **{field: CHANGES[field]})
    assert incidents.total(demo_pack, plain) == 8244
    assert 0 < incidents.total(demo_pack, other) < 8244
    assert len(incidents.street_points(demo_pack, other)) < len(
        incidents.street_points(demo_pack, plain)
    )


def test_no_other_field_is_untested() -> None:
    """The period is only a name for its two months."""
    assert {each.name for each in fields(Filters)} == {*CHANGES, "period", "refused"}


def test_refused_filters_match_nothing(demo_pack) -> None:
    refused = filters(demo_pack, "?area=nowhere")
    assert refused.refused
    assert incidents.total(demo_pack, refused) == 0
    assert incidents.by_month(demo_pack, refused)["n"].sum() == 0


def test_an_asb_category_changes_the_answer(demo_pack) -> None:
    """It is a separate field of the macro."""
    counts = {
        each: incidents.total(demo_pack, filters(demo_pack, f"?type=asb-{each}"))
        for each in ("personal", "community", "environmental")
    }
    assert counts == {"personal": 172, "community": 698, "environmental": 103}


def test_areas_are_compared_with_the_year_before(demo_pack, oracle) -> None:
    found = incidents.areas(demo_pack, filters(demo_pack, "?type=asb&area=norreys"))
    now = Answers(oracle, asked([ASB])).by_area()
    before = Answers(oracle, asked([ASB], first="2021-04", last="2022-03")).by_area()
    earlier = {name: n for name, n, _people in before}
    assert rows(found, "name", "n", "before", "change") == [
        (name, n, earlier[name], n - earlier[name]) for name, n, _people in now
    ]
    wards = found[found["kind"] == "ward"]
    assert (wards["n"].sum(), wards["before"].sum()) == (973, 1227)


def test_areas_without_a_year_before(demo_pack) -> None:
    found = incidents.areas(demo_pack, filters(demo_pack, "?period=2020-21"))
    assert found["n"].sum() > 6783  # places are counted beside the wards
    assert found["before"].isna().all()
    assert found["test"].tolist() == [None] * len(found)


# Months that are missing: see tests/gaps.py for what the borough of Gapton holds.


def test_a_missing_month_is_null_and_not_zero(gap_pack) -> None:
    found = incidents.by_month(gap_pack, filters(gap_pack, "?type=crime-and-asb&period=all"))
    counts = dict(rows(found, "month", "n"))
    assert len(counts) == 30
    assert {month for month, n in counts.items() if n is None} == {*MISSING}
    # Seven of the local police and one of the railway's; once a robbery.
    assert {n for month, n in counts.items() if month not in (*MISSING, "2022-08")} == {8}
    assert counts["2022-08"] == 9


def test_a_month_without_a_match_is_zero_and_not_null(gap_pack) -> None:
    found = incidents.by_month(gap_pack, filters(gap_pack, "?type=robbery&period=all"))
    counts = dict(rows(found, "month", "n"))
    assert [each for each, n in counts.items() if n] == ["2022-08"]
    assert sum(n == 0 for n in counts.values()) == 27
    assert [each for each, n in counts.items() if n is None] == list(MISSING)


def test_a_missing_month_is_in_no_total(gap_pack) -> None:
    """The rail police have two bicycle thefts in the missing months; neither is counted."""
    year = "?period=2021-22&type=bicycle-theft"
    assert incidents.total(gap_pack, filters(gap_pack, year)) == 10
    whole = "?period=all&type=crime-and-asb"
    assert incidents.total(gap_pack, filters(gap_pack, whole)) == 28 * 8 + 1
    missing = filters(gap_pack, "?from=2021-06&to=2021-07&type=crime-and-asb")
    assert incidents.total(gap_pack, missing) == 0
    assert rows(incidents.by_month(gap_pack, missing), "n") == [(None,), (None,)]
    assert queries.records(gap_pack, missing, View(), every=True).empty
    assert incidents.street_points(gap_pack, missing).empty
    assert incidents.by_month_and_type(gap_pack, missing).empty
    assert incidents.by_month_and_area(gap_pack, missing).empty


def test_missing_months_have_no_line_by_type_or_area(gap_pack) -> None:
    asked = filters(gap_pack, "?from=2021-05&to=2021-08&type=burglary&type=drugs")
    by_type = incidents.by_month_and_type(gap_pack, asked)
    assert rows(by_type, "crime_type", "month", "n") == [
        ("burglary", "2021-05", 3), ("burglary", "2021-08", 3),
        ("drugs", "2021-05", 1), ("drugs", "2021-08", 1),
    ]  # fmt: skip
    by_area = incidents.by_month_and_area(gap_pack, asked)
    assert rows(by_area, "name", "month", "n") == [
        ("Alder", "2021-05", 3), ("Alder", "2021-08", 3),
        ("Birch", "2021-05", 1), ("Birch", "2021-08", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("search", "n"),
    [
        ("?area=alder", 6),
        ("?area=mill-estate", 6),
        ("?area=pond", 3),
        ("?area=alder&area=mill-estate&area=pond", 6),
        ("?area=pond&area=birch", 5),
        ("?area=alder&area=birch", 8),
    ],
)
def test_areas_that_overlap_count_each_incident_once(gap_pack, search, n) -> None:
    asked = filters(gap_pack, f"{search}&type=crime-and-asb&from=2022-01&to=2022-01")
    assert incidents.total(gap_pack, asked) == n


def test_sorting_puts_what_is_not_known_last(gap_pack) -> None:
    """In both directions: an outcome that is not given, a street that is not shown."""
    search = "?type=crime-and-asb&from=2022-08&to=2022-08"
    for order, outcomes in (
        ("up", ["Offender given a caution", "Under investigation", "Under investigation"]),
        ("down", ["Under investigation", "Under investigation", "Offender given a caution"]),
    ):
        found = records(gap_pack, search, sort="outcome", order=order)
        assert [each[8] for each in found] == [*outcomes, *[None] * 6]
    for order, streets in (
        ("up", [FORMULA, "Mill Lane", "Mill Lane", "Pond", "Pond", "Pond", "Station"]),
        ("down", ["Station", "Pond", "Pond", "Pond", "Mill Lane", "Mill Lane", FORMULA]),
    ):
        found = records(gap_pack, search, sort="location", order=order)
        assert [each[4] for each in found] == [*streets, None, None]
        assert {each[1] for each in found[-2:]} == {"Drugs", "Robbery"}


def test_sorting_by_force(gap_pack) -> None:
    search = "?type=crime-and-asb&from=2022-01&to=2022-01"
    up = [each[9] for each in records(gap_pack, search, sort="force", order="up")]
    down = [each[9] for each in records(gap_pack, search, sort="force", order="down")]
    assert up == ["British Transport Police", *["Local Police"] * 7]
    assert down == up[::-1]
