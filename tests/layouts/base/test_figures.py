"""The small line of a tile, legends, and the colours of charts."""

import re
from urllib.parse import unquote

import pytest

from layouts.base import components, theme
from layouts.base.classes import Class


def path_of(values) -> str:
    svg = unquote(components.sparkline(values, "what it shows").src)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    return re.search(r" d='([^']*)'", svg)[1]


def test_a_sparkline_lifts_its_pen_over_a_gap() -> None:
    assert path_of([1, 2, None, None, 3, 4]).count("M") == 2
    assert path_of([1, 2, 3]).count("M") == 1
    assert path_of([None, None]) == ""
    assert path_of([]) == ""
    assert components.sparkline([1], "what it shows").alt == "what it shows"


def dots_of(values, marked=None) -> list[tuple[str, str]]:
    svg = unquote(components.sparkline(values, "what it shows", marked).src)
    return re.findall(r"<circle cx='([^']*)' cy='([^']*)'", svg)


def test_a_sparkline_has_a_dot_at_its_end_or_where_it_is_marked() -> None:
    ends = re.findall(r"[ML]([\d.]+) ([\d.]+)", path_of([4, 9, 2]))
    assert dots_of([4, 9, 2]) == ends[-1:]
    assert dots_of([4, 9, 2], [True, False, None]) == ends[:1]
    assert dots_of([4, 9, 2], [False, True, True]) == ends[1:]
    assert dots_of([9, None, 2], [False, True, True]) == dots_of([9, None, 2]), (
        "no dot where nothing is held"
    )
    assert dots_of([4, 9, 2], [False] * 3) == []
    assert dots_of([None, None]) == dots_of([]) == []


def test_a_sparkline_starts_at_zero() -> None:
    """Heights are in proportion to the values: a fall from 100 to 50 is half way down."""
    heights = [float(each) for each in re.findall(r"[ML][\d.]+ ([\d.]+)", path_of([100, 50, 0]))]
    assert heights[2] - heights[1] == pytest.approx(heights[1] - heights[0], abs=1)
    assert heights[0] < heights[1] < heights[2]


def test_a_legend_has_a_swatch_a_class() -> None:
    spans = components.legend("Incidents", [Class("#fff", "0"), Class("#123", "1–5")])
    assert spans[0].children == "Incidents"
    assert [each.children[1] for each in spans[1:]] == ["0", "1–5"]
    assert [each.children[0].style["background"] for each in spans[1:]] == ["#fff", "#123"]


def contrast(colour: str) -> float:
    """WCAG contrast with white."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_colours_stand_out_from_white() -> None:
    assert [contrast(each) for each in theme.SERIES] == pytest.approx(
        [10.2, 3.0, 3.2, 9.8], abs=0.1
    )
    assert min(contrast(each) for each in theme.SERIES) >= 3
    assert contrast(theme.INK) > 7
    assert contrast(theme.SOFT) > 4.5


def test_graphs_never_offer_to_send_data_away() -> None:
    assert theme.GRAPH_CONFIG["showSendToCloud"] is False
    assert theme.GRAPH_CONFIG["displaylogo"] is False
    assert theme.TEMPLATE["layout"]["map"]["style"] == "/map-style.json"
