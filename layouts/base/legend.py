"""The entries of a legend as values: a colour or mark, and its meaning in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.base.markup import plain_text


@dataclass(frozen=True)
class Entry:
    """One entry: words, with the colour of a swatch or the name of a mark, if it has one."""

    text: str
    colour: str = ""
    mark: str = ""


def entries(legend: Sequence[Any]) -> list[Entry]:
    """Return the entries of a panel's legend in order, without those that have no words."""
    found = [_entry(each) for each in legend]
    return [each for each in found if each.text]


def _entry(node: Any) -> Entry:
    swatch = _swatch(node)
    style = getattr(swatch, "style", None) or {}
    mark = getattr(swatch, "className", "") or ""
    return Entry(" ".join(plain_text(node).split()), style.get("background", ""), mark)


def _swatch(node: Any) -> Any:
    if isinstance(node, html.I):
        return node
    inside = getattr(node, "children", None) if isinstance(node, Component) else None
    if not isinstance(inside, list | tuple):
        inside = [inside] if isinstance(inside, Component) else []
    # A component without children is falsy, so test its type.
    return next((each for each in map(_swatch, inside) if each is not None), None)
