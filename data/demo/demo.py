"""Write a demonstration set in the publishers' file formats, from published totals and a seed.

The yearly number of incidents of each type is published; their places and months are simulated
(``data.demo.simulation``). The files are read and built like real ones.
"""

import csv
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from data.demo import demo_marac, demo_outcomes, demo_peers, demo_requests, demo_streets, simulation
from data.model import months
from data.model.crime_types import ASB, ASB_CATEGORIES, BY_ID
from geo import crs, schematic

FORCE = "Demonstration police"
BOROUGH = "E06000041"
REFERENCE = (
    "wards_2022.csv",
    "places.csv",
    "annual_figures.csv",
    "annual_checks.csv",
    "marac.csv",
    "marac_comparisons.csv",
    "women16.csv",
    "annotations.csv",
    "actions.csv",
    "strategy.csv",
    "assessment.toml",
    "harm_weights.csv",
)
ALL_CRIME = "All crime (Excluding fraud)"
# The rows of the annual report that make up each type of police.uk.
ROWS: Mapping[str, tuple[str, ...]] = {
    "bicycle-theft": ("Bicycle Theft",),
    "burglary": ("Residential Burglary - Dwelling", "Residential Burglary - Sheds / Garages"),
    "criminal-damage-and-arson": ("Arson", "Criminal Damage"),
    "drugs": ("Drug Trafficking", "Drug Possession"),
    "other-theft": ("Making off without Payment",),
    "possession-of-weapons": ("Possession of Weapons Offences",),
    "public-order": ("Public Order Offences",),
    "robbery": ("Robbery",),
    "shoplifting": ("Shoplifting",),
    "theft-from-the-person": ("Theft from the Person",),
    "vehicle-crime": ("Theft of Vehicle", "Theft from Vehicle"),
    "violence-and-sexual-offences": (
        "Violence with injury",
        "Violence without Injury (Excluding Harassment)",
        "Harassment",
        "Rape",
        "Non-Rape Sexual Offences",
    ),
}
# The share of other theft in the crimes that the report counts but does not list.
UNLISTED_THEFT = 0.8
# A rise by this factor from one year to the next is a shift that a control chart should find.
STEP = 1.5
HOT_POINTS = 20
# Added to the seed: with random streams of their own, they do not change the street files.
REQUESTS, OUTCOMES = 1, 3


def write(folder: Path, seed: int = 0) -> Path:
    """Write a demonstration set into a folder and return the path of its ``borough.toml``.

    The same seed writes the same bytes. ``answers.json`` has the patterns that were simulated.
    """
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for name in REFERENCE:
        (folder / name).write_bytes(_reference(name).read_bytes())
    wards = _wards()
    places = pd.read_csv(folder / "places.csv").dropna(subset=["lon"])
    figures = totals(pd.read_csv(folder / "annual_figures.csv"))
    points = simulation.streets(wards, places, rng)
    restricted = _restricted(pd.read_csv(folder / "annotations.csv"))
    _write_wards(folder / "wards.geojson", wards)
    demo_streets.write(folder, wards, places, seed)
    demo_peers.write(folder / "peers.csv", figures, int(wards["residents"].sum()), seed)
    incidents = simulation.incidents(points, figures, restricted, rng)
    streets = _write_streets(folder, incidents, points, rng)
    demo_outcomes.write(folder, streets, np.random.default_rng([seed, OUTCOMES]))
    _write_marac(folder, seed)
    requests = demo_requests.rows(wards, np.random.default_rng([seed, REQUESTS]))
    _write_text(folder / "council_requests.csv", requests.to_csv(index=False))
    _write_text(folder / "answers.json", _json(answers(points, figures, seed)))
    toml = folder / "borough.toml"
    toml.write_bytes(_reference("demonstration.toml").read_bytes())
    return toml


def totals(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents of each crime type and ASB category (rows) by financial year (columns).

    ``figures`` has the rows of the annual report. Crimes in its total "All crime" that none of its
    rows list are divided between other theft and other crime, so that the types add up to that
    total.
    """
    report = figures.set_index(["table", "measure"]).filter(regex=r"^\d{4}/\d{2}$")
    crime = report.loc["crime_performance_summary"].dropna(axis="columns").astype(int)
    categories = report.loc["police_reported_asb"][crime.columns].astype(int)
    rows = {(each, ""): crime.loc[list(parts)].sum() for each, parts in ROWS.items()}
    unlisted = crime.loc[ALL_CRIME] - sum(rows.values())
    theft = (UNLISTED_THEFT * unlisted).round().astype(int)
    rows["other-theft", ""] += theft
    rows["other-crime", ""] = unlisted - theft
    rows |= {(ASB, label): categories.loc[label] for label in ASB_CATEGORIES.values()}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=crime.columns)
    table.index = pd.MultiIndex.from_tuples(rows, names=["crime_type", "asb_category"])
    return table.rename(columns=lambda year: int(year[:4])).sort_index()


def answers(points: pd.DataFrame, figures: pd.DataFrame, seed: int) -> dict:
    """Return the simulated patterns, so that tests can check that the methods detect them."""
    yearly = figures.groupby("crime_type").sum()
    rose = yearly / yearly.shift(axis="columns") > STEP
    spread = {
        each: simulation.shares(pattern, points).mean(axis=0)
        for each, pattern in simulation.PATTERNS.items()
    }
    return {
        "seed": seed,
        "places": {
            place: {
                "class": name,
                "strength_by_quarter": life,
                "points": points.loc[points["place"] == place, "location"].tolist(),
            }
            for place, (name, life) in simulation.LIVES.items()
        },
        "hot_points": {
            each: points["location"].iloc[np.argsort(-share)[:HOT_POINTS]].tolist()
            for each, share in spread.items()
        },
        "seasonal_factors": {
            each: {month: round(pattern.season(month), 4) for month in range(1, months.YEAR + 1)}
            for each, pattern in simulation.PATTERNS.items()
        },
        "restriction_factors": {
            each: pattern.restricted for each, pattern in simulation.PATTERNS.items()
        },
        "step_months": {
            each: [months.spell(months.year_span(start)[0]) for start in years.index[years]]
            for each, years in rose.iterrows()
            if years.any()
        },
    }


def _reference(name):
    return files("data").joinpath("reference", name)


def _wards():
    """Return the wards as schematic areas, with their centres and residents."""
    with _reference("wards_2022.csv").open(encoding="utf-8") as text:
        table = pd.read_csv(text)
    centres = gpd.GeoDataFrame(
        {
            "code": table["ward_code"],
            "name": table["ward_name"],
            "residents": table["population_mid_2020"],
        },
        geometry=gpd.points_from_xy(table["centre_lon"], table["centre_lat"]),
        crs=crs.DEGREES,
    )
    return schematic.wards(centres).assign(centre=centres.geometry)


def _restricted(annotations):
    """Return the months under Covid restrictions."""
    annotations = annotations[annotations["text"].str.contains("restrictions")]
    spans = zip(
        annotations["first_month"].map(months.parse),
        annotations["last_month"].map(months.parse),
        strict=True,
    )
    return frozenset(month for span in spans for month in months.between(*span))


def _write_wards(path, wards):
    published = wards[["code", "name", "geometry"]].assign(lad=BOROUGH)
    names = {"code": "WD22CD", "name": "WD22NM", "lad": "LAD22CD"}
    _write_text(path, published.rename(columns=names).to_json(drop_id=True) + "\n")


def _write_streets(folder, incidents, points, rng):
    """Write one file a month in the format of the police.uk archive, plus the ASB category.

    Return the rows of all the files together.
    """
    label = incidents["crime_type"].map({each.id: each.label for each in BY_ID.values()})
    at = points.iloc[incidents["point"]].reset_index(drop=True)
    identity = rng.bytes(32 * len(incidents)).hex()
    is_asb = incidents["crime_type"] == ASB
    ids = pd.Series([identity[64 * row : 64 * (row + 1)] for row in range(len(incidents))])
    rows = pd.DataFrame(
        {
            "Crime ID": ids.mask(is_asb, ""),
            "Month": incidents["month"].map(months.spell),
            "Reported by": FORCE,
            "Falls within": FORCE,
            "Longitude": at["lon"].map("{:.6f}".format),
            "Latitude": at["lat"].map("{:.6f}".format),
            "Location": at["location"],
            "LSOA code": "",
            "LSOA name": "",
            "Crime type": label,
            "Last outcome category": "",
            "Context": "",
            "ASB category": incidents["asb_category"],
        }
    ).sort_values(["Month", "Crime type", "Location", "Crime ID"], kind="stable")
    for month, each in rows.groupby("Month"):
        path = folder / "street" / str(month) / f"{month}-demonstration-street.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            each.to_csv(file, index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    return rows


def _write_marac(folder, seed):
    # A separate random stream, so that the street files do not depend on it.
    years = pd.read_csv(folder / "marac.csv")
    quarters = demo_marac.quarterly(years, np.random.default_rng([seed, 1]))
    _write_text(folder / "marac_quarterly.csv", quarters.to_csv(index=False, lineterminator="\n"))


def _json(value):
    return json.dumps(value, indent=1) + "\n"


def _write_text(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")
