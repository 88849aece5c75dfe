"""Outcomes of Wokingham from thirteen real months, against plain pandas from the raw files."""

from collections import Counter

import pandas as pd
import pytest

from data.model.question import Question
from data.outcomes.held import cohorts
from data.outcomes.outcomes import outcomes

pytestmark = pytest.mark.slow

WARDS = "wards-2022/E06000041.geojson"
THAMES = "thames-valley/street/*.csv.gz"
LATER = "thames-valley/street-later-vintage/*.csv.gz"
OUTCOMES = "thames-valley/outcomes/*.csv.gz"
POSITIVE = {
    "Suspect charged", "Suspect charged as part of another case", "Offender given a caution",
    "Offender given penalty notice", "Offender given a drugs possession warning",
    "Local resolution",
}  # fmt: skip
COURT = {"Awaiting court outcome", "Court result unavailable"}


@pytest.fixture(scope="module")
def pack(built):
    return built("wokingham.toml")


@pytest.fixture(scope="module")
def street(plainly) -> pd.DataFrame:
    """The crimes of the whole force, with their wards in Wokingham."""
    naive = plainly(WARDS)
    first = naive.rows(THAMES)
    rows = pd.concat([first[first["Month"] != "2022-03"], naive.rows(LATER)])
    rows = rows[rows["Crime ID"].notna()].drop(columns="path").drop_duplicates(ignore_index=True)
    return rows.join(naive.with_wards(rows)["ward_code"])


@pytest.fixture(scope="module")
def joined(street, plainly) -> pd.DataFrame:
    """Each crime with each of its outcomes, and the months between."""
    rows = plainly().rows(OUTCOMES)[["Crime ID", "Month", "Outcome type"]]
    both = street.reset_index(names="row").merge(rows, on="Crime ID", suffixes=("", " of outcome"))
    number = {
        column: both[column].str[:4].astype(int) * 12 + both[column].str[5:].astype(int)
        for column in ("Month", "Month of outcome")
    }
    return both.assign(age=number["Month of outcome"] - number["Month"]).query("age >= 0")


def positive(joined: pd.DataFrame, within: int) -> Counter[tuple[str, str]]:
    """Crimes with a positive outcome in time, by month and type."""
    good = joined[joined["Outcome type"].isin(POSITIVE) & (joined["age"] <= within)]
    one = good.drop_duplicates("row")
    return Counter(zip(one["Month"], one["Crime type"], strict=True))


@pytest.mark.parametrize("within", [3, 6, 12])
@pytest.mark.parametrize("whole_force", [False, True])
def test_positive_outcomes_by_month_and_type(
    pack, joined, read_table, within: int, whole_force: bool
) -> None:
    expected = positive(joined if whole_force else joined[joined["ward_code"].notna()], within)
    labels = read_table(pack, "crime_type").set_index("id")["label"]
    frame = read_table(pack, "outcome_cohort")
    frame = frame[
        (frame["within"] == within)
        & ((frame["ward_code"] == "") == whole_force)
        & frame["outcome_group"].isin(["charged", "out-of-court", "local-resolution"])
    ]
    found: Counter[tuple[str, str]] = Counter()
    for row in frame.itertuples():
        found[f"{row.month:%Y-%m}", labels[row.crime_type]] += row.n

    held = {month for month, _type in found}
    assert held >= {"2021-03", "2021-04", "2021-05", "2021-11", "2021-12", "2022-01", "2022-02"}
    assert found == Counter({key: n for key, n in expected.items() if key[0] <= "2022-03"})


def test_the_crimes_of_a_cohort_are_those_of_the_street_files(pack, street, read_table) -> None:
    crimes = street[street["ward_code"].notna() & (street["Month"] <= "2022-03")]
    frame = read_table(pack, "outcome_cohort").query("ward_code != '' and within == 3")

    found = frame.groupby("month")["n"].sum()

    assert {f"{month:%Y-%m}": n for month, n in found.items()} == dict(Counter(crimes["Month"]))


def test_only_march_2021_is_twelve_months_old(pack) -> None:
    def ripe(within: str) -> list[str]:
        question = Question.from_query(f"?period=all&within={within}", pack.domain)
        found = outcomes(cohorts(pack), question)
        assert found is not None
        assert found.within == int(within)
        return [f"{each:%Y-%m}" for each in found.ripe]

    assert ripe("3") == ["2021-03", "2021-04", "2021-05", "2021-11", "2021-12"]
    assert ripe("6") == ["2021-03", "2021-04", "2021-05"]
    assert ripe("12") == ["2021-03"]


def test_every_outcome_row_is_accounted_for(pack, joined, plainly, read_table) -> None:
    raw = plainly().rows(OUTCOMES)
    source = read_table(pack, "source").query("kind == 'outcomes'")

    assert source["rows_read"].sum() == len(raw)
    ours = joined.loc[joined["ward_code"].notna(), "Crime ID"].unique()
    assert source["rows_loaded"].sum() == raw["Crime ID"].isin(ours).sum()


def test_both_releases_of_march_2022(pack, plainly, read_table) -> None:
    """The later one counts, and its outcomes carry its release."""
    naive = plainly(WARDS)
    expected = {
        name: Counter(
            naive.with_wards(rows[rows["Month"] == "2022-03"])
            .query("`Crime ID`.notna()")["Last outcome category"]
            .isin(POSITIVE | COURT)
        )[True]
        for name, rows in (("first", naive.rows(THAMES)), ("later", naive.rows(LATER)))
    }
    frame = read_table(pack, "outcome_published")
    march = frame[frame["month"] == "2022-03"]
    good = march["outcome_group"].isin(["charged", "out-of-court", "local-resolution"])

    assert set(march["release"]) == {"2022-12"}
    assert march.loc[good, "n"].sum() == expected["later"] != expected["first"]
