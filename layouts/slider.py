"""A slider that stands for one part of the address, written by ``assets/sliders.js``."""

from html import escape

from dash import html


def slider(
    param: str,
    label: str,
    *,
    stops: tuple[int, int, int],
    plain: str,
    unit: str = "m",
    first: tuple[str, str] | None = None,
) -> html.Div:
    """A labelled range for the choice ``param`` of the address, with its value beside it.

    ``stops`` are the lowest value, the highest and the step; ``plain`` is what the address leaves
    out. ``first``, if given, is what the lowest stop means: in the address and in words.
    """
    low, high, step = stops
    meaning = {"data-first": first[0], "data-first-words": first[1]} if first else {}
    attributes = {
        "type": "range", "id": f"slider-{param}", "min": low, "max": high, "step": step,
        "data-param": param, "data-plain": plain, "data-unit": unit, **meaning,
    }  # fmt: skip
    said = " ".join(f'{name}="{escape(str(value))}"' for name, value in attributes.items())
    text = (
        f'<label for="slider-{param}">{escape(label)}</label><input {said}>'
        f'<output for="slider-{param}"></output>'
    )
    # Dash has no plain field that keeps its own value, so it travels as text.
    return html.Div(className="slider", **{"data-html": text})
