"""The charts of the MARAC page hold what the figures say, and join nothing that does not belong."""

from datetime import date

import pytest

from data.disclosure import SafeCount
from data.marac import MaracYear
from data.marac_band import Band
from data.marac_chart import centres
from data.marac_volume import Elsewhere, Women, volumes
from data.marac_windows import Window
from layouts import marac_figures, marac_windows, theme
from layouts.marac_panels import chart_panel, rate_panel, volume_panel
from layouts.p_chart import p_chart

BAND = Band(28, 40, "to confirm", "Said")


def year(cases, repeats, start, definition="a") -> MaracYear:
    span = date(start, 4, 1), date(start + 1, 3, 31)
    return MaracYear(f"{start}", cases, repeats, None, definition, None, *span)


YEARS = [year(128, 34, 2019), year(136, 52, 2020), year(75, 23, 2021, "b"), year(91, 33, 2022, "b")]


def lines(figure) -> list[tuple]:
    return [trace.y for trace in figure.data if trace.mode == "lines"]


def test_dots_have_their_intervals_over_a_neutral_band() -> None:
    figure = marac_figures.rates(YEARS, BAND)
    dots = figure.data[-1]
    assert dots.y == pytest.approx((26.5625, 38.2353, 30.6667, 36.2637), abs=1e-4)
    assert dots.y[3] + dots.error_y.array[3] == pytest.approx(46.5, abs=0.05)
    assert dots.y[3] - dots.error_y.arrayminus[3] == pytest.approx(27.1, abs=0.05)
    [band] = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert (band.y0, band.y1) == (28, 40)
    assert band.fillcolor not in theme.CHANGES
    assert any("28 to 40% expected (to confirm)" in note.text for note in figure.layout.annotations)


def test_a_change_of_definition_breaks_the_line_and_is_named() -> None:
    figure = marac_figures.rates(YEARS, None)
    assert [len(each) for each in lines(figure)] == [2, 2]
    [broken] = figure.layout.shapes
    assert (broken.type, broken.x0) == ("line", 1.5)
    assert [note.text for note in figure.layout.annotations] == ["definition changed"]


def test_a_year_that_is_missing_breaks_the_line() -> None:
    figure = marac_figures.rates([YEARS[0], year(99, 30, 2022)], None)
    assert [len(each) for each in lines(figure)] == [1, 1]
    assert figure.layout.shapes == ()


def test_without_a_band_nothing_is_drawn_or_said_of_it() -> None:
    panel = rate_panel(YEARS, None, [])
    assert [shape.type for shape in panel.figure.layout.shapes] == ["line"]
    assert panel.sentence == "Bars are 95% intervals."
    assert "expected" not in panel.title
    assert not panel.legend
    assert "expected" not in str(panel.figure.layout)


def test_the_band_is_confirmed_only_when_it_is() -> None:
    assert "still to be confirmed" in str(rate_panel(YEARS, BAND, []).legend)
    agreed = rate_panel(YEARS, Band(28, 40, "confirmed", "Said"), [])
    assert "confirmed by the partnership" in str(agreed.legend)
    assert "to confirm" not in str(agreed.figure.layout)


def test_the_p_chart_draws_each_year_within_its_own_limits() -> None:
    [one] = centres([year(each.cases, each.repeats, each.start.year) for each in YEARS])
    figure = p_chart([one])
    boxes = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert len(boxes) == 8
    for place, point in enumerate(one.points):
        outer, inner = boxes[2 * place : 2 * place + 2]
        assert (inner.y0, inner.y1) == tuple(100 * end for end in point.limits[0])
        assert (outer.y0, outer.y1) == tuple(100 * end for end in point.limits[1])
        assert outer.x0 < place < outer.x1
    rows = chart_panel([one]).table.rows
    assert rows[2][:3] == ("2021", "30.7%", "33.0%")
    assert {row[5] for row in rows} == {"inside"}


def test_two_definitions_have_two_averages() -> None:
    early = [year(100, 10, 2000 + n, "a") for n in range(3)]
    late = [year(100, 40, 2003 + n, "b") for n in range(3)]
    panel = chart_panel(centres([*early, *late]))
    middle = [shape for shape in panel.figure.layout.shapes if shape.type == "line"]
    assert [(shape.y0, shape.x0 > 2) for shape in middle] == [(10, False), (40, True)]
    assert panel.sentence.endswith("Each definition of a repeat has its own average.")


def test_volume_beside_the_country_and_the_expected() -> None:
    there = [Elsewhere("UK", "volume", 47, "S"), Elsewhere("Due", "expected_volume", 40, "S")]
    women = Women(68485, "mid-2020", "Half", True)
    panel = volume_panel(volumes(YEARS, women), women, there)
    here, uk, _text = panel.figure.data
    assert here.x == pytest.approx((18.69, 19.86, 10.95, 13.29), abs=0.005)
    assert uk.x == (47,)
    assert [shape.x0 for shape in panel.figure.layout.shapes] == [40]
    assert panel.table.rows[-2:] == [("UK", None, 47, None), ("Due", None, 40, None)]
    assert panel.table.note == "Sources: S."


def test_nothing_to_draw_draws_no_axes() -> None:
    for panel in (
        rate_panel([], BAND, []), chart_panel([]), volume_panel([], None, []),
        marac_windows.windows_panel([], BAND, None, ""),
    ):  # fmt: skip
        assert panel.figure.layout.xaxis.visible is False
        assert len(panel.figure.data) == 1
        assert not panel.table.rows


def test_windows_break_where_nothing_can_be_shown() -> None:
    shown = SafeCount("rounded", 90), SafeCount("rounded", 35)
    few = SafeCount("rounded", 20), SafeCount("fewer", below=5)
    gone = SafeCount("missing"), SafeCount("missing")
    windows = [
        Window(date(2020, 7 + n, 1), date(2021, 6 + n, 1), *counts, SafeCount("exact", 0), "a", why)
        for n, (counts, why) in enumerate([(shown, ""), (few, ""), (gone, "a month is missing")])
    ]
    line = marac_windows.rolling(windows, BAND).data[0]
    assert line.y == (pytest.approx(100 * 35 / 90), None, None)
    assert line.connectgaps is False
    rows = marac_windows.window_table(windows).rows
    assert rows[0] == ("June 2021", 90, 35, "about 39%", 0, "")
    assert rows[1] == ("July 2021", 20, "fewer than 5", None, 0, "")
    assert rows[2] == ("August 2021", None, None, None, 0, "a month is missing")
