"""What is missing below a month: a force that stops, a type that vanishes, rounded counts."""

import pandas as pd
import pytest

from callbacks import overview, trends
from data.build.guards import type_gaps
from data.hotspots import lifecycle
from data.model.filters import Filters
from data.model.months import between
from data.model.question import Question
from data.pack import incidents
from layouts.base import words
from tests.conftest import write_small
from tests.domains import m

MONTHS = between(m("2021-04"), m("2023-03"))
POLICE, RAIL = "Local Police", "Rail Police"


def rows(**counts: list[int]) -> pd.DataFrame:
    """Rows of the police by type and month."""
    return pd.DataFrame(
        [
            (POLICE, pd.Timestamp(month), kind.replace("_", "-"), n)
            for kind, each in counts.items()
            for month, n in zip(MONTHS, each, strict=False)
            if n
        ],
        columns=["force", "month", "crime_type", "n"],
    )


def found(counts: pd.DataFrame, *, months: int, primary: bool = True) -> list[tuple[str, int]]:
    """The types that the police lack, and the number of each month from 1."""
    covered = [(POLICE, pd.Timestamp(month), primary) for month in MONTHS[:months]]
    if not primary:
        covered += [("Own", month, True) for _force, month, _primary in covered]
    coverage = pd.DataFrame(covered, columns=["source", "month", "primary"])
    loaded = counts.groupby(["force", "crime_type"], as_index=False)["n"].sum()
    gaps = type_gaps.gaps(counts, coverage, loaded)
    begin = pd.Timestamp(MONTHS[0]).to_period("M")
    return [(row.crime_type, (row.month.to_period("M") - begin).n + 1)
            for row in gaps.itertuples()]  # fmt: skip


@pytest.mark.parametrize(("asb", "missing"), [
    ([9, 8, 0, 9, 7], [3]), ([3, 3, 0, 0, 3], [3, 4]),
    ([9, 8, 2, 0, 7], []),  # it is sometimes nearly none
    ([9, 9, 0, 0, 0, 0], []),  # too seldom there to say
    ([5, 0, 6], []),
])  # fmt: skip
def test_a_type_that_is_always_there_and_vanishes_is_missing(asb, missing) -> None:
    counts = rows(burglary=[5] * len(asb), asb=asb)
    for primary in (True, False):
        assert found(counts, months=len(asb), primary=primary) == [("asb", n) for n in missing]


def test_counts_of_whole_hundreds_are_told() -> None:
    def said(*counts: int) -> list[str]:
        return [*type_gaps.notices(pd.DataFrame(columns=["force", "month", "crime_type"]),
                                   rows(asb=[*counts]), [POLICE])]  # fmt: skip

    [text] = said(200, 612, 400, 300, 587, 600, 644)
    assert text == (
        "Local Police: Anti-social behaviour is a whole number of hundreds in April 2021, June "
        "2021 to July 2021 and September 2021. Such counts look rounded: ask the force."
    )
    assert said(200, 612, 431, 587) == []
    assert said(0, 0, 10, 20) == []


def test_a_force_that_lacks_one_type_is_not_said_to_have_no_incidents() -> None:
    counts = rows(burglary=[5, 5, 5, 5], asb=[9, 8, 0, 9])
    gaps = pd.DataFrame({"force": POLICE, "month": [pd.Timestamp(MONTHS[2])],
                         "crime_type": "asb"})  # fmt: skip

    assert [*type_gaps.notices(gaps, counts, ["Own"])] == [
        "Local Police has no Anti-social behaviour in June 2021: missing, not zero."
    ]


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    """Two years of the police, and a rail force that stops after the first; no ASB in May 2022."""
    small = write_small(tmp_path_factory.mktemp("stopped"))
    for path in (small.folder / "street").rglob("*.csv"):
        path.unlink()
    small.add_source("street", "rail/*.csv", role='"additional"', name='"Rail"')
    for month in (f"{each:%Y-%m}" for each in MONTHS):
        own = [small.row(Month=month) for _ in range(8)]
        own += [small.asb(Month=month) for _ in range(5 if month != "2022-05" else 0)]
        small.street(f"street/{month}-test-street.csv", own)
        if month < "2022-04":
            rail = [small.row(Month=month, **{"Reported by": RAIL}) for _ in range(6)]
            small.street(f"rail/{month}-rail-street.csv", rail)
    pack = small.build()
    yield pack
    pack.close()


def asked(pack, query: str) -> Question:
    return Question.from_query(query, pack.domain)


@pytest.mark.slow
def test_a_force_that_stops_gives_no_verdict_and_is_named(stopped) -> None:
    question = asked(stopped, "?period=2022-23")
    shown = str(overview.answer(stopped, question))

    assert incidents.total(stopped, question.filters) == 96
    assert "fall" not in shown.replace("▼ clear", "")
    said = " ".join(words.notes(question))
    assert "Rail Police has no data on some or all of the types in April 2022 to March" in said
    assert "Rail Police is not held in the same months of both" in words.why_no_change(question)
    page = str(trends.answer(stopped, question))
    assert "Limits recalculated from April 2022: no data of Rail Police" in page
    assert "not compared, Rail Police is not held in the same months of both" in page


@pytest.mark.slow
def test_a_month_without_asb_is_missing_for_asb_only(stopped) -> None:
    months = incidents.by_month(stopped, asked(stopped, "?type=asb&period=2022-23").filters)
    assert months["n"].isna().tolist() == [False, True, *[False] * 10]
    types = incidents.by_month_and_type(
        stopped, Filters.of(stopped.domain, crime=["crime-and-asb"], period="all")
    )
    assert types.groupby("crime_type").size()[["asb", "burglary"]].tolist() == [23, 24]
    assert "Test Constabulary has no Anti-social behaviour in May 2022: missing, not zero." in (
        stopped.notices
    )
    page = str(trends.answer(stopped, asked(stopped, "?type=asb&period=2022-23")))
    assert "lower limit" not in page.replace("Lower limit", "")


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "lacking"), [("burglary", [4, 5, 6, 7]), ("asb", [4])])
def test_a_quarter_that_lacks_a_force_or_type_is_no_quiet_quarter(stopped, kind, lacking) -> None:
    found = lifecycle.life(stopped, asked(stopped, f"?type={kind}").filters)

    assert len(found.quarters) == 8
    assert [n for n, complete in enumerate(found.complete) if not complete] == lacking
    assert found.too_few.complete == 8 - len(lacking)
