"""Harm of the demonstration set, counted again from the rows of the pack."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from data.harm.harm import harm, scale
from data.harm.harm_scale import of_crimes, types_of, why_not
from data.harm.published_harm import published_harm
from data.model.question import Question
from data.pack import queries
from data.pack.pack import SETTINGS, Pack

YEAR = "period=2022-23"


def asked(pack: Pack, search: str) -> Question:
    return Question.from_query(search, pack.domain)


@pytest.fixture(scope="module")
def naive(demo_pack: Pack) -> pd.DataFrame:
    """Every incident with its weight, its year and its ward; without anti-social behaviour."""
    with duckdb.connect(str(demo_pack.path), read_only=True, config=SETTINGS) as connection:
        incident = connection.table("incident").df()
        weight = connection.table("harm_weight").df()
    used = weight[weight["chosen"] & (weight["crime_type"] != "")].set_index("crime_type")
    crimes = incident[incident["crime_type"] != "asb"]
    return crimes.assign(
        weight=crimes["crime_type"].map(used["mean"]),
        square=crimes["crime_type"].map(used["mean_square"]),
        year=crimes["month"].dt.year - (crimes["month"].dt.month < 4),
    )


def test_years_months_and_wards_have_the_harm_of_their_rows(demo_pack, naive) -> None:
    found = harm(demo_pack, asked(demo_pack, f"?{YEAR}"))
    assert found.series
    assert found.wards
    by_year = naive.groupby("year")["weight"].agg(["sum", "size"])
    by_month = naive.groupby("month")["weight"].sum()
    by_ward = naive[naive["year"] == 2022].groupby("ward_code")["weight"].sum()

    years = found.series.years()
    assert [each.compared.now.harm for each in years] == pytest.approx(by_year["sum"].tolist())
    assert [each.compared.now.n for each in years] == by_year["size"].tolist()
    months = found.series.months()
    assert [each.harm for each in months if each] == pytest.approx(by_month.tolist())
    wards = {each.ward.code: each.compared.now.harm for each in found.wards.period()}
    assert wards == pytest.approx(by_ward.to_dict())
    last_year = dict(found.wards.years())["2022/23"]
    assert {each.ward.code: each.compared.now.harm for each in last_year} == pytest.approx(wards)


def test_the_interval_has_the_variance_of_the_rows(demo_pack, naive) -> None:
    """Within a type each row has the mean square; the dispersion is that of the type's count."""
    found = harm(demo_pack, asked(demo_pack, f"?{YEAR}"))
    assert found.series
    rows = naive[naive["year"] == 2022]
    by_type = rows.groupby("crime_type").agg(n=("weight", "size"), square=("square", "sum"))
    weights = found.scale.weights(by_type.index.tolist())
    spread = [float(s.dispersion(n)) for s, n in zip(weights.scatters, by_type["n"], strict=True)]
    deviation = np.sqrt((by_type["square"] * spread).sum())
    size = found.series.period().now

    assert size.limits[0] < size.harm - 1.8 * deviation
    assert size.limits[0] > size.harm - 2.1 * deviation
    assert size.harm + 1.8 * deviation < size.limits[1] < size.harm + 2.2 * deviation


def test_count_and_harm_have_verdicts_of_their_own(demo_pack: Pack) -> None:
    """All crime rose clearly in the year; most of that was shoplifting, which weighs little."""
    found = harm(demo_pack, asked(demo_pack, f"?{YEAR}"))
    assert found.series
    whole = found.series.period()

    assert whole.count
    assert whole.harm
    assert (whole.count.verdict, whole.harm.verdict) == ("clear", "normal")
    assert whole.differs
    by_type = {each.name: each for each in found.series.by_type()}
    assert sum(each.now.harm for each in by_type.values()) == pytest.approx(whole.now.harm)
    # One offence code: all its weights are equal, so its verdict is that of its count.
    shoplifting = by_type["Shoplifting"]
    assert shoplifting.count
    assert shoplifting.harm
    assert shoplifting.harm.p_value == pytest.approx(shoplifting.count.p_value, rel=1e-3)
    assert not shoplifting.differs


def test_anti_social_behaviour_is_never_counted(demo_pack: Pack) -> None:
    both, crime = (of_crimes(asked(demo_pack, each)) for each in ("?type=crime-and-asb", ""))
    assert both
    assert crime
    assert both.filters == crime.filters
    assert "asb" not in types_of(both)
    assert of_crimes(asked(demo_pack, "?type=asb")) is None
    assert of_crimes(asked(demo_pack, "?type=asb-personal")) is None
    assert harm(demo_pack, asked(demo_pack, "?type=asb")).reason == "asb"
    with_burglary = of_crimes(asked(demo_pack, "?type=asb&type=burglary"))
    assert with_burglary
    assert with_burglary.filters.crime == ("burglary",)


@pytest.mark.parametrize(("search", "reason", "of_wards"), [
    (f"?{YEAR}", None, None),
    (f"?{YEAR}&area=norreys", None, None),
    (f"?{YEAR}&area=norreys-estate", "place", None),
    (f"?{YEAR}&drawn=circle,-0.83,51.41,400", None, None),
    ("?from=2022-04&to=2022-06", None, "short"),
    ("?from=2022-04&to=2022-06&area=norreys", "short", "short"),
    ("?from=2022-04&to=2022-06&area=norreys&type=burglary", None, None),
    ("?from=2022-04&to=2022-06&area=norreys&type=robbery", "short", "short"),
    (f"?{YEAR}&type=asb", "asb", "asb"),
])  # fmt: skip
def test_small_areas_and_short_times_have_no_harm(demo_pack, search, reason, of_wards) -> None:
    question = asked(demo_pack, search)
    found = harm(demo_pack, question)
    if question.filters.drawn:
        reason = "place"

    assert (found.reason, found.why_no_wards) == (reason, of_wards)
    assert (found.series is None, found.wards is None) == (bool(reason), bool(of_wards))


def test_a_type_without_a_weight_has_no_score(demo_pack: Pack) -> None:
    found = scale(demo_pack)
    question = asked(demo_pack, "?type=burglary")
    without = {key: value for key, value in found.by_type.items() if key != "burglary"}

    assert why_not(question, found) is None
    assert why_not(question, type(found)(found.used, without, {}, ())) == "weights"


def test_the_range_is_of_all_forces_and_holds_the_score(demo_pack: Pack) -> None:
    found = harm(demo_pack, asked(demo_pack, f"?{YEAR}"))
    assert found.series
    ends = found.scale.range_of(found.series.counted())
    assert ends
    (low, high), (least, most) = ends

    assert low < found.series.period().now.harm < high
    assert least != most
    assert "England" not in {least, most}


def test_rows_of_the_report_are_scored_by_their_own_weights(demo_pack: Pack) -> None:
    annual, found = queries.annual(demo_pack), scale(demo_pack)
    report = annual[annual["table_name"] == "crime_performance_summary"]
    years = published_harm(annual, found)

    assert [each.year for each in years] == ["2020/21", "2021/22", "2022/23"]
    for each in years:
        rows = report[(report["year"] == each.year) & ~report["measure"].str.startswith("All")]
        weights = rows["measure"].str.lower().map(lambda name: found.by_measure[name][0])
        assert each.whole.now.harm == pytest.approx((rows["value"] * weights).sum())
        assert each.whole.now.n == rows["value"].sum()
    assert years[0].whole.harm is None
    assert years[-1].share == pytest.approx(7246 / 8244)
    assert len(years[-1].measures) == 20


def test_of_rows_with_the_same_name_the_first_of_the_report_counts(demo_pack: Pack) -> None:
    annual, found = queries.annual(demo_pack), scale(demo_pack)
    named = annual[annual["measure"].isin(["Robbery", "All crime (Excluding fraud)"])]
    later = named.assign(table_name="of_young_people", value=1.0)

    one, two = (published_harm(each, found)[-1] for each in (annual, pd.concat([annual, later])))

    assert (two.whole.now, two.share) == (one.whole.now, one.share)
