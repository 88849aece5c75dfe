"""Published relations evaluated: the known discrepancies, and planted ones."""

import csv
import io
from fractions import Fraction
from importlib.resources import files
from math import floor
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build.config import Source
from data.build.errors import BadInput
from data.build.readers import annual, annual_checks
from data.pack import queries
from data.stats.reconcile import exact_of, exceptions_in, rounded, truncated
from tests.domains import quick

HEAD = "check,relation,table,measure,terms,years,stated,exception,quotation,note\n"
FIGURES = (
    "table,measure,2020/21,2021/22,published_change,published_pct_change\n"
    "crime,All,30,33,3,10.0\ncrime,Theft,10,12,2,20.0\ncrime,Other,20,21,1,5.0\n"
    "marac,Cases,90,80,,\nmarac,Repeats,24,20,,\nmarac,Rate,26.6,25.0,,\n"
)


def evaluated(folder, checks: str = "", figures: str = FIGURES, vintage: str = "2022"):
    (folder / "annual.csv").write_text(figures)
    (folder / "checks.csv").write_text(HEAD + checks)
    source = Source("annual", "R", (folder / "annual.csv",), "OGL", vintage, "published", {})
    published = annual.read(folder / "annual.csv", source)
    path = folder / "checks.csv"
    found = annual_checks.read(path, published) if checks else []
    return annual_checks.evaluate([(path, each) for each in found], published)


def states(found: pd.DataFrame, name: str) -> list[tuple[str, str, str]]:
    rows = found[found["check"] == name]
    return list(rows[["year", "state", "found"]].itertuples(index=False, name=None))


# The report itself. Numbers 1 to 10 are those of the definitions, section 2.3.

TEN = {
    ("MARAC repeat rate", "2019/20"): ("26.5", "26.6", 26.5625),
    ("MARAC repeat rate", "2021/22"): ("30.6", "30.7", 30.6667),
    ("MARAC repeat rate", "2022/23"): ("36.2", "36.3", 36.2637),
    ("All crime", "2020/21"): ("6,783", "5,935", 5935),
    ("All crime", "2021/22"): ("7,403", "6,586", 6586),
    ("All crime", "2022/23"): ("8,244", "7,246", 7246),
    ("Hate crime and incidents", "2020/21"): ("266", "282", 282),
    ("Hate crime and incidents", "2021/22"): ("312", "352", 352),
    ("Hate crime and incidents", "2022/23"): ("304", "307", 307),
    ("Domestic abuse incidents", "2022/23"): ("72", "58", 58),
    ("Domestic abuse: continued rise", "2020/21 to 2022/23"): ("rise", "fall: 473 to 395", None),
    ("Rape: continued rise", "2021/22 to 2022/23"): ("rise", "fall: 92 to 87", None),
    ("ASB Panel cases in two places", "2022/23"): ("27", "19", 19),
    ("ASB Panel outcomes", "2022/23"): ("27", "23", 23),
    ("Project spend", "2022/23"): ("58,003", "61,273", 61273),
}


def test_the_known_discrepancies_come_out_and_no_other(demo_pack) -> None:
    found = queries.annual_checks(demo_pack)
    off = found[found["state"] != "agrees"]
    seen = {
        (row.check, row.year): (row.published, row.found, row.exact) for row in off.itertuples()
    }
    assert {*seen} == {*TEN}
    for key, (published, computed, exact) in TEN.items():
        assert seen[key][:2] == (published, computed)
        if exact is None:
            assert pd.isna(seen[key][2])
        else:
            assert seen[key][2] == pytest.approx(exact, abs=5e-5)
    assert {*off["state"]} == {"declared"}
    assert all(off["reason"] != "")


def test_every_published_change_and_percentage_agrees(demo_pack) -> None:
    found = queries.annual_checks(demo_pack)
    printed = found[found["relation"].isin(["change", "percentage"]) & (found["quotation"] == "")]
    tables = printed[printed["table_name"] != "marac_repeat_rate"]
    own = tables[tables["check"] == tables["measure"]]
    assert own.groupby("relation")["measure"].count().to_dict() == {"change": 37, "percentage": 37}
    assert {*own["state"]} == {"agrees"}


# Planted errors of every kind.


@pytest.mark.slow
def test_a_changed_figure_of_the_report_is_found_wherever_it_is(tmp_path) -> None:
    """Each figure in turn is off by one: some check must notice those that any check is about."""
    folder = files("data").joinpath("reference")
    text = folder.joinpath("annual_figures.csv").read_text(encoding="utf-8")
    checks = folder.joinpath("annual_checks.csv").read_text(encoding="utf-8")
    (tmp_path / "checks.csv").write_text(checks, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    missed = []
    for i, row in enumerate(rows):
        if not row["published_change"]:
            continue
        changed = [dict(each) for each in rows]
        changed[i]["2022/23"] = str(int(row["2022/23"]) + 1)
        if not _noticed(changed, tmp_path / "checks.csv"):
            missed.append(row["measure"])
    assert missed == []


def _noticed(rows: list[dict[str, str]], checks: Path) -> bool:
    frame = pd.DataFrame(rows)
    years = [each for each in frame.columns if each.startswith("20")]
    long = frame.assign(exception="").melt(
        ["table", "measure", "published_change", "published_pct_change", "exception"], years,
        var_name="year",
    )  # fmt: skip
    long = long[long["value"] != ""].rename(columns={"table": "table_name"})
    latest = long["year"] == "2022/23"
    for column in ("published_change", "published_pct_change"):
        long[column] = pd.to_numeric(long[column].where(latest & (long[column] != ""), None))
    long = long.rename(columns={"published_pct_change": "published_percent"})
    long = long.assign(report="R", vintage="1", value=long["value"].astype(float))
    given = [(checks, each) for each in annual_checks.read(checks, long)]
    try:
        found = annual_checks.evaluate(given, long)
    except BadInput:
        return True
    return bool((found["state"] == "fails").any())


@pytest.mark.parametrize(
    ("check", "figures", "words"),
    [
        ("S,sum,crime,All,crime::Theft; crime::Other,,,,,", ("33,3", "34,3"),
         "S, 2021/22: 34 is published, 33 is calculated (not explained). Correct the figures, or "),
        ("S,sum,crime,All,crime::Theft; crime::Other,,,2021/22 2 unlisted,,", ("33,3", "34,3"),
         "(published minus calculated is 1, but 2 is declared)"),
        ("S,sum,crime,All,crime::Theft; crime::Other,,,2021/22 1 unlisted,,", ("", ""),
         "(an exception is declared, but the figures agree)"),
        ("S,sum,crime,All,crime::Theft; crime::Other,,,2021/22 unlisted,,", ("33,3", "34,3"),
         "(published minus calculated is 1, but no amount is declared)"),
        ("E,equal,crime,Theft,crime::Other,2021/22,,,,", ("", ""),
         "E, 2021/22: 12 is published, 21 is calculated (not explained)"),
    ],
)  # fmt: skip
def test_a_sum_that_fails_stops_the_build(tmp_path, check, figures, words) -> None:
    with pytest.raises(BadInput) as caught:
        evaluated(tmp_path, f"{check}\n", FIGURES.replace(*figures) if figures[0] else FIGURES)
    assert words in str(caught.value)
    assert caught.value.line == 2


def test_a_declared_exception_lets_the_build_go_on(tmp_path) -> None:
    check = "S,sum,crime,All,crime::Theft; crime::Other,,,2021/22 1 unlisted,,\n"
    found = evaluated(tmp_path, check, FIGURES.replace("33,3", "34,3"))
    assert states(found, "S") == [("2020/21", "agrees", "30"), ("2021/22", "declared", "33")]
    row = found[(found["check"] == "S") & (found["state"] == "declared")].iloc[0]
    assert row["reason"] == "the report does not list every kind"


def test_the_annual_file_may_declare_the_exception_itself(tmp_path) -> None:
    check = "S,sum,crime,All,crime::Theft; crime::Other,,,,,\n"
    figures = "\n".join(
        line + {0: ",exception", 1: ",2021/22 1 unlisted"}.get(i, ",")
        for i, line in enumerate(FIGURES.replace("33,3", "34,3").splitlines())
    )
    found = evaluated(tmp_path, check, f"{figures}\n")
    assert states(found, "S")[1] == ("2021/22", "declared", "33")


@pytest.mark.parametrize(
    ("check", "state", "found"),
    [
        ("C,change,crime,Theft,,2021/22,2,,,", "agrees", "2"),
        ("C,change,crime,Theft,,2021/22,3,,,", "fails", "2"),
        ("C,change,crime,Theft,crime::Theft; crime::Other,2021/22,2,,,", "fails", "3"),
        ("C,change,crime,Theft,crime::Theft; crime::Other,2021/22,2,2021/22 -1 scope,,",
         "declared", "3"),
        ("C,direction,crime,Theft,,2020/21 to 2021/22,rise,,,", "agrees", "rise: 10 to 12"),
        ("C,direction,crime,Theft,,,fall,,,", "fails", "rise: 10 to 12"),
        ("C,direction,crime,Theft,,,fall,2021/22 differs,,", "declared", "rise: 10 to 12"),
        ("C,percentage,crime,Theft,,2021/22,20.0,,,", "agrees", "20"),
        ("C,percentage,crime,Theft,,2021/22,21,,,", "fails", "20"),
        ("C,percentage,marac,Rate,marac::Repeats; marac::Cases,2021/22,,,,", "agrees", "25"),
        ("C,percentage,marac,Rate,marac::Repeats; marac::Cases,2020/21,,,,", "fails", "26.7"),
        # 24 of 90 is 26.67: cutting gives 26.6, so the exception holds; it would not for 26.7.
        ("C,percentage,marac,Rate,marac::Repeats; marac::Cases,2020/21,,2020/21 truncated,,",
         "declared", "26.7"),
        ("C,percentage,marac,Rate,marac::Repeats; marac::Cases,2021/22,,2021/22 truncated,,",
         "fails", "25"),
    ],
)  # fmt: skip
def test_relations(tmp_path, check, state, found) -> None:
    assert [each[1:] for each in states(evaluated(tmp_path, f"{check}\n"), "C")] == [
        (state, found),
    ]  # fmt: skip


def test_one_year_has_no_direction(tmp_path) -> None:
    figures = FIGURES.replace("crime,Theft,10,12,2,20.0", "crime,Theft,,12,,")
    found = evaluated(tmp_path, "C,direction,crime,Theft,,,rise,,,\n", figures)
    assert states(found, "C") == []


def test_a_wrong_published_change_or_percentage_is_found(tmp_path) -> None:
    wrong = FIGURES.replace("12,2,20.0", "12,3,21.0")
    found = evaluated(tmp_path, "", wrong)
    theft = found[found["measure"] == "Theft"]
    assert theft[["relation", "published", "found", "state"]].to_numpy().tolist() == [
        ["change", "3", "2", "fails"], ["percentage", "21", "20", "fails"],
    ]  # fmt: skip


def test_a_percentage_without_a_published_change_is_checked(tmp_path) -> None:
    found = evaluated(tmp_path, "", FIGURES.replace("12,2,20.0", "12,,21.0"))
    theft = found[found["measure"] == "Theft"]
    assert theft[["relation", "state"]].to_numpy().tolist() == [["percentage", "fails"]]


def test_a_percentage_of_zero_has_a_reason(tmp_path) -> None:
    none = FIGURES.replace("crime,Theft,10,12,2,20.0", "crime,Theft,0,12,12,20.0")
    found = evaluated(tmp_path, "", none)
    row = found[(found["measure"] == "Theft") & (found["relation"] == "percentage")].iloc[0]
    assert (row["found"], row["reason"]) == ("none", "a percentage of zero cannot be calculated")


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("S,total,crime,All,crime::Theft,,,,,", "relation: 'total' is not an allowed value"),
        ("S,sum,crime,All,Theft,,,,,", "terms: 'Theft' is not a list of terms. Write each as "),
        ("S,sum,crime,All,crime::Arson,,,,,", "terms: crime::Arson is not a published figure"),
        ("S,sum,crime,Every,crime::Theft,,,,,", "measure: crime::Every is not a published figure"),
        ("S,sum,crime,All,,,,,,", "terms: the number of terms, 0, does not fit sum. Give a sum"),
        ("S,equal,crime,All,crime::Theft; crime::Other,,,,,", "terms, 2, does not fit equal"),
        ("S,percentage,crime,All,crime::Theft,,5,,,", "terms, 1, does not fit percentage"),
        ("S,sum,crime,All,crime::Theft,2021,,,,", "years: '2021' is not a year. Write 2022/23 or"),
        ("S,change,crime,All,,2021/22,some,,,", "stated: 'some' does not fit change. Give direct"),
        ("S,direction,crime,All,,2021/22,up,,,", "stated: 'up' does not fit direction"),
        ("S,sum,crime,All,crime::Theft,,33,,,", "stated: '33' does not fit sum"),
        ("S,sum,crime,All,crime::Theft,,,2021/22 many,,", "exception: '2021/22 many' is not a dec"),
    ],
)  # fmt: skip
def test_checks_that_cannot_be_used_are_refused(tmp_path, check, words) -> None:
    with pytest.raises(BadInput) as caught:
        evaluated(tmp_path, f"{check}\n")
    assert words in str(caught.value)
    assert caught.value.line == 2


def test_terms_may_be_taken_away(tmp_path) -> None:
    found = evaluated(tmp_path, "S,sum,crime,Theft,crime::All; -crime::Other,,,,,\n")
    assert [each[1] for each in states(found, "S")] == ["agrees", "agrees"]


# Rounding, against a plain reading.


@quick
@given(st.integers(-(10**6), 10**6), st.integers(1, 10**4))
def test_rounding_is_half_away_from_zero_and_cutting_is_toward_it(top, bottom) -> None:
    value = Fraction(top, bottom)
    near, cut = rounded(value), truncated(value)
    assert abs(near - value) <= Fraction(1, 20)
    assert abs(cut) <= abs(value) < abs(cut) + Fraction(1, 10)
    assert cut * 10 == (1 if value >= 0 else -1) * floor(abs(value) * 10)


def test_ties() -> None:
    assert rounded(Fraction("-18.75")) == Fraction("-18.8")
    assert rounded(Fraction("0.05")) == Fraction("0.1")
    assert rounded(Fraction("-0.05")) == Fraction("-0.1")
    assert truncated(Fraction("-18.79")) == Fraction("-18.7")
    assert exact_of(26.6) == Fraction("26.6")


def test_exceptions() -> None:
    found = exceptions_in("2021/22 -16 overlapping; 2022/23 truncated;")
    assert (found["2021/22"].over, found["2021/22"].reason) == (-16, "overlapping")
    assert found["2022/23"].over is None
    assert exceptions_in("") == {}
    with pytest.raises(ValueError, match="such as '2022/23 998 unlisted'; reasons are truncated"):
        exceptions_in("2022/23 cut")
    with pytest.raises(ValueError, match="2022/23 has two exceptions"):
        exceptions_in("2022/23 5 scope; 2022/23 truncated")


# Two vintages.


def test_revised_figures_keep_both_vintages(small) -> None:
    small.write(
        "later.csv",
        "table,measure,2021/22,2022/23,published_change,published_pct_change\n"
        "crime,All crime,36,40,4,11.1\ncrime,Burglary,13,15,2,15.4\ncrime,Other,23,25,2,8.7\n",
    )
    small.add_source(
        "annual", "later.csv", report='"Later"', access='"published"', vintage='"2023-03"'
    )
    pack = small.build()
    found = queries.annual(pack)
    crime = found[found["measure"] == "All crime"]
    assert crime[["year", "value", "first_value", "report"]].to_numpy().tolist() == [
        ["2020/21", 30, 30, "Report"], ["2021/22", 36, 33, "Later"], ["2022/23", 40, 40, "Later"],
    ]  # fmt: skip
    assert crime["position"].nunique() == 1
    # Each report is checked against itself.
    checks = queries.annual_checks(pack)
    assert {*checks["state"]} == {"agrees"}
    assert sorted(checks[checks["check"] == "All"]["report"]) == ["Later"] * 2 + ["Report"] * 2
    pack.close()


def test_two_reports_of_one_vintage_are_refused(small) -> None:
    small.write("later.csv", "table,measure,2021/22\ncrime,All crime,36\n")
    small.add_source("annual", "later.csv", report='"Later"', access='"published"')
    with pytest.raises(BadInput, match="All crime is also in another annual file of this vintage"):
        small.build()
