"""Each kind of chart as Plotly takes it: accepted, with gaps, hover texts and marks."""

import copy
from datetime import date

import pytest

from data.series.trends import YearTotal
from layouts.base import theme
from layouts.base.chart import Axis, Band, Chart, Series, Text, counts, headroom
from layouts.charts import lines, plotly
from tests.figures import checked

MONTHS = tuple(date(2022, month, 1) for month in range(4, 10))
WORDS = ("A", "B", "C")
POINT = Series("Rate", (1.5, None, 3.0), theme.ACCENT, 0, symbol="circle", hover="")
CHARTS = {
    "empty": Chart(),
    "lines": Chart(
        categories=MONTHS,
        series=(
            Series("Pale", (1, None, 3, 4, 5, 6), theme.LINE, 1.5, quiet=True),
            Series("Incidents", (1, None, 3, 4, 5, 6), theme.ACCENT, dash="dot"),
            Series("Average", (2, 2, 2, 4, 4, 4), theme.SOFT, 1.5, "dash", level=True),
        ),
        bands=(Band("Note", theme.SERIES[1], MONTHS[1], MONTHS[2], opacity=0.1),
               Band("Action", theme.SERIES[3], MONTHS[3], dash="dash")),
        texts=(Text("Note", MONTHS[1], None, "left", "top"),),
        ends="lines",
    ),
    "quarters": Chart(categories=MONTHS[::3], series=(Series("n", (1, 2), "#000"),), months=3),
    "points": Chart("points", series=(Series("x", (1, 9), "#000", 0, symbol="circle", x=(5, 6)),),
                    x=Axis("Residents", high=9), y=Axis("Rate", high=4)),
    "marks": Chart(
        categories=WORDS,
        series=(
            Series("Rate", (1.5, 2.5, 3.0), theme.LINE, symbol=("circle", "diamond", "circle"),
                   labels=("a", "b", "c"), low=(1, 2, None), high=(2, 3, None), breaks=(2,),
                   hover="{x}: {y}\n{note}", notes=("p", "q", "r")),
        ),
        y=Axis("Rate", high=4, suffix="%", decimals=1),
        bands=(Band("Expected", theme.EXPECTED, low=1, high=2, opacity=0.2),),
    ),
    "columns": lines.annual_bars([YearTotal("2021/22", 1127, False, 10),
                                  YearTotal("2022/23", 0, True, 12)]),
    "bars": Chart("bars", WORDS, (Series("Change", (3, -1, 2), "#000", labels=("+3", "-1", "+2"),
                                         low=(2, -2, None), high=(4, 1, None)),),
                  Axis("Ward"), Axis("Change", -2, 5, signed=True),
                  texts=(Text("Level", value=2, up="above", across="right"),),
                  bands=(Band("Level", "#000", low=2, dash="dash"),)),
    "heat": Chart("heat", WORDS, (Series("2021/22", (1, None, 3), "#000"),)),
}  # fmt: skip


@pytest.mark.parametrize("chart", CHARTS.values(), ids=[*CHARTS])
def test_plotly_accepts_every_kind(chart: Chart) -> None:
    made = checked(plotly.plain(chart, large=True))
    assert made.layout.template.layout.font.family == theme.FONT
    assert len(made.data) >= 1


def draw(name: str) -> dict:
    return plotly.draw(CHARTS[name])


def test_a_gap_stays_open_and_a_lone_point_is_marked() -> None:
    quiet, line = draw("lines")["data"]
    assert line["y"] == [1, None, 3, 4, 5, 6]
    assert line["mode"] == quiet["mode"] == "lines+markers"
    assert quiet["y"] == [1, None, 3, 4, 5, 6, None]
    assert {*quiet["customdata"]} == {"Pale"}
    alone = plotly.draw(Chart(categories=MONTHS[:3], series=(POINT,)))["data"][0]
    assert (alone["x"], alone["y"]) == (["2022-04-01", "2022-06-01"], [1.5, 3.0])


def test_levels_bands_and_years_are_shapes() -> None:
    shapes = draw("lines")["layout"]["shapes"]
    assert [(each["x0"], each["x1"]) for each in shapes] == [
        ("2022-05-01", "2022-07-01"), ("2022-07-01", "2022-07-01"),
        ("2022-04-01", "2022-06-01"), ("2022-07-01", "2022-09-01"),
    ]  # fmt: skip
    assert [each["y0"] for each in shapes[2:]] == [2, 4]
    assert draw("lines")["layout"]["xaxis"]["ticktext"] == [
        "Apr", "May", "Jun", "Jul<br>2022/23", "Aug", "Sep",
    ]  # fmt: skip


def test_a_quarter_stands_at_its_middle_month() -> None:
    assert draw("quarters")["data"][0]["x"] == ["2022-05-01", "2022-08-01"]


def test_hovers_have_the_format_of_the_axis() -> None:
    assert draw("lines")["data"][1]["hovertemplate"] == "%{x|%B %Y}: %{y:,.0f}<extra></extra>"
    assert draw("bars")["data"][0]["hovertemplate"] == "%{y}: %{x:+,.0f}<extra></extra>"
    dots = draw("marks")["data"][-1]
    assert dots["hovertemplate"] == "%{x}: %{y:,.1f}%<br>%{customdata}<extra></extra>"
    assert dots["customdata"] == ["p", "q", "r"]


def test_intervals_and_breaks() -> None:
    *joins, dots = draw("marks")["data"]
    assert [each["x"] for each in joins] == [["A", "B"], ["C"]]
    assert dots["error_y"]["array"] == [0.5, 0.5, plotly.NO_INTERVAL]
    assert dots["error_y"]["arrayminus"] == [0.5, 0.5, plotly.NO_INTERVAL]
    bar, over, words = draw("bars")["data"]
    assert bar["error_x"]["array"] == over["error_x"]["array"] == [1, 2, plotly.NO_INTERVAL]
    assert words["x"] == [5, 5, 5]


def test_an_interval_on_a_bar_is_dark_within_a_light_edge() -> None:
    bar, over, _words = draw("bars")["data"]
    assert over["x"] == bar["x"]
    assert (bar["error_x"]["color"], over["error_x"]["color"]) == (theme.PAPER, theme.INK)
    assert bar["error_x"]["thickness"] > 2 * over["error_x"]["thickness"]


def test_values_of_bars_with_intervals_stand_in_a_column_and_not_at_the_ends() -> None:
    chart = CHARTS["bars"]
    made = plotly.draw(chart)
    assert {*made["data"][-1]["x"]} == {chart.y.high}
    assert made["layout"]["margin"]["r"] >= 40


def test_points_with_intervals_keep_their_places_across_a_gap() -> None:
    dots = Series("Share", [1.0, None, 3.0], "#123456", 0, symbol="circle", low=[0.5, None, 2.0],
                  high=[2.0, None, 5.0], hover="{note}", notes=["p", "", "r"])  # fmt: skip
    [made] = plotly.draw(Chart(categories=MONTHS[:3], series=(dots,)))["data"]
    assert made["y"] == [1.0, None, 3.0]
    assert made["error_y"]["array"] == [1.0, plotly.NO_INTERVAL, 2.0]
    assert made["customdata"] == ["p", "", "r"]
    assert made["mode"] == "markers"


def test_a_point_above_the_axis_is_drawn_at_its_edge() -> None:
    assert draw("points")["data"][0]["y"] == [1, 4 * plotly.OVER_EDGE]


def test_parts_of_years_are_hatched() -> None:
    [bars] = draw("columns")["data"]
    assert bars["text"] == ["1,127 (10 of 12 months)", "0"]
    assert bars["marker"]["pattern"]["shape"] == ["/", ""]


@pytest.mark.parametrize(
    ("values", "top"),
    [([], 1.12), ([None, None], 1.12), ([0], 1.12), ([100, None, 50], 112.0)],
)
def test_headroom(values, top) -> None:
    assert headroom(values) == pytest.approx(top)


def test_few_counts_have_a_tick_at_each() -> None:
    assert (counts([3]).tick, counts([3]).low, counts([300]).step) == (1, 0, 0)


def test_words_in_charts_grow_and_nothing_else_does() -> None:
    figure = {
        "data": [{"y": [12, 13], "marker": {"size": 9}, "textfont": {"size": 10, "color": "#000"}}],
        "layout": {
            "font": {"family": "Arial"},
            "annotations": ({"text": "a", "font": {"size": 20}},),
            "xaxis": {"tickfont": {"size": 14}},
            "map": {"style": f"{theme.MAP_STYLE}?v=1"},
        },
    }
    before = copy.deepcopy(figure)

    larger = plotly.enlarged(figure)

    assert figure == before
    assert larger["data"] == [
        {
            "y": [12, 13],
            "marker": {"size": 9},
            "textfont": {"size": 10 * plotly.LARGER, "color": "#000"},
        }
    ]
    assert larger["layout"]["annotations"][0]["font"]["size"] == 20 * plotly.LARGER
    assert larger["layout"]["xaxis"]["tickfont"]["size"] == round(14 * plotly.LARGER, 1)
    assert larger["layout"]["font"] == {"family": "Arial"}
    assert larger["layout"]["map"]["style"] == f"{theme.MAP_STYLE}?v=1&names=large"
