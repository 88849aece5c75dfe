"""Harm from the real open data, worked out again without any of our readers or statistics."""

from math import log

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from data.build.readers import harm as reader
from data.harm.harm import harm, scale
from data.harm.published_harm import published_harm
from data.model.question import Question
from data.pack import queries
from data.stats.dispersion import EXCESS

pytestmark = pytest.mark.slow

CODES = "harm/offence_code_to_policeuk_category.csv"
# As the description of the data has them, checked by hand for Thames Valley in 2022/23.
THAMES_VALLEY = {
    "violence and sexual offences": 217, "burglary": 356, "robbery": 800,
    "possession of weapons": 192, "other crime": 133, "drugs": 122, "other theft": 91,
    "theft from the person": 80, "vehicle crime": 53, "criminal damage and arson": 21,
    "bicycle theft": 15, "public order": 12, "shoplifting": 12,
}  # fmt: skip


@pytest.fixture(scope="module")
def offences(shared) -> pd.DataFrame:
    """Each force's offences of 2022/23 by code, with category and weight where there is one."""
    recorded = pd.read_csv(shared / "comparators/prc_pfa_long.csv.gz", dtype={"Offence Code": str})
    year = recorded[(recorded["FY"] == "2022/23") & recorded["territorial"]]
    counts = year.groupby(["Force", "Offence Code", "Offence Subgroup"])["n"].sum().clip(lower=0)
    joined = pd.read_csv(shared / CODES, dtype=str).set_index("ONS_COUNTS_code")
    frame = counts.reset_index()
    category = frame["Offence Code"].map(joined["POLICE_UK_CAT_MAP_category"].str.lower())
    later = frame["Offence Code"].isin(["8T", "8U"])
    return frame.assign(
        type=category.mask(later, "violence and sexual offences"),
        weight=frame["Offence Code"].map(joined["ONS_SEVERITY_weight"].astype(float)),
    ).dropna(subset=["type"])


def weighed(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    known = rows.dropna(subset=["weight"])
    sums = known.assign(w=known["n"] * known["weight"], s=known["n"] * known["weight"] ** 2)
    sums = sums.groupby(by)[["n", "w", "s"]].sum()
    every = rows.groupby(by)["n"].sum()
    return pd.DataFrame(
        {"mean": sums["w"] / sums["n"], "mean_square": sums["s"] / sums["n"],
         "matched": sums["n"] / every}
    ).dropna()  # fmt: skip


def test_the_shipped_weights_are_those_of_the_open_data(offences) -> None:
    shipped = reader.shipped("harm_weights.csv")
    types = shipped[shipped["measure"] == ""].set_index(["area", "crime_type"])
    wales = {"Dyfed-Powys", "Gwent", "North Wales", "South Wales"}
    of_england = offences[~offences["Force"].isin(wales)]
    areas = {**dict(iter(offences.groupby("Force"))), "England": of_england}

    assert {*types.index.get_level_values("area")} == {*areas}
    assert len(areas) == 44
    for area, rows in areas.items():
        expected = weighed(rows, "type")
        expected.index = [each.replace(" ", "-") for each in expected.index]
        found = types.loc[area].loc[expected.index]
        assert len(types.loc[area]) == len(expected)
        for column in ("mean", "mean_square", "matched"):
            assert found[column].to_numpy() == pytest.approx(
                expected[column].to_numpy(), rel=1e-4, abs=1e-3
            ), (area, column)


def test_thames_valley_has_the_means_worked_out_by_hand(offences) -> None:
    own = offences[offences["Force"] == "Thames Valley"]
    means = weighed(own, "type")["mean"].round()

    assert means.to_dict() == THAMES_VALLEY
    assert own.dropna()["n"].sum() / own["n"].sum() == pytest.approx(0.991, abs=5e-4)
    shipped = reader.shipped("harm_weights.csv").set_index(["area", "crime_type", "measure"])
    of_violence = shipped.loc["Thames Valley", "violence-and-sexual-offences", ""]
    assert of_violence["mean_square"] / of_violence["mean"] ** 2 == pytest.approx(8, abs=0.5)


def interval(counts: pd.Series, weights: pd.DataFrame, months: float) -> tuple[float, float, float]:
    """The score and its gamma interval, with the dispersion of each type's count."""
    ids = [each.lower().replace(" ", "-") for each in counts.index]
    mean, square = (weights.loc[ids, each].to_numpy() for each in ("mean", "mean_square"))
    n = counts.to_numpy(float)
    spread = np.array(
        [1 + EXCESS[one] * log(1 + k / months) for one, k in zip(ids, n, strict=True)]
    )
    score, variance = (n * mean).sum(), (n * square * spread).sum()
    unit = variance / score
    ends = stats.gamma.ppf(0.025, score / unit), stats.gamma.ppf(0.975, score / unit + 1)
    return score, ends[0] * unit, ends[1] * unit


def of_force(force: str) -> pd.DataFrame:
    shipped = reader.shipped("harm_weights.csv")
    own = shipped[(shipped["area"] == force) & (shipped["measure"] == "")]
    return own.set_index("crime_type")[["mean", "mean_square"]]


@pytest.mark.parametrize(("toml", "where", "files", "search"), [
    ("wokingham.toml", "wards-2022/E06000041.geojson",
     ("thames-valley/street/*.csv.gz", "btp/street/*.csv.gz"), "?period=all"),
    ("hart.toml", "wards-2022/E07000089.geojson",
     ("hampshire/street/*.csv.gz", "btp/street/*.csv.gz"), "?period=2021-22"),
])  # fmt: skip
def test_harm_by_category_is_that_of_the_raw_files(
    built, plainly, *, toml, where, files, search
) -> None:
    pack = built(toml)
    question = Question.from_query(search, pack.domain)
    found = harm(pack, question)
    force = {"wokingham.toml": "Thames Valley", "hart.toml": "Hampshire"}[toml]
    assert found.series
    assert found.scale.used.area == force
    assert found.scale.used.fallback == ""
    size = found.series.period().now

    naive = plainly(where)
    rows = naive.with_wards(naive.rows(*files))
    held = {each.strftime("%Y-%m") for each in pack.domain.covered
            if question.first <= each <= question.last}  # fmt: skip
    crimes = rows[rows["Month"].isin(held) & (rows["Crime type"] != "Anti-social behaviour")]
    counts = crimes.groupby("Crime type").size()
    score, low, high = interval(counts, of_force(force), question.filters.length)

    assert len(held) == {"wokingham.toml": 10, "hart.toml": 12}[toml]
    assert size.n == counts.sum()
    assert size.harm == pytest.approx(score, rel=1e-6)
    assert size.limits == pytest.approx((low, high), rel=0.01)


def test_harm_of_the_annual_report_of_wokingham(offences, demo_pack) -> None:
    """Three years by the report's rows, with the weights of Thames Valley's offences."""
    own = offences[offences["Force"] == "Thames Valley"]
    rows = {
        "Violence with injury": ("Violence with injury",),
        "Violence without Injury (Excluding Harassment)": ("Violence without injury",),
        "Harassment": ("Stalking and harassment",), "Rape": ("Rape offences",),
        "Non-Rape Sexual Offences": ("Other sexual offences",),
        "Robbery": ("Robbery of business property", "Robbery of personal property"),
        "Residential Burglary - Dwelling": ("Residential burglary",),
        "Residential Burglary - Sheds / Garages": ("Residential burglary",),
        "Theft from the Person": ("Theft from the person",), "Bicycle Theft": ("Bicycle theft",),
        "Shoplifting": ("Shoplifting",), "Arson": ("Arson",),
        "Criminal Damage": ("Criminal damage",), "Drug Trafficking": ("Trafficking of drugs",),
        "Drug Possession": ("Possession of drugs",),
        "Possession of Weapons Offences": ("Possession of weapons offences",),
        "Public Order Offences": ("Public order offences",),
    }  # fmt: skip
    codes = {"Theft of Vehicle": ("48", "37.2"), "Theft from Vehicle": ("45",),
             "Making off without Payment": ("49A",)}  # fmt: skip
    of_rows = {
        **{name: own[own["Offence Subgroup"].isin(parts)] for name, parts in rows.items()},
        **{name: own[own["Offence Code"].isin(parts)] for name, parts in codes.items()},
    }
    means = {name: weighed(each.assign(all=1), "all")["mean"].iloc[0]
             for name, each in of_rows.items()}  # fmt: skip
    report = queries.annual(demo_pack).query("table_name == 'crime_performance_summary'")
    by_year = report.pivot_table(index="measure", columns="year", values="value")
    expected = {
        year: sum(by_year.loc[name, year] * mean for name, mean in means.items())
        for year in by_year.columns
    }

    found = published_harm(queries.annual(demo_pack), scale(demo_pack))
    assert {each.year: each.whole.now.harm for each in found} == pytest.approx(expected, rel=1e-4)
    for each in found:
        assert each.whole.now.limits[0] < expected[each.year] < each.whole.now.limits[1]
    last = found[-1].whole
    assert last.count
    assert last.harm
    # Shoplifting more than doubled; the harm did not follow.
    assert (last.count.verdict, last.count.difference > 0) == ("possible", True)
    assert last.harm.verdict == "normal"
