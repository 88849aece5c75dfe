"""The bar of a meeting."""

from data.model.meetings.presentation import Meeting
from data.pack.pack import Pack
from layouts.base.markup import html_text
from layouts.shell.presentation import bar, expired

NOW = "0123456789ab"


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
    text = html_text(expired(Meeting(NOW, None, 1), "/?present=ba9876543210", "/"))

    assert "no longer kept</h1>" in text
    assert NOW in text
    assert 'href="/?present=ba9876543210"' in text
