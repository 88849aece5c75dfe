"""Component trees as HTML text, for the parts of a page that only show something.

Dash turns every component into a React element that listens to the whole store; a page of tiles
and rankings holds hundreds, and redrawing them took longer than all its charts. What has no state
of its own travels as text instead, in ``data-html``, and ``assets/html_text.js`` puts it in place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from dash import dcc
from dash.development.base_component import Component

ATTRIBUTES = {
    "className": "class",
    "tabIndex": "tabindex",
    "colSpan": "colspan",
    "htmlFor": "for",
}
WITHOUT_END = {"img", "br", "input"}
HTML = "dash.html."
WILDCARDS = ("data-", "aria-")
PLACES: dict[type[Component], Mapping[str, int]] = {}  # of each property, in Dash's order
OURS = re.compile(r"/(?![/\\])|[?#]")  # how our own addresses begin; // leads elsewhere


@dataclass(frozen=True)
class Element:
    """An HTML element with attributes that its Dash component lacks."""

    tag: str
    attributes: Mapping[str, Any]
    children: Any = None


def html_text(node: Any) -> str:
    """Return the HTML of a component, an element, a text, a number or a list; values are escaped.

    A ``dcc.Link`` becomes an anchor that ``html_text.js`` follows without reloading the page.

    Raises:
        ValueError: a link leads to another site, or a component is not plain HTML.
    """
    if isinstance(node, str):  # first, because it is the most frequent
        return escape(node)
    if node is None:
        return ""
    if isinstance(node, list | tuple):
        return "".join(map(html_text, node))
    if isinstance(node, Element):
        return _element(node.tag, _attributes(node.attributes), node.children)
    if not isinstance(node, Component):
        return escape(str(node))
    # The instance holds the properties that it was given. Looking up every property that a
    # component can have, as ``to_plotly_json`` does, took most of the time.
    given, kind = vars(node), type(node)
    place = PLACES.get(kind)
    if place is None:
        place = PLACES[kind] = {name: n for n, name in enumerate(node.available_properties)}
    names = sorted([each for each in given if each in place], key=place.__getitem__)
    names += sorted([each for each in given if each.startswith(WILDCARDS)])
    properties = {each: given[each] for each in names if each != "children"}
    link = issubclass(kind, dcc.Link)
    if not link and not kind.__module__.startswith(HTML):
        raise ValueError(f"{kind.__name__} is not plain HTML")
    if not OURS.match(properties.get("href", "/")):
        raise ValueError(f"{properties['href']!r} is not an address of ours")
    tag = "a" if link else kind.__name__.lower()
    return _element(
        tag, [*(["data-link"] if link else []), *_attributes(properties)], given.get("children")
    )


def _element(tag: str, attributes: Iterable[str], children: Any) -> str:
    opened = f"<{' '.join([tag, *attributes])}>"
    return opened if tag in WITHOUT_END else f"{opened}{html_text(children)}</{tag}>"


def plain_text(node: Any) -> str:
    """Return the words of a component, a text or a list of them, without any markup."""
    if node is None:
        return ""
    if isinstance(node, list | tuple):
        return "".join(plain_text(each) for each in node)
    return plain_text(getattr(node, "children", None)) if isinstance(node, Component) else str(node)


def _attributes(properties: Mapping[str, Any]) -> Iterator[str]:
    for given, value in properties.items():
        name = ATTRIBUTES.get(given, given)
        if value is True:
            yield name
        elif value is not None and value is not False:
            text = _css(value) if given == "style" else str(value)
            yield f'{name}="{_quoted(text)}"'


def _quoted(text: str) -> str:
    """Return a text escaped for double quotes; single quotes stay, so that it is shorter."""
    return escape(text, quote=False).replace('"', "&quot;")


def _css(style: dict[str, Any]) -> str:
    return ";".join(f"{_kebab(name)}:{value}" for name, value in style.items())


def _kebab(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name)


def html_in(node: Any) -> dict[str, Any]:
    """Return the property that puts HTML into an ``html.*`` element without children."""
    return {"data-html": html_text(node)}
