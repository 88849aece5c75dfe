"""Measures of the board against plain counts of the files and the published table."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from scipy import stats

from data.demo import demo
from data.model.kpi_row import KpiRow
from data.pack import queries
from data.pack.pack import Pack
from data.series.kpi import Kpi, figures_of, not_filters
from data.series.kpis import kpis
from data.stats.dispersion import Scatter
from data.stats.significance import change

REFERENCE = Path(demo.__file__).parents[1] / "reference"


def by_hand(crime_type: str, year: str) -> int:
    """The rows of one type in the street files of a year, as the annual report counts them."""
    totals = demo.totals(pd.read_csv(REFERENCE / "annual_figures.csv"))
    return int(totals.xs(crime_type, level="crime_type")[int(year[:4])].sum())


@pytest.fixture(scope="module")
def found(demo_pack: Pack) -> dict[str, Kpi]:
    return {each.row.title: each for each in kpis(demo_pack)}


@pytest.mark.parametrize(("title", "crime_type"), [
    ("Anti-social behaviour reported to the police", "asb"),
    ("Shoplifting", "shoplifting"),
    ("Burglary per 1,000 residents", "burglary"),
])  # fmt: skip
def test_counts_are_those_of_the_report(found, title: str, crime_type: str) -> None:
    kpi = found[title]
    now, before = (by_hand(crime_type, year) for year in ("2022/23", "2021/22"))
    assert (kpi.n, kpi.change.before) == (now, before)
    assert kpi.change == change(before, now, Scatter.of([crime_type]))


def test_a_rate_is_on_the_residents_of_all_wards(found) -> None:
    people = pd.read_csv(REFERENCE / "wards_2022.csv")["population_mid_2020"].sum()
    kpi = found["Burglary per 1,000 residents"]
    assert kpi.n / kpi.per == pytest.approx(1000 * by_hand("burglary", "2022/23") / people)


@pytest.mark.parametrize(("title", "measure"), [
    ("People trained on domestic abuse", "People trained"),
    ("Hate crime and incidents", "Recorded Hate Crime (included in above crimes) and Incidents"),
])  # fmt: skip
def test_published_figures_are_those_of_the_file(found, title: str, measure: str) -> None:
    with (REFERENCE / "annual_figures.csv").open(encoding="utf-8") as file:
        [row] = [each for each in csv.DictReader(file) if each["measure"] == measure]
    kpi = found[title]
    assert (kpi.n, kpi.year) == (int(row["2022/23"]), "2022/23")
    before = kpi.change.before if kpi.change else ""
    assert str(before) == row["2021/22"]


def test_a_target_is_exact_so_that_only_the_figure_varies() -> None:
    row = KpiRow(1, "T", "published", "a::b", "fall", 400.0, "O")
    for n in (330, 400, 430, 470):
        against = Kpi.published(row, {"2022/23": n}).against
        # A normal count with the dispersion of such counts, for an independent p-value.
        spread = (400 * float(Scatter().dispersion(400))) ** 0.5
        expected = 2 * stats.norm.sf(abs(n - 400) / spread)
        assert against.p_value == pytest.approx(expected, abs=0.06)
    assert Kpi.published(row._replace(target=None), {"2022/23": 9}).against is None


def test_a_published_figure_is_compared_with_the_year_before_only() -> None:
    row = KpiRow(1, "T", "published", "a::b", "fall", None, "O")
    after_a_gap = Kpi.published(row, {"2019/20": 90.0, "2020/21": 100.0, "2022/23": 300.0})
    assert (after_a_gap.n, after_a_gap.year, after_a_gap.change) == (300, "2022/23", None)
    from_none = Kpi.published(row, {"2021/22": 0.0, "2022/23": 300.0})
    assert from_none.change == change(0, 300, Scatter())


def test_the_target_of_a_rate_is_one_of_incidents(found) -> None:
    kpi = found["Burglary per 1,000 residents"]
    assert kpi.against.before / 1000 == pytest.approx(kpi.row.target * kpi.per, abs=0.001)


def test_figures_by_table_and_measure(demo_pack: Pack) -> None:
    figures = figures_of(queries.annual(demo_pack))
    assert figures["police_reported_asb::Total"]["2021/22"] == 1227
    assert not_filters("?type=asb&view=heat&from=2022-04") == ("view=heat",)
