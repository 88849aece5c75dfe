"""A drawn map as a picture, for programs that do not show SVG."""

from functools import lru_cache

import resvg_py

DPI = 200
HELD = 32


@lru_cache(maxsize=HELD)
def png(svg: str, inches: float) -> bytes:
    """The map as PNG, at 200 dots an inch for so many inches across."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=round(inches * DPI)))


def ratio(svg: str) -> float:
    """The width of a map over its height."""
    wide, high = (
        float(each) for each in svg.split('viewBox="0 0 ')[1].split('"', maxsplit=1)[0].split()
    )
    return wide / high
