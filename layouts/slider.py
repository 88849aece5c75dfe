"""A slider that writes one number of metres to the address: see ``assets/slider.js``."""

from typing import Any

from dash import html

from layouts.markup import Field


def slider(
    field: str, label: str, value: int, span: tuple[int, int, int], plain: str
) -> html.Label:
    """A slider in metres from the first to the last of ``span`` by its step.

    ``field`` is its name in the address, where the value ``plain`` is left out.
    """
    first, last, step = span
    bar: Any = Field(
        {
            "type": "range", "min": first, "max": last, "step": step, "value": value,
            "data-param": field, "data-plain": plain, "aria-valuetext": f"{value} metres",
        }
    )  # fmt: skip
    return html.Label([f"{label} ", bar, html.Output(f"{value} m")], className="slider")
