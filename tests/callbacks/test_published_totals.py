"""The published totals on screen, mapped here independently of data/demo/demo.py."""

import csv
from functools import cache
from importlib.resources import files
from itertools import product

import pytest

from callbacks import overview, records
from data.model.question import Question
from layouts.base import ids
from layouts.pages.records.records import HEADING
from layouts.pages.trends.trends import (
    ANNUAL,
)
from tests.callbacks.answers import answer
from tests.texts import text_of

TYPES = {
    "all-crime": ["All crime (Excluding fraud)"],
    "asb": ["Total"],
    "asb-personal": ["Personal"],
    "asb-community": ["Community"],
    "asb-environmental": ["Environmental"],
    "bicycle-theft": ["Bicycle Theft"],
    "burglary": ["Residential Burglary - Dwelling", "Residential Burglary - Sheds / Garages"],
    "criminal-damage-and-arson": ["Criminal Damage", "Arson"],
    "drugs": ["Drug Trafficking", "Drug Possession"],
    "possession-of-weapons": ["Possession of Weapons Offences"],
    "public-order": ["Public Order Offences"],
    "robbery": ["Robbery"],
    "shoplifting": ["Shoplifting"],
    "theft-from-the-person": ["Theft from the Person"],
    "vehicle-crime": ["Theft of Vehicle", "Theft from Vehicle"],
    "violence-and-sexual-offences": [
        "Violence with injury", "Violence without Injury (Excluding Harassment)", "Harassment",
        "Rape", "Non-Rape Sexual Offences",
    ],
}  # fmt: skip

# What the report counts but does not list, divided as the definitions say.
UNLISTED = {
    "other-theft": {"2020/21": 791, "2021/22": 788, "2022/23": 921},
    "other-crime": {"2020/21": 170, "2021/22": 163, "2022/23": 200},
}

YEARS = ("2020/21", "2021/22", "2022/23")


@cache
def published() -> dict[str, dict[str, int]]:
    path = files("data").joinpath("reference", "annual_figures.csv")
    with path.open(encoding="utf-8") as text:
        rows = {row["measure"]: row for row in csv.DictReader(text) if row["published_change"]}
    return UNLISTED | {
        choice: {year: sum(int(rows[each][year]) for each in measures) for year in YEARS}
        for choice, measures in TYPES.items()
    }


@pytest.mark.parametrize(("choice", "year"), [
    *product([*TYPES, *UNLISTED], YEARS[-1:]), *product(["all-crime", "asb"], YEARS[:-1]),
])  # fmt: skip
def test_screens_show_the_published_totals(demo_pack, choice, year) -> None:
    n = published()[choice][year]
    question = Question.from_query(
        f"?type={choice}&period={year.replace('/', '-')}", demo_pack.domain
    )
    # The map's sentence and the ward rows of its table.
    found = overview.answer(demo_pack, question)
    area = found.panels[overview.MAP]
    assert f" {question.incident.count(n)} are mapped." in area.sentence
    assert sum(row[2] for row in area.table.rows if row[1] == "ward") == n
    # The trend's table over the months of the year, the line and its sentence.
    trend = found.panels[overview.TREND]
    start = YEARS.index(year) * 12
    assert sum(row[1] for row in trend.table.rows[start : start + 12]) == n
    assert sum(value or 0 for value in trend.figure.series[1].values) == n
    assert trend.sentence.startswith((f"{n:,} in {year}: ", f"{n:,} in {year}. Not compared"))
    # The records' heading.
    heading = records.answer(demo_pack, question).parts[HEADING]
    assert heading == f"Records 1 to {min(n, 50)} of {n:,}"


@pytest.mark.parametrize("choice", [*TYPES, *UNLISTED])
def test_annual_bars_show_the_published_totals(demo_pack, choice) -> None:
    annual = answer(demo_pack, "trends", f"?type={choice}").panels[ANNUAL]
    totals = published()[choice]
    assert [row[:3] for row in annual.table.rows] == [(each, totals[each], 12) for each in YEARS]
    assert annual.figure.series[0].values == [*totals.values()]


@pytest.mark.parametrize("year", YEARS)
def test_tiles_show_the_published_totals(demo_pack, year) -> None:
    found = answer(demo_pack, "overview", f"?period={year.replace('/', '-')}")
    tiles = [text_of(each.children[:2]) for each in found.parts[ids.TILES]]
    figures = published()
    rates = {"2020/21": "38.2%", "2021/22": "30.7%", "2022/23": "36.3%"}
    assert tiles == [
        f"All crime{figures['all-crime'][year]:,}",
        f"ASB{figures['asb'][year]:,}",
        f"Burglary{figures['burglary'][year]:,}",
        f"Vehicle crime{figures['vehicle-crime'][year]:,}",
        f"Violence and sexual offences{figures['violence-and-sexual-offences'][year]:,}",
        f"Shoplifting{figures['shoplifting'][year]:,}",
        f"MARAC repeats {year}{rates[year]}",
    ]
