"""Monthly lines: the values as given, gaps left open, parts of years told apart."""

from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from data.trends import overlay
from layouts import lines, theme
from tests.domains import domain_of, m

GAPS = domain_of("2020-04", "2022-09", ["2021-06", "2021-07", "2022-08"])
VALUES = tuple(None if month not in GAPS.covered else month.month for month in GAPS.months)
NO_NOTES = pd.DataFrame({"first_month": [], "last_month": [], "text": []})
ALL = (GAPS.months[0], GAPS.months[-1])


def notes(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["first_month", "last_month", "text"])
    return frame.assign(
        first_month=pd.to_datetime(frame["first_month"]),
        last_month=pd.to_datetime(frame["last_month"]),
    )


def stay_open(figure) -> None:
    """No trace joins the values on both sides of a gap."""
    for trace in figure.data:
        assert trace.type == "scatter"
        assert trace.connectgaps in (None, False)
        assert "lines" in trace.mode


def test_monthly_draws_every_month_and_the_chosen_ones_over_it() -> None:
    chosen = (m("2021-05"), m("2021-09"))
    figure = lines.monthly(VALUES, GAPS, chosen, NO_NOTES)
    whole, inside = figure.data
    assert whole.x == GAPS.months == inside.x
    assert whole.y == VALUES
    assert inside.y == tuple(
        value if chosen[0] <= month <= chosen[1] else None
        for month, value in zip(GAPS.months, VALUES, strict=True)
    )
    assert [each for each in inside.y if each is not None] == [5, 8, 9]
    assert (whole.line.color, inside.line.color) == (theme.SEQUENTIAL[2], theme.ACCENT)
    stay_open(figure)


def test_a_gap_is_a_gap() -> None:
    figure = lines.monthly(VALUES, GAPS, ALL, NO_NOTES)
    for trace in figure.data:
        assert [x for x, y in zip(trace.x, trace.y, strict=True) if y is None] == [
            m("2021-06"), m("2021-07"), m("2022-08"),
        ]  # fmt: skip
    # September 2022 stands alone behind a gap: only a marker shows it.
    assert {trace.mode for trace in figure.data} == {"lines+markers"}
    whole = domain_of("2020-04", "2020-09")
    plain = lines.monthly((1, 2, 3, 4, 5, 6), whole, (m("2020-04"), m("2020-09")), NO_NOTES)
    assert {trace.mode for trace in plain.data} == {"lines"}


def test_one_month_is_still_seen() -> None:
    one = domain_of("2022-04", "2022-04")
    figure = lines.monthly((7,), one, (m("2022-04"), m("2022-04")), NO_NOTES)
    assert [trace.mode for trace in figure.data] == ["lines+markers"] * 2
    assert figure.layout.xaxis.range[0] < figure.layout.xaxis.range[1]


def test_nothing_but_zeros_has_an_axis() -> None:
    domain = domain_of("2020-04", "2021-03")
    figure = lines.monthly((0,) * 12, domain, (m("2020-04"), m("2021-03")), NO_NOTES)
    assert figure.data[0].y == (0,) * 12
    low, high = figure.layout.yaxis.range
    assert (low, high > 0) == (0, True)


def test_only_whole_years_have_a_mean() -> None:
    figure = lines.monthly(VALUES, GAPS, ALL, NO_NOTES)
    dashed = [each for each in figure.layout.shapes if each.line.dash == "dash"]
    assert [(each.x0, each.x1, each.y0, each.y1) for each in dashed] == [
        (m("2020-04"), m("2021-03"), 6.5, 6.5)
    ]
    assert "6.5 a month" in [each.text for each in figure.layout.annotations]


def test_a_note_is_a_pale_band_and_says_its_text_once() -> None:
    given = notes(
        ("2020-01-01", "2020-06-01", "Covid"),  # begins before the pack
        ("2020-11-01", "2020-11-01", "Covid"),
        ("2022-09-01", "2023-05-01", "Strike"),  # ends after it
        ("2019-01-01", "2019-05-01", "Long ago"),
        ("2024-01-01", "2024-05-01", "To come"),
    )
    figure = lines.monthly(VALUES, GAPS, ALL, given)
    bands = [each for each in figure.layout.shapes if each.type == "rect"]
    assert [(each.x0, each.x1) for each in bands] == [
        (m("2020-04"), m("2020-07")), (m("2020-11"), m("2020-12")), (m("2022-09"), m("2022-10")),
    ]  # fmt: skip
    texts = [each.text for each in figure.layout.annotations]
    assert [texts.count(each) for each in ("Covid", "Strike", "Long ago", "To come")] == [
        1, 1, 0, 0,
    ]  # fmt: skip


def test_a_note_at_the_end_is_read_from_its_right() -> None:
    """So that it is not cut at the edge of the chart."""
    given = notes(("2020-05-01", "2020-05-01", "Early"), ("2022-08-01", "2022-09-01", "Late"))
    figure = lines.monthly(VALUES, GAPS, ALL, given)
    anchors = {each.text: each.xanchor for each in figure.layout.annotations}
    assert (anchors["Early"], anchors["Late"]) == ("left", "right")


def test_years_are_named_on_the_axis() -> None:
    axis = lines.monthly(VALUES, GAPS, ALL, NO_NOTES).layout.xaxis
    assert axis.ticktext == ("2020/21", "2021/22", "2022/23")
    assert [isinstance(each, date) for each in axis.tickvals] == [True] * 3


@pytest.mark.parametrize(("count", "coloured"), [(1, 1), (4, 4), (7, 4)])
def test_lines_are_coloured_largest_first(count, coloured) -> None:
    domain = domain_of("2022-04", "2022-07")
    series = [(f"S{place}", (9 - place, None, 9 - place, 0)) for place in range(count)]
    figure = lines.lines(series, domain)
    drawn = {trace.name: trace for trace in figure.data}
    others = ["others"] if count > coloured else []
    assert [*drawn] == [*others, *(f"S{place}" for place in reversed(range(coloured)))]
    for place, (name, values) in enumerate(series[:coloured]):
        assert drawn[name].y == values
        assert drawn[name].line.color == theme.SERIES[place]
    if others:
        pale = drawn["others"]
        assert pale.y == tuple(y for _name, values in series[4:] for y in (*values, None))
        assert pale.text[:5] == ("S4",) * 5
        assert pale.x[:4] == tuple(each.isoformat() for each in domain.months)
        assert pale.line.color == theme.LINE
    named = [each.text for each in figure.layout.annotations]
    assert {*named} == {f"S{place}" for place in range(coloured)}
    assert len(named) == coloured
    stay_open(figure)


def test_of_many_lines_the_largest_thirty_are_drawn_and_it_says_so() -> None:
    domain = domain_of("2022-04", "2022-05")
    figure = lines.lines([(f"S{n}", (100 - n, 50)) for n in range(40)], domain)
    assert {*figure.data[0].text} == {f"S{n}" for n in range(4, 30)}
    assert lines.drawn_of(40) == " The largest 30 of 40 are drawn; the numbers have all."
    assert lines.drawn_of(4) == ""
    assert lines.drawn_of(5) == " The other is pale; the numbers have all."


def test_no_lines_at_all() -> None:
    figure = lines.lines([], domain_of("2022-04", "2022-07"))
    assert len(figure.data) == 0
    assert figure.layout.yaxis.range[1] > 0


def test_names_at_line_ends_keep_apart() -> None:
    domain = domain_of("2022-04", "2022-05")
    figure = lines.lines([(name, (100, 50)) for name in "ABCD"], domain)
    levels = sorted(each.y for each in figure.layout.annotations)
    gap = 100 * 1.12 * 0.075
    assert [round(high - low, 6) for low, high in pairwise(levels)] == [round(gap, 6)] * 3


def test_year_over_year_has_a_line_a_year_with_its_gaps() -> None:
    by_year = overlay(VALUES, GAPS)
    figure = lines.year_over_year(by_year)
    assert [trace.name for trace in figure.data] == ["2020/21", "2021/22", "2022/23"]
    for trace, (_label, values) in zip(figure.data, by_year, strict=True):
        assert trace.y == values
        assert trace.x == (
            "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar",
        )  # fmt: skip
    assert figure.data[1].y[2:4] == (None, None)
    assert figure.data[2].y[4] is None
    # The latest year dark and solid, each other one told apart by its dash as well.
    assert figure.data[-1].line.color == theme.ACCENT
    assert len({trace.line.dash for trace in figure.data}) == 3
    assert [each.text for each in figure.layout.annotations] == ["2021/22", "2020/21", "2022/23"]
    stay_open(figure)
