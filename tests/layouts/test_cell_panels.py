"""Panels and lists of the layers made of cells: nothing, one and many; no more than was tested."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.density import Density
from data.hotspots import Clusters
from data.life import Life
from data.question import Question
from geo.clusters import TooFew
from geo.lifecycle import LifeCycles, TooFewQuarters
from layouts.cell_lists import MOST_LISTED, cluster_list, life_list, peak_list
from layouts.cell_panels import clusters_panel, decimals, density_panel
from layouts.life_panels import BARS, bars, life_panel
from layouts.tables import as_csv
from tests.domains import domain_of
from tests.texts import kinds, text_of

PLAIN = domain_of()
GAPS = domain_of("2020-04", "2023-03", ["2022-06", "2022-07"])
TIER_B = "?type=robbery"
MISSING_ONLY = "?from=2022-06&to=2022-07"


def ask(search: str = "?type=burglary", domain=PLAIN) -> Question:
    return Question.read(search, domain)


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
    return {"name": name, "squares": 2, "n": 24, "around": 61, "level": 99, "across": False} | more


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
        "No cluster is beyond chance", "3,062 squares of 250 m were tested.",
    )  # fmt: skip
    assert "There are none" in text_of(cluster_list(ask(), NONE))


def test_one_cluster_of_one_square() -> None:
    found = clusters([square(1)], [group("Mill Estate", squares=1, n=12, around=31)])
    assert said(clusters_panel(ask(), found, 400)) == (
        "More burglaries than chance explains in one place",
        "It is Mill Estate with 12. 1 of 3,062 squares of 250 m is unlikely to be chance.",
    )
    listed = text_of(cluster_list(ask(), found))
    about = "1 square, very unlikely to be chance (99%); 31 with those beside"
    assert f"Mill Estate {about}12" in listed


def test_many_clusters_count_only_those_that_are_unlikely_to_be_chance() -> None:
    found = clusters(
        [square(1), square(2, level=95, q=0.04), square(3, level=90, q=0.09, edge=True)],
        [group("Pond", n=90, level=90), group("Mill Estate", n=24), group("Station", level=95)],
    )
    assert said(clusters_panel(ask(), found, 400)) == (
        "More burglaries than chance explains in 2 places",
        "The largest is Mill Estate with 24. 2 of 3,062 squares of 250 m are unlikely to be "
        "chance. 1 square marked lies on the border: what is beyond it is not held.",
    )


def test_what_may_be_chance_is_not_said_to_be_beyond_it() -> None:
    found = clusters([square(1, level=90, q=0.09)], [group("Pond", level=90)])
    assert said(clusters_panel(ask(), found, 400)) == (
        "Perhaps more burglaries than chance explains in one place",
        "It is Pond with 24. None of 3,062 squares of 250 m is unlikely to be chance.",
    )


@pytest.mark.parametrize(
    ("few", "sentence"),
    [
        (TooFew(0, 0), "0 incidents in 0 squares of 250 m: a test needs 60 in 30."),
        (TooFew(1, 1), "1 incident in 1 square of 250 m: a test needs 60 in 30."),
        (TooFew(1500, 29), "1,500 incidents in 29 squares of 250 m: a test needs 60 in 30."),
    ],
)
def test_too_few_to_test(few, sentence) -> None:
    found = replace(NONE, too_few=few)
    panel = clusters_panel(ask(), found, 400)
    assert panel.title == "Too few incidents to test for clusters"
    assert panel.sentence == f"{sentence} The ranking beside it still holds."
    assert panel.table.rows == []


def test_months_that_are_missing_are_not_nought() -> None:
    question = ask(MISSING_ONLY, GAPS)
    for panel in (
        clusters_panel(question, replace(NONE, too_few=TooFew(0, 0)), 400),
        density_panel(question, density([]), 400),
    ):
        assert said(panel) == (
            "No data to map", "None of the months chosen is held. A missing month is not zero.",
        )  # fmt: skip


def test_card_list_and_table_say_the_same() -> None:
    cells = [
        square(1, top_share=0.75),
        square(2, n=1, top_share=1.0, level=95, edge=True, across=7),
        square(3, n=0, top_share=np.nan, level=90),
    ]
    panel = clusters_panel(ask(), clusters(cells, [group("Pond")]), 400)
    assert panel.table.rows == [
        (
            "Street 1, Alder",
            "Alder",
            "Very unlikely to be chance (99%)",
            12,
            31,
            0,
            75,
            9.88,
            0.0051,
        ),
        ("Street 2, Alder", "Alder", "Unlikely to be chance (95%)", 1, 31, 7, 100, 9.88, 0.0051),
        ("Street 3, Alder", "Alder", "Perhaps not chance (90%)", 0, 31, 0, None, 9.88, 0.0051),
    ]
    assert panel.figure.data[1].text == (
        "<b>Street 1, Alder</b><br>Very unlikely to be chance (99%)<br>12 incidents<br>"
        "Over half of them at one point<br>31 with the squares beside it",
        "<b>Street 2, Alder</b><br>Unlikely to be chance (95%)<br>1 incident<br>"
        "31 with the squares beside it<br>7 more across the border, not counted<br>"
        "On the border: what lies across it is not held",
        "<b>Street 3, Alder</b><br>Perhaps not chance (90%)<br>0 incidents<br>"
        "31 with the squares beside it",
    )
    trace = panel.figure.data[1]
    assert trace.z == (0, 1, 2)
    assert trace.locations == ("c1", "c2", "c3")
    assert text_of(panel.legend[1:4]).startswith("Very unlikely")


def everything_said(panel, listed) -> str:
    """Whatever leaves the server for one panel: figure, sentence, table, CSV and list."""
    return "\n".join(
        [panel.figure.to_json(), panel.title, text_of(panel.sentence), repr(panel.table.rows),
         as_csv(panel.table, []), text_of(listed)]
    )  # fmt: skip


def test_a_single_square_of_tier_b_has_no_count_anywhere() -> None:
    """Its incidents may lie at one point; with the squares beside it they do not."""
    cells = [square(1, n=7919, around=8101, top_share=0.6367)]
    found = clusters(cells, [group("Alder", squares=1, n=7919, around=8101)])
    question = ask(TIER_B)
    told = everything_said(clusters_panel(question, found, 400), cluster_list(question, found))
    for secret in ("7919", "7,919", "64%", "0.6367", "one point"):
        assert secret not in told, secret
    assert "8,101" in told
    row = clusters_panel(question, found, 400).table.rows[0]
    assert (row[3], row[6]) == (None, None)
    assert "8,101, the squares beside it included" in clusters_panel(question, found, 400).sentence
    # The same of a type that may be shown says it: the test above can fail.
    plain = everything_said(clusters_panel(ask(), found, 400), cluster_list(ask(), found))
    assert "7,919" in plain


def test_a_long_list_says_how_many_more_there_are() -> None:
    groups = [group(f"Place {k}", n=100 - k) for k in range(MOST_LISTED + 3)]
    listed = cluster_list(ask(), clusters([square(1)], groups))
    assert len(kinds(listed, "Li")) == MOST_LISTED
    assert "3 more are in the numbers under the map." in text_of(listed)


# Density.


def density(bands: list[tuple[float, float]], peaks: list[float] = ()) -> Density:
    rows = [{"low": low, "high": high} for low, high in bands]
    tops = [
        {"cell": k, "name": f"Street {k}, Alder", "ward": "Alder", "street": f"Street {k}",
         "density": value, "lon": -0.85, "lat": 51.41, "code": f"c{k}", "n": 1}
        for k, value in enumerate(peaks)
    ]  # fmt: skip
    empty = gpd.GeoDataFrame({"low": [], "high": []}, geometry=[], crs="EPSG:4326")
    return Density(frame(rows) if rows else empty, frame(tops) if tops else empty, 400, 100.0)


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
    assert panel.figure.data[1].text == tuple(f"{each} incidents per km²" for each in labels)
    assert panel.figure.layout.annotations[0].text == "Bandwidth 400 m, squares of 100 m"


@pytest.mark.parametrize(
    ("limits", "fine"), [([], 0), ([1, 2], 0), ([0.5], 1), ([0.25, 0.5], 2), ([1 / 3], 6)]
)
def test_decimals(limits, fine) -> None:
    assert decimals(limits) == fine


def test_peaks_in_sentence_list_and_table() -> None:
    found = density([(300, 600)], [1706.44, 9.96, 0.44])
    panel = density_panel(ask(), found, 400)
    assert said(panel) == (
        "Densest around Street 0, Alder",
        "1,706 incidents per km² at the peak. The map shows the whole borough, with a bandwidth "
        "of 400 m.",
    )
    assert [row[2] for row in panel.table.rows] == [1706.4, 10.0, 0.4]
    rows = [text_of(each) for each in kinds(peak_list(ask(), found), "Li")]
    assert rows == ["Street 0, Alder 1,706", "Street 1, Alder 10.0", "Street 2, Alder 0.4"]
    links = [each.href for each in kinds(peak_list(ask(), found), "Link")]
    assert links == ["?type=burglary&drawn=-0.85000,51.41000,400"] * 3


def test_no_density() -> None:
    assert said(density_panel(ask(), density([]), 400)) == (
        "Too few incidents to draw a density", "No burglaries are recorded in these months.",
    )  # fmt: skip
    title, sentence = said(density_panel(ask(TIER_B), density([]), 400))
    assert title == "Too few incidents to draw a density"
    assert "three or more points" in sentence
    assert "No " not in sentence
    assert "There are none" in text_of(peak_list(ask(), density([])))


# Life cycles.

QUARTERS = tuple(date(2021 + k // 4, 1 + 3 * (k % 4), 1) for k in range(8))


def lives(rows: list[dict], few: TooFewQuarters | None = None, tested: int = 7) -> Life:
    assessed = np.arange(8) >= 8 - tested
    answer = LifeCycles(pd.DataFrame(), np.zeros((1, 8)), np.zeros((1, 8), bool), assessed, few)
    cells = frame(rows) if rows else frame([life_of(1)]).head(0)
    return Life(cells, QUARTERS, answer, 250.0)


def life_of(number: int, kind: str = "persistent") -> dict:
    return {
        "cell": number, "code": f"c{number}", "name": f"Street {number}, Alder", "ward": "Alder",
        "n": 40, "life": kind, "hot_quarters": 3,
        "counts": (None, 0, 7, 14, 3, 2, 1, 7331),
        "hot": (None, False, True, True, False, False, False, True),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kinds_", "title"),
    [
        ([], "No square was a hotspot for long"),
        (["former"], "1 former hotspot"),
        (["former", "persistent", "former"], "1 persistent and 2 former hotspots"),
        (["emerging", "intermittent", "persistent", "former"],
         "1 persistent, 1 emerging, 1 intermittent and 1 former hotspots"),
    ],
)  # fmt: skip
def test_titles_of_lives(kinds_, title) -> None:
    found = lives([life_of(k, kind) for k, kind in enumerate(kinds_)])
    panel = life_panel(ask(), found, 400)
    assert said(panel) == (
        title,
        "Over the 8 quarters to December 2022, of which 7 could be tested. The months chosen do "
        "not change it.",
    )
    assert len(panel.table.rows) == len(kinds_)


def test_too_few_quarters_draw_nothing_and_say_why() -> None:
    found = lives([life_of(1)], TooFewQuarters(4, 2))
    panel = life_panel(ask(), found, 400)
    assert said(panel) == (
        "No life cycles: too few quarters could be tested",
        "4 of 8 quarters are complete and 2 of them have enough incidents. It takes 6 complete "
        "and 3 tested, both recent and older.",
    )
    assert panel.table.rows == []
    assert len(panel.figure.data) == 1
    assert "There are none: see why" in text_of(life_list(ask(), found))


def test_a_quarter_that_is_not_held_is_a_gap() -> None:
    found = lives([life_of(1)])
    panel = life_panel(ask(), found, 400)
    assert panel.table.rows[0][4:] == (None, 0, 7, 14, 3, 2, 1, 7331)
    assert panel.figure.data[1].text[0].endswith("<br> ▁▁▁▁▁▁█")
    (image,) = kinds(life_list(ask(), found), "Img")
    assert image.alt == "By quarter: not held, 0, 7 (hot), 14 (hot), 3, 2, 1, 7,331 (hot)"


def test_the_life_of_tier_b_has_no_counts() -> None:
    found, question = lives([life_of(1)]), ask(TIER_B)
    panel, listed = life_panel(question, found, 400), life_list(question, found)
    assert panel.table.rows[0][4:] == (
        "not tested", "not hot", "hot", "hot", "not hot", "not hot", "not hot", "hot",
    )  # fmt: skip
    told = everything_said(panel, listed)
    assert "7331" not in told.replace(",", "")
    (image,) = kinds(listed, "Img")
    assert image.alt == "By quarter: " + ", ".join(panel.table.rows[0][4:])
    assert "whether each was hot" in panel.table.caption


@pytest.mark.parametrize(
    ("counts", "text"),
    [((), ""), ((None,), " "), ((0, 0), "▁▁"), ((0, None, 5), "▁ █"), ((0, 7, 14), "▁▅█")],
)
def test_bars(counts, text) -> None:
    assert bars(counts) == text
    assert {*text} <= {*BARS, " "}
