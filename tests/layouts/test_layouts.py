"""Every page and the frame around it: one h1, unique ids, graphs that send nothing away."""

import json
from itertools import pairwise

import pytest
from dash import dcc

from dashboard.pages import EVERY_PAGE, PAGES, page_at, question_at
from data.model.drawn_area import DrawnArea
from data.model.filters import Filters
from layouts.base import ids, theme
from layouts.shell.filter_panel import filter_panel
from layouts.shell.saved_views import view_tools
from layouts.shell.shell import NavItem, filter_bar, footer, header, not_found, shell
from tests.domains import domain_of
from tests.texts import each_component, kinds, text_of

PLAIN = domain_of()
DEMO = domain_of(demonstration=True)


def identities(tree) -> list[str]:
    found = [getattr(each, "id", None) for each in each_component(tree)]
    return [json.dumps(each, sort_keys=True) for each in found if each is not None]


@pytest.mark.parametrize("one", EVERY_PAGE, ids=[each.name for each in EVERY_PAGE])
class TestEachPage:
    def test_has_one_h1(self, one) -> None:
        assert len(kinds(one.layout(), "H1")) == 1

    def test_has_unique_ids_also_within_the_frame(self, one) -> None:
        nav = [NavItem(each.path, each.name) for each in PAGES]
        texts = [header(nav, PLAIN), filter_bar(PLAIN), view_tools(PLAIN), footer(PLAIN, nav)]
        found = identities([shell(nav, PLAIN), *texts, one.layout()])
        assert len(found) == len({*found})

    def test_has_a_place_for_every_answer(self, one) -> None:
        found = identities(one.layout())
        for part in one.callbacks.parts:
            assert json.dumps(part) in found
        for card, graph in one.callbacks.cards.items():
            for what in ("head", "legend"):
                assert json.dumps(ids.part(card, what)) in found
            assert json.dumps(graph or ids.part(card, "graph"), sort_keys=True) in found

    def test_graphs_send_nothing_away_and_do_not_move_the_page(self, one) -> None:
        graphs = [each for each in each_component(one.layout()) if isinstance(each, dcc.Graph)]
        assert len(graphs) == len(one.callbacks.cards)
        for graph in graphs:
            assert graph.config == theme.GRAPH_CONFIG
            assert graph.config["showSendToCloud"] is False
            assert graph.style["height"].endswith("px")

    def test_headings_go_down_a_step_at_a_time(self, one) -> None:
        levels = [int(each._type[1]) for each in each_component(one.layout())
                  if each._type in ("H1", "H2", "H3", "H4")]  # fmt: skip
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))

    def test_scrolling_regions_can_be_reached_and_have_names(self, one) -> None:
        for each in each_component(one.layout()):
            if getattr(each, "role", None) == "region":
                assert each.tabIndex == 0
                props = each.to_plotly_json()["props"]
                assert props.get("aria-label") or props.get("aria-labelledby")


def test_pages_have_their_own_address_and_name() -> None:
    assert len({page.path for page in EVERY_PAGE}) == len(EVERY_PAGE)
    assert len({page.name for page in PAGES}) == len(PAGES)
    cards = [name for page in EVERY_PAGE for name in (*page.callbacks.cards, *page.callbacks.files)]
    assert len(cards) == len({*cards})  # a card's name is its address as CSV
    assert "records" not in cards


@pytest.mark.parametrize(
    ("path", "name"),
    [("/", "Now"), ("", "Now"), (None, "Now"), ("/trends", "Trends"),
     ("/trends/", "Trends"), ("/trend", None), ("/Trends", None), ("/trends/x", None),
     ("/places/", "Places"), ("/places/<place>", None), ("/places/nowhere", None),
     ("/places/alder", None), ("/trends/pond", None), ("/pond", None), ("/places/pond/", "Place"),
     ("/places/pond/pond", None), ("/places/Pond", None)],
)  # fmt: skip
def test_page_at(path, name) -> None:
    page, area = page_at(path, PLAIN) or (None, None)
    assert (page and page.name) == name
    assert (area and area.id) == ("pond" if name == "Place" else None)


def test_an_address_asks_of_its_place_and_the_list_of_all_of_them() -> None:
    search = "?type=asb&area=alder&buffer=300"
    assert question_at("/trends", search, PLAIN).filters.areas == ("alder",)
    assert question_at("/nowhere", search, PLAIN).filters.areas == ("alder",)
    assert not question_at("/places", search, PLAIN).filters.narrowed
    near = question_at("/places/pond", search, PLAIN)
    assert near.filters.drawn == DrawnArea.circle(*PLAIN.area_by_id["pond"].centre, 300)
    assert near.filters.areas == ()
    assert near.where == "300 m around the middle of Pond"
    assert near.query() == "?type=asb&buffer=300"
    assert near.query_with(crime=["burglary"]) == "?type=burglary&buffer=300"
    own = question_at("/places/pond", "?type=asb&area=alder", PLAIN)
    assert (own.filters.areas, own.filters.drawn, own.where) == (("pond",), None, "Pond")
    assert own.chosen == Filters.of(PLAIN, crime=["asb"])


def test_the_frame_says_whose_data_and_up_to_when() -> None:
    said = text_of([header([], PLAIN), footer(PLAIN, [])])
    assert "Testham community safety" in said
    assert "to March 2023" in said
    assert "Demonstration" not in said
    demo = text_of([header([], DEMO), footer(DEMO, [])])
    assert "Demonstration data" in demo
    assert "Ward boundaries are schematic." in demo


def options(domain, field: str) -> dict[str, str]:
    """The values of a field of the filter bar, with their labels."""
    selects = [each for each in kinds(filter_panel(domain), "Select")
               if each.to_plotly_json()["props"]["data-field"] == field]  # fmt: skip
    return {each.value: text_of(each) for each in kinds(selects, "Option")}


def test_the_filters_have_every_choice() -> None:
    crime = options(PLAIN, "type")
    assert len(crime) == 18
    assert "all-crime" not in crime  # it is what an empty choice means
    assert [*options(PLAIN, "area")] == ["mill-estate", "pond", "alder", "birch", "cedar"]
    assert [*options(PLAIN, "period")] == [
        "last-1", "last-3", "last-12", "to-date", "2022-23", "2021-22", "2020-21", "all", "custom",
    ]  # fmt: skip
    assert len(options(PLAIN, "from")) == len(options(PLAIN, "to")) == 36


def test_categories_that_nobody_records_are_not_offered() -> None:
    values = options(domain_of(asb_categories=False), "type")
    assert len(values) == 15
    assert not [each for each in values if each.startswith("asb-")]


def test_a_year_in_part_and_a_month_without_data_say_so() -> None:
    domain = domain_of("2020-04", "2022-09", ["2021-06"])
    assert [*options(domain, "period").values()][4:7] == [
        "2022/23 (part)", "2021/22 (part)", "2020/21",
    ]  # fmt: skip
    months = options(domain, "from")
    assert (months["2021-05"], months["2021-06"]) == ("May 2021", "June 2021 (no data)")


def test_not_found_is_a_page_with_a_way_back() -> None:
    page = not_found("/nowhere" * 50)
    assert len(kinds(page, "H1")) == 1
    assert [each.href for each in kinds(page, "Link")] == ["/"]
    assert len(text_of(page)) < 250
