"""Dash's HTML components and its link, made without the checks of each property.

For each component Dash lists all its properties and looks up every name in the lists, which took a
tenth of the processor time of an answer. ``tests/layouts/test_unchecked.py`` checks the names that
every page gives.
"""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from dash import html as checked
from dash.dcc import Link as CheckedLink
from dash.development.base_component import Component


def unchecked(kind: type[Component], **needed: Any) -> Any:
    """Return a component class whose instances hold only the properties that they were given.

    The lists of valid names, which Dash puts into each instance, are in the class. ``needed`` are
    the properties without which Dash makes no instance; their values are not kept.
    """

    def init(self: Component, children: Any = None, **properties: Any) -> None:
        vars(self).update(properties, children=children)

    made = vars(kind(**needed)).items()
    names = {name: value for name, value in made if name not in {"children", *needed}}
    parts = {**names, "__init__": init, "__module__": kind.__module__}
    return type(kind)(kind.__name__, (kind,), parts)


if TYPE_CHECKING:
    html, Link = checked, CheckedLink
else:
    Link = unchecked(CheckedLink, href="")
    html = SimpleNamespace(
        **{name: unchecked(kind) for name, kind in vars(checked).items() if isinstance(kind, type)}
    )
