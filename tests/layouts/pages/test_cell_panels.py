"""Panels and lists of the layers made of cells: nothing, one and many; no more than was tested."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.hotspots.density import Density
from data.hotspots.results import Clusters, Life, PeakRow
from data.model.gaps import Gap, Gaps
from data.model.months import between
from data.model.question import Question
from geo.getis_ord import TooFew
from geo.lifecycle import TooFewQuarters
from layouts.pages.hotspots.cell_lists import MOST_LISTED, cluster_list, life_list, peak_list
from layouts.pages.hotspots.cell_panels import clusters_panel, decimals, density_panel
from layouts.pages.hotspots.life_panels import BARS, bars, life_panel
from tests.domains import domain_of
from tests.figures import checked
from tests.texts import kinds, text_of

PLAIN = domain_of()
GAPS = domain_of("2020-04", "2023-03", ["2022-06", "2022-07"])
TIER_B = "?type=robbery"
MISSING_ONLY = "?from=2022-06&to=2022-07"


def ask(search: str = "?type=burglary", domain=PLAIN) -> Question:
    return Question.from_query(search, domain)


def frame(rows: list[dict]) -> gpd.GeoDataFrame:
    shapes = [shapely.box(-0.85 + 0.004 * k, 51.41, -0.846 + 0.004 * k, 51.413)
              for k in range(len(rows))]  # fmt: skip
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry=shapes, crs="EPSG:4326")


def square(number: int, **more) -> dict:
    plain = {
        "cell": number, "code": f"c{number}", "name": f"Street {number}, Alder", "ward": "Alder",
        "n": 12, "around": 31, "across": 0, "level": 99, "z": 9.876, "p": 1e-5, "q": 0.0051,
        "top_share": 0.25, "edge": False,
    }  # fmt: skip
    return plain | more


def group(name: str, **more) -> dict:
    plain = {"name": name, "squares": 2, "n": 24, "place_n": None, "across": 0,
             "cells": (1, 2), "touches": True}  # fmt: skip
    return plain | more


def clusters(cells: list[dict], groups: list[dict], few: TooFew | None = None) -> Clusters:
    return Clusters(frame(cells), frame(groups), 3062, 250.0, few)


NONE = Clusters(
    frame([square(1)]).head(0), frame([group("x")]).head(0), 3062, 250.0, None
)  # fmt: skip


def said(panel) -> tuple[str, str]:
    return panel.title, panel.sentence


# Clusters.


def test_no_cluster() -> None:
    assert said(clusters_panel(ask(), NONE, 400)) == (
        "No cluster of burglaries found", "3,062 squares of 250 m were tested.",
    )  # fmt: skip
    assert "There are none" in text_of(cluster_list(ask(), NONE))


def test_one_cluster_of_one_square() -> None:
    found = clusters([square(1)], [group("Mill Estate", squares=1, n=12, place_n=9)])
    size = "1 square; the named place itself has 9"
    assert said(clusters_panel(ask(), found, 400)) == (
        "1 cluster of burglaries",
        f"It is around Mill Estate: 12 burglaries in {size}. 1 of 3,062 squares of 250 m is "
        "marked at 95% or more. The test does not allow for where people live or shop.",
    )
    listed = text_of(cluster_list(ask(), found))
    assert f"Around Mill Estate {size}12" in listed
    assert "Clusters (95% level or more)" in listed


def test_many_clusters_are_counted_and_squares_at_90_are_not() -> None:
    found = clusters(
        [square(1), square(2, level=95, q=0.04), square(3, level=90, q=0.09, edge=True)],
        [group("Mill Estate"), group("Station", n=20)],
    )
    assert said(clusters_panel(ask(), found, 400)) == (
        "2 clusters of burglaries",
        "The largest is around Mill Estate: 24 burglaries in 2 squares. 2 of 3,062 squares of "
        "250 m are marked at 95% or more. The test does not allow for where people live or shop. "
        "1 square marked lies on the border: there is no data beyond it.",
    )


def test_a_cluster_mostly_across_the_border_is_not_the_boroughs() -> None:
    outside = group("Pond", n=3, across=114)
    found = clusters([square(1)], [group("Mill Estate", cells=(2,)), outside])
    border = "Near Pond a cluster continues from across the border: 3 burglaries here, 114 across."
    panel = clusters_panel(ask(), found, 400)
    assert panel.title == "1 cluster of burglaries"
    assert "is around Mill Estate: 24 burglaries" in panel.sentence
    assert panel.table.rows[0][1] is None
    assert len(kinds(cluster_list(ask(), found), "Li")) == 1
    assert text_of(cluster_list(ask(), found)).endswith(border)

    alone = clusters([square(1)], [outside])
    title, sentence = said(clusters_panel(ask(), alone, 400))
    assert title == "No cluster of burglaries found"
    assert sentence.endswith(border)
    assert "There are none" in text_of(cluster_list(ask(), alone))


def test_with_areas_chosen_the_title_is_about_them() -> None:
    found = clusters([square(1)], [group("Mill Estate", touches=False), group("Pond", n=20)])
    title, sentence = said(clusters_panel(ask("?type=burglary&area=alder"), found, 400))
    assert title == "1 cluster reaches into Alder"
    assert sentence.startswith("The map has the whole borough, with 2 clusters of burglaries.")


def test_what_may_be_chance_is_not_said_to_be_beyond_it() -> None:
    found = clusters([square(1, level=90, q=0.09)], [group("Pond")])
    assert said(clusters_panel(ask(), found, 400)) == (
        "Perhaps 1 cluster of burglaries",
        "It is around Pond: 24 burglaries in 2 squares. None of 3,062 squares of 250 m is marked "
        "at 95% or more. The test does not allow for where people live or shop.",
    )
    assert "Clusters (90% level)" in text_of(cluster_list(ask(), found))


@pytest.mark.parametrize(
    ("few", "sentence"),
    [
        (TooFew(0, 0), "0 burglaries in 0 squares of 250 m: a test needs 60 in 30."),
        (TooFew(1, 1), "1 burglary in 1 square of 250 m: a test needs 60 in 30."),
        (TooFew(1500, 29), "1,500 burglaries in 29 squares of 250 m: a test needs 60 in 30."),
    ],
)
def test_too_few_to_test(few, sentence) -> None:
    found = replace(NONE, too_few=few)
    panel = clusters_panel(ask(), found, 400)
    assert panel.title == "Too few burglaries to test for clusters"
    assert panel.sentence == f"{sentence} The ranking beside it still holds."
    assert panel.table.rows == []


def test_months_that_are_missing_are_not_nought() -> None:
    question = ask(MISSING_ONLY, GAPS)
    for panel in (
        clusters_panel(question, replace(NONE, too_few=TooFew(0, 0)), 400),
        density_panel(question, density([]), 400),
    ):
        assert said(panel) == (
            "No data to map",
            "There is no data for the months chosen. A missing month is not zero.",
        )  # fmt: skip


def test_card_and_table_say_the_same_of_a_square_and_its_cluster() -> None:
    cells = [
        square(1, top_share=0.75),
        square(2, n=1, top_share=1.0, level=95, edge=True, across=7),
        square(3, n=0, top_share=np.nan, level=90),
    ]
    panel = clusters_panel(ask(), clusters(cells, [group("Pond")]), 400)
    sure, likely = "99% level", "95% level"
    assert panel.table.rows == [
        ("Street 1, Alder", "Pond", sure, 24, 12, 31, 0, 75, 9.88, 0.0051),
        ("Street 2, Alder", "Pond", likely, 24, 1, 31, 7, 100, 9.88, 0.0051),
        ("Street 3, Alder", None, "90% level", None, 0, 31, 0, None, 9.88, 0.0051),
    ]
    head = "<b>Cluster around Pond</b><br>24 burglaries in 2 squares<br>"
    trace = checked(panel.figure).data[1]
    assert trace.text == (
        f"{head}Street 1, Alder<br>Busier surroundings: {sure}<br>12 burglaries in this square<br>"
        "Over half of them at one point<br>31 burglaries with those beside it",
        f"{head}Street 2, Alder<br>Busier surroundings: {likely}<br>1 burglary in this square<br>"
        "31 burglaries with those beside it<br>"
        "7 more across the border (in the test, not in the count)<br>"
        "On the border: there is no data across it",
        "<b>Street 3, Alder</b><br>Busier surroundings: 90% level<br>"
        "0 burglaries in this square<br>"
        "31 burglaries with those beside it",
    )
    assert trace.z == (0, 1, 2)
    assert trace.locations == ("c1", "c2", "c3")
    assert text_of(panel.legend[1:4]).startswith("99% level")


def test_squares_and_clusters_count_tier_b_like_any_other_area() -> None:
    """What is limited is points, streets and coordinates: see docs/method.md."""
    found = clusters([square(1, n=7919, around=8101)], [group("Alder", squares=1, n=7919)])
    for question in (ask(), ask(TIER_B)):
        panel = clusters_panel(question, found, 400)
        assert panel.table.rows[0][3:8] == (7919, 7919, 8101, 0, 25)
        assert f"It is around Alder: 7,919 {question.incidents}" in panel.sentence
        assert "7,919" in text_of(cluster_list(question, found))


def test_a_long_list_says_how_many_more_there_are() -> None:
    groups = [group(f"Place {k}", n=100 - k) for k in range(MOST_LISTED + 3)]
    listed = cluster_list(ask(), clusters([square(1)], groups))
    assert len(kinds(listed, "Li")) == MOST_LISTED
    assert "3 more are in the numbers under the map." in text_of(listed)


# Density.


def density(
    bands: list[tuple[float, float]], peaks: list[float] = (), incidents: int = 60
) -> Density:
    rows = [{"low": low, "high": high} for low, high in bands]
    tops = [
        {"cell": k, "name": f"Street {k}, Alder", "ward": "Alder", "street": f"Street {k}",
         "density": value, "lon": -0.85, "lat": 51.41, "code": f"c{k}", "n": 1}
        for k, value in enumerate(peaks)
    ]  # fmt: skip
    empty = gpd.GeoDataFrame({"low": [], "high": []}, geometry=[], crs="EPSG:4326")
    none = gpd.GeoDataFrame(columns=[*PeakRow._fields, "geometry"])
    found = frame(rows) if rows else empty, frame(tops) if tops else none
    return Density(*found, 400, 100.0, incidents)


@pytest.mark.parametrize(
    ("bands", "labels"),
    [
        ([(300, 600), (600, 1706.4)], ["300 to 600", "600 to 1,706"]),
        ([(1.5, 3), (3, 4.5), (4.5, 5.97)], ["1.5 to 3.0", "3.0 to 4.5", "4.5 to 6.0"]),
        ([(0.25, 0.5), (0.5, 1.49)], ["0.25 to 0.50", "0.50 to 1.49"]),
        ([(1, 2), (2, 2.98)], ["1 to 2", "2 to 3"]),
    ],
)
def test_bands_are_labelled_by_their_limits(bands, labels) -> None:
    panel = density_panel(ask(), density(bands, [9]), 400)
    assert [text_of(each) for each in panel.legend[1:-1]] == labels
    assert checked(panel.figure).data[1].text == tuple(
        f"{each} incidents per km²" for each in labels
    )
    assert checked(panel.figure).layout.annotations[0].text == "Bandwidth 400 m, squares of 100 m"


@pytest.mark.parametrize(
    ("limits", "fine"), [([], 0), ([1, 2], 0), ([0.5], 1), ([0.25, 0.5], 2), ([1 / 3], 6)]
)
def test_decimals(limits, fine) -> None:
    assert decimals(limits) == fine


def test_peaks_in_sentence_list_and_table() -> None:
    found = density([(300, 600)], [1706.44, 9.96, 0.44])
    panel = density_panel(ask(), found, 400)
    assert said(panel) == (
        "Densest: around Street 0, Alder",
        "60 burglaries; 1,706 per km² at the peak, around Street 0, Alder. The map has the whole "
        "borough, with a bandwidth of 400 m.",
    )
    assert [row[2] for row in panel.table.rows] == [1706.4, 10.0, 0.4]
    rows = [text_of(each) for each in kinds(peak_list(ask(), found), "Li")]
    assert rows == ["Street 0, Alder1,706", "Street 1, Alder10.0", "Street 2, Alder0.4"]
    assert panel.table.columns[3:] == ["Longitude", "Latitude"]
    assert len(density_panel(ask(TIER_B), found, 400).table.columns) == 3
    links = [each.href for each in kinds(peak_list(ask(), found), "Link")]
    assert links == ["?type=burglary&drawn=-0.85000,51.41000,400"] * 3


def test_a_peak_of_few_incidents_is_no_finding() -> None:
    title, sentence = said(density_panel(ask(), density([(3, 6)], [9], incidents=59), 400))
    assert title == "Too few burglaries to say where they are densest"
    assert "59 burglaries; 9.0 per km² at the peak, around Street 0, Alder. Under 60" in sentence


def test_no_density() -> None:
    assert said(density_panel(ask(), density([]), 400)) == (
        "Too few burglaries to draw a density", "No burglaries are recorded in these months.",
    )  # fmt: skip
    title, sentence = said(density_panel(ask(TIER_B), density([]), 400))
    assert title == "Too few robberies to draw a density"
    assert "three or more points" in sentence
    assert "No " not in sentence
    assert "There are none" in text_of(peak_list(ask(), density([])))


# Life cycles.

QUARTERS = tuple(date(2021 + k // 4, 1 + 3 * (k % 4), 1) for k in range(8))


def lives(rows: list[dict], few: TooFewQuarters | None = None, tested: int = 7) -> Life:
    places = frame(rows) if rows else frame([life_of(1)]).head(0)
    assessed = tuple(k >= 8 - tested for k in range(8))
    return Life(places, QUARTERS, (True,) * 8, assessed, 250.0, few)


def life_of(number: int, kind: str = "persistent") -> dict:
    return {
        "name": f"Street {number}, Alder", "ward": "Alder", "n": 40, "life": kind,
        "hot_quarters": 3, "squares": 2, "touches": number == 0,
        "counts": (None, 0, 7, 14, 3, 2, 1, 7331),
        "hot": (None, False, True, True, False, False, False, True),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kinds_", "title"),
    [
        ([], "No place was a hotspot in two quarters"),
        (["former"], "1 former hotspot"),
        (["former", "persistent", "former"], "1 persistent and 2 former hotspots"),
        (["emerging", "intermittent", "persistent", "former"],
         "1 persistent, 1 emerging, 1 intermittent and 1 former hotspot"),
    ],
)  # fmt: skip
def test_titles_of_lives(kinds_, title) -> None:
    found = lives([life_of(k, kind) for k, kind in enumerate(kinds_)])
    panel = life_panel(ask(), found, 400)
    assert said(panel) == (
        title,
        "Over 8 quarters to December 2022, of which 7 could be tested. Squares that touch are one "
        "hotspot. The months chosen do not change it.",
    )
    assert len(panel.table.rows) == len(kinds_)


def test_with_areas_chosen_the_title_of_lives_is_about_them() -> None:
    found = lives([life_of(0), life_of(1, "former")])
    title, sentence = said(life_panel(ask("?type=burglary&area=alder"), found, 400))
    assert title == "1 persistent hotspot in Alder"
    assert sentence.startswith("The map has the whole borough: 1 persistent and 1 former hot")


def test_too_few_quarters_draw_nothing_and_say_why() -> None:
    found = lives([], TooFewQuarters(4, 2))
    panel = life_panel(ask(), found, 400)
    assert said(panel) == (
        "No life cycles: too few quarters could be tested",
        "4 of 8 quarters are complete, and 2 have enough incidents. At least 6 complete quarters "
        "are needed, 3 of them with enough incidents, some recent and some older.",
    )
    assert panel.table.rows == []
    assert len(checked(panel.figure).data) == 1
    assert "There are none: see why" in text_of(life_list(ask(), found))


def test_quarters_that_lack_a_force_are_named() -> None:
    usual = (("Police", "burglary", 80.0), ("Rail", "burglary", 20.0), ("Port", "burglary", 0.1))
    lost = [
        Gap(each, "Rail", "burglary", False) for each in between(QUARTERS[6], date(2022, 12, 1))
    ]
    few = Gap(date(2022, 5, 1), "Port", "burglary", False)
    domain = replace(PLAIN, gaps=Gaps((*lost, few), usual))
    found = replace(lives([life_of(1)]), complete=(*[True] * 6, False, False))

    _title, sentence = said(life_panel(ask(domain=domain), found, 400))

    assert (
        "Left out for missing data: July to December 2022 (Rail). Port has few of these incidents "
        "and no data in May 2022: a hotspot of such incidents may seem to end there." in sentence
    )


def test_a_quarter_that_is_not_held_is_a_gap() -> None:
    found = lives([life_of(1)])
    panel = life_panel(ask(), found, 400)
    assert panel.table.rows[0][5:] == (None, 0, 7, 14, 3, 2, 1, 7331)
    assert checked(panel.figure).data[1].text[0].endswith("<br> ▁▁▁▁▁▁█")
    (image,) = kinds(life_list(ask(), found), "Img")
    assert image.alt == "By quarter: not held, 0, 7 (hot), 14 (hot), 3, 2, 1, 7,331 (hot)"


@pytest.mark.parametrize(
    ("counts", "text"),
    [((), ""), ((None,), " "), ((0, 0), "▁▁"), ((0, None, 5), "▁ █"), ((0, 7, 14), "▁▅█")],
)
def test_bars(counts, text) -> None:
    assert bars(counts) == text
    assert {*text} <= {*BARS, " "}
