"""Components are made without Dash's checks, so their names and values are checked here."""

from collections.abc import Iterator
from typing import Any

import dash
import pytest
from dash.development.base_component import Component

from dashboard.pages import EVERY_PAGE, Page
from data.model.question import Question
from layouts.base.markup import html_text
from layouts.base.unchecked import Link, html

WILDCARDS = ("data-", "aria-")


def components(node: Any) -> Iterator[Component]:
    """Yield every component of a tree."""
    if isinstance(node, list | tuple):
        for each in node:
            yield from components(each)
    elif isinstance(node, Component):
        yield node
        yield from components(vars(node).get("children"))


def unknown(node: Component) -> list[str]:
    """Return the properties of a component that Dash does not know; ``shows`` is not sent."""
    known = {*node.available_properties, "shows"}
    return [
        name for name in vars(node)
        if name not in known and not name.startswith(("_", "available_", *WILDCARDS))
    ]  # fmt: skip


def test_a_component_is_as_dash_makes_it() -> None:
    given: dict[str, Any] = {"className": "a", "title": 'b"', "data-c": 1, "style": {"top": "1px"}}
    for mine, theirs in ((html.Span, dash.html.Span), (html.Div, dash.html.Div)):
        one, other = mine(["x"], id="y", **given), theirs(["x"], id="y", **given)
        assert isinstance(one, theirs)
        assert one.to_plotly_json() == other.to_plotly_json()
        assert html_text(one) == html_text(other)
    link, plain = Link("x", href="?"), dash.dcc.Link("x", href="?")
    assert link.to_plotly_json() == plain.to_plotly_json()
    assert html_text(link) == html_text(plain)
    assert unknown(html.Div(clasName="a")) == ["clasName"]


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.path)
def test_pages_give_components_only_what_dash_knows(demo_pack, page: Page) -> None:
    question = Question.from_query("", demo_pack.domain)
    area = next(each for each in demo_pack.domain.areas if each.kind == (page.of or "ward"))
    question = question.for_place(area) if page.of else question
    found = page.callbacks.answer(demo_pack, question)
    seen = [
        *components(page.layout(area) if page.of else page.layout()),
        *components(list(found.parts.values())),
        *components([[each.sentence, *each.legend] for each in found.panels.values()]),
    ]
    assert seen
    assert {(type(each).__name__, *unknown(each)) for each in seen if unknown(each)} == set()
