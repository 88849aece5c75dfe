"""A drawn map as a picture, for programs that do not show SVG."""

from dataclasses import dataclass
from functools import lru_cache

import resvg_py

DPI = 200
CACHE_SIZE = 32


@dataclass(frozen=True)
class Picture:
    """A PNG, and its width over its height."""

    png: bytes
    ratio: float


@lru_cache(maxsize=CACHE_SIZE)
def fitted(svg: str, wide: float, high: float) -> Picture:
    """Return the map at 200 dots an inch, as large as fits ``wide`` by ``high`` inches."""
    ratio = _ratio(svg)
    inches = min(wide, high * ratio)
    return Picture(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=round(inches * DPI))), ratio)


def _ratio(svg: str) -> float:
    across, down = (
        float(each) for each in svg.split('viewBox="0 0 ')[1].split('"', maxsplit=1)[0].split()
    )
    return across / down
