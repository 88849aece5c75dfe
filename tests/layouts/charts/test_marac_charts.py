"""The charts of the MARAC page hold what the figures say, and join nothing that does not belong."""

from dataclasses import replace
from datetime import date

import pytest

from data.marac.marac import MaracYear
from data.marac.marac_band import ExpectedRange
from data.marac.marac_chart import centres
from data.marac.marac_volume import Elsewhere, Women, volumes
from data.marac.marac_windows import Window
from data.model.disclosure import MISSING, SafeCount
from layouts.base import theme
from layouts.base.panels import Panel
from layouts.charts import marac_charts, plotly
from layouts.pages.marac import marac_windows
from layouts.pages.marac.marac_panels import chart_panel, rate_panel, volume_panel

BAND = ExpectedRange(28, 40, "to confirm", "Said")


def year(cases, repeats, start, definition="a") -> MaracYear:
    span = date(start, 4, 1), date(start + 1, 3, 31)
    return MaracYear(f"{start}", cases, repeats, None, definition, None, *span)


YEARS = [year(128, 34, 2019), year(136, 52, 2020), year(75, 23, 2021, "b"), year(91, 33, 2022, "b")]


def texts(chart) -> list[str]:
    return [each.text for each in chart.texts]


def test_dots_have_their_intervals_over_a_neutral_band() -> None:
    chart = marac_charts.rates(YEARS, BAND)
    [dots] = chart.series
    assert dots.values == pytest.approx([26.5625, 38.2353, 30.6667, 36.2637], abs=1e-4)
    assert (dots.low[3], dots.high[3]) == pytest.approx((27.1, 46.5), abs=0.05)
    [band] = [each for each in chart.bands if not each.dash]
    assert (band.low, band.high) == (28, 40)
    assert band.colour not in theme.CHANGES
    assert "Shaded: 28 to 40% expected (to confirm)" in texts(chart)
    assert chart.ticks[0] == "2019\n34 of 128"


def test_a_change_of_definition_breaks_the_line_and_is_named() -> None:
    chart = marac_charts.rates(YEARS, None)
    assert chart.series[0].breaks == [2]
    [broken] = chart.bands
    assert (broken.dash, broken.first) == ("dot", 1.5)
    assert texts(chart) == ["definition changed"]


def test_a_year_that_is_missing_breaks_the_line() -> None:
    chart = marac_charts.rates([YEARS[0], year(99, 30, 2022)], None)
    assert chart.series[0].breaks == [1]
    assert not chart.bands


def test_without_a_band_nothing_is_drawn_or_said_of_it() -> None:
    panel = rate_panel(YEARS, None, [])
    assert [each.name for each in panel.figure.bands] == ["definition changed"]
    assert panel.sentence == "Bars are 95% intervals."
    assert "expected" not in panel.title
    assert not panel.legend
    assert "expected" not in str(panel.figure)


def test_the_band_is_confirmed_only_when_it_is() -> None:
    assert "still to be confirmed" in str(rate_panel(YEARS, BAND, []).legend)
    agreed = rate_panel(YEARS, ExpectedRange(28, 40, "confirmed", "Said"), [])
    assert "confirmed by the partnership" in str(agreed.legend)
    assert "to confirm" not in str(agreed.figure)


def test_the_p_chart_draws_each_year_within_its_own_limits() -> None:
    [one] = centres([year(each.cases, each.repeats, each.start.year) for each in YEARS])
    boxes = marac_charts.p_chart([one]).bands
    assert len(boxes) == 8
    for place, point in enumerate(one.points):
        outer, inner = boxes[2 * place : 2 * place + 2]
        assert (inner.low, inner.high) == tuple(100 * end for end in point.limits[0])
        assert (outer.low, outer.high) == tuple(100 * end for end in point.limits[1])
        assert outer.first < place < outer.last
    rows = chart_panel([one]).table.rows
    assert rows[2][:3] == ("2021", "30.7%", "33.0%")
    assert {row[5] for row in rows} == {"inside"}


def test_two_definitions_have_two_averages() -> None:
    early = [year(100, 10, 2000 + n, "a") for n in range(3)]
    late = [year(100, 40, 2003 + n, "b") for n in range(3)]
    panel = chart_panel(centres([*early, *late]))
    average = panel.figure.series[1]
    assert (average.name, average.runs()) == ("Average", [(0, 2, 10), (3, 5, 40)])
    assert panel.sentence.endswith("Each definition of a repeat has its own average.")


def volume() -> Panel:
    there = [Elsewhere("UK", "volume", 47, "S"), Elsewhere("Due", "expected_volume", 40, "S")]
    women = Women(68485, "mid-2020", "Half", True)
    return volume_panel(volumes(YEARS, women), women, there)


def test_volume_beside_the_country_and_the_expected() -> None:
    panel = volume()
    [bars] = panel.figure.series
    assert bars.values == pytest.approx([18.69, 19.86, 10.95, 13.29, 47], abs=0.005)
    assert panel.figure.categories[-1] == "UK"
    assert [each.low for each in panel.figure.bands] == [40]
    assert panel.table.rows[-2:] == [("UK", None, 47, None), ("Due", None, 40, None)]
    assert panel.table.note == "Sources: S."


def test_nothing_to_draw_draws_no_axes() -> None:
    for panel in (
        rate_panel([], BAND, []), chart_panel([]), volume_panel([], None, []),
        marac_windows.windows_panel([], BAND, None, ""),
    ):  # fmt: skip
        figure = plotly.plain(panel.figure)
        assert figure["layout"]["xaxis"]["visible"] is False
        assert len(figure["data"]) == 1
        assert not panel.table.rows


def some_windows() -> list[Window]:
    shown = SafeCount.within(85, 90), SafeCount.within(31, 36)
    few = SafeCount.within(19, 24), SafeCount.within(1, 6)
    gone = MISSING, MISSING
    return [
        Window(date(2020, 7 + n, 1), date(2021, 6 + n, 1), *counts, SafeCount.exact(0), "a", why)
        for n, (counts, why) in enumerate([(shown, ""), (few, ""), (gone, "a month is missing")])
    ]


def test_windows_break_where_nothing_can_be_shown() -> None:
    rates = ["about 38%", None, None]
    [line] = marac_charts.windows(some_windows(), rates, BAND).series
    wide = marac_charts.windows(some_windows(), rates, replace(BAND, high=80))
    assert wide.y.high > 80, "the whole expected range is on the chart"
    assert line.values == [pytest.approx(100 * 33 / 87), None, None]
    rows = marac_windows.window_table(some_windows()).rows
    assert rows[0] == ("June 2021", 87, 33, "about 38%", 0, "")
    assert rows[1] == ("July 2021", 21, "fewer than 7", None, 0, "")
    assert rows[2] == ("August 2021", None, None, None, 0, "a month is missing")
