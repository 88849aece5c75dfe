"""Cases per 10,000 women: published figures, and which denominator counts."""

import pytest

from data.build.errors import BadInput
from data.marac import marac
from data.marac.marac_volume import Women, elsewhere, volumes, women
from data.pack import queries

DISTRICT = {"of": '"district"', "group": '"women16"', "access": '"published"'}
WARDS = {"group": '"women16"', "value_column": '"women"'}


def test_the_demonstration_has_an_estimate_of_its_own(demo_pack) -> None:
    held = women(queries.women(demo_pack))
    assert (held.value, held.vintage, held.estimate) == (68485, "mid-2020", True)
    years = marac.years(queries.marac(demo_pack), queries.annual(demo_pack))
    found = volumes(years, held)
    assert [(each.label, round(each.rate, 1)) for each in found] == [
        ("2016/17", 12.3), ("2019/20", 18.7), ("2020/21", 19.9), ("2021/22", 11.0),
        ("2022/23", 13.3),
    ]  # fmt: skip
    for each in found:
        assert each.rate == pytest.approx(each.cases / 68485 * 10000)
        low, high = each.interval
        assert low < each.rate < high < 40


def test_the_country_and_what_is_expected(demo_pack) -> None:
    found = elsewhere(queries.marac_comparisons(demo_pack))
    assert [(each.label, each.value) for each in found if each.measure == "volume"] == [
        ("UK, year to March 2023", 47), ("UK, year to June 2023", 45),
        ("UK, year to September 2024", 47),
    ]  # fmt: skip
    assert [each.value for each in found if each.measure == "repeat_rate"] == [33, 32, 31]
    assert [each.value for each in found if each.measure == "expected_volume"] == [40]
    assert all(each.source.startswith("SafeLives") for each in found)


def test_without_women_there_is_no_volume(small_pack) -> None:
    pack = small_pack
    assert women(queries.women(pack)) is None
    assert volumes(marac.years(queries.marac(pack), queries.annual(pack)), None) == []
    assert volumes([], Women(0, "", "", False)) == []


def test_the_women_of_every_ward_add_up(small) -> None:
    small.write("women.csv", "code,women\nE05000001,1900\nE05000002,1300\n")
    small.add_source("population", "women.csv", vintage='"2021"', **WARDS)
    held = women(queries.women(small.build()))
    assert held == Women(3200, "2021", "population", False)


def test_a_ward_without_a_number_makes_no_total(small) -> None:
    small.write("women.csv", "code,women\nE05000001,1900\n")
    small.add_source("population", "women.csv", vintage='"2021"', **WARDS)
    assert women(queries.women(small.build())) is None


def test_a_number_for_the_district_counts_before_its_wards_and_the_latest_most(small) -> None:
    small.write("women.csv", "code,women\nE05000001,1900\nE05000002,1300\n")
    small.write("district.csv", "code,value\nE06000001,3300\n")
    small.add_source("population", "women.csv", vintage='"2021"', **WARDS)
    small.add_source("population", "district.csv", vintage='"2021"', estimate="true", **DISTRICT)
    assert women(queries.women(small.build())) == Women(3300, "2021", "population", True)
    small.write("later.csv", "code,value\nE06000001,3400\n")
    small.add_source("population", "later.csv", vintage='"2023"', **DISTRICT)
    assert women(queries.women(small.build())).value == 3400


def test_a_district_of_another_borough_is_refused(small) -> None:
    small.write("district.csv", "code,value\nE06000009,3300\n")
    small.add_source("population", "district.csv", **DISTRICT)
    with pytest.raises(BadInput, match="'E06000009' is not a district of this borough"):
        small.build()
