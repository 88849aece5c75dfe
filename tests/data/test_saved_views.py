import tomllib
from collections.abc import Callable

import pytest

from dashboard.pages import EVERY_PAGE
from data.agendas import PATHS, SavedView, agendas
from data.pack import Pack
from tests.conftest import Small

VIEW = {"agenda": '"Board"', "title": '"Burglary"', "address": '"/trends?type=burglary"'}


def add_view(small: Small, **said: str) -> None:
    lines = "".join(f"{key} = {value}\n" for key, value in said.items() if value)
    small.write("small.toml", f"{small.toml.read_text()}\n[[view]]\n{lines}")


def test_every_page_may_be_saved_and_no_other() -> None:
    assert sorted(PATHS) == sorted(page.path for page in EVERY_PAGE)


def test_views_of_one_name_are_one_agenda_in_the_order_of_the_file() -> None:
    first, second, third = (SavedView(each, f"/?{each}") for each in "abc")

    board, panel = agendas([("Board", first), ("ASB Panel", second), ("board ", third)])

    assert (board.id, board.name, board.views) == ("board", "Board", (first, third))
    assert (panel.id, panel.name, panel.views) == ("asb-panel", "ASB Panel", (second,))


@pytest.mark.parametrize(("address", "path", "search"), [
    ("/", "/", ""), ("/?type=asb", "/", "?type=asb"), ("/trends/?a=b?c", "/trends", "?a=b?c"),
])  # fmt: skip
def test_an_address_is_a_page_and_a_question(address: str, path: str, search: str) -> None:
    view = SavedView("", address)

    assert (view.path, view.search) == (path, search)


def test_saved_views_reach_the_pack(small: Small) -> None:
    small.edit("small.toml", "[borough]", '[borough]\ncontact = "csp@example.org"')
    add_view(small, **VIEW, note='"Fewer.\\nWhy?"')
    add_view(small, **(VIEW | {"title": '"Mill Estate"', "address": '"/places/mill-estate"'}))

    pack = small.build()

    [board] = pack.domain.agendas
    assert board.views == (
        SavedView("Burglary", "/trends?type=burglary", "Fewer. Why?"),
        SavedView("Mill Estate", "/places/mill-estate"),
    )
    assert pack.domain.contact == "csp@example.org"


def test_none_are_needed(small: Small) -> None:
    assert small.build().domain.agendas == ()
    assert small.build().domain.contact == ""


def test_the_demonstration_ships_four_for_its_three_groups(demo_pack: Pack) -> None:
    found = demo_pack.domain.agendas

    assert [each.name for each in found] == ["Board", "Tasking Group", "ASB Panel"]
    assert sum(len(each.views) for each in found) == 4


@pytest.mark.parametrize(("said", "told"), [
    ({"title": ""}, "a view has no title. Add title = "),
    ({"title": '" "'}, "a view has no title"),
    ({"agenda": ""}, "a view has no agenda"),
    ({"agenda": '"!"'}, "the agenda '!' has no letter"),
    ({"address": ""}, "a view has no address"),
    ({"note": "3"}, "note of a view is not text in quotes"),
    ({"titel": '"x"'}, "unknown key 'titel'. Use agenda, title, address, note"),
    ({"address": '"https://example.org/"'}, "is not an address of this dashboard. Leave out the"),
    ({"address": '"//example.org/"'}, "is not an address of this dashboard"),
    ({"address": '"/\\\\example.org"'}, "is not an address of this dashboard"),
    ({"address": '"/nowhere?type=asb"'}, "there is no page '/nowhere'. Use /, /hotspots"),
    ({"address": '"/#overview-map"'}, "has a part after #"),
    ({"address": '"/places/nowhere-yet"'}, "of 'nowhere-yet', which is no located place"),
    ({"address": '"/places/alder"'}, "of 'alder', which is no located place"),
    ({"address": '"/?type=witchcraft"'}, "asks for 'type=witchcraft', which means nothing here"),
    ({"address": '"/?area=elm"'}, "asks for 'area=elm', which means nothing here"),
])  # fmt: skip
def test_a_view_that_cannot_be_shown_stops_the_build(
    small: Small, refused: Callable[[], str], said: dict[str, str], told: str
) -> None:
    add_view(small, **(VIEW | said))
    line = small.toml.read_text().splitlines().index("[[view]]") + 1

    answer = refused()

    assert told in answer
    assert f"small.toml, line {line}: " in answer


@pytest.mark.parametrize("same", ["title", "address"])
def test_the_same_view_twice_in_one_agenda_stops_the_build(
    small: Small, refused: Callable[[], str], same: str
) -> None:
    other = {"title": '"Other"', "address": '"/records"'} | {same: VIEW[same]}
    add_view(small, **VIEW)
    add_view(small, **(VIEW | {"agenda": '"board"'} | other))

    assert "is twice in the agenda 'board'" in refused()


def test_two_agendas_may_share_a_view(small: Small) -> None:
    add_view(small, **VIEW)
    add_view(small, **(VIEW | {"agenda": '"Panel"'}))

    assert [each.views for each in small.build().domain.agendas] == [
        (SavedView("Burglary", "/trends?type=burglary"),)
    ] * 2


def test_views_that_are_not_tables_stop_the_build(small: Small, refused: Callable[[], str]) -> None:
    small.write("small.toml", f'view = "/"\n{small.toml.read_text()}')

    assert "view is not a list of tables. Begin each saved view with [[view]]" in refused()


def test_the_example_of_the_documentation_is_a_saved_view(
    small: Small, request: pytest.FixtureRequest
) -> None:
    page = (request.config.rootpath / "docs" / "sources.md").read_text(encoding="utf-8")
    block = page.partition("## Saved views")[2].split("```")[1]
    small.write("small.toml", f"{small.toml.read_text()}{block}")

    [panel] = small.build().domain.agendas

    [view] = tomllib.loads(block)["view"]
    assert panel.views == (SavedView(view["title"], view["address"], view["note"]),)
