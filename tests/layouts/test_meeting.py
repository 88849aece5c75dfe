"""The bar of a meeting, and charts for a large room."""

import copy

from data.meeting import Meeting
from data.pack import Pack
from layouts.markup import html_text
from layouts.meeting import LARGER, bar, enlarged, expired
from layouts.theme import MAP_STYLE

NOW = "0123456789ab"


def test_words_in_charts_grow_and_nothing_else_does() -> None:
    figure = {
        "data": [{"y": [12, 13], "marker": {"size": 9}, "textfont": {"size": 10, "color": "#000"}}],
        "layout": {
            "font": {"family": "Arial"},
            "annotations": ({"text": "a", "font": {"size": 20}},),
            "xaxis": {"tickfont": {"size": 14}},
            "map": {"style": f"{MAP_STYLE}?v=1"},
        },
    }
    before = copy.deepcopy(figure)

    larger = enlarged(figure)

    assert figure == before
    assert larger["data"] == [
        {"y": [12, 13], "marker": {"size": 9}, "textfont": {"size": 10 * LARGER, "color": "#000"}}
    ]
    assert larger["layout"]["annotations"][0]["font"]["size"] == 20 * LARGER
    assert larger["layout"]["xaxis"]["tickfont"]["size"] == round(14 * LARGER, 1)
    assert larger["layout"]["font"] == {"family": "Arial"}
    assert larger["layout"]["map"]["style"] == f"{MAP_STYLE}?v=1&names=large"


def test_the_bar_says_where_in_the_agenda_it_is(demo_pack: Pack) -> None:
    board = demo_pack.domain.agendas[0]

    first, last = (
        html_text(bar(Meeting(NOW, board, step), demo_pack.domain, "Overview", "/"))
        for step in (1, 2)
    )

    assert f"1 of {len(board.views)}: {board.views[0].title}</h1>" in first
    assert board.views[0].note in first
    assert "Board · Wokingham, figures to March 2023" in first
    assert 'aria-disabled="true">Previous' in first
    assert f'href="/trends?present={NOW}&amp;agenda=board&amp;item=2"' in first
    assert 'aria-disabled="true">Next' in last
    assert "1 of" not in html_text(bar(Meeting(NOW, None, 1), demo_pack.domain, "Trends", "/"))


def test_expired_figures_are_said_to_be_so_with_the_way_to_todays() -> None:
    told = html_text(expired(Meeting(NOW, None, 1), "/?present=ba9876543210", "/"))

    assert "no longer kept</h1>" in told
    assert NOW in told
    assert 'href="/?present=ba9876543210"' in told
