"""Component trees as HTML text: the same tree, nothing let through unescaped."""

from html.parser import HTMLParser

import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from layouts.base import tables
from layouts.base.markup import Element, html_in, html_text


class Outline(HTMLParser):
    """The tags, attributes and text of an HTML text, as a parser sees them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (None, ""),
        ("a & b", "a &amp; b"),
        (3, "3"),
        (["a", None, html.B("c")], "a<b>c</b>"),
        (html.P(["x ", html.B("y")], className="soft"), '<p class="soft">x <b>y</b></p>'),
        (html.I(style={"width": "50%", "backgroundColor": "#fff"}),
         '<i style="width:50%;background-color:#fff"></i>'),
        (html.Div("t", tabIndex=0, role="region", **{"aria-label": 'the "one"'}),
         '<div tabindex="0" role="region" aria-label="the &quot;one&quot;">t</div>'),
        (html.Img(src="data:image/svg+xml,x", alt="y"), '<img alt="y" src="data:image/svg+xml,x">'),
        (html.A("t", href="/x", download=""), '<a href="/x" download="">t</a>'),
        (html.Div("t", hidden=True), "<div hidden>t</div>"),
        (html.Label(["t", Element("input", {"type": "radio", "value": '"'})], htmlFor="x"),
         '<label for="x">t<input type="radio" value="&quot;"></label>'),
        (html.A("t", href="?", **{"aria-current": None}), '<a href="?">t</a>'),
        (dcc.Link("t", href="/?a=1&b=2", className="tile"),
         '<a data-link href="/?a=1&amp;b=2" class="tile">t</a>'),
    ],
)  # fmt: skip
def test_text_of_a_tree(node, text) -> None:
    assert Outline(html_text(node)).tags == Outline(text).tags
    assert Outline(html_text(node)).text == Outline(text).text


@given(st.text(), st.text())
def test_whatever_is_said_stays_text(said, name) -> None:
    outline = Outline(html_text(html.P([html.B(said), html.Span(title=name)])))

    assert [tag for tag, _attributes in outline.tags] == ["p", "b", "span"]
    assert outline.tags[2][1]["title"] == name
    assert outline.text.replace("\x00", "\ufffd") == said.replace("\x00", "\ufffd")


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "https://elsewhere.example", "//elsewhere.example", "data:x", ""],
)
@pytest.mark.parametrize("link", [html.A, dcc.Link])
def test_a_link_elsewhere_is_refused(link, href) -> None:
    with pytest.raises(ValueError, match="not an address of ours"):
        html_text(link("t", href=href))


def test_a_component_with_a_life_of_its_own_is_refused() -> None:
    with pytest.raises(ValueError, match="Dropdown is not plain HTML"):
        html_text(html.Div(dcc.Dropdown()))


def test_as_a_property() -> None:
    assert html_in(html.B("x")) == {"data-html": "<b>x</b>"}


def test_what_a_table_keeps_for_files_is_not_sent() -> None:
    table = tables.Table("Counts", ("Month", "n"), [("April", 1)])

    text = html_text(tables.render(table))

    assert f"{tables.VALUE}=" not in text
    assert "<td" in text
