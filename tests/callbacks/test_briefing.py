"""The briefing page: each slot holds what the card's own page shows, and nothing else."""

from dataclasses import replace

from dashboard.pages import BY_PATH, page_at, question_at
from data.model.question import Question
from data.pack.pack import Pack
from layouts.base.markup import plain_text
from layouts.pages.briefing.briefing import COUNT, GONE, SLOTS

BRIEF = BY_PATH["/briefing"].callbacks
TREND = "trends-monthly /trends?type=asb Ask <b>why</b>."
MAP = "hotspots-map /hotspots?type=robbery&area=norreys"


def answer(pack: Pack, text: str):
    question = Question.from_query("", pack.domain)
    return BRIEF.answer(pack, replace(question, view=replace(question.view, brief=text)))


def own(pack: Pack, path: str, search: str, card: str):
    page, _area = page_at(path, pack.domain) or (None, None)
    assert page
    return page.callbacks.answer(pack, question_at(path, search, pack.domain)).panels[card]


def test_slots_hold_the_cards_of_other_pages_in_order(demo_pack: Pack) -> None:
    found = answer(demo_pack, f"{MAP}|{TREND}|place-trend /places/norreys-estate")
    first, second, third, *others = found.panels.values()
    charted = own(demo_pack, "/trends", "?type=asb", "trends-monthly")
    mapped = own(demo_pack, "/hotspots", "?type=robbery&area=norreys", "hotspots-map")

    assert [*found.panels] == [*SLOTS]
    assert (first.title, first.table) == (mapped.title, mapped.table)
    assert first.print_map
    assert mapped.print_map
    assert first.print_map.title == mapped.print_map.title
    assert (second.title, second.table) == (charted.title, charted.table)
    assert second.figure == charted.figure
    assert plain_text(second.sentence).startswith("Comment: Ask <b>why</b>. Anti-social behaviour")
    assert plain_text(charted.sentence) in plain_text(second.sentence)
    assert "Norreys Estate" in plain_text(third.sentence)
    assert all(not each.table.rows for each in others)
    assert len(others) == len(SLOTS) - 3


def test_what_no_page_shows_is_said_to_be_gone(demo_pack: Pack) -> None:
    nested = "briefing-a /briefing?brief=overview-map+/"
    items = ("nothing /trends", "trends-monthly /nowhere", nested, "place-trend /trends")
    found = answer(demo_pack, "|".join(items))

    assert [each.title for each in found.panels.values()][:4] == [GONE] * 4


def test_a_view_that_cannot_be_used_shows_nothing(demo_pack: Pack) -> None:
    [first, *_others] = answer(demo_pack, "trends-monthly /trends?area=nowhere").panels.values()

    assert first.title == "Nothing is counted"
    assert not first.table.rows


def test_an_empty_briefing_says_how_to_make_one(demo_pack: Pack) -> None:
    assert 'press "Brief" below a chart' in plain_text(answer(demo_pack, "").parts[COUNT])
