"""The text in a tree of components."""

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def each_component(tree: Any) -> Iterator[Component]:
    """Every component of a tree, from the top."""
    if isinstance(tree, Component):
        yield tree
        yield from each_component(getattr(tree, "children", None))
    elif isinstance(tree, (list, tuple)):
        for part in tree:
            yield from each_component(part)


def text_of(tree: Any) -> str:
    """The words of a tree in order, as they stand; a blank after each cell of a table."""
    if tree is None:
        return ""
    if isinstance(tree, (list, tuple)):
        return "".join(text_of(part) for part in tree)
    if isinstance(tree, Component):
        text = text_of(getattr(tree, "children", None))
        return f"{text} " if tree._type in ("Td", "Th", "Caption") else text
    return str(tree)


def kinds(tree: Any, kind: str) -> list[Component]:
    """The components of one kind, such as ``H1``."""
    return [each for each in each_component(tree) if each._type == kind]
