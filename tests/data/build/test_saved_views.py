import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from data.build import config, saved_views
from data.build.errors import BadInput
from data.model.meetings.agendas import SavedView, agendas
from data.pack.pack import Pack
from data.pack.packs import Packs
from tests.conftest import Small

VIEW = {"agenda": '"Board"', "title": '"Burglary"', "address": '"/trends?type=burglary"'}


def add_view(small: Small, **keys: str) -> None:
    lines = "".join(f"{key} = {value}\n" for key, value in keys.items() if value)
    small.write("small.toml", f"{small.toml.read_text()}\n[[view]]\n{lines}")


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


def test_none_are_needed(small_pack: Pack) -> None:
    assert small_pack.domain.agendas == ()
    assert small_pack.domain.contact == ""


def test_the_demonstration_ships_four_for_its_three_groups(demo_pack: Pack) -> None:
    found = demo_pack.domain.agendas

    assert [each.name for each in found] == ["Board", "Tasking Group", "ASB Panel"]
    assert sum(len(each.views) for each in found) == 4


def line_of(small: Small, key: str) -> int:
    """The line of the first [[view]], or of a key in it."""
    lines = small.toml.read_text().splitlines()
    header = lines.index("[[view]]")
    return next((n for n, line in enumerate(lines[header:], header) if line.startswith(key)), 0) + 1


@pytest.mark.parametrize(("keys", "at", "words"), [
    ({"title": ""}, "[[view]]", 'a view has no title. Add title = "…".'),
    ({"agenda": '" "'}, "agenda", "a view has no agenda"),
    ({"agenda": '"!"'}, "agenda", "the agenda '!' has no letter"),
    ({"address": ""}, "[[view]]", "a view has no address"),
    ({"note": "3"}, "note", "note of a view is not text. Put it in quotes."),
    ({"titel": '"x"'}, "titel", "unknown key 'titel'. Use agenda, title, address, note"),
    ({"address": '"https://example.org/"'}, "address", "is not an address of this dashboard. Lea"),
    ({"address": '"//example.org/"'}, "address", "is not an address of this dashboard"),
    ({"address": '"/\\\\example.org"'}, "address", "is not an address of this dashboard"),
    ({"address": '"/nowhere?type=asb"'}, "address", "there is no page '/nowhere'. Use /, /hot"),
    ({"address": '"/#overview-map"'}, "address", "has a part after #"),
])  # fmt: skip
def test_a_view_that_is_wrong_is_refused_with_its_line(
    small: Small, keys: dict[str, str], at: str, words: str
) -> None:
    add_view(small, **(VIEW | keys))

    with pytest.raises(BadInput) as caught:
        config.read(small.toml)

    assert words in str(caught.value)
    assert caught.value.line == line_of(small, at)


@pytest.mark.parametrize(("address", "words"), [
    ("/places/nowhere-yet", "is of 'nowhere-yet', which is not a place with a location"),
    ("/places/alder", "is of 'alder', which is not a place with a location"),
    ("/?type=witchcraft", "asks for 'type=witchcraft', which is not known here"),
    ("/?area=elm", "asks for 'area=elm', which is not known here"),
    ("/?present=123456789abc", "is of a meeting. Leave present, agenda and item out"),
])  # fmt: skip
def test_a_view_that_the_pack_does_not_understand_is_refused(
    small: Small, small_packs: Path, address: str, words: str
) -> None:
    add_view(small, **(VIEW | {"address": f'"{address}"'}))
    views = config.read(small.toml).views

    with pytest.raises(BadInput, match=words) as caught:
        saved_views.check(small.toml, views, Packs(small_packs).current().domain)

    assert caught.value.line == line_of(small, "address")


def test_a_bad_view_stops_the_build(small: Small, refused: Callable[[], str]) -> None:
    add_view(small, **(VIEW | {"address": '"/?area=elm"'}))

    assert "the view 'Burglary' asks for 'area=elm'" in refused()


@pytest.mark.parametrize("same", ["title", "address"])
def test_the_same_view_twice_in_one_agenda_is_refused(small: Small, same: str) -> None:
    other = {"title": '"Other"', "address": '"/records"'} | {same: VIEW[same]}
    add_view(small, **VIEW)
    add_view(small, **(VIEW | {"agenda": '"board"'} | other))

    with pytest.raises(BadInput, match="is twice in the agenda 'board'"):
        config.read(small.toml)


def test_two_agendas_may_share_a_view(small: Small) -> None:
    add_view(small, **VIEW)
    add_view(small, **(VIEW | {"agenda": '"Panel"'}))

    assert [each.views for each in small.build().domain.agendas] == [
        (SavedView("Burglary", "/trends?type=burglary"),)
    ] * 2


def test_views_that_are_not_tables_are_refused(small: Small) -> None:
    small.write("small.toml", f'view = "/"\n{small.toml.read_text()}')

    with pytest.raises(BadInput, match=r"view is not a list of tables\. Begin each saved"):
        config.read(small.toml)


def test_the_example_of_the_documentation_is_a_saved_view(
    small: Small, request: pytest.FixtureRequest
) -> None:
    page = (request.config.rootpath / "docs" / "sources.md").read_text(encoding="utf-8")
    block = page.partition("## Saved views")[2].split("```")[1]
    small.write("small.toml", f"{small.toml.read_text()}{block}")

    [panel] = small.build().domain.agendas

    [view] = tomllib.loads(block)["view"]
    assert panel.views == (SavedView(view["title"], view["address"], view["note"]),)
