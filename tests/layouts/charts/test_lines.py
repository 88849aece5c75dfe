"""Monthly lines: the values as given, gaps left open, parts of years told apart."""

from itertools import pairwise

import pandas as pd
import pytest

from data.model.query_rows import NoteRow
from data.series.trends import overlay
from layouts.base import theme
from layouts.base.chart import Axis
from layouts.charts import lines, plotly
from tests.domains import domain_of, m

GAPS = domain_of("2020-04", "2022-09", ["2021-06", "2021-07", "2022-08"])
VALUES = tuple(None if month not in GAPS.covered else month.month for month in GAPS.months)
NO_NOTES = pd.DataFrame(columns=[*NoteRow._fields])
INCIDENTS = Axis("Incidents")
ALL = (GAPS.months[0], GAPS.months[-1])


def notes(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["first_month", "last_month", "text"])
    return frame.assign(
        first_month=pd.to_datetime(frame["first_month"]),
        last_month=pd.to_datetime(frame["last_month"]),
        series="all",
        limits_from=None,
    )


def test_monthly_draws_every_month_and_the_chosen_ones_over_it() -> None:
    chosen = (m("2021-05"), m("2021-09"))
    chart = lines.monthly(VALUES, GAPS, chosen, NO_NOTES)
    whole, inside, _mean = chart.series
    assert chart.categories == GAPS.months
    assert whole.values == VALUES
    assert inside.values == tuple(
        value if chosen[0] <= month <= chosen[1] else None
        for month, value in zip(GAPS.months, VALUES, strict=True)
    )
    assert [each for each in inside.values if each is not None] == [5, 8, 9]
    assert (whole.colour, inside.colour) == (theme.SEQUENTIAL[2], theme.ACCENT)


def test_a_gap_is_a_gap() -> None:
    for series in lines.monthly(VALUES, GAPS, ALL, NO_NOTES).series[:2]:
        missing = [x for x, y in zip(GAPS.months, series.values, strict=True) if y is None]
        assert missing == [m("2021-06"), m("2021-07"), m("2022-08")]
        # September 2022 stands alone behind a gap: only a marker shows it.
        assert series.lone
    whole = domain_of("2020-04", "2020-09")
    plain = lines.monthly((1, 2, 3, 4, 5, 6), whole, (m("2020-04"), m("2020-09")), NO_NOTES)
    assert not any(each.lone for each in plain.series)


def test_one_month_is_still_seen() -> None:
    one = domain_of("2022-04", "2022-04")
    figure = plotly.draw(lines.monthly((7,), one, (m("2022-04"), m("2022-04")), NO_NOTES))
    assert [trace["mode"] for trace in figure["data"]] == ["lines+markers"] * 2
    first, last = figure["layout"]["xaxis"]["range"]
    assert first < last


def test_nothing_but_zeros_has_an_axis() -> None:
    domain = domain_of("2020-04", "2021-03")
    chart = lines.monthly((0,) * 12, domain, (m("2020-04"), m("2021-03")), NO_NOTES)
    assert chart.series[0].values == (0,) * 12
    assert (chart.y.low, chart.y.high > 0) == (0, True)


def test_only_whole_years_have_a_mean() -> None:
    chart = lines.monthly(VALUES, GAPS, ALL, NO_NOTES)
    mean = chart.series[-1]
    assert (mean.name, mean.dash, mean.runs()) == (lines.YEAR_MEAN, "dash", [(0, 11, 6.5)])
    assert [each.text for each in chart.texts] == ["6.5 a month"]


def test_a_note_is_a_pale_band_and_says_its_text_once() -> None:
    given = notes(
        ("2020-01-01", "2020-06-01", "Covid"),  # begins before the pack
        ("2020-11-01", "2020-11-01", "Covid"),
        ("2022-09-01", "2023-05-01", "Strike"),  # ends after it
        ("2019-01-01", "2019-05-01", "Long ago"),
        ("2024-01-01", "2024-05-01", "To come"),
    )
    chart = lines.monthly(VALUES, GAPS, ALL, given)
    assert [(each.first, each.last) for each in chart.bands if not each.hatched] == [
        (m("2020-04"), m("2020-06")), (m("2020-11"), m("2020-11")), (m("2022-09"), m("2022-09")),
    ]  # fmt: skip
    texts = [each.text for each in chart.texts]
    assert [texts.count(each) for each in ("Covid", "Strike", "Long ago", "To come")] == [
        1, 1, 0, 0,
    ]  # fmt: skip


def test_a_note_at_the_end_is_read_from_its_right() -> None:
    """So that it is not cut at the edge of the chart."""
    given = notes(("2020-05-01", "2020-05-01", "Early"), ("2022-08-01", "2022-09-01", "Late"))
    chart = lines.monthly(VALUES, GAPS, ALL, given)
    anchors = {each.text: each.across for each in chart.texts}
    assert (anchors["Early"], anchors["Late"]) == ("left", "right")


def axis_of(domain) -> dict:
    values = tuple(1 for _month in domain.months)
    chosen = (domain.months[0], domain.months[-1])
    return plotly.draw(lines.monthly(values, domain, chosen, NO_NOTES))["layout"]["xaxis"]


def test_months_and_years_are_named_on_the_axis() -> None:
    axis = axis_of(GAPS)
    assert axis["ticktext"] == [
        "Apr", "Jul", "Oct<br>2020/21", "Jan", "Apr", "Jul", "Oct<br>2021/22", "Jan", "Apr",
        "Jul<br>2022/23",
    ]  # fmt: skip
    assert axis["tickvals"][2:4] == ["2020-10-01", "2021-01-01"]


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        ("2022-04", "2022-06", ["Apr", "May<br>2022/23", "Jun"]),
        ("2020-06", "2021-12", ["Jun", "Aug", "Oct", "Dec<br>2020/21", "Feb", "Apr", "Jun",
                                "Aug<br>2021/22", "Oct", "Dec"]),
        ("2018-04", "2022-09", ["Apr", "Oct<br>2018/19", "Apr", "Oct<br>2019/20", "Apr",
                                "Oct<br>2020/21", "Apr", "Oct<br>2021/22", "Apr<br>2022/23"]),
    ],
)  # fmt: skip
def test_the_longer_the_series_the_fewer_months_are_named(first, last, ticks) -> None:
    assert axis_of(domain_of(first, last))["ticktext"] == ticks


def test_a_very_long_axis_has_years_alone() -> None:
    assert set(axis_of(domain_of("2010-04", "2020-03"))["ticktext"]) == {
        f"{year}/{(year + 1) % 100:02}" for year in range(2010, 2020)
    }


def test_months_without_data_are_hatched() -> None:
    figure = plotly.draw(lines.monthly(VALUES, GAPS, ALL, NO_NOTES))
    hatched = [each for each in figure["data"] if "fillpattern" in each]
    assert [each["x"][1:3] for each in hatched] == [
        ["2021-05-17", "2021-07-16"], ["2022-07-17", "2022-08-16"],
    ]  # fmt: skip
    assert {each["name"] for each in hatched} == {"No data"}
    assert not lines.gaps(domain_of())


@pytest.mark.parametrize(("count", "coloured"), [(1, 1), (4, 4), (7, 4)])
def test_lines_are_coloured_largest_first(count, coloured) -> None:
    domain = domain_of("2022-04", "2022-07")
    parts = [(f"S{n}", (9 - n, None, 9 - n, 0)) for n in range(count)]
    chart = lines.lines(parts, domain, INCIDENTS)
    drawn = {each.name: each for each in chart.series}
    pale = [f"S{n}" for n in range(coloured, count)]
    assert [*drawn] == [*pale, *(f"S{n}" for n in reversed(range(coloured)))]
    assert [each.name for each in chart.series if each.quiet] == pale
    for place, (name, values) in enumerate(parts):
        assert drawn[name].values == values
        assert drawn[name].colour == (theme.SERIES[place] if place < coloured else theme.LINE)
    assert sorted(each.text for each in chart.texts) == [f"S{n}" for n in range(coloured)]


def test_of_many_lines_the_largest_thirty_are_drawn_and_it_says_so() -> None:
    domain = domain_of("2022-04", "2022-05")
    chart = lines.lines([(f"S{n}", (100 - n, 50)) for n in range(40)], domain, INCIDENTS)
    assert {each.name for each in chart.series} == {f"S{n}" for n in range(30)}
    assert lines.drawn_of(40) == " The largest 30 of 40 are drawn; the numbers have all."
    assert lines.drawn_of(4) == ""
    assert lines.drawn_of(5) == " The other is pale; the numbers have all."


def test_no_lines_at_all() -> None:
    chart = lines.lines([], domain_of("2022-04", "2022-07"), INCIDENTS)
    assert chart.empty
    assert chart.y.high > 0


def test_names_at_line_ends_keep_apart() -> None:
    domain = domain_of("2022-04", "2022-05")
    chart = lines.lines([(name, (100, 50)) for name in "ABCD"], domain, INCIDENTS)
    levels = sorted(each.value for each in chart.texts)
    gap = 100 * 1.12 * 0.075
    assert [round(high - low, 6) for low, high in pairwise(levels)] == [round(gap, 6)] * 3


def test_year_over_year_has_a_line_a_year_with_its_gaps() -> None:
    by_year = overlay(VALUES, GAPS)
    chart = lines.year_over_year(by_year)
    assert [(each.name, each.values) for each in chart.series] == list(by_year)
    assert chart.categories == (
        "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar",
    )  # fmt: skip
    assert chart.series[1].values[2:4] == (None, None)
    assert chart.series[2].values[4] is None
    # The latest year dark and solid, each other one with a dash of its own as well.
    assert chart.series[-1].colour == theme.ACCENT
    assert len({each.dash for each in chart.series}) == 3
    assert [each.text for each in chart.texts] == ["2021/22", "2020/21", "2022/23"]
