"""Words on a monthly chart: none covers another, whatever is noted and however wide the chart."""

from itertools import combinations

import pytest

from layouts.base import theme
from layouts.base.chart import ROW, Axis, Chart, Series, Text
from layouts.charts import notes, plotly
from layouts.charts.svg_chart import svg
from tests.domains import domain_of, m
from tests.layouts.charts.test_lines import notes as noted_of

# Pixels of a plot in windows of 390, 1366 and 1920, and of a letter of 12 or 13 pixels.
WIDTHS, LETTER = (283, 560, 830), 6.4
LOCKDOWNS = noted_of(
    ("2020-03-01", "2020-06-01", "First lockdown"), ("2020-11-01", "2020-11-01", "Second lockdown"),
    ("2021-01-01", "2021-03-01", "Third lockdown"), ("2022-11-01", "2023-01-01", "New recording"),
)  # fmt: skip
DOMAINS = [domain_of("2020-04", "2023-03"), domain_of("2015-04", "2023-03")]


def ends(text: Text, domain, width: float) -> tuple[float, float]:
    """The pixels along which a text lies, moved inside as ``assets/phone/narrow.js`` does."""
    months = domain.months
    at = (months.index(text.at) + 0.5) / len(months) * width
    long = len(text.text) * LETTER
    if text.across == "center":
        return at - long / 2, at + long / 2
    if text.across == "right":
        return at - long, at
    return (width - long, width) if at + long > width else (at, at + long)


def covered(texts, domain, width: float) -> list[tuple[str, str]]:
    pairs = combinations([(*ends(each, domain, width), each) for each in texts], 2)
    return [
        (one[2].text, other[2].text)
        for one, other in pairs
        if one[2].edge == other[2].edge and one[0] < other[1] and other[0] < one[1]
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("domain", DOMAINS, ids=["3 years", "8 years"])
def test_no_note_covers_another(domain, width: float) -> None:
    _bands, texts = notes.noted(LOCKDOWNS, domain)
    assert [each.text for each in texts] == LOCKDOWNS["text"].tolist()
    assert covered(texts, domain, width) == []
    flat = [Text(each.text, each.at, None, each.across, "top") for each in texts]
    assert covered(flat, domain, width), "in one row they would"


def test_notes_far_apart_share_a_row_and_the_fifth_of_a_month_is_a_band_only() -> None:
    apart = noted_of(("2020-04-01", "2020-06-01", "One"), ("2022-04-01", "2022-06-01", "Two"))
    assert [each.row for each in notes.noted(apart, DOMAINS[0])[1]] == [0, 0]
    same = noted_of(*(("2021-04-01", "2021-04-01", f"Event {n}") for n in range(5)))
    bands, texts = notes.noted(same, DOMAINS[0])
    assert [each.row for each in texts] == [0, 1, 2, 3]
    assert len(bands) == 5


def test_no_line_runs_through_the_rows() -> None:
    _bands, texts = notes.noted(LOCKDOWNS, DOMAINS[1])
    lowest = max(each.row for each in texts)
    assert lowest
    axis = Axis(high=112)
    free = (lowest + 1) * ROW
    assert 100 / notes.raised(axis, texts).high <= 1 - free
    assert notes.raised(axis, []) == axis


def test_rows_are_drawn_one_below_the_other() -> None:
    texts = [Text("first", m("2020-04"), None, "left", "top"),
             Text("second", m("2020-04"), None, "left", "top", row=1)]  # fmt: skip
    chart = Chart(categories=DOMAINS[0].months, texts=texts, y=Axis(high=5),
                  series=[Series("n", [1] * 36, "#112233")])  # fmt: skip
    first, second = plotly.draw(chart)["layout"]["annotations"]
    assert (first["y"], second["y"]) == (1, 1 - ROW)
    drawn = svg(chart, "A title")
    heights = [float(drawn.split(f">{each.text}<")[0].rpartition(' y="')[2].split('"')[0])
               for each in texts]  # fmt: skip
    assert heights[1] - heights[0] > 12


def means(years: int) -> Series:
    breaks = [12 * n for n in range(years)]
    return Series("Mean", [652.0] * 12 * years, theme.SOFT, level=True, breaks=breaks)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("2020-04", ["652 a month", "652 a month", "652 a month"]),
        ("2015-04", ["652 a month", *["652"] * 6]),
        ("2003-04", ["652 a month", *["652"] * 8]),
    ],
)
def test_averages_become_shorter_and_fewer_rather_than_cover_each_other(
    first: str, expected: list[str]
) -> None:
    domain = domain_of(first, "2023-03")
    texts = notes.averages(means(len(domain.months) // 12), domain)
    assert [each.text for each in texts] == expected
    for width in WIDTHS:
        assert covered(texts, domain, width) == []
