"""A slider that stands for one part of the address, written by ``assets/sliders.js``."""

from layouts.base.markup import Element, html_in
from layouts.base.unchecked import html


def slider(
    param: str,
    label: str,
    *,
    stops: tuple[int, int, int],
    plain: str,
    unit: str = "m",
    first: tuple[str, str] | None = None,
) -> html.Div:
    """Return a labelled range for the choice ``param`` of the address, with its value beside it.

    ``stops`` are the lowest value, the highest and the step; ``plain`` is what the address leaves
    out. ``first``, if given, is what the lowest stop means: in the address and in words.
    """
    low, high, step = stops
    meaning = {"data-first": first[0], "data-first-words": first[1]} if first else {}
    attributes = {
        "type": "range",
        "id": f"slider-{param}",
        "min": low,
        "max": high,
        "step": step,
        "data-param": param,
        "data-plain": plain,
        "data-unit": unit,
        **meaning,
    }
    name = f"slider-{param}"
    return html.Div(
        className="slider",
        **html_in(
            [
                html.Label(label, htmlFor=name),
                Element("input", attributes),
                html.Output(htmlFor=name),
            ]
        ),
    )
