"""What a person reads in a tree of components."""

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
    """The words of a tree in order, as they stand; a table of Mantine's cell by cell."""
    if tree is None:
        return ""
    if isinstance(tree, (list, tuple)):
        return "".join(text_of(part) for part in tree)
    if isinstance(tree, Component):
        data = getattr(tree, "data", None)
        if tree._type == "Table" and isinstance(data, dict):
            cells = [cell for row in data["body"] for cell in row]
            return " ".join([data["caption"], *data["head"], *cells])
        return text_of(getattr(tree, "children", None))
    return str(tree)


def kinds(tree: Any, kind: str) -> list[Component]:
    """The components of one kind, such as ``H1``."""
    return [each for each in each_component(tree) if each._type == kind]
