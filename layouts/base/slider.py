"""A slider for one parameter of the address, which ``assets/sliders.js`` writes."""

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
    """Return a labelled range input for the parameter ``param``, with its value beside it.

    ``stops`` are the lowest value, the highest and the step. ``plain`` is the default, which the
    address leaves out. ``first``, if given, is what the lowest stop means: the value in the
    address, and words for it.
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
