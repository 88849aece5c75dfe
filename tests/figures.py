"""Figures as Plotly understands them."""

from typing import Any

from plotly.graph_objects import Figure


def checked(figure: Any) -> Figure:
    """Return a map or a drawn chart as a Plotly figure, which checks its names and values."""
    assert isinstance(figure, dict)
    return Figure(figure)
