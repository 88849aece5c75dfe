"""Measure text without a browser, from the widths of Arial's letters and a small margin."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

POINTS = 72  # to an inch
LEADING = 1.2  # the height of a line, as a multiple of the type size
SPARE = 1.04  # other fonts are used where Arial is missing
BOLD = 1.08  # the width of bold type, as a multiple
WIDEST = 1.0  # of a letter that is not in the table
HAIR = 1e-6
CACHE_SIZE = 20_000
# Thousandths of the type size, as Arial and its metric copies have them.
_WIDTHS = {
    "il'j": 222, " fIt.,/\\:;![]": 278, "r()-·": 333, '"': 355, "*": 389, "^": 469,
    "cksvxyz": 500, "abdeghnopqu0123456789_$?L–+": 556, "=<>~+−": 584, "FTZ": 611,
    "ABEKPSVXY&": 667, "CDHNRUw": 722, "GOQ": 778, "mM": 833, "%": 889, "W": 944, "@—…": 1015,
}  # fmt: skip
WIDTHS = {letter: width / 1000 for letters, width in _WIDTHS.items() for letter in letters}
WIDTHS |= {"|": 0.26, "£": 0.556, "#": 0.556, "×": 0.584, "é": 0.556, "●": 0.61, "J": 0.5,
           "{": 0.334, "}": 0.334, "’": 0.222, "“": 0.333, "”": 0.333, "²": 0.333}  # fmt: skip
CUT = "…"


@dataclass(frozen=True)
class Fitted:
    """Text, the type size in points at which it fits a box, and its number of lines."""

    text: str
    size: float
    lines: int

    @property
    def height(self) -> float:
        """The height in inches."""
        return height(self.lines, self.size)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line in inches at a size in points; unknown letters count as wide."""
    return _ems(text) * size / POINTS * (BOLD if bold else 1)


@lru_cache(maxsize=CACHE_SIZE)
def _ems(text: str) -> float:
    """Return the width of a text as a multiple of the type size; cached, since texts repeat."""
    return SPARE * sum(WIDTHS.get(letter, WIDEST) for letter in text)


def height(lines: int, size: float) -> float:
    """Return the height of some lines in inches."""
    return lines * size * LEADING / POINTS


def lines(text: str, space: float, size: float, *, bold: bool = False) -> int:
    """Return the number of lines of a text in a width in inches; a long word is broken."""
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.split(" "):
            wide = width(word, size, bold=bold)
            gap = width(" ", size) if used else 0
            if used and used + gap + wide > space + HAIR:
                count, used, gap = count + 1, 0.0, 0.0
            used += gap + wide
            while used > space + HAIR:
                count, used = count + 1, used - space
    return count


def fit(
    text: str, space: tuple[float, float], sizes: Sequence[float], *, bold: bool = False
) -> Fitted:
    """Return a text in the largest of ``sizes`` (points) at which it fits a box (inches).

    If it fits at none, it is cut at a word and ends in "…".
    """
    wide, high = space
    for size in sizes:
        count = lines(text, wide, size, bold=bold)
        if height(count, size) <= high:
            return Fitted(text, size, count)
    words = text.split(" ")
    while len(words) > 1:
        words.pop()
        shorter = f"{' '.join(words).rstrip(' ,.;:')}{CUT}"
        count = lines(shorter, wide, sizes[-1], bold=bold)
        if height(count, sizes[-1]) <= high:
            return Fitted(shorter, sizes[-1], count)
    return Fitted(text[:1] + CUT, sizes[-1], 1)
