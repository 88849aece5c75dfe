import csv
import hashlib
import json
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.build import config
from data.demo import demo
from data.model.crime_types import CRIME_TYPES
from data.pack import queries
from data.places.actions import listed

pytestmark = pytest.mark.slow

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context,ASB category"
)
YEARS = ("2020/21", "2021/22", "2022/23")
# Independently of the code: the published rows of each police.uk type.
PUBLISHED = {
    "Bicycle theft": ["Bicycle Theft"],
    "Burglary": ["Residential Burglary - Dwelling", "Residential Burglary - Sheds / Garages"],
    "Criminal damage and arson": ["Criminal Damage", "Arson"],
    "Drugs": ["Drug Trafficking", "Drug Possession"],
    "Possession of weapons": ["Possession of Weapons Offences"],
    "Public order": ["Public Order Offences"],
    "Robbery": ["Robbery"],
    "Shoplifting": ["Shoplifting"],
    "Theft from the person": ["Theft from the Person"],
    "Vehicle crime": ["Theft of Vehicle", "Theft from Vehicle"],
    "Violence and sexual offences": [
        "Violence with injury",
        "Violence without Injury (Excluding Harassment)",
        "Harassment",
        "Rape",
        "Non-Rape Sexual Offences",
    ],
}


@pytest.fixture(scope="module")
def folder(demo_sources):
    return demo_sources


@pytest.fixture(scope="module")
def rows(folder):
    paths = sorted(folder.glob("street/*/*.csv"))
    frame = pd.concat(
        [pd.read_csv(path, keep_default_na=False) for path in paths], ignore_index=True
    )
    year, month = frame["Month"].str[:4].astype(int), frame["Month"].str[5:].astype(int)
    start = year - (month < 4)
    frame["year"] = start.astype(str) + "/" + ((start + 1) % 100).astype(str)
    frame["quarter"] = (year - 2020) * 4 + (month - 4) // 3
    return frame


@pytest.fixture(scope="module")
def asb(rows):
    return rows[rows["Crime type"] == "Anti-social behaviour"]


@pytest.fixture(scope="module")
def answers(folder):
    return json.loads((folder / "answers.json").read_text(encoding="utf-8"))


def published(table, measure, year):
    path = files("data").joinpath("reference", "annual_figures.csv")
    with path.open(encoding="utf-8") as text:
        for row in csv.DictReader(text):
            if (row["table"], row["measure"]) == (table, measure):
                return int(row[year])
    raise AssertionError(measure)


def crime(measure, year):
    return published("crime_performance_summary", measure, year)


def near(rows, folder, place):
    """Return whether a point is in the circle of the place, on a flat earth."""
    places = pd.read_csv(folder / "places.csv").set_index("id")
    at = places.loc[place]
    east = (rows["Longitude"].astype(float) - at["lon"]) * 111_320 * np.cos(np.radians(51.4))
    north = (rows["Latitude"].astype(float) - at["lat"]) * 111_250
    return rows[np.hypot(east, north) < at["radius_m"]]


def test_each_type_adds_up_to_the_published_figure(rows):
    counts = rows.groupby(["Crime type", "year"]).size()
    expected = {
        (label, year): sum(crime(measure, year) for measure in measures)
        for label, measures in PUBLISHED.items()
        for year in YEARS
    }
    # The report does not list these: the rest of its total.
    expected |= dict(
        zip(
            ((label, year) for label in ("Other theft", "Other crime") for year in YEARS),
            (791, 788, 921, 170, 163, 200),
            strict=True,
        )
    )
    assert counts.drop(index="Anti-social behaviour").to_dict() == expected


def test_all_crime_and_asb_add_up_to_the_published_totals(rows, asb):
    for year in YEARS:
        both, of_asb = len(rows[rows["year"] == year]), asb[asb["year"] == year]
        assert both - len(of_asb) == crime("All crime (Excluding fraud)", year)
        assert len(of_asb) == published("police_reported_asb", "Total", year)
        assert of_asb["ASB category"].value_counts().to_dict() == {
            category: published("police_reported_asb", category, year)
            for category in ("Personal", "Community", "Environmental")
        }


def test_the_files_have_the_shape_of_the_police_archive(folder, rows):
    paths = sorted(folder.glob("street/*/*.csv"))
    months = [path.parent.name for path in paths]
    assert months == [str(each) for each in pd.period_range("2020-04", "2023-03", freq="M")]
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0] == HEADER
        assert path.name == f"{path.parent.name}-demonstration-street.csv"
        assert {line[1] for line in csv.reader(lines[1:])} == {path.parent.name}
    assert {*rows["Crime type"]} == {each.label for each in CRIME_TYPES}


def test_each_crime_has_its_own_identity_and_asb_has_none(rows, asb):
    crimes = rows.drop(asb.index)
    assert (asb["Crime ID"] == "").all()
    assert crimes["Crime ID"].str.fullmatch("[0-9a-f]{64}").all()
    assert crimes["Crime ID"].is_unique
    assert (crimes["ASB category"] == "").all()


def test_columns_without_a_simulated_value_are_blank(rows, folder):
    for blank in ("LSOA code", "LSOA name", "Last outcome category", "Context"):
        assert (rows[blank] == "").all()
    assert {*rows["Reported by"], *rows["Falls within"]} == {"Demonstration police"}
    assert rows["Location"].str.fullmatch(r"On or near Point \d+, .+").all()
    assert not rows["Location"].str.contains("Ravenswood").any()
    line = next(folder.glob("street/2021-07/*.csv")).read_text(encoding="utf-8").splitlines()[1]
    assert [len(cell.partition(".")[2]) for cell in line.split(",")[4:6]] == [6, 6]


def test_every_point_lies_well_inside_its_ward(folder, rows):
    wards = gpd.read_file(folder / "wards.geojson").to_crs("EPSG:27700").set_index("WD22NM")
    points = rows.drop_duplicates("Location")
    assert len(points) == len(points[["Longitude", "Latitude"]].drop_duplicates())
    assert 1500 < len(points) <= 2000
    at = gpd.GeoSeries.from_xy(points["Longitude"], points["Latitude"], crs="EPSG:4326")
    ward = points["Location"].str.split(", ", n=1).str[1]
    inner = wards.geometry.buffer(-30).reindex(ward).to_numpy()
    assert shapely.contains(inner, at.to_crs("EPSG:27700").to_numpy()).all()


def test_crime_in_wards_follows_population_with_more_in_the_town_centre(folder, rows):
    people = pd.read_csv(folder / "wards_2022.csv").set_index("ward_name")["population_mid_2020"]
    crimes = rows[rows["Crime type"] != "Anti-social behaviour"]
    n = crimes["Location"].str.split(", ", n=1).str[1].value_counts().reindex(people.index)
    assert np.corrcoef(n, people)[0, 1] > 0.6
    assert (n / people).idxmax() == "Wescott"
    assert (n / people).min() > 0.2 * (n / people).median()


def test_shoplifting_and_bicycle_theft_gather_where_shops_and_bicycles_are(folder, rows):
    def share(label, places):
        of_type = rows[rows["Crime type"] == label]
        return sum(len(near(of_type, folder, place)) for place in places) / len(of_type)

    shops = ("wokingham-town-centre", "woodley-town-centre")
    stands = ("wokingham-station", "twyford-station", "carnival-hub", "wokingham-town-centre")
    assert share("Shoplifting", shops) > 0.35 > 4 * share("Burglary", shops)
    assert share("Bicycle theft", stands) > 0.35 > 4 * share("Burglary", stands)


def test_asb_peaks_in_summer_in_every_year(asb):
    month = asb["Month"].str[5:].astype(int)
    for year in YEARS:
        counts = month[asb["year"] == year].value_counts()
        assert counts.loc[[6, 7, 8]].sum() > 1.2 * counts.loc[[12, 1, 2]].sum()


def test_months_are_as_uneven_as_chance_makes_them(rows):
    monthly = rows[rows["Crime type"] == "Violence and sexual offences"].groupby("Month").size()
    change = monthly.diff().dropna()
    assert 0.4 < change.var() / (2 * monthly.mean()) < 4


def test_restrictions_show_in_the_first_spring(rows):
    thefts = rows[rows["Crime type"].isin(["Shoplifting", "Other theft", "Burglary"])]
    n = thefts.groupby("Month").size()
    assert n["2020-04":"2020-06"].mean() < 0.9 * n["2020-07":"2020-10"].mean()


def test_the_simulated_life_cycles_are_visible(folder, asb, answers):
    def quarters(place):
        counts = near(asb, folder, place)["quarter"].value_counts()
        share = counts / asb["quarter"].value_counts()
        return share.reindex(range(12)).fillna(0)

    life = {each["class"]: quarters(place) for place, each in answers["places"].items()}
    assert [*life] == ["persistent", "emerging", "former", "intermittent"]
    assert answers["places"]["norreys-estate"]["class"] == "persistent"
    assert life["persistent"].min() > 0.05
    yearly = life["emerging"].groupby(life["emerging"].index // 4).mean()
    assert yearly.is_monotonic_increasing
    assert life["emerging"][10:].min() > 2 * life["emerging"][:10].max()
    assert life["former"][:6].min() > 3 * life["former"][8:].max()
    strength = np.array(answers["places"]["sol-joel-skate-park"]["strength_by_quarter"])
    assert (
        life["intermittent"][strength > 0.5].min() > 2 * life["intermittent"][strength < 0.5].max()
    )


def test_answers_name_points_that_exist_and_are_hot(rows, answers):
    for crime_type in CRIME_TYPES:
        hot = answers["hot_points"][crime_type.id]
        of_type = rows[rows["Crime type"] == crime_type.label]
        assert len({*hot}) == 20
        assert of_type["Location"].isin(hot).mean() > 3 * 20 / 2000
    assert answers["seasonal_factors"]["asb"]["7"] == 1.35
    assert answers["step_months"] == {
        "bicycle-theft": ["2022-04"],
        "public-order": ["2021-04"],
        "shoplifting": ["2022-04"],
    }


def digests(folder: Path):
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(folder, tmp_path):
    again = digests(demo.write(tmp_path / "again").parent)
    assert again == digests(folder)
    other = digests(demo.write(tmp_path / "other", seed=1).parent)
    differing = {path.parts[0] for path in again if again[path] != other[path]}
    assert differing == {
        "street", "answers.json", "council_requests.csv", "marac_quarterly.csv", "outcomes",
        "peers.csv", "streets.geojson",
    }  # fmt: skip


def test_the_toml_is_one_that_we_read(folder):
    area = config.read(folder / "borough.toml")
    assert (area.name, area.codes, area.demonstration) == ("Wokingham", ("E06000041",), True)
    kinds = {kind: len(area.of_kind(kind)[0].files) for kind in config.OPTIONS if kind != "lsoas"}
    assert kinds.pop("street") == kinds.pop("outcomes") == 36
    assert {*kinds.values()} == {1}
    assert area.of_kind("wards")[0].option("boundary") == "schematic"


def test_the_wards_name_their_district(folder):
    wards = gpd.read_file(folder / "wards.geojson")
    assert len(wards) == 25
    assert wards["WD22CD"].is_unique
    assert {*wards["LAD22CD"]} == {"E06000041"}


def test_places_are_counted_within_no_less_than_their_accuracy(folder):
    places = pd.read_csv(folder / "places.csv", keep_default_na=False)
    assert len(places) == 17
    assert places["id"].is_unique
    assert {*places["confidence"]} == {"high", "medium", "low", "none"}
    located = places[places["lon"] != ""]
    assert [*places[places["lon"] == ""]["name"]] == ["Baker Crescent"]
    stated = located[located["accuracy_m"] != ""]
    assert (stated["radius_m"].astype(int) >= stated["accuracy_m"].astype(int)).all()
    assert not places["name"].str.contains("Ravenswood").any()


@pytest.mark.parametrize(
    ("today", "states"),
    [
        (date(2023, 4, 1), {"overdue": 1, "due for review": 1, "under way": 2, "done": 4}),
        (date(2026, 11, 21), {"overdue": 1, "under way": 1, "done": 6}),
    ],
)
def test_states_of_the_demonstrations_actions(demo_pack, today, states):
    every = listed(queries.actions(demo_pack))
    assert Counter(each.state(today) for each in every) == states
    assert {each.place for each in every} == {"norreys-estate", "cantley-park"}
    assert all(each.assumed and each.source for each in every)


def test_the_actions_give_no_number_that_could_point_to_people(folder):
    actions = pd.read_csv(folder / "actions.csv", keep_default_na=False)
    words = actions["action"].str.replace("3G", "").str.cat(sep=" ")
    assert not any(each.isdigit() for each in words)
    assert not {"one", "two", "three", "resident", "residents", "road", "street"} & {
        each.strip(",;:.").lower() for each in words.split()
    }
