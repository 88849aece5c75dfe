"""Charts drawn as SVG: where marks lie, gaps, and every chart of the demonstration."""

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx.oxml import parse_xml
from PIL import Image

from dashboard.pages import EVERY_PAGE
from layouts.base.chart import Axis, Band, Chart, Series, Text
from layouts.charts.plotly import draw
from layouts.charts.svg_chart import svg
from layouts.charts.svg_plot import plot_of, ticks, written
from layouts.maps import map_picture
from tests.decks import export_of

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [date(2022, month, 1) for month in range(1, 7)]
SIZE = (700, 320)


def drawn(chart: Chart) -> Any:
    return parse_xml(svg(chart, "A & B", SIZE))


def rects(root: Any, fill: str) -> list[dict[str, float]]:
    return [
        {key: float(each.get(key, 0)) for key in ("x", "y", "width", "height")}
        for each in root.iter(f"{SVG}rect")
        if each.get("fill") == fill
    ]


def lines(root: Any, colour: str) -> str:
    return " ".join(
        each.get("d", "") for each in root.iter(f"{SVG}path") if each.get("stroke") == colour
    )


def test_columns_are_as_high_as_their_values() -> None:
    chart = Chart("columns", ["a", "b", "c"], [Series("n", [10, None, 40], "#112233")],
                  y=Axis(high=50))  # fmt: skip
    first, last = rects(drawn(chart), "#112233")
    assert last["height"] == pytest.approx(4 * first["height"], rel=0.01)
    assert last["height"] == pytest.approx(40 / 50 * plot_of(chart, SIZE).box[3], rel=0.01)
    assert first["y"] + first["height"] == pytest.approx(last["y"] + last["height"])


def test_columns_of_two_series_stand_side_by_side() -> None:
    both = [Series("Before", [10, 20], "#112233", labels=["10", "20"]),
            Series("After", [8, 9], "#445566")]  # fmt: skip
    chart = Chart("columns", ["a", "b"], both, y=Axis(high=50))
    root = drawn(chart)
    for before, after in zip(rects(root, "#112233"), rects(root, "#445566"), strict=True):
        assert before["x"] + before["width"] == pytest.approx(after["x"], abs=0.2)
        assert before["width"] == pytest.approx(after["width"], abs=0.2)
    # Series that fill each other's gaps have the whole width.
    parts = replace(chart, series=[Series("n", [10, None], "#112233"),
                                   Series("n, chosen", [None, 9], "#445566")])  # fmt: skip
    root = drawn(parts)
    [first], [second] = rects(root, "#112233"), rects(root, "#445566")
    assert first["width"] == pytest.approx(2 * before["width"], abs=0.3)
    assert second["width"] == first["width"]


def test_bars_run_from_zero_both_ways_in_the_order_of_the_table() -> None:
    chart = Chart("bars", ["up", "down"], [Series("n", [5, -5], "#112233")],
                  y=Axis(low=-10, high=10))  # fmt: skip
    up, down = rects(drawn(chart), "#112233")
    assert up["width"] == pytest.approx(down["width"], abs=0.2)
    assert down["x"] + down["width"] == pytest.approx(up["x"], abs=0.2)
    assert up["y"] < down["y"]


@pytest.mark.parametrize(("count", "share"), [(1, 0.15), (2, 0.3), (4, 0.6), (8, 0.6)])
def test_a_few_bars_stay_slim(count: int, share: float) -> None:
    names = [f"{each}" for each in range(count)]
    chart = Chart("bars", names, [Series("n", [5] * count, "#112233")], y=Axis(high=10))
    space = plot_of(chart, SIZE).box[3] / count
    for each in rects(drawn(chart), "#112233"):
        assert each["height"] == pytest.approx(share * space, abs=0.2)
    assert [each["width"] for each in draw(chart)["data"]] == [pytest.approx(share)]


def test_a_line_has_a_gap_where_a_value_is_missing_and_a_dot_where_one_is_alone() -> None:
    chart = Chart(categories=MONTHS, series=[Series("n", [1, 2, None, 3, None, 4], "#112233")])
    root = drawn(chart)
    path = lines(root, "#112233")
    assert path.count("M") == 3
    assert path.count("L") == 1
    assert len([*root.iter(f"{SVG}circle")]) == 2


def test_a_level_is_flat_over_the_categories_it_holds_for() -> None:
    chart = Chart(categories=MONTHS, y=Axis(high=10),
                  series=[Series("mean", [5] * 3 + [2] * 3, "#112233", level=True)])  # fmt: skip
    plot = plot_of(chart, SIZE)
    first, second = re.findall(r"M([\d.]+) ([\d.]+)H([\d.]+)", lines(drawn(chart), "#112233"))
    assert [float(each) for each in first] == pytest.approx(
        [plot.x(0), plot.y(0.5), plot.x(0.5)], abs=0.1
    )
    assert float(second[1]) == pytest.approx(plot.y(0.2), abs=0.1)


def test_a_point_above_the_axis_lies_on_its_edge() -> None:
    chart = Chart("points", series=[Series("n", [5, 50], "#112233", 0, symbol="circle", x=[1, 2])],
                  x=Axis(high=4), y=Axis(high=10))  # fmt: skip
    plot = plot_of(chart, SIZE)
    inside, above = [
        (float(each.get("cx", 0)), float(each.get("cy", 0)))
        for each in drawn(chart).iter(f"{SVG}circle")
    ]
    assert inside == pytest.approx((plot.x(0.25), plot.y(0.5)), abs=0.1)
    assert above == pytest.approx((plot.x(0.5), plot.y(1)), abs=0.1)


def test_a_band_covers_whole_months_and_words_are_escaped() -> None:
    band = Band("Snow", "#445566", MONTHS[1], MONTHS[2])
    chart = Chart(categories=MONTHS, series=[Series("n", [1] * 6, "#112233")], bands=[band],
                  texts=[Text("<snow> & ice", MONTHS[1], 1)])  # fmt: skip
    plot = plot_of(chart, SIZE)
    [found] = rects(drawn(chart), "#445566")
    assert found["x"] == pytest.approx(plot.x(1 / 6), abs=0.1)
    assert found["width"] == pytest.approx(plot.box[2] / 3, abs=0.1)
    assert "<snow> & ice" in "".join(drawn(chart).itertext())


def test_a_chart_by_quarter_has_bands_over_its_quarters_and_as_many_names_as_fit() -> None:
    quarters = [date(2019 + n // 4, 1 + 3 * (n % 4), 1) for n in range(16)]
    band = Band("No data", "#778899", quarters[4], date(2020, 3, 1))
    chart = Chart("lines", quarters, [Series("n", range(16), "#112233")], y=Axis(high=20),
                  bands=[band], months=3)  # fmt: skip
    root, (left, _top, width, _height) = drawn(chart), plot_of(chart, SIZE).box
    [drawn_band] = rects(root, "#778899")
    assert drawn_band["x"] == pytest.approx(left + 4 / 16 * width, abs=0.1)
    assert drawn_band["width"] == pytest.approx(width / 16, abs=0.1)
    said = [each.text for each in root.iter(f"{SVG}text")]
    assert [each for each in said if " 20" in each][:3] == ["Jan 2019", "Jul 2019", "Jan 2020"]


def test_nothing_to_draw_is_no_picture() -> None:
    assert svg(Chart(), "") == ""
    assert svg(Chart(categories=["a"], series=[Series("n", [None], "#112233")]), "") == ""
    assert svg(Chart("heat", ["a"], [Series("n", [1], "#112233")]), "") == ""


def test_ticks_are_round_and_written_as_the_screen_does() -> None:
    assert ticks(Axis(high=100)) == [0, 20, 40, 60, 80, 100]
    signed = Axis(low=-5, high=5, signed=True, suffix="%")
    assert [written(signed, each) for each in (-5, 0, 5)] == ["−5%", "0%", "+5%"]


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.name)
def test_every_chart_of_a_page_is_drawn_within_its_picture(demo_pack, page) -> None:
    export = export_of(demo_pack, page.address("norreys-estate" if page.of else ""))
    charts = [each.figure for each in export.panels.values() if isinstance(each.figure, Chart)]
    for chart in charts:
        text = svg(chart, "Chart", SIZE)
        if not text:
            continue
        root = parse_xml(text)
        assert not re.search(r"\bnan\b", text)
        for each in root.iter(f"{SVG}text"):
            assert -1 <= float(each.get("x", 0)) <= SIZE[0] + 1
            assert 0 <= float(each.get("y", 0)) <= SIZE[1] + 1
        shown = Image.open(io.BytesIO(map_picture.fitted(text, 6.7, 3.5).png)).convert("L")
        assert len(shown.getcolors() or []) > 10
